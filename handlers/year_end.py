"""Closing a roadmap year once it is over, and opening it again if that was a mistake."""

from datetime import UTC, datetime, time

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import roadmap
from domain.people import Role
from handlers import calendar, moving
from handlers.case import Acts, Case, On, Private, number
from storage import reminders, year_end, years
from views import year_end as views
from views.screen import Reply, Screen


async def ask(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    year = await _load(case, args[0])
    over = await _over(case, year)
    if over > case.now:
        return views.too_early(year, over.astimezone(case.town.zone).date())
    return views.ask(year, await year_end.unfiled(case.db, year, _asked_of_schools()))


async def close(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """What schools still owe ends with it; nobody is reminded of it any more."""
    year = await _load(case, args[0])
    over = await _over(case, year)
    if over > case.now:
        return Reply((views.too_early(year, over.astimezone(case.town.zone).date()),))
    async with reminders.changing(case.db, case.town, case.now):
        changed = await year_end.close(case.db, year, case.person.id, case.now)
    return Reply((await calendar.show_year(case, year),), toast=views.CLOSED if changed else views.CLOSED_ALREADY)


async def ask_reopen(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.ask_reopen(await _load(case, args[0]))


async def reopen(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    year = await _load(case, args[0])
    async with reminders.changing(case.db, case.town, case.now):
        changed = await year_end.reopen(case.db, year, case.person.id, case.now)
    return Reply((await calendar.show_year(case, year),), toast=views.REOPENED if changed else "")


def _asked_of_schools() -> list[str]:
    return [row.number for row in roadmap.ROWS if row.owner in moving.OF_SCHOOLS]


async def _over(case: Case, year: int) -> datetime:
    """The instant the year and the last of its periods are over."""
    new_year = datetime.combine(datetime(year + 1, 1, 1, tzinfo=UTC).date(), time(), case.town.zone)
    return max([new_year, *(due.ends_at for due in await years.deadlines(case.db, year=year))])


async def _load(case: Case, text: str) -> int:
    year = number(text)
    if not await years.active(case.db, year):
        raise LookupError(text)
    return year


def router() -> Router:
    routes = Router(name="year_end")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(ask, On("y.close?", 1), *ours)
    routes.callback_query.register(close, On("y.close", 1), *ours)
    routes.callback_query.register(ask_reopen, On("y.reopen?", 1), *ours)
    routes.callback_query.register(reopen, On("y.reopen", 1), *ours)
    return routes
