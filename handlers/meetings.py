"""A meeting is logged: one tap, or one number or word. What is odd about it is asked, everything else is a tap more."""

from datetime import date, timedelta
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain import meetings as rules
from domain import told
from domain.meetings import Entry, Meeting, Odd
from domain.mentoring import TOPIC_LABELS
from domain.pairs import State
from domain.people import Role
from domain.registry import Pair
from domain.told import Told
from handlers.case import Acts, Case, On, Private, number
from handlers.own_words import OwnWords
from storage import drafts, meetings, pairs, pauses
from views import meetings as views
from views import odd_meetings
from views.actions import action
from views.screen import Reply, Screen

LOGS = (Role.MENTOR, Role.COORDINATOR)


class Tells(Filter):
    """A message that is a meeting in a few words: «45», «вчера 1,5 ч». Comes as `meeting`."""

    async def __call__(self, message: Message, case: Case | None = None) -> bool | dict[str, Any]:
        meeting = told.read(message.text or "", case.today) if case else None
        return {"meeting": meeting} if meeting else False


async def on_day(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Today or yesterday, as of the tap. A form that was open is left, its draft stays: what is typed next is about
    meetings."""
    await drafts.leave(case.db, case.person.id)
    return await whose(case, Told(_back(case, args[0])))


async def typed(message: Message, case: Case, meeting: Told) -> Screen | Reply:
    """A bare number is today's meeting in minutes."""
    return await whose(case, meeting)


async def at(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """A question about the day or the length is settled, it is not yet known whose it was."""
    return await whose(case, Told(day_of(args[0]), number(args[1]) or None))


async def more(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """More pairs to choose from."""
    day, minutes = day_of(args[0]), number(args[1])
    mine = rules.whose(await pairs.listing(case.db, case.scope), day, case.today)
    if not mine or minutes > rules.LONGEST:
        raise LookupError(args[1])
    return views.choose_pair(mine, Entry(day, minutes), number(args[2]))


async def put(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """The pair is chosen. The last argument says what was asked already: another meeting on that day is meant where
    it names the one that was shown, so a second tap on the same button finds a newer one, and asks."""
    return await settle(case, await load_pair(case, args[0]), entry_of(args))


async def on_day_of(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Of this pair, today or yesterday as of the tap."""
    return await settle(case, await load_pair(case, args[0]), Entry(_back(case, args[1])))


async def add_minutes(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    meeting, _ = await load(case, args[0])
    minutes = number(args[1])
    if not rules.possible(minutes):
        raise LookupError(minutes)
    if not await _may(case, meeting):
        return Reply(toast=views.DONE_LONG_AGO)
    await meetings.set_minutes(case.db, meeting, minutes, case.person.id, case.now)
    return await receipt(case, meeting.id)


async def add_topic(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    meeting, _ = await load(case, args[0])
    if args[1] not in TOPIC_LABELS:
        raise LookupError(args[1])
    if not await _may(case, meeting):
        return Reply(toast=views.DONE_LONG_AGO)
    await meetings.set_topic(case.db, meeting, args[1], case.person.id, case.now)
    return await receipt(case, meeting.id)


async def done(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The receipt again."""
    return await receipt(case, (await load(case, args[0]))[0].id)


async def whose(case: Case, meeting: Told) -> Screen | Reply:
    """A mentor's meeting. With one pair at work there is nothing to ask."""
    day, minutes = meeting.day, meeting.minutes
    again = lambda entry: action("v.at", entry.day.isoformat(), entry.minutes)
    mine = await pairs.listing(case.db, case.scope)
    fitting = rules.whose(mine, day, case.today)
    if not fitting:
        return views.no_pairs([one for one in mine if one.state is State.DRAFT])
    if minutes is not None and not rules.possible(minutes):
        return odd_meetings.long(day, minutes, again)
    entry = Entry(day, minutes or 0)
    if len(fitting) == 1:
        return await settle(case, fitting[0], entry)
    if day > case.today:
        return odd_meetings.future(entry, case.today, again)
    return views.choose_pair(fitting, entry, 0)


async def settle(case: Case, pair: Pair, entry: Entry) -> Screen | Reply:
    """Log it, or ask what is odd about it."""
    if pair.state is State.DRAFT:
        return odd_meetings.not_begun(pair, case.person.post.role)
    if entry.minutes and not rules.possible(entry.minutes):
        return odd_meetings.long(entry.day, entry.minutes, lambda one: views.put(pair, one))
    same = await meetings.on_day(case.db, pair.id, entry.day)
    paused_on = await pauses.since(case.db, pair.id, case.town.zone) if pair.state is State.PAUSED else None
    role = case.person.post.role
    odd = rules.odd(entry, pair, case.today, same=same, paused_on=paused_on, role=role)
    if odd is not None:
        shown = await meetings.get(case.db, case.scope, same) if odd is Odd.TWICE and same else None
        return odd_meetings.ask(odd, entry, pair, case.today, role, shown)
    return await receipt(
        case,
        await meetings.log(case.db, pair.id, entry.day, case.person.id, case.now, entry.minutes or None),
    )


async def receipt(case: Case, meeting_id: int) -> Screen:
    meeting, pair = await load(case, str(meeting_id))
    if meeting.undone_at is not None:
        return views.undone(meeting, pair, case.person.post.role)
    return views.logged(meeting, pair, case.person.post.role)


async def load(case: Case, meeting_id: str) -> tuple[Meeting, Pair]:
    """An undone one too. Raises LookupError outside the scope."""
    meeting = await meetings.get(case.db, case.scope, number(meeting_id))
    if meeting is None:
        raise LookupError(meeting_id)
    return meeting, await load_pair(case, str(meeting.pair_id))


async def load_pair(case: Case, pair_id: str) -> Pair:
    pair = await pairs.get(case.db, case.scope, number(pair_id))
    if pair is None:
        raise LookupError(pair_id)
    return pair


def entry_of(args: list[str]) -> Entry:
    """As `views.meetings.put` has written it: pair, day, minutes, key."""
    seen, _, agreed = args[3].partition(".")
    return Entry(day_of(args[1]), number(args[2]), seen, agreed)


async def _may(case: Case, meeting: Meeting) -> bool:
    """Whether it can be changed. LookupError where it was undone: the button is of another time."""
    if meeting.undone_at is not None:
        raise LookupError(meeting.id)
    return rules.changeable(meeting, case.person.post.role, case.now)


def _back(case: Case, days: str) -> date:
    return case.today - timedelta(days=min(number(days), 1))


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as forged:
        raise LookupError(text) from forged


def router() -> Router:
    routes = Router(name="meetings")
    mentor, either = (Acts(Role.MENTOR), Private()), (Acts(*LOGS), Private())
    routes.callback_query.register(on_day, On("v.day", 1), *mentor)
    routes.callback_query.register(at, On("v.at", 2), *mentor)
    routes.callback_query.register(more, On("v.whose", 3), *mentor)
    routes.callback_query.register(put, On("v.put", 4), *either)
    routes.callback_query.register(on_day_of, On("v.on", 2), *either)
    routes.callback_query.register(add_minutes, On("v.min", 2), *either)
    routes.callback_query.register(add_topic, On("v.topic", 2), *either)
    routes.callback_query.register(done, On("v.done", 1), *either)
    routes.message.register(typed, *mentor, OwnWords(), Tells())
    return routes
