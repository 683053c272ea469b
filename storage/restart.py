"""The outbox at a start: what a stopped process had under way, and which chats it had to leave alone."""

from datetime import datetime
from typing import Final

from storage.database import Transaction
from storage.instants import instant, moment

# Carried out twice they leave the chat as once: a result nobody knows is no harm.
REPEATABLE: Final = "(method LIKE 'edit%' OR method LIKE 'delete%' OR method LIKE 'set%' OR method LIKE 'answer%')"


async def requeue(db: Transaction, now: datetime) -> list[int]:
    """At start: what a stopped process had claimed goes back into line. A send that may have arrived is
    repeated once, and given up the second time; those rows are returned."""
    given_up = await db.all(
        "UPDATE outbox SET state = 'dropped', uncertain = uncertain + 1, body = '', file = NULL,"
        " error = 'unknown result', done_at = :now"
        f" WHERE state = 'sending' AND uncertain >= 1 AND NOT {REPEATABLE} RETURNING id",
        now=instant(now),
    )
    await db.run(
        "UPDATE outbox SET state = 'ready', uncertain = uncertain + CASE"
        f" WHEN {REPEATABLE} THEN 0 ELSE 1 END WHERE state = 'sending'"
    )
    return [row["id"] for row in given_up]


async def pauses(db: Transaction, now: datetime) -> list[tuple[int, datetime]]:
    """Chats that must still be left alone, and until when: for a process that starts. A row that was never
    put back asks for no pause, and a clock set back since lengthens none."""
    rows = await db.all(
        "SELECT chat_id, not_before, created_at FROM outbox"
        " WHERE state = 'ready' AND not_before > :now AND not_before > created_at",
        now=instant(now),
    )
    ends = [(row["chat_id"], moment(row["not_before"]), moment(row["created_at"])) for row in rows]
    return [(chat_id, min(until, now + (until - created))) for chat_id, until, created in ends]


async def recent(db: Transaction, since: datetime, now: datetime) -> list[tuple[int, datetime]]:
    """Chats with what reached them since then, oldest first: the pace goes on after a restart. What may have
    reached them counts, that of a moment ago as if it had just done so."""
    rows = await db.all(
        "SELECT chat_id, done_at AS at FROM outbox"
        " WHERE done_at >= :since AND (state = 'sent' OR uncertain > 0) AND method LIKE 'send%'"
        " UNION ALL SELECT chat_id, done_at FROM outbox"  # and once more, where it may have arrived twice
        " WHERE done_at >= :since AND uncertain > 0 AND method LIKE 'send%'"
        " UNION ALL SELECT chat_id, :now FROM outbox"
        " WHERE state = 'ready' AND uncertain > 0 AND method LIKE 'send%' ORDER BY at",
        since=instant(since),
        now=instant(now),
    )
    return [(row["chat_id"], moment(row["at"])) for row in rows]
