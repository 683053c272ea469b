"""Row 1.8: the department publishes how mentors are rewarded, and sees which coordinators have read it."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import broadcasts as rules
from domain.form import Answers, Facts, Value
from domain.forms.motivation import MOTIVATION
from domain.people import Role
from domain.submissions import Due
from handlers import broadcasts as desk
from handlers import mailing
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import broadcasts, receipts, years
from views import motivation as views
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """The subject is a year's period, for a draft with its id: "2026-Y.5"."""
    await _split(case, subject)
    return Facts(case.today)


async def first(case: Case, subject: str) -> Answers:
    _, draft_id = await _split(case, subject)
    if draft_id is None:
        return {}
    one = await mailing.load(case, draft_id)
    answers: dict[str, Value] = {"title": one.title, "number": one.number, "words": one.words, "file": one.file_id}
    return answers | {"dated": one.dated.isoformat() if one.dated else None}


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """A draft with a read receipt, for every coordinator."""
    period, draft_id = await _split(case, subject)
    file = answers["file"]
    assert isinstance(file, int)
    broadcast_id = await broadcasts.draft(
        case.db,
        case.person.id,
        case.now,
        audience=rules.COORDINATORS,
        words=str(answers["words"]),
        file_id=file,
        wants_receipt=True,
        row=rules.MOTIVATION,
        period=period,
        title=str(answers["title"]),
        number=str(answers["number"]),
        dated=date.fromisoformat(str(answers["dated"])),
        broadcast_id=draft_id,
    )
    return Filed(broadcast_id, await mailing.preview(case, await mailing.load(case, broadcast_id)))


async def title(case: Case, subject: str) -> str:
    return views.title((await _split(case, subject))[0])


BINDING = Binding(MOTIVATION, (Role.DEPARTMENT,), facts, save, desk.receipt, title, first)


async def desk_of_row(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """The document in force and who has read it; without one, the way to publish it."""
    due = await _due(case)
    if due is None:
        return views.no_year()
    one = await broadcasts.published(case.db, due.period)
    if one is None:
        return views.nothing(due, case.today)
    await receipts.settle(case.db, one)
    return views.published(one, await receipts.count(case.db, one.id), case.town.zone)


async def read_again(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """A coordinator opens the document from the row: it is sent once more, with its button."""
    due = await _due(case)
    one = await broadcasts.published(case.db, due.period) if due else None
    if one is None:
        return views.not_yet()
    read = await receipts.has_read(case.db, one.id, case.person.id)
    return Reply((await mailing.message(case, one), views.below(read)))


async def _due(case: Case) -> Due | None:
    """The row's date in the newest year in force that has begun, or the first to come."""
    dates = [due for due in await years.deadlines(case.db) if due.row == rules.MOTIVATION]
    begun = [due for due in dates if due.year <= case.today.year]
    return begun[-1] if begun else dates[0] if dates else None


async def _split(case: Case, subject: str) -> tuple[str, int | None]:
    """LookupError for a year that is not in force, and for what is no draft of its document."""
    period, _, draft_id = subject.partition(".")
    if not any(due.period == period for due in await years.deadlines(case.db) if due.row == rules.MOTIVATION):
        raise LookupError(subject)
    if not draft_id:
        return period, None
    one = await mailing.load(case, number(draft_id))
    if one.sent_at is not None or not one.is_document or one.period != period:
        raise LookupError(subject)
    return period, one.id


def router() -> Router:
    routes = Router(name="motivation")
    routes.callback_query.register(desk_of_row, On("mt.open"), Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(read_again, On("mt.open"), Acts(Role.COORDINATOR), Private())
    return routes
