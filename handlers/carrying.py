"""A mentee who has grown becomes a mentor: one tap where age and consent are known, else what is missing is asked."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import competences
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.matching import CARRY
from domain.people import Role
from domain.registry import Mentee, Mentor
from handlers import mentees as mentee_handlers
from handlers import mentors as mentor_handlers
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.walking import Walking
from storage import mentors
from views import carrying as views
from views.screen import Reply, Screen

SIGNED_BY_THEMSELVES = ("both", "own")  # such a consent is a pupil mentor's, too


class Carrying:
    """Knows the forms: what is missing is asked by one of them."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def carry(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
        """A second tap shows whom they have become; nobody becomes two."""
        mentee = await mentee_handlers.load(case, number(args[0]))
        if (known := await mentors.of_mentee(case.db, case.scope, mentee.id)) is not None:
            return await mentor_handlers.show(case, known)
        grown = competences.of_age(mentee.grade, case.today)
        if grown is False:
            return views.too_young(mentee)
        if grown is None or _paper(mentee) is None:
            return await self.walking.open(case, CARRY.key, str(mentee.id))
        made = await _make(case, mentee, str(_paper(mentee)))
        return views.carried(mentee, made)


async def facts(case: Case, subject: str) -> Facts:
    await _waiting(case, subject)
    return Facts(case.today)


async def first(case: Case, subject: str) -> Answers:
    """What is known is not asked."""
    mentee = await _waiting(case, subject)
    answers: dict[str, str | bool] = {}
    if competences.of_age(mentee.grade, case.today):
        answers["of_age"] = True
    if (paper := _paper(mentee)) is not None:
        answers["consent"] = paper
    return answers


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """What the base says of an age outweighs what was answered."""
    mentee = await _waiting(case, subject)
    if answers["of_age"] is not True or competences.of_age(mentee.grade, case.today) is False:
        raise AnswerRejected(views.TOO_YOUNG)
    made = await _make(case, mentee, str(answers["consent"]))
    return Filed(made.id, Reply((views.carried(mentee, made),)))


async def receipt(case: Case, mentor_id: int) -> Reply:
    return Reply((await mentor_handlers.show(case, await mentor_handlers.load(case, mentor_id)),))


async def title(case: Case, subject: str) -> str:
    return views.title((await mentee_handlers.load(case, number(subject))).code)


BINDING = Binding(CARRY, (Role.COORDINATOR,), facts, save, receipt, title, first, shared=True)


async def _waiting(case: Case, subject: str) -> Mentee:
    """The mentee, still to be carried over. LookupError outside the scope, and for one who is a mentor already."""
    mentee = await mentee_handlers.load(case, number(subject))
    if await mentors.of_mentee(case.db, case.scope, mentee.id) is not None:
        raise LookupError(subject)
    return mentee


async def _make(case: Case, mentee: Mentee, paper: str) -> Mentor:
    """A code of their own; the mentee stays in the base as they were."""
    return await mentors.add(
        case.db,
        mentee.school_id,
        "pupil",
        case.now,
        name=None,
        place=mentee.grade,
        consent=paper,
        from_mentee=mentee.id,
    )


def _paper(mentee: Mentee) -> str | None:
    """The consent that covers being a mentor as well: a parent's alone does not."""
    return mentee.consent if mentee.consent_kind in SIGNED_BY_THEMSELVES else None


def router(walking: Walking) -> Router:
    routes = Router(name="carrying")
    routes.callback_query.register(Carrying(walking).carry, On("ma.carry", 1), Acts(Role.COORDINATOR), Private())
    return routes
