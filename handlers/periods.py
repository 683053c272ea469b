"""Closing a period to those who have not filed, and opening it again."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import Answers, Facts
from domain.forms.review import CLOSE
from domain.people import Role
from domain.submissions import Due
from handlers import telling
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import closings, reminders, reviews, years
from views import periods as views
from views import reports
from views.screen import Notice, Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    await _load(case, subject)
    return Facts(case.today)


async def shut(case: Case, subject: str) -> Screen | None:
    """Before its date nothing is closed, and nothing twice unless another school is late by now."""
    due = await _load(case, subject)
    late = await closings.late(case.db, due.id, case.now)
    return await _shown(case, due) if due.ends_at > case.now or (due.closed and not late) else None


async def close(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Reminders stop, and every late school is told why."""
    due, reason = await _load(case, subject), str(answers["reason"])
    late = await closings.late(case.db, due.id, case.now)
    async with reminders.changing(case.db, case.town, case.now):
        event = await closings.put(case.db, due.id, True, reason, case.person.id, case.now)
    notices: list[Notice] = []
    for school_id in late:
        screen = views.told_closed(due, school_id, reason)
        notices += await telling.school(case, school_id, screen, f"closed:{event}:{school_id}")
    shown = await _shown(case, await _load(case, subject))
    return Filed(due.id, Reply((shown,), tuple(notices), toast=views.CLOSED))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await _shown(case, await _load(case, str(result))),))


async def title(case: Case, subject: str) -> str:
    due = await _load(case, subject)
    return f"{CLOSE.title} · {reports.title(due.form or '', due.period)}"


CLOSE_BINDING = Binding(CLOSE, (Role.DEPARTMENT,), facts, close, receipt, title, shut=shut)


async def show(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _shown(case, await _load(case, args[0]))


async def ask_open(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    due = await _load(case, args[0])
    return views.ask_open(due, len(await closings.missing(case.db, due.id))) if due.closed else await _shown(case, due)


async def reopen(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Who has not filed may do so, and is reminded again; a second tap changes nothing."""
    due = await _load(case, args[0])
    if not due.closed:
        return Reply((await _shown(case, due),))
    async with reminders.changing(case.db, case.town, case.now):
        event = await closings.put(case.db, due.id, False, None, case.person.id, case.now)
    notices: list[Notice] = []
    for school_id in await closings.missing(case.db, due.id):
        screen = views.told_opened(due, school_id)
        notices += await telling.school(case, school_id, screen, f"opened:{event}:{school_id}")
    return Reply((await _shown(case, await _load(case, args[0])),), tuple(notices), toast=views.OPENED)


async def _shown(case: Case, due: Due) -> Screen:
    late = await closings.late(case.db, due.id, case.now)
    heap = await reviews.heap(case.db, due.form or "", due.period)
    history = await closings.history(case.db, due.id)
    over = due.ends_at <= case.now
    return views.period(due, history, tuple(late.values()), heap.waiting, case.town.zone, over)


async def _load(case: Case, deadline_id: str) -> Due:
    """A date that a form answers. LookupError for any other."""
    due = await years.get(case.db, number(deadline_id))
    if due is None or due.form is None:
        raise LookupError(deadline_id)
    return due


def router() -> Router:
    routes = Router(name="periods")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(show, On("rv.period", 1), *ours)
    routes.callback_query.register(ask_open, On("rv.unclose?", 1), *ours)
    routes.callback_query.register(reopen, On("rv.unclose", 1), *ours)
    return routes
