"""Letters of thanks: whom they go to is asked by a form, the rest is known (row 1.8)."""

from collections.abc import Sequence

from domain.form import AnswerRejected, Answers, Facts, Option
from domain.forms.letters import EVERYONE, THANKS, THANKS_BY_SCHOOL
from domain.people import Role
from domain.thanks import Thanked
from handlers.bindings import Binding, Filed
from handlers.case import Case
from storage import schools, thanks
from views import paperwork as views
from views import thanks as words
from views.screen import Reply


async def facts(case: Case, subject: str) -> Facts:
    """The school's mentors who have begun; everybody at once comes first."""
    _only_new(subject)
    found = await _thanked(case)
    options = [Option(str(one.mentor_id), one.label) for one in found]
    if len(found) > 1:
        options.insert(0, Option(EVERYONE, f"Всем: {len(found)}"))
    return Facts(case.today, options={"mentors": tuple(options)})


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Nothing is stored: the letters are made as they are sent."""
    chosen = answers["mentors"]
    wanted = set(chosen) if isinstance(chosen, list) else set()
    found = [one for one in await _thanked(case) if EVERYONE in wanted or str(one.mentor_id) in wanted]
    if not found:
        raise AnswerRejected("Этих наставников в списке уже нет. Выберите других.")
    ids = ",".join(str(one.mentor_id) for one in found)
    return Filed(len(found), _reply(case, len(found), ids, case.school_id, case.person.post.school))


async def facts_by_school(case: Case, subject: str) -> Facts:
    """Schools that have somebody to thank, by number, and all of them together."""
    _only_new(subject)
    found = await _thanked(case)
    many: dict[str, int] = {}
    for one in found:
        many[one.school] = many.get(one.school, 0) + 1
    options = [
        Option(str(school.id), f"{school.number}. {school.name}")
        for school in await schools.everyone(case.db)
        if many.get(school.name)
    ]
    if len(options) > 1:
        options.insert(0, Option(EVERYONE, f"Всех школ: {len(found)}"))
    return Facts(case.today, options={"schools": tuple(options)})


async def save_by_school(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    school_id = None
    found = await _thanked(case)
    if answers["school"] != EVERYONE:
        school = await schools.get(case.db, int(str(answers["school"])))
        if school is None:
            raise LookupError(answers["school"])
        school_id = school.id
        found = [one for one in found if one.school == school.name]
    if not found:
        raise AnswerRejected("Здесь пока некого благодарить. Выберите другую школу.")
    return Filed(len(found), _reply(case, len(found), "", school_id, words.DEPARTMENT))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((views.menu(case.person.post.role),))


async def title(case: Case, subject: str) -> str:
    return THANKS.title


BINDING = Binding(THANKS, (Role.COORDINATOR,), facts, save, receipt, title)
BY_SCHOOL_BINDING = Binding(THANKS_BY_SCHOOL, (Role.DEPARTMENT,), facts_by_school, save_by_school, receipt, title)


def _reply(case: Case, many: int, mentors: str, school_id: int | None, from_whom: str) -> Reply:
    return Reply((views.letters(many, mentors, school_id, from_whom), views.menu(case.person.post.role)))


async def _thanked(case: Case) -> Sequence[Thanked]:
    return await thanks.listing(case.db, case.scope, case.today)


def _only_new(subject: str) -> None:
    if subject != "new":
        raise LookupError(subject)
