"""A form of the order's dated rows (4.1, 4.2) bound to its place, and what of it a school owes now."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from domain import reporting
from domain.form import Answers, Facts, Form
from domain.people import Role
from domain.periods import Period
from domain.reminders import Begun
from domain.submissions import State
from handlers import filing
from handlers.bindings import Binding, Filed
from handlers.case import Case
from storage import board, drafts, extensions, remarks, submissions
from views import monitoring as views
from views import reports
from views.screen import Reply, Screen

OPENS_DAYS: Final = 45  # before the due day a form can be filled in
CLOSED_DAYS: Final = 120  # after it a closed period is no longer spoken of

Known = Callable[[Case, Period, Answers], Awaitable[Facts]]


def binding(form: Form, known: Known) -> Binding:
    """`known` tells what stands beside the questions, given the answers of the school's last period. The subject is
    the period."""

    async def facts(case: Case, period: str) -> Facts:
        """LookupError where nothing is due."""
        await filing.due(case, form.key, period)
        last = await submissions.before(case.db, case.school_id, form.key, period)
        found = await known(case, Period.parse(period), last.answers if last else {})
        return await filing.marked(case, form.key, period, found)

    async def save(case: Case, period: str, answers: Answers, reasons: dict[str, str]) -> Filed:
        submission_id = await filing.save(case, form, period, answers, reasons)
        return Filed(submission_id, await receipt(case, submission_id))

    async def first(case: Case, period: str) -> Answers:
        return await filing.first(case, form.key, period)

    async def first_reasons(case: Case, period: str) -> Mapping[str, str]:
        return await filing.first_reasons(case, form.key, period)

    async def shut(case: Case, period: str) -> Screen | None:
        return await filing.shut(case, form.key, period)

    async def title(case: Case, period: str) -> str:
        return reports.title(form.key, period)

    return Binding(form, (Role.COORDINATOR,), facts, save, receipt, title, first, first_reasons, shut, shared=True)


async def receipt(case: Case, submission_id: int) -> Reply:
    filed = await submissions.get(case.db, case.scope, submission_id)
    if filed is None:
        raise LookupError(submission_id)
    return Reply((views.receipt(filed, case.town.zone),))


async def owed(case: Case, form: Form) -> Screen:
    """What the school owes or has to correct, soonest first; the button opens the form where it was left."""
    found = []
    filed = await submissions.states(case.db, case.school_id, form.key)
    for due in await extensions.dues(case.db, case.school_id, form.key):
        left, state = (due.effective - case.today).days, filed.get(due.period)
        past = due.effective < due.since  # over before the year was put in force
        long_closed = due.closed and left < -CLOSED_DAYS
        if state and state[1] is State.RETURNED:
            marked = await remarks.waiting(case.db, case.school_id, form.key, due.period)
            found.append(views.Owed(due.period, due.effective, left, None, returned=(state[0], len(marked))))
        elif not (state or past or long_closed or left > OPENS_DAYS):
            done = await _done(case, due.period)
            found.append(views.Owed(due.period, due.effective, left, done, due.extended, due.closed))
    return views.owed(found)


async def _done(case: Case, period: str) -> tuple[int, int] | None:
    """How many questions of the school's draft are answered, of how many."""
    form = reporting.of(period)
    stored = await drafts.about(case.db, form.key, f"{case.school_id}:{period}")
    progress = board.progress(form, stored.draft if stored else None)
    return (progress.done, progress.total) if isinstance(progress, Begun) else None
