"""What the forms of the order's dated rows have in common (4.1, 4.2): whose date counts, when they are shut, how they
are filed and corrected. The subject of such a form is its period."""

from dataclasses import replace

from domain import deadlines
from domain.form import Answers, Facts, Form
from domain.submissions import Due, State
from handlers.case import Case
from storage import closings, extensions, remarks, reminders, submissions, unsent, wishes
from views import corrections, periods
from views.screen import Screen


async def due(case: Case, form: str, period: str) -> Due:
    """The school's own date. LookupError where nothing is due."""
    found = await extensions.due(case.db, case.school_id, form, period)
    if found is None:
        raise LookupError(period)
    return found


async def marked(case: Case, form: str, period: str, facts: Facts) -> Facts:
    """The same facts, with the remarks that a returned report is to be corrected by."""
    waiting = await remarks.waiting(case.db, case.school_id, form, period)
    notes = {question: f"Замечание: {remark}" for question, remark in waiting.items()}
    return replace(facts, notes=notes, marked=frozenset(waiting)) if waiting else facts


async def first(case: Case, form: str, period: str) -> Answers:
    """A correction begins with what was filed."""
    filed = await submissions.one(case.db, case.scope, case.school_id, form, period)
    return filed.answers if filed else {}


async def first_reasons(case: Case, form: str, period: str) -> dict[str, str]:
    """And is not asked again about what was explained."""
    filed = await submissions.one(case.db, case.scope, case.school_id, form, period)
    return filed.reasons if filed else {}


async def shut(case: Case, form: str, period: str) -> Screen | None:
    """An accepted report is not corrected, and a closed period takes nothing in, but what was sent back may always be
    corrected."""
    filed = await submissions.one(case.db, case.scope, case.school_id, form, period)
    if filed is not None and filed.state == State.RETURNED:
        return None
    if filed is not None and filed.state == State.ACCEPTED:
        return corrections.accepted_already(filed)
    own = await due(case, form, period)
    if not own.closed:
        return None
    last = next(iter(await closings.history(case.db, own.id)), None)
    wish = await wishes.last(case.db, own, case.school_id)
    return periods.closed(own, last, wish, case.town.zone)


async def save(case: Case, form: Form, period: str, answers: Answers, reasons: dict[str, str]) -> int:
    """File or correct; reminders of it stop at once. The submission's id."""
    own = await due(case, form.key, period)
    submission_id = await submissions.file(
        case.db,
        form=form.key,
        form_version=form.version,
        school_id=case.school_id,
        period=period,
        answers=answers,
        reasons=reasons,
        by_person=case.person.id,
        on_time=deadlines.on_time(case.now, own.ends_at),
        now=case.now,
    )
    await reminders.settle(case.db, case.town, case.school_id, period, case.now)
    await unsent.take_back(case.db, await unsent.keys(case.db, f"returned:{submission_id}:"))
    return submission_id
