"""What a handler returned, on its way: into the outbox as the process puts it, and out of it as delivery does."""

from datetime import datetime
from typing import Any

from bot import replies
from scheduler import planning
from storage import outbox
from storage.database import Transaction
from tests.handlers.phone import Line
from tests.village import TOWN
from views.screen import Notice, Reply


async def queue(db: Transaction, returned: Any, now: datetime) -> tuple[Notice, ...]:
    """What others are told; the same again changes nothing."""
    notices = returned.notices if isinstance(returned, Reply) else tuple(returned) if returned else ()
    await outbox.put(db, [replies.notice(one) for one in notices], now)
    return notices


async def leave(db: Transaction, now: datetime) -> list[int]:
    """Everything that may leave by now has arrived; to which chats."""
    await outbox.promote(db, now)
    rows = await db.all("SELECT id, chat_id FROM outbox WHERE state = 'ready' ORDER BY id")
    await outbox.sent(db, [(row["id"], row["id"]) for row in rows], now)
    return [row["chat_id"] for row in rows]


async def tick(line: Line, now: datetime) -> tuple[Notice, ...]:
    """What is due at that moment, queued."""
    line.now = now
    return await queue(line.db, await planning.plan(line.db, now, TOWN), now)
