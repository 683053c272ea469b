"""Taking a table into the registry: the template, the file, the yes. Reading and writing go on in the background."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import Answers, Facts
from domain.forms.importing import IMPORT
from domain.people import Role
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import imports, schools
from views import importing as views
from views.screen import Reply, Screen

BOTH = (Role.DEPARTMENT, Role.COORDINATOR)


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Nothing of the registry is touched yet."""
    import_id = await imports.add(case.db, number(str(answers["table"])), case.person, case.now)
    return Filed(import_id, await receipt(case, import_id))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((views.taken(),))


async def title(case: Case, subject: str) -> str:
    return IMPORT.title


BINDING = Binding(IMPORT, BOTH, facts, save, receipt, title)


async def begin(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.begin(case.person.post.role is Role.COORDINATOR)


async def template(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A coordinator's is about their own school."""
    own = None
    if case.person.post.role is Role.COORDINATOR:
        school = await schools.get(case.db, case.school_id)
        own = school.number if school else None
    return Reply((views.template(own), views.begin(own is not None)))


async def confirm(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A second tap, or one on an old preview, writes nothing twice."""
    import_id = await _own(case, args[0])
    if not await imports.turn(case.db, import_id, ("ready",), "wanted", case.now):
        raise LookupError(import_id)
    return views.writing()


async def refuse(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    import_id = await _own(case, args[0])
    if not await imports.turn(case.db, import_id, ("ready",), "dropped", case.now):
        raise LookupError(import_id)
    return Reply((views.dropped(),), toast=views.DROPPED)


async def report(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.report(await _own(case, args[0]), case.person.id)


async def _own(case: Case, text: str) -> int:
    """LookupError for somebody else's, and for one from a post that has ended."""
    import_id = number(text)
    if await imports.report(case.db, case.person.id, import_id) is None:
        raise LookupError(import_id)
    return import_id


def router() -> Router:
    routes = Router(name="importing")
    ours = (Acts(*BOTH), Private())
    routes.callback_query.register(begin, On("im.open"), *ours)
    routes.callback_query.register(template, On("im.template"), *ours)
    routes.callback_query.register(confirm, On("im.go", 1), *ours)
    routes.callback_query.register(refuse, On("im.no", 1), *ours)
    routes.callback_query.register(report, On("im.report", 1), *ours)
    return routes
