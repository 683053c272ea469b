"""The last meetings: looked at, taken back, put back. A mentor may for a day, a coordinator always."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import meetings as rules
from domain.meetings import Meeting
from domain.registry import Pair
from handlers.case import Acts, Case, On, Private, number
from handlers.meetings import LOGS, load, load_pair, receipt
from storage import meetings, pairs
from views import meeting_log as views
from views import meetings as words
from views import odd_meetings
from views.paging import PER_PAGE
from views.screen import Reply, Screen

LAST = 200  # entries that a list goes back


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Of a pair, or of all within the scope where it is 0."""
    return await show(case, args[0], number(args[1]))


async def show(case: Case, pair_id: str, page: int) -> Screen:
    pair, shown, every = await _known(case, pair_id)
    return views.listing(shown, every, page, pair, case.person.post.role)


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Those whose codes, day or topic fit."""
    if case.person.post.role not in LOGS:
        raise LookupError(args[0])
    pair, shown, every = await _known(case, args[0])
    chosen = [one for one in shown if fits(*views.words_of(one, every[one.pair_id]))]
    return views.listing(chosen[:PER_PAGE], every, 0, pair, case.person.post.role), len(chosen)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return _card(case, *await load(case, args[0]))


async def past(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    meeting, pair = await load(case, args[0])
    changes = await meetings.history(case.db, meeting.id)
    return views.past(meeting, pair, changes, number(args[1]), case.town.zone)


async def undo(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """A second tap changes nothing and says the same."""
    meeting, pair = await load(case, args[0])
    if meeting.undone_at is None:
        if not rules.changeable(meeting, case.person.post.role, case.now):
            return Reply((_card(case, meeting, pair),), toast=words.DONE_LONG_AGO)
        await meetings.undo(case.db, meeting, case.person.id, case.now)
    return words.undone(meeting, pair, case.person.post.role)


async def restore(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Another entry of that day is asked about, unless it is the one that was shown."""
    meeting, pair = await load(case, args[0])
    if meeting.undone_at is None:
        return await receipt(case, meeting.id)
    if not rules.restorable(meeting, case.person.post.role, case.person.id, case.now):
        return Reply((_card(case, meeting, pair),), toast=words.DONE_LONG_AGO)
    same = await meetings.on_day(case.db, pair.id, meeting.held_on)
    if same is not None and args[1] != str(same):
        return odd_meetings.put_back_too(meeting, pair, (await load(case, str(same)))[0])
    await meetings.restore(case.db, meeting, case.person.id, case.now)
    return await receipt(case, meeting.id)


def _card(case: Case, meeting: Meeting, pair: Pair) -> Screen:
    role = case.person.post.role
    return words.card(
        meeting,
        pair,
        role,
        case.town.zone,
        may=rules.changeable(meeting, role, case.now),
        back=rules.restorable(meeting, role, case.person.id, case.now),
    )


async def _known(case: Case, pair_id: str) -> tuple[Pair | None, list[Meeting], dict[int, Pair]]:
    pair = None if pair_id == "0" else await load_pair(case, pair_id)
    shown = await meetings.listing(case.db, case.scope, pair.id if pair else None, LAST)
    every = {one.id: one for one in ([pair] if pair else await pairs.listing(case.db, case.scope))}
    return pair, shown, every


def router() -> Router:
    routes = Router(name="meeting_log")
    either = (Acts(*LOGS), Private())
    routes.callback_query.register(listing, On("v.log", 2), *either)
    routes.callback_query.register(card, On("v.open", 1), *either)
    routes.callback_query.register(past, On("v.past", 2), *either)
    routes.callback_query.register(undo, On("v.undo", 1), *either)
    routes.callback_query.register(restore, On("v.back", 2), *either)
    return routes
