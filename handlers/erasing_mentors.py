"""A mentor who has never used the bot: their coordinator asks for the erasing, one of the department does it."""

from domain.form import Answers, Facts
from domain.forms.erasing import MENTOR as FORM
from domain.people import Role
from handlers import erasing_subjects as subjects
from handlers import telling
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import erasures
from storage.erasures import MENTOR
from views import erasing as views
from views.screen import Reply


async def facts(case: Case, subject: str) -> Facts:
    await subjects.mentor(case, case.scope, number(subject))
    return Facts(case.today)


async def ask(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """By their coordinator; the department is told by the code alone, and one of it does it."""
    known = await subjects.mentor(case, case.scope, number(subject))
    asked = await erasures.ask(case.db, MENTOR, known.id, str(answers["reason"]), case.person.id, case.now)
    told = await telling.department(
        case, views.told(asked, views.mentor(known.code), case.person.name), f"erasure:{asked}"
    )
    return Filed(asked, Reply((views.asked_mentor(known),), told))


async def again(case: Case, result: int) -> Reply:
    one = await subjects.load(case, str(result))
    return Reply((views.asked_mentor(await subjects.mentor(case, case.scope, one.subject)),))


async def title(case: Case, subject: str) -> str:
    return f"Удалить: {(await subjects.mentor(case, case.scope, number(subject))).label}"


BINDING = Binding(FORM, (Role.COORDINATOR,), facts, ask, again, title)
