"""What a handler returned, as rows for the outbox."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b

from bot import settling, telegram
from bot.cause import Cause
from storage import chats, outbox
from storage.database import Transaction
from storage.parcel import ANSWER, ASIDE, AT_ONCE, BROADCAST, CLOSES, LIVE, TIDYING, Parcel
from views import commands
from views.screen import Notice, Reply, Screen


async def parcels(db: Transaction, cause: Cause, returned: object, now: datetime) -> list[Parcel]:
    """The rows of one reply, in order. Raises TypeError for what no handler may return."""
    reply = _reply(returned)
    rows = []
    if cause.tap:
        request = telegram.answer_tap(cause.tap, reply.toast)
        rows.append(Parcel(cause.chat_id or 0, request.method, request.body, AT_ONCE))
    if cause.chat_id is not None:
        if reply.unsay and cause.said is not None:
            request = telegram.delete(cause.chat_id, cause.said)
            rows.append(Parcel(cause.chat_id, request.method, request.body, ANSWER))
        if reply.screens:
            rows += await _screens(db, cause, cause.chat_id, reply.screens, now)
        if reply.commands_for:
            rows += await _commands(db, cause.chat_id, reply.commands_for)
    elif reply.screens:
        raise TypeError(f"a screen for an update without a chat: {cause.kind}")
    return rows + [notice(one) for one in reply.notices]


def notice(one: Notice) -> Parcel:
    """A screen for somebody who did not ask just now: always a message of its own."""
    request = telegram.send(one.chat_id, one.screen)
    return Parcel(
        one.chat_id,
        request.method,
        request.body,
        ANSWER if one.interactive else BROADCAST,
        request.file,
        live=LIVE if _is_live(one.screen) else ASIDE,
        key=one.key,
        not_before=one.not_before,
    )


def _reply(returned: object) -> Reply:
    if returned is None:
        return Reply()
    if isinstance(returned, Reply):
        return returned
    if isinstance(returned, Screen):
        return Reply(screens=(returned,))
    if isinstance(returned, Notice):
        return Reply(notices=(returned,))
    raise TypeError(f"a handler returned {type(returned).__name__}")


async def _screens(
    db: Transaction, cause: Cause, chat_id: int, screens: Iterable[Screen], now: datetime
) -> list[Parcel]:
    # Only the first may take the place of the pressed message: a later one would stand above its forerunner.
    place = cause.pressed if await _carries_keyboard(db, cause, chat_id, now) else None
    rows = []
    for screen in screens:
        live = _is_live(screen)
        if (live or screen.closes) and place is not None:
            request = telegram.edit(chat_id, place, screen)
        else:
            request = telegram.send(chat_id, screen)
        place = None
        mark = CLOSES if screen.closes else LIVE if live else ASIDE
        rows.append(Parcel(chat_id, request.method, request.body, ANSWER, request.file, mark))
    return rows


async def _carries_keyboard(db: Transaction, cause: Cause, chat_id: int, now: datetime) -> bool:
    """A quick finger may press the newest message before its number is written down: now it is known."""
    if cause.pressed is None:
        return False
    live = await chats.live_message(db, chat_id)
    if cause.pressed <= (live or 0):
        return cause.pressed == live
    row = await outbox.pressed(db, chat_id, cause.data)
    if row:
        await settling.arrived(db, row, cause.pressed, now)
    return row is not None


def _is_live(screen: Screen) -> bool:
    return not (screen.stays or screen.closes) and screen.file is None


async def _commands(db: Transaction, chat_id: int, role: str) -> list[Parcel]:
    request = telegram.set_commands(commands.commands(role), chat_id)
    digest = blake2b(request.body.encode(), digest_size=8).hexdigest()
    if not await chats.take_commands(db, chat_id, digest):
        return []
    return [Parcel(chat_id, request.method, request.body, TIDYING)]
