"""What the registry says of a mentor or a mentee is corrected, and every correction is in the history."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.competences import packed
from domain.form import Answers, Facts
from domain.forms.matching import ADULT_CHANGE, MENTEE_CHANGE, PUPIL_CHANGE, WANTS
from domain.people import Role
from domain.registry import Mentor
from handlers import matching
from handlers import mentees as mentee_handlers
from handlers import mentors as mentor_handlers
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import mentees, mentors, registry_history
from views import changing as views
from views.screen import Reply, Screen


async def mentee_facts(case: Case, subject: str) -> Facts:
    return Facts(case.today, last=await mentee_first(case, subject))


async def mentee_first(case: Case, subject: str) -> Answers:
    mentee = await mentee_handlers.load(case, number(subject))
    return {"grade": mentee.grade, "request": mentee.request} if mentee.grade else {}


async def mentee_save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    mentee = await mentee_handlers.load(case, number(subject))
    fields = {key: _text(answers, key) for key in ("grade", "request")}
    await mentees.change(case.db, mentee, "corrected", fields, case.person.id, case.now)
    return Filed(mentee.id, await mentee_receipt(case, mentee.id))


async def mentee_receipt(case: Case, mentee_id: int) -> Reply:
    return Reply((await mentee_handlers.show(case, await mentee_handlers.load(case, mentee_id)),))


async def mentee_title(case: Case, subject: str) -> str:
    return views.title((await mentee_handlers.load(case, number(subject))).code)


async def wants_facts(case: Case, subject: str) -> Facts:
    return Facts(case.today, last=await wants_first(case, subject))


async def wants_first(case: Case, subject: str) -> Answers:
    mentee = await mentee_handlers.load(case, number(subject))
    return {"wants": list(mentee.wants), "form": mentee.form} if mentee.wants else {}


async def wants_save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Kept, and at once shown who fits it."""
    mentee = await mentee_handlers.load(case, number(subject))
    wants = answers["wants"]
    fields = {"wants": packed(wants if isinstance(wants, list) else ()), "form": _text(answers, "form")}
    await mentees.change(case.db, mentee, "wants", fields, case.person.id, case.now)
    return Filed(mentee.id, await wants_receipt(case, mentee.id))


async def wants_receipt(case: Case, mentee_id: int) -> Reply:
    return Reply((await matching.offered(case, mentee_id, 0),))


async def wants_title(case: Case, subject: str) -> str:
    return f"Запрос {(await mentee_handlers.load(case, number(subject))).code}"


async def adult_facts(case: Case, subject: str) -> Facts:
    return Facts(case.today, last=await adult_first(case, subject))


async def adult_first(case: Case, subject: str) -> Answers:
    mentor = await _of_kind(case, subject, "adult")
    return {"name": mentor.name, "place": mentor.place}


async def pupil_facts(case: Case, subject: str) -> Facts:
    """One question: what is known is offered beside it."""
    mentor = await _of_kind(case, subject, "pupil")
    return Facts(case.today, known={"place": mentor.place})


async def mentor_save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    mentor = await mentor_handlers.load(case, number(subject))
    fields = {key: _text(answers, key) for key in answers}
    await mentors.change(case.db, mentor, fields, case.person.id, case.now)
    return Filed(mentor.id, await mentor_receipt(case, mentor.id))


async def mentor_receipt(case: Case, mentor_id: int) -> Reply:
    return Reply((await mentor_handlers.show(case, await mentor_handlers.load(case, mentor_id)),))


async def mentor_title(case: Case, subject: str) -> str:
    return views.title((await mentor_handlers.load(case, number(subject))).label)


OURS = (Role.COORDINATOR,)
BINDINGS = (
    Binding(MENTEE_CHANGE, OURS, mentee_facts, mentee_save, mentee_receipt, mentee_title, mentee_first),
    Binding(WANTS, OURS, wants_facts, wants_save, wants_receipt, wants_title, wants_first),
    Binding(ADULT_CHANGE, OURS, adult_facts, mentor_save, mentor_receipt, mentor_title, adult_first),
    Binding(PUPIL_CHANGE, OURS, pupil_facts, mentor_save, mentor_receipt, mentor_title),
)


async def mentee_past(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    mentee = await mentee_handlers.load(case, number(args[0]))
    events = await registry_history.of(case.db, "mentee", mentee.id)
    return views.of_mentee(mentee, events, number(args[1]), case.town.zone)


async def mentor_past(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    mentor = await mentor_handlers.load(case, number(args[0]))
    events = await registry_history.of(case.db, "mentor", mentor.id)
    return views.of_mentor(mentor, events, number(args[1]), case.town.zone)


async def _of_kind(case: Case, subject: str, kind: str) -> Mentor:
    mentor = await mentor_handlers.load(case, number(subject))
    if mentor.kind != kind:
        raise LookupError(subject)
    return mentor


def _text(answers: Answers, key: str) -> str | None:
    value = answers.get(key)
    return None if value is None else str(value)


def router() -> Router:
    routes = Router(name="changing")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(mentee_past, On("e.past", 2), *mine)
    routes.callback_query.register(mentor_past, On("t.past", 2), *mine)
    return routes
