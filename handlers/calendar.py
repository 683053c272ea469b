"""The roadmap's years and dates: put a year in force, move a date."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import deadlines
from domain.deadlines import Deadline
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.desk import DEADLINE
from domain.people import Role
from domain.periods import Period
from domain.submissions import Due
from domain.workdays import WorkCalendar
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import reminders, years
from views import calendar as views
from views import paging
from views.screen import Reply, Screen


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Years in force, and this or the next one to put in force."""
    known = await years.listing(case.db)
    coming = [year for year in (case.today.year, case.today.year + 1) if year not in known]
    return views.years(known, coming, case.town.policy)


async def preview(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The order's dates in that year, before anything is in force."""
    year, page = _coming(case, args[0]), number(args[1])
    dates = sorted(await _proposed(case, year), key=lambda one: one.effective)
    return views.preview(year, dates, page, case.town.policy, case.today)


async def activate(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A second tap changes nothing."""
    year = _coming(case, args[0])
    new = await years.activate(case.db, year, await _proposed(case, year), case.person.id, case.now, case.today)
    if new:
        await reminders.replan(case.db)
    return Reply((await _year(case, year, 0),), toast=views.ACTIVATED if new else views.ALREADY)


async def open_year(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _year(case, number(args[0]), number(args[1]))


async def open_date(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _date(case, await _load(case, args[0]))


async def facts(case: Case, subject: str) -> Facts:
    await _load(case, subject)
    return Facts(case.today)


async def move(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """The day that counts follows from the policy, and the reminders from that day."""
    before = await _load(case, subject)
    nominal = date.fromisoformat(str(answers["day"]))
    begins = Period.parse(before.period).start
    if nominal == before.nominal:
        raise AnswerRejected(views.unchanged(before))
    if nominal < begins:
        raise AnswerRejected(views.too_early(before, nominal, begins))
    effective = deadlines.effective_day(nominal, case.town.policy, await _calendar(case, nominal.year))
    ends_at = deadlines.ends_at(effective, case.town.zone)
    async with reminders.changing(case.db, case.town, case.now):
        await years.move(case.db, before.id, nominal, effective, ends_at, case.person.id, case.now)
    after = await _load(case, subject)
    return Filed(before.id, Reply((views.moved(before, after, case.today), await _year_of(case, after))))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await _date(case, await _load(case, str(result))),))


async def title(case: Case, subject: str) -> str:
    return views.name(await _load(case, subject))


DEADLINE_BINDING = Binding(DEADLINE, (Role.DEPARTMENT,), facts, move, receipt, title)


async def _year(case: Case, year: int, page: int) -> Screen:
    dates = await years.deadlines(case.db, year=year)
    if not dates:
        raise LookupError(year)
    return views.year(year, dates, page, case.town.policy)


async def _year_of(case: Case, due: Due) -> Screen:
    return await _year(case, due.year, await _page(case, due))


async def _date(case: Case, due: Due) -> Screen:
    return views.due(due, await _page(case, due), case.town.policy, case.today)


async def _page(case: Case, due: Due) -> int:
    """Where the date stands in the list of its year."""
    ids = [one.id for one in await years.deadlines(case.db, year=due.year)]
    return ids.index(due.id) // paging.PER_PAGE


async def _load(case: Case, deadline_id: str) -> Due:
    found = await years.get(case.db, number(deadline_id))
    if found is None:
        raise LookupError(deadline_id)
    return found


async def _proposed(case: Case, year: int) -> list[Deadline]:
    calendar = await _calendar(case, year)
    return list(deadlines.of_year(year, case.town.policy, calendar, case.town.zone))


async def _calendar(case: Case, year: int) -> WorkCalendar:
    """Around a year: a day off may send a date across its end, and February's seminar lies in the next."""
    known = case.town.calendar((year - 1, year, year + 1))
    return known.with_overrides(await years.overrides(case.db))


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
    routes.callback_query.register(open_year, On("y.year", 2), *ours)
    routes.callback_query.register(open_date, On("y.date", 1), *ours)
    return routes
