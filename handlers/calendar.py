"""The roadmap's years: put one in force, as the order says or as it went the year before, and look at its dates."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import deadlines, next_year
from domain.deadlines import Deadline
from domain.people import Role
from handlers import moving
from handlers.case import Acts, Case, On, Private, number
from storage import moves, reminders, years
from views import calendar as views
from views.screen import Reply, Screen


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Years in force, and this or the next one to put in force."""
    known = await years.listing(case.db)
    coming = [year for year in (case.today.year, case.today.year + 1) if year not in known]
    return views.years(known, coming, case.town.policy, await years.closed(case.db))


async def preview(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The order's dates in that year, and which of them would differ, before anything is in force."""
    year, page = _coming(case, args[0]), number(args[1])
    dates = sorted(await _proposed(case, year), key=lambda one: one.effective)
    return views.preview(year, dates, page, case.town.policy, case.today, await _carried(case, year))


async def activate(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """As the order says. A second tap changes nothing."""
    return await _activate(case, _coming(case, args[0]), {})


async def activate_alike(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """With last year's moves: each is a move of the new year too, and has its history."""
    year = _coming(case, args[0])
    return await _activate(case, year, await _carried(case, year))


async def open_year(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await show_year(case, number(args[0]), number(args[1]))


async def open_date(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await moving.card(case, await moving.load(case, args[0]))


async def show_year(case: Case, year: int, page: int = 0) -> Screen:
    dates = await years.deadlines(case.db, year=year)
    if not dates:
        raise LookupError(year)
    closed = (await years.closed(case.db)).get(year)
    return views.year(year, dates, page, case.town.policy, closed and closed.astimezone(case.town.zone).date())


async def _activate(case: Case, year: int, carried: dict[tuple[str, str], Deadline]) -> Reply:
    new = await years.activate(case.db, year, await _proposed(case, year), case.person.id, case.now, case.today)
    for before in await years.deadlines(case.db, year=year) if new else ():
        wanted = carried.get((before.row, before.period))
        if wanted is None:
            continue
        await years.move(case.db, before.id, wanted.nominal, wanted.effective, wanted.ends_at, case.person.id, case.now)
        after = await moving.load(case, str(before.id))
        await moves.record(case.db, before, after, views.as_in(year - 1), case.person.id, case.now)
    if new:
        await reminders.replan(case.db)
    return Reply((await show_year(case, year),), toast=views.ACTIVATED if new else views.ALREADY)


async def _carried(case: Case, year: int) -> dict[tuple[str, str], Deadline]:
    """What the department has moved the year before, in this year's days, by row and period."""
    moved = next_year.carried(await years.deadlines(case.db, year=year - 1))
    return {
        (one.row.number, one.period.key): await _counted(case, one, moved[one.row.number, one.period.key])
        for one in await _proposed(case, year)
        if (one.row.number, one.period.key) in moved
    }


async def _counted(case: Case, ordered: Deadline, nominal: date) -> Deadline:
    return Deadline(ordered.row, ordered.period, nominal, *await moving.counts(case, nominal))


async def _proposed(case: Case, year: int) -> list[Deadline]:
    calendar = await moving.work_calendar(case, year)
    return list(deadlines.of_year(year, case.town.policy, calendar, case.town.zone))


def _coming(case: Case, text: str) -> int:
    """A year that may be put in force now. LookupError for any other: its dates are nobody's business yet."""
    year = number(text)
    if year not in (case.today.year, case.today.year + 1):
        raise LookupError(year)
    return year


def router() -> Router:
    routes = Router(name="calendar")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("y.list"), *ours)
    routes.callback_query.register(preview, On("y.new", 2), *ours)
    routes.callback_query.register(activate, On("y.on", 1), *ours)
    routes.callback_query.register(activate_alike, On("y.alike", 1), *ours)
    routes.callback_query.register(open_year, On("y.year", 2), *ours)
    routes.callback_query.register(open_date, On("y.date", 1), *ours)
    return routes
