"""The department writes to many: whom, what, a look at it, and off it goes."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import broadcasts as rules
from domain.broadcasts import Broadcast
from domain.form import Answers, Facts, Value
from domain.forms.broadcasts import BROADCAST
from domain.people import Role
from handlers import mailing
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.quiet import wake
from storage import audiences, broadcasts, contests, events, receipts, schools
from views import broadcasts as views
from views.paging import PER_PAGE
from views.screen import Notice, Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """LookupError for a broadcast that is no draft any more."""
    if subject != "new":
        await _draft(case, subject)
    counts = {one: len(await audiences.people(case.db, one, case.town, case.today)) for one in audiences.ROLES}
    owed = await audiences.owed_now(case.db, case.town, case.today)
    return Facts(
        case.today,
        options={
            "audiences": views.audience_options(counts, bool(owed)),
            "debts": tuple(views.debt_option(*one) for one in owed),
            "schools": tuple(views.school_option(one) for one in await schools.everyone(case.db)),
        },
    )


async def first(case: Case, subject: str) -> Answers:
    """What the draft says so far."""
    if subject == "new":
        return {}
    one = await _draft(case, subject)
    answers: dict[str, Value] = {
        "audience": one.audience.partition(":")[0],
        "words": one.words,
        "file": one.file_id,
        "receipt": one.wants_receipt,
    }
    if owed := rules.debt(one.audience):
        answers["debt"] = ":".join(owed)
    if ids := rules.school_ids(one.audience):
        answers["schools"] = [str(school_id) for school_id in ids]
    return answers


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """A draft; nothing is sent before it was looked at."""
    audience, chosen, file = str(answers["audience"]), answers.get("schools"), answers.get("file")
    if audience == rules.SCHOOLS and isinstance(chosen, list):
        audience = rules.of_schools([int(one) for one in chosen])
    elif audience == rules.OWING:
        audience = f"{rules.OWING}:{answers['debt']}"
    broadcast_id = await broadcasts.draft(
        case.db,
        case.person.id,
        case.now,
        audience=audience,
        words=str(answers["words"]),
        file_id=file if isinstance(file, int) else None,
        wants_receipt=bool(answers["receipt"]),
        broadcast_id=None if subject == "new" else number(subject),
    )
    return Filed(broadcast_id, await mailing.preview(case, await mailing.load(case, broadcast_id)))


async def receipt(case: Case, result: int) -> Reply:
    """A second tap on the last answer: the draft as it is, or what became of it."""
    one = await mailing.load(case, result)
    return await mailing.preview(case, one) if one.sent_at is None else await mailing.report(case, one)


async def title(case: Case, subject: str) -> str:
    return BROADCAST.title


BINDING = Binding(BROADCAST, (Role.DEPARTMENT,), facts, save, receipt, title, first)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    everything = [(one, await receipts.count(case.db, one.id)) for one in await broadcasts.listing(case.db)]
    return views.listing(everything, number(args[0]), case.town.zone)


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Letters whose words, title or day fit."""
    if case.person.post.role is not Role.DEPARTMENT:
        raise LookupError("not of the department")
    chosen = [
        (one, await receipts.count(case.db, one.id))
        for one in await broadcasts.listing(case.db)
        if fits(one.title or "", one.words, _day(one, case))
    ]
    return views.listing(chosen[:PER_PAGE], 0, case.town.zone), len(chosen)


def _day(one: Broadcast, case: Case) -> str:
    return f"{(one.sent_at or one.created_at).astimezone(case.town.zone):%d.%m.%Y}"


async def send(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    return await _send(case, await mailing.load(case, number(args[0])), urgent=False)


async def send_now(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """At night too: the sender says so."""
    return await _send(case, await mailing.load(case, number(args[0])), urgent=True)


async def _send(case: Case, one: Broadcast, *, urgent: bool) -> Reply:
    """To everybody it is for now, in this transaction. A second tap sends nothing and shows what became of it."""
    if one.sent_at is None and not await mailing.holds(case, one):
        return Reply((await mailing.preview(case, one)).screens[-1:], toast=views.OVER)
    whom = await audiences.people(case.db, one.audience, case.town, case.today)
    if one.sent_at is None and not any(person["unreachable_since"] is None for person in whom):
        return Reply((await mailing.preview(case, one)).screens[-1:], toast=views.NOBODY)
    if not await broadcasts.send(case.db, one, whom, case.now, urgent=urgent):
        return await mailing.report(case, one)
    one = await mailing.load(case, one.id)
    if one.event_id is not None:
        await events.announced(case.db, one.event_id, case.now)
    if one.contest_id is not None:
        await contests.opened(case.db, one.contest_id, case.person.id, case.now)
    screen, held = await mailing.message(case, one), None if urgent else wake(case)
    notices = tuple(
        Notice(person["telegram_id"], screen, broadcasts.key(one, person["id"]), held)
        for person in whom
        if person["unreachable_since"] is None
    )
    return Reply((await mailing.report(case, one)).screens, notices)


async def ask_drop(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.ask_drop(await _draft(case, args[0]))


async def drop(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    if not await broadcasts.drop(case.db, number(args[0])):
        raise LookupError(args[0])
    return Reply((await listing(query, case, ["0"]),), toast=views.DROPPED)


async def _draft(case: Case, broadcast_id: str) -> Broadcast:
    one = await mailing.load(case, number(broadcast_id))
    if one.sent_at is not None:
        raise LookupError(broadcast_id)
    return one


def router() -> Router:
    routes = Router(name="broadcasts")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("bc.list", 1), *ours)
    routes.callback_query.register(send, On("bc.send", 1), *ours)
    routes.callback_query.register(send_now, On("bc.now", 1), *ours)
    routes.callback_query.register(ask_drop, On("bc.drop?", 1), *ours)
    routes.callback_query.register(drop, On("bc.drop", 1), *ours)
    return routes
