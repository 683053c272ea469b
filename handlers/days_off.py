"""The department's own word on single days: off or working, whatever the production calendar says."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import deadlines
from domain.form import Answers, Facts
from domain.forms.dates import DAY_OFF
from domain.people import Role
from domain.submissions import Due
from domain.workdays import WorkCalendar
from handlers import moving
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import reminders, years
from views import days_off as views
from views.screen import Notice, Reply, Screen

YEARS = 3  # around today
WORDS = {"1": True, "0": False, "x": None}  # of a button: off, working, as the calendar says


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Nothing is changed yet: the day's card says what would follow, and asks."""
    day = date.fromisoformat(str(answers["day"]))
    return Filed(day.toordinal(), Reply((await _card(case, day),)))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await _card(case, date.fromordinal(result)),))


async def title(case: Case, subject: str) -> str:
    return DAY_OFF.title


BINDING = Binding(DAY_OFF, (Role.DEPARTMENT,), facts, save, receipt, title)


async def this_month(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _month(case, case.today.replace(day=1), 0)


async def month(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _month(case, _day(case, f"{args[0]}-01"), number(args[1]))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _card(case, _day(case, args[0]))


async def change(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Dates that count on that day, or would have, move with it, and whoever is concerned is told."""
    day, word = _day(case, args[0]), args[1]
    if word not in WORDS:
        raise LookupError(word)
    wanted = WORDS[word]
    overrides = await years.overrides(case.db)
    if overrides.get(day) == wanted:
        return Reply((await _card(case, day),), toast=views.ALREADY)
    moved = await _moved(case, day, wanted)
    async with reminders.changing(case.db, case.town, case.now):
        await years.override(case.db, day, wanted)
        for due, effective in moved:
            await years.count_on(case.db, due.id, effective, deadlines.ends_at(effective, case.town.zone))
    notices: list[Notice] = []
    for due, _ in moved:
        after = await moving.load(case, str(due.id))
        notices += await moving.tell(case, due, after, views.why(day, await _is_off(case, day)))
    return Reply((await _card(case, day),), tuple(notices), toast=views.CHANGED)


async def _month(case: Case, first: date, page: int) -> Screen:
    calendar = case.town.calendar((first.year - 1, first.year, first.year + 1))
    return views.month(first, calendar, await years.overrides(case.db), page)


async def _card(case: Case, day: date) -> Screen:
    """What the calendar says, what the department has said, and which dates each change would move."""
    own = case.town.calendar((day.year - 1, day.year, day.year + 1)).is_off(day)
    said = (await years.overrides(case.db)).get(day)
    wanted = None if said is not None else not own
    return views.card(day, own, said, await _moved(case, day, wanted), case.today)


async def _is_off(case: Case, day: date) -> bool:
    return (await moving.work_calendar(case, day.year)).is_off(day)


async def _moved(case: Case, day: date, wanted: bool | None) -> list[tuple[Due, date]]:
    """The dates still to come that would count on another day, each with that day."""
    found = []
    for due in await years.deadlines(case.db):
        if due.closed or due.ends_at <= case.now:
            continue
        calendar = await _with(case, due.nominal.year, day, wanted)
        effective = deadlines.effective_day(due.nominal, case.town.policy, calendar)
        if effective != due.effective:
            found.append((due, effective))
    return found


async def _with(case: Case, year: int, day: date, wanted: bool | None) -> WorkCalendar:
    overrides = {one: off for one, off in (await years.overrides(case.db)).items() if one != day}
    if wanted is not None:
        overrides[day] = wanted
    return case.town.calendar((year - 1, year, year + 1)).with_overrides(overrides)


def _day(case: Case, text: str) -> date:
    """LookupError for what is no day, or one that nobody plans for."""
    try:
        day = date.fromisoformat(text)
    except ValueError as forged:
        raise LookupError(text) from forged
    if abs(day.year - case.today.year) > YEARS:
        raise LookupError(text)
    return day


def router() -> Router:
    routes = Router(name="days_off")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(this_month, On("y.days"), *ours)
    routes.callback_query.register(month, On("y.month", 2), *ours)
    routes.callback_query.register(card, On("y.day", 1), *ours)
    routes.callback_query.register(change, On("y.off", 2), *ours)
    return routes
