"""Stories of pairs that are over: a coordinator reads the school's own, the department all of them. Codes only."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import mentoring, search
from domain.people import Role
from domain.registry import spelt
from handlers import pairs as pair_handlers
from handlers.case import Acts, Case, On, Private, number
from storage import pairs
from views import paging
from views import stories as views
from views.screen import Screen

READERS = (Role.COORDINATOR, Role.DEPARTMENT)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    there, page = await pairs.stories(case.db, case.scope), number(args[0])
    return views.listing(paging.page_of(there, page), page, len(there))


async def found(case: Case, sought: str, page: int) -> Screen:
    """By the words of the story, what came of it, goal, form and codes."""
    there = [
        one
        for one in await pairs.stories(case.db, case.scope)
        if search.matches(
            search.index(
                *map(spelt, one.mentees),
                one.story or "",
                one.result or "",
                one.goal,
                mentoring.LABELS.get(one.form, ""),
            ),
            sought,
        )
    ]
    return views.found(there, sought, page)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Of a pair that is over. One that was reopened tells none."""
    pair = await pair_handlers.load(case, number(args[0]))
    if pair.story is None or pair.closed_on is None:
        raise LookupError(args[0])
    return views.card(pair, own=case.person.post.role is Role.COORDINATOR)


def router() -> Router:
    routes = Router(name="stories")
    readers = (Acts(*READERS), Private())
    routes.callback_query.register(listing, On("ma.tales", 1), *readers)
    routes.callback_query.register(card, On("ma.tale", 1), *readers)
    return routes
