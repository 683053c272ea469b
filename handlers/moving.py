"""Moving a date of the roadmap, with its reason: whoever is concerned is told, and every move can be undone."""

from datetime import date, datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import deadlines, roadmap
from domain.deadlines import Move
from domain.form import Answers, Facts
from domain.forms.dates import DEADLINE
from domain.people import Role
from domain.periods import Period
from domain.roadmap import Owner
from domain.submissions import Due
from domain.workdays import WorkCalendar
from handlers import unasked
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import moves, reminders, years
from views import calendar, paging
from views import moving as views
from views.screen import Notice, Reply, Screen

OF_SCHOOLS = (Owner.SCHOOL, Owner.COORDINATORS)


async def facts(case: Case, subject: str) -> Facts:
    due = await load(case, subject)
    if due.closed:
        raise LookupError(subject)
    known = {
        "nominal": due.nominal.isoformat(),
        "effective": due.effective.isoformat(),
        "begins": Period.parse(due.period).start.isoformat(),
    }
    return Facts(case.today, known=known)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    before = await load(case, subject)
    after, told = await move(case, before, date.fromisoformat(str(answers["day"])), str(answers["reason"]))
    return Filed(before.id, Reply((views.moved(before, after, case.today), await card(case, after)), told))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await card(case, await load(case, str(result))),))


async def title(case: Case, subject: str) -> str:
    return calendar.name(await load(case, subject))


BINDING = Binding(DEADLINE, (Role.DEPARTMENT,), facts, save, receipt, title)


async def move(case: Case, before: Due, nominal: date, reason: str) -> tuple[Due, tuple[Notice, ...]]:
    """The day that counts follows from the policy, the reminders from that day. The notices are for those it
    concerns."""
    effective, ends_at = await counts(case, nominal)
    async with reminders.changing(case.db, case.town, case.now):
        await years.move(case.db, before.id, nominal, effective, ends_at, case.person.id, case.now)
    after = await load(case, str(before.id))
    return after, await tell(case, before, after, reason)


async def tell(case: Case, before: Due, after: Due, reason: str) -> tuple[Notice, ...]:
    """Record the move; to coordinators who still owe it, and the rest of the department. Who has not heard of the
    move before hears of both in one message, or of nothing where all is as they know it."""
    move_id = await moves.record(case.db, before, after, reason, case.person.id, case.now)
    believed = await moves.untold(case.db, after.id)
    chats = await unasked.department(case)
    if roadmap.row(after.row).owner in OF_SCHOOLS:
        chats += await moves.owing(case.db, after.id, after.effective)
    notices: list[Notice] = []
    for chat in dict.fromkeys([*chats, *believed]):
        first = believed.get(chat)
        known = (first.before, first.counted_before) if first else (before.nominal, before.effective)
        if known != (after.nominal, after.effective):
            key = moves.news(after.id, first.id if first else move_id, move_id)
            notices += unasked.notices(case, [chat], views.news(after, known, reason, case.today), key)
    return tuple(notices)


async def counts(case: Case, nominal: date) -> tuple[date, datetime]:
    """The day that counts for a nominal one, and the instant it ends."""
    effective = deadlines.effective_day(nominal, case.town.policy, await work_calendar(case, nominal.year))
    return effective, deadlines.ends_at(effective, case.town.zone)


async def history(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    due = await load(case, args[0])
    return views.history(due, await moves.of(case.db, due.id), number(args[1]), case.town.zone)


async def ask_undo(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.ask_undo(*await _undone(case, args[0]))


async def undo(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Back to where it stood before its last move: a move of its own, told like any other."""
    due, last = await _undone(case, args[0])
    after, told = await move(case, due, last.before, views.UNDONE)
    return Reply((views.moved(due, after, case.today), await card(case, after)), told)


async def card(case: Case, due: Due) -> Screen:
    """One date; where it stands in the list of its year tells the page to go back to."""
    ids = [one.id for one in await years.deadlines(case.db, year=due.year)]
    page = ids.index(due.id) // paging.PER_PAGE
    return calendar.due(due, page, case.town.policy, case.today, len(await moves.of(case.db, due.id)))


async def load(case: Case, deadline_id: str) -> Due:
    found = await years.get(case.db, number(deadline_id))
    if found is None:
        raise LookupError(deadline_id)
    return found


async def work_calendar(case: Case, year: int) -> WorkCalendar:
    """Around a year: a day off may send a date across its end, and February's seminar lies in the next."""
    known = case.town.calendar((year - 1, year, year + 1))
    return known.with_overrides(await years.overrides(case.db))


async def _undone(case: Case, move_id: str) -> tuple[Due, Move]:
    """LookupError where the date has moved again since, or is closed."""
    last = await moves.latest(case.db, number(move_id))
    due = await load(case, str(last.deadline_id)) if last else None
    if last is None or due is None or due.closed or due.nominal != last.after or last.before == last.after:
        raise LookupError(move_id)
    return due, last


def router() -> Router:
    routes = Router(name="moving")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(history, On("y.log", 2), *ours)
    routes.callback_query.register(ask_undo, On("y.undo?", 1), *ours)
    routes.callback_query.register(undo, On("y.undo", 1), *ours)
    return routes
