"""A mentor logs a meeting: one tap, or one number. Everything else is a tap more, never a report."""

from datetime import date, timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain import pairs as rules
from domain.mentoring import TOPIC_LABELS
from domain.people import Role
from domain.registry import Pair
from handlers.case import Acts, Case, On, Private, number
from storage import meetings, pairs
from views import meetings as views
from views import paging
from views.screen import Reply, Screen

LONGEST = 720  # minutes: twelve hours


async def on_day(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Today or yesterday, as of the tap."""
    return await _whose(case, case.today - timedelta(days=min(number(args[0]), 1)), 0)


async def typed_minutes(message: Message, case: Case) -> Screen | Reply:
    """A bare number is today's meeting in minutes."""
    minutes = int(message.text or 0)
    if not 1 <= minutes <= LONGEST:
        return views.odd_minutes(minutes, LONGEST)
    return await _whose(case, case.today, minutes)


async def put(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """The pair is chosen. Another meeting on that day is meant where the last argument is the one that was
    shown: a second tap on the same button finds a newer one, and asks."""
    pair, day = await _load(case, args[0]), _day(args[1])
    return await _put(case, pair, day, number(args[2]), beside=args[3])


async def add_minutes(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The meeting was logged before, only its length was not."""
    meeting_id, minutes = number(args[0]), number(args[1])
    if not 1 <= minutes <= LONGEST or not await meetings.add_minutes(case.db, case.scope, meeting_id, minutes):
        raise LookupError(meeting_id)
    return await _logged(case, meeting_id)


async def add_topic(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    meeting_id = number(args[0])
    if args[1] not in TOPIC_LABELS or not await meetings.add_topic(case.db, case.scope, meeting_id, args[1]):
        raise LookupError(meeting_id)
    return await _logged(case, meeting_id)


async def undo(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    if not await meetings.undo(case.db, case.scope, number(args[0]), case.now):
        raise LookupError(args[0])
    return Reply((views.undone(case.person),))


async def my_pairs(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The first page, or the one asked for."""
    mine, page = await pairs.listing(case.db, case.scope), number(args[0]) if args else 0
    shown = [(pair, *await meetings.summary(case.db, pair.id)) for pair in paging.page_of(mine, page)]
    return views.my_pairs(shown, page, len(mine))


async def whose(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """More pairs to choose from."""
    mine, minutes = await pairs.listing(case.db, case.scope, rules.WORKING), number(args[1])
    if not mine or minutes > LONGEST:
        raise LookupError(args[1])
    return views.choose_pair(mine, _day(args[0]), minutes, number(args[2]))


async def _whose(case: Case, day: date, minutes: int) -> Screen | Reply:
    """With one pair at work there is nothing to ask."""
    mine = await pairs.listing(case.db, case.scope, rules.WORKING)
    if not mine:
        return views.no_pairs()
    if len(mine) > 1:
        return views.choose_pair(mine, day, minutes, 0)
    return await _put(case, mine[0], day, minutes)


async def _put(case: Case, pair: Pair, day: date, minutes: int, beside: str = "") -> Screen | Reply:
    """A meeting before the pair began, in the future or after its end is questioned, not swallowed."""
    if pair.state not in rules.WORKING or not pair.starts_on <= day <= case.today or minutes > LONGEST:
        return views.not_then(pair, day)
    same = await meetings.on_day(case.db, pair.id, day)
    if same is not None and str(same["id"]) != beside:
        return views.already(pair, day, same["id"], minutes)
    meeting_id = await meetings.log(case.db, pair.id, day, case.person.id, case.now, minutes or None)
    return await _logged(case, meeting_id)


async def _logged(case: Case, meeting_id: int) -> Screen:
    meeting = await meetings.get(case.db, case.scope, meeting_id)
    if meeting is None:
        raise LookupError(meeting_id)
    pair = await _load(case, str(meeting["pair_id"]))
    return views.logged(meeting_id, pair, date.fromisoformat(meeting["held_on"]), meeting["minutes"], meeting["topic"])


async def _load(case: Case, pair_id: str) -> Pair:
    pair = await pairs.get(case.db, case.scope, number(pair_id))
    if pair is None:
        raise LookupError(pair_id)
    return pair


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as forged:
        raise LookupError(text) from forged


def router() -> Router:
    routes = Router(name="meetings")
    mine = (Acts(Role.MENTOR), Private())
    routes.callback_query.register(on_day, On("v.day", 1), *mine)
    routes.callback_query.register(put, On("v.put", 4), *mine)
    routes.callback_query.register(add_minutes, On("v.min", 2), *mine)
    routes.callback_query.register(add_topic, On("v.topic", 2), *mine)
    routes.callback_query.register(undo, On("v.undo", 1), *mine)
    routes.callback_query.register(my_pairs, On("v.pairs"), *mine)
    routes.callback_query.register(my_pairs, On("v.page", 1), *mine)
    routes.callback_query.register(whose, On("v.whose", 3), *mine)
    routes.message.register(typed_minutes, *mine, ~F.forward_origin, F.text.regexp(r"^\s*[0-9]{1,4}\s*$"))
    return routes
