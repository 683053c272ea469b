"""A school's mentees: codes, and the consents on paper."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import search
from domain.form import Answers
from domain.forms.registry import MENTEE
from domain.people import Role
from domain.registry import Mentee, spelt
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.mentors import facts, pair_waits
from storage import mentees, mentors
from views import mentees as views
from views import paging
from views.profiles import competences
from views.screen import Reply, Screen


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    words = {key: None if value is None else str(value) for key, value in answers.items()}
    mentee = await mentees.add(
        case.db,
        case.school_id,
        case.now,
        grade=words.get("grade"),
        request=words.get("request"),
        consent_kind=words.get("consent_kind"),
        consent=words.get("consent"),
    )
    return Filed(mentee.id, await receipt(case, mentee.id))


async def receipt(case: Case, mentee_id: int) -> Reply:
    return Reply((views.registered(await load(case, mentee_id), await pair_waits(case)),))


async def title(case: Case, subject: str) -> str:
    return MENTEE.title


BINDING = Binding(MENTEE, (Role.COORDINATOR,), facts, save, receipt, title)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    everyone = await mentees.listing(case.db, case.scope)
    page = number(args[0])
    return views.listing(paging.page_of(everyone, page), page, len(everyone))


async def found(case: Case, sought: str, page: int) -> Screen:
    """By code, class and what they ask for."""
    there = [
        one
        for one in await mentees.listing(case.db, case.scope)
        if search.matches(
            search.index(spelt(one.code), one.grade or "", one.request or "", competences(one.wants)), sought
        )
    ]
    return views.found(there, sought, page)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await show(case, await load(case, number(args[0])))


async def show(case: Case, mentee: Mentee) -> Screen:
    """The card, and whom they have become."""
    return views.card(mentee, await mentors.of_mentee(case.db, case.scope, mentee.id))


async def load(case: Case, mentee_id: int) -> Mentee:
    """Raises LookupError outside the scope."""
    mentee = await mentees.get(case.db, case.scope, mentee_id)
    if mentee is None:
        raise LookupError(mentee_id)
    return mentee


def router() -> Router:
    routes = Router(name="mentees")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(listing, On("e.list", 1), *mine)
    routes.callback_query.register(card, On("e.open", 1), *mine)
    return routes
