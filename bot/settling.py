"""What the outcome of a request means for its row: one rule per outcome."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot import logs, telegram
from bot.outcomes import Done, Gone, Malformed, Moved, Outage, Outcome, SlowDown, Unauthorized, Unreachable
from storage import chats, outbox
from storage.database import Transaction
from storage.parcel import ASIDE, LIVE, TIDYING, Parcel, Row

log = logs.get(__name__)

LONGEST_PAUSE: Final = 60.0
PLAIN: Final = "rewritten as plain text"


async def settle(
    db: Transaction, finished: Sequence[tuple[Row, Outcome]], now: datetime, *, stopping: bool
) -> list[tuple[int, float]]:
    """Write down what has happened; returns chats to be left alone, and for how many seconds."""
    done = [(row, outcome.message_id) for row, outcome in finished if isinstance(outcome, Done)]
    if done:
        await outbox.sent(db, [(row.id, message) for row, message in done if not row.repeatable], now)
        await outbox.remove(db, [row.id for row, _ in done if row.repeatable])
        await _live(db, done, now)
    pauses = []
    for row, outcome in finished:
        match outcome:
            case Done():
                continue
            case SlowDown():
                log.warning("asked to wait", row=row.id, seconds=outcome.retry_after)
                await outbox.again(db, row.id, now + timedelta(seconds=outcome.retry_after))
            case Outage():
                pauses.append((row.chat_id, await _outage(db, row, outcome, now, stopping)))
            case Unreachable():
                log.info("dropped, the chat is out of reach", row=row.id, reason=outcome.reason)
                await outbox.drop(db, row.id, outcome.reason, now)
                await chats.mark_unreachable(db, row.chat_id, now)
            case Moved():
                await chats.move(db, row.chat_id, outcome.chat_id)
                await outbox.move(db, row.id, outcome.chat_id, telegram.moved(row.body, outcome.chat_id))
            case Gone():
                await _gone(db, row, now)
            case Malformed():
                await _malformed(db, row, outcome, now)
            case Unauthorized():
                await outbox.again(db, row.id, now)
    return pauses


async def arrived(db: Transaction, row: Row, message_id: int, now: datetime) -> None:
    """Whatever comes of its sending: somebody has pressed a button under it."""
    await outbox.sent(db, [(row.id, message_id)], now)
    await _live(db, [(row, message_id)], now)


async def _live(db: Transaction, done: Sequence[tuple[Row, int | None]], now: datetime) -> None:
    """These messages carry their chats' keyboards from now on, those before them do not. A chat has one
    message under way at a time."""
    shown: dict[int, int | None] = {}
    lives: dict[int, int | None] = {}
    buttons: set[int] = set()
    for row, message_id in done:
        if row.live:
            place, keyboard = telegram.place(row.body)
            shown[row.chat_id] = message_id or place
            buttons |= {row.chat_id} if keyboard else set()
            lives[row.chat_id] = shown[row.chat_id] if row.live == LIVE and keyboard else None
    if not lives:
        return
    changed = await chats.set_live(db, lives)
    # A message may be waiting to be stripped that has won a keyboard back since.
    back = [_strip_key(chat_id, message) for chat_id in changed if chat_id in buttons and (message := shown[chat_id])]
    await outbox.forget(db, back)
    await outbox.put(
        db,
        [
            Parcel(chat_id, request.method, request.body, TIDYING, key=_strip_key(chat_id, previous))
            for chat_id, previous in changed.items()
            if previous and previous != shown[chat_id] and (request := telegram.strip(chat_id, previous))
        ],
        now,
    )


def _strip_key(chat_id: int, message_id: int) -> str:
    return f"strip:{chat_id}:{message_id}"


async def _outage(db: Transaction, row: Row, outage: Outage, now: datetime, stopping: bool) -> float:
    uncertain = outage.unknown and not row.repeatable
    if uncertain and row.uncertain:
        log.error("two sends with an unknown result, given up", row=row.id, reason=outage.reason)
        await outbox.drop(db, row.id, "unknown result", now)
        return 0.0
    pause = 0.0 if stopping else min(LONGEST_PAUSE, 2.0 ** min(row.attempts, 10)) * random.uniform(0.5, 1)  # noqa: S311
    log.warning("to be sent again", row=row.id, reason=outage.reason, seconds=round(pause, 1))
    not_before = now + timedelta(seconds=pause)
    await outbox.again(db, row.id, not_before, failed=not stopping, uncertain=uncertain)
    return pause


async def _gone(db: Transaction, row: Row, now: datetime) -> None:
    """The message to change is not there: its text becomes a new message, the rest is as wished."""
    if row.method == "editMessageText":
        await outbox.rewrite(db, row.id, "sendMessage", telegram.as_new(row.body), live=row.live)
    else:
        await outbox.remove(db, [row.id])


async def _malformed(db: Transaction, row: Row, refusal: Malformed, now: datetime) -> None:
    """Our bug: loud, its words sent once more without markup and buttons, then never again."""
    log.error("will never be taken", row=row.id, name=row.method, reason=refusal.reason)
    words = None if row.error else telegram.as_plain(row.body)
    if words is None:
        await outbox.drop(db, row.id, refusal.reason, now)
    else:
        await outbox.rewrite(db, row.id, "sendMessage", words, live=ASIDE, error=PLAIN)
