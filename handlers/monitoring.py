"""The school's quarterly monitoring (row 4.1): what is prefilled, filing, receipts, correcting."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import deadlines, filling
from domain.form import Answers, Facts
from domain.forms.monitoring import MONITORING
from domain.people import Role, Scope
from domain.periods import Period
from domain.submissions import Due
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import drafts, figures, reminders, submissions, years
from views import monitoring as views
from views import paging
from views.screen import Reply, Screen

OPENS_DAYS = 45  # before the due day a quarter's form can be filled in


async def facts(case: Case, period: str) -> Facts:
    """The registry's counts now, and what the school filed before. LookupError where nothing is due."""
    await _due(case, period)
    quarter = Period.parse(period)
    known = await figures.known(case.db, case.school_id, quarter.start, quarter.end)
    last = await submissions.before(case.db, case.school_id, MONITORING.key, period)
    return Facts(case.today, known=known, last=last.answers if last else {})


async def first(case: Case, period: str) -> Answers:
    """A correction begins with what was filed."""
    filed = (await submissions.of(case.db, case.scope, MONITORING.key, period)).get(case.school_id)
    return filed.answers if filed else {}


async def save(case: Case, period: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    due = await _due(case, period)
    submission_id = await submissions.file(
        case.db,
        form=MONITORING.key,
        form_version=MONITORING.version,
        school_id=case.school_id,
        period=period,
        answers=answers,
        reasons=reasons,
        by_person=case.person.id,
        on_time=deadlines.on_time(case.now, due.ends_at),
        now=case.now,
    )
    await reminders.settle(case.db, case.town, case.school_id, period, case.now)
    return Filed(submission_id, await receipt(case, submission_id))


async def receipt(case: Case, submission_id: int) -> Reply:
    filed = await submissions.get(case.db, case.scope, submission_id)
    if filed is None:
        raise LookupError(submission_id)
    return Reply((views.receipt(filed, case.town.zone),))


async def title(case: Case, period: str) -> str:
    return views.title(period)


BINDING = Binding(MONITORING, (Role.COORDINATOR,), facts, save, receipt, title, first, shared=True)


async def owed_now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """What the school owes, soonest first; the button opens the form where it was left."""
    owed = []
    for due in await years.deadlines(case.db, form=MONITORING.key):
        filed = await submissions.of(case.db, case.scope, MONITORING.key, due.period)
        past = due.effective < due.since  # over before the year was put in force
        if past or case.school_id in filed or (due.effective - case.today).days > OPENS_DAYS:
            continue
        begun = (await drafts.begun(case.db, MONITORING.key, due.period)).get(case.school_id)
        done = None
        if begun is not None and begun.answers:
            done = (len(filling.submission(MONITORING, begun)), len(filling.visible(MONITORING, begun.answers)))
        owed.append(views.Owed(due.period, due.effective, (due.effective - case.today).days, done))
    return views.owed(owed)


async def list_filed(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    filed = (await submissions.listing(case.db, Scope(case.school_id)))[::-1]
    page = number(args[0])
    return views.filed(paging.page_of(filed, page), page, len(filed))


async def open_filed(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    filed = await submissions.get(case.db, case.scope, number(args[0]))
    if filed is None:
        raise LookupError(args[0])
    last = await submissions.before(case.db, case.school_id, filed.form, filed.period)
    return views.submission(filed, last.answers if last else {}, case.today, case.town.zone)


async def _due(case: Case, period: str) -> Due:
    due = await years.due(case.db, MONITORING.key, period)
    if due is None:
        raise LookupError(period)
    return due


def router() -> Router:
    routes = Router(name="monitoring")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(owed_now, On("m.now"), *mine)
    routes.callback_query.register(list_filed, On("m.list", 1), *mine)
    routes.callback_query.register(open_filed, On("m.open", 1), *mine)
    return routes
