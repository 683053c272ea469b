"""The roadmap's years and dates: put a year in force, move a date."""

from datetime import date, datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import deadlines
from domain.deadlines import Deadline
from domain.form import Answers, Facts
from domain.forms.desk import DEADLINE
from domain.people import Role
from domain.submissions import Due
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import reminders, years
from views import calendar as views
from views import paging
from views.screen import Reply, Screen

PER_PAGE = 8


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Years in force, and this or the next one to put in force."""
    known = await years.listing(case.db)
    coming = [year for year in (case.today.year, case.today.year + 1) if year not in known]
    return views.years(known, coming)


async def preview(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The order's dates in that year, before anything is in force."""
    year = _year(case, args[0])
    return views.preview(year, _dates(case, year), case.town.policy)


async def activate(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A second tap changes nothing."""
    year = _year(case, args[0])
    new = await years.activate(case.db, year, _dates(case, year), case.person.id, case.now, case.today)
    return Reply((await _show_year(case, year, 0),), toast=views.ACTIVATED if new else "")


async def open_year(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _show_year(case, number(args[0]), number(args[1]))


async def open_date(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.due(await _load(case, args[0]), case.town.policy)


async def facts(case: Case, subject: str) -> Facts:
    await _load(case, subject)
    return Facts(case.today)


async def move(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """The day that counts follows from the policy, and the reminders from that day."""
    before = await _load(case, subject)
    nominal = date.fromisoformat(str(answers["day"]))
    calendar = case.town.calendar(range(nominal.year - 1, nominal.year + 2))
    effective = deadlines.effective_day(nominal, case.town.policy, calendar)
    ends_at: datetime = deadlines.ends_at(effective, case.town.zone)
    await years.move(case.db, before.id, nominal, effective, ends_at, case.person.id, case.now)
    await reminders.replan(case.db)
    return Filed(before.id, Reply((views.moved(before, await _load(case, subject)),)))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((views.due(await _load(case, str(result)), case.town.policy),))


async def title(case: Case, subject: str) -> str:
    return views.name(await _load(case, subject))


DEADLINE_BINDING = Binding(DEADLINE, (Role.DEPARTMENT,), facts, move, receipt, title)


async def _show_year(case: Case, year: int, page: int) -> Screen:
    dates = await years.deadlines(case.db, year=year)
    if not dates:
        raise LookupError(year)
    return views.year(year, paging.page_of(dates, page, PER_PAGE), page, len(dates))


async def _load(case: Case, deadline_id: str) -> Due:
    found = await years.get(case.db, number(deadline_id))
    if found is None:
        raise LookupError(deadline_id)
    return found


def _dates(case: Case, year: int) -> list[Deadline]:
    calendar = case.town.calendar((year - 1, year, year + 1))
    return list(deadlines.of_year(year, case.town.policy, calendar, case.town.zone))


def _year(case: Case, text: str) -> int:
    year = number(text)
    if year not in (case.today.year, case.today.year + 1):
        raise LookupError(year)
    return year


def router() -> Router:
    routes = Router(name="calendar")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("y.list"), *ours)
    routes.callback_query.register(preview, On("y.new", 1), *ours)
    routes.callback_query.register(activate, On("y.on", 1), *ours)
    routes.callback_query.register(open_year, On("y.year", 2), *ours)
    routes.callback_query.register(open_date, On("y.date", 1), *ours)
    return routes
