"""The school's quarterly monitoring (row 4.1): what is prefilled, filing, receipts, what is owed."""

from collections.abc import Mapping
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import Answers, Facts
from domain.forms.monitoring import MONITORING
from domain.people import Role
from domain.periods import Period
from domain.reminders import Begun
from domain.submissions import State
from handlers import filing
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private
from storage import board, drafts, extensions, figures, remarks, submissions
from views import monitoring as views
from views.screen import Reply, Screen

OPENS_DAYS: Final = 45  # before the due day a quarter's form can be filled in
CLOSED_DAYS: Final = 120  # after it a closed quarter is no longer spoken of


async def facts(case: Case, period: str) -> Facts:
    """The registry's counts now, what the school filed before, and the remarks of the review. LookupError where
    nothing is due."""
    await filing.due(case, MONITORING.key, period)
    quarter = Period.parse(period)
    known = await figures.known(case.db, case.school_id, quarter.start, quarter.end)
    last = await submissions.before(case.db, case.school_id, MONITORING.key, period)
    found = Facts(case.today, known=known, last=last.answers if last else {})
    return await filing.marked(case, MONITORING.key, period, found)


async def first(case: Case, period: str) -> Answers:
    return await filing.first(case, MONITORING.key, period)


async def first_reasons(case: Case, period: str) -> Mapping[str, str]:
    return await filing.first_reasons(case, MONITORING.key, period)


async def shut(case: Case, period: str) -> Screen | None:
    return await filing.shut(case, MONITORING.key, period)


async def save(case: Case, period: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    submission_id = await filing.save(case, MONITORING, period, answers, reasons)
    return Filed(submission_id, await receipt(case, submission_id))


async def receipt(case: Case, submission_id: int) -> Reply:
    filed = await submissions.get(case.db, case.scope, submission_id)
    if filed is None:
        raise LookupError(submission_id)
    return Reply((views.receipt(filed, case.town.zone),))


async def title(case: Case, period: str) -> str:
    return views.title(period)


BINDING = Binding(MONITORING, (Role.COORDINATOR,), facts, save, receipt, title, first, first_reasons, shut, shared=True)


async def owed_now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """What the school owes or has to correct, soonest first; the button opens the form where it was left."""
    owed = []
    filed = await submissions.states(case.db, case.school_id, MONITORING.key)
    for due in await extensions.dues(case.db, case.school_id, MONITORING.key):
        left, state = (due.effective - case.today).days, filed.get(due.period)
        past = due.effective < due.since  # over before the year was put in force
        long_closed = due.closed and left < -CLOSED_DAYS
        if state and state[1] is State.RETURNED:
            marked = await remarks.waiting(case.db, case.school_id, MONITORING.key, due.period)
            owed.append(views.Owed(due.period, due.effective, left, None, returned=(state[0], len(marked))))
        elif not (state or past or long_closed or left > OPENS_DAYS):
            done = await _done(case, due.period)
            owed.append(views.Owed(due.period, due.effective, left, done, due.extended, due.closed))
    return views.owed(owed)


async def _done(case: Case, period: str) -> tuple[int, int] | None:
    """How many questions of the school's draft are answered, of how many."""
    stored = await drafts.about(case.db, MONITORING.key, f"{case.school_id}:{period}")
    progress = board.progress(stored.draft if stored else None)
    return (progress.done, progress.total) if isinstance(progress, Begun) else None


def router() -> Router:
    routes = Router(name="monitoring")
    routes.callback_query.register(owed_now, On("m.now"), Acts(Role.COORDINATOR), Private())
    return routes
