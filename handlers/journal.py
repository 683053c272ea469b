"""The department reads who did what: newest first, by words, and a month as a table."""

from dataclasses import replace
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import journal as rules
from domain import search
from domain.audit import Sought
from domain.people import Role
from handlers.case import Acts, Case, On, Private, number
from storage import audit
from views import journal as views
from views.paging import PER_PAGE
from views.screen import Screen

COUNTED: Final = 1000  # lines whose pages can be turned: what is older is found by words, or in a table


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _page(case, Sought(), "", number(args[0]))


async def found(case: Case, words: str, page: int) -> Screen:
    """By the number of a school, a day, and words of what was done."""
    asked = rules.read(words, case.today)
    sought = Sought(asked.school_number)
    if asked.day:
        since, before = rules.of_day(asked.day, case.town.zone)
        sought = replace(sought, since=since, before=before)
    if asked.words:
        fitting = [one for one, said in views.ACTIONS.items() if search.matches(search.index(said), asked.words)]
        sought = replace(sought, actions=tuple(fitting))
    return await _page(case, sought, words, page)


async def months(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.months(await _months(case), number(args[0]))


async def table(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    if args[0] not in await _months(case):
        raise LookupError(args[0])
    return views.sent(args[0])


async def _page(case: Case, sought: Sought, words: str, page: int) -> Screen:
    total = await audit.count(case.db, sought, COUNTED)
    page = max(0, min(page, (total - 1) // PER_PAGE))
    lines = await audit.listing(case.db, sought, PER_PAGE, page * PER_PAGE)
    return views.listing(lines, words, page, total, await audit.noted(case.db), case.town.zone)


async def _months(case: Case) -> list[str]:
    known = await audit.first_and_last(case.db)
    return rules.months(*(one.astimezone(case.town.zone).date() for one in known)) if known else []


def router() -> Router:
    routes = Router(name="journal")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("au.list", 1), *ours)
    routes.callback_query.register(months, On("au.months", 1), *ours)
    routes.callback_query.register(table, On("au.table", 1), *ours)
    return routes
