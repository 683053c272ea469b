"""Messages on their way out: put in the transaction of their cause, claimed and settled by delivery.

A row waits for the clock (`later`), is next in line (`ready`), is with the messenger (`sending`), and ends
`sent` or `dropped`. Within a chat rows leave by priority, then in the order they were put. Its values are in
`parcel.py`; `unsent.py` takes back or holds what has not left, `restart.py` takes over from a stopped process.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import orjson

from storage.database import Transaction
from storage.instants import instant, maybe_moment
from storage.parcel import AT_ONCE, LIVE, Parcel, Row

COLUMNS: Final = "id, chat_id, method, body, file, live, priority, attempts, uncertain, error"
READY: Final = f"SELECT {COLUMNS} FROM outbox WHERE state = 'ready' ORDER BY priority, id LIMIT :many"


async def put(db: Transaction, parcels: Sequence[Parcel], now: datetime) -> None:
    """Queue them in this order; one whose key was put before is passed over."""
    if not parcels:
        return
    at = instant(now)
    await db.insert(
        "INSERT INTO outbox (key, chat_id, method, body, file, live, priority, not_before, state, created_at)"
        " VALUES {} ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING",
        [
            (
                parcel.key,
                parcel.chat_id,
                parcel.method,
                parcel.body,
                parcel.file,
                parcel.live,
                parcel.priority,
                instant(parcel.not_before) if parcel.not_before else at,
                "later" if parcel.not_before and parcel.not_before > now else "ready",
                at,
            )
            for parcel in parcels
        ],
    )


async def promote(db: Transaction, now: datetime) -> int:
    """What has waited long enough is ready."""
    return await db.run(
        "UPDATE outbox SET state = 'ready' WHERE state = 'later' AND not_before <= :now", now=instant(now)
    )


async def heads(db: Transaction, limit: int, under_way: Collection[int] = ()) -> list[Row]:
    """The next ready row of each chat, and every answer to a tap; the most urgent first, at most `limit`.
    Rows `under_way` are passed over."""
    many = limit + len(under_way)
    while True:
        rows = await db.all(READY, many=many)
        found: list[Row] = []
        waiting: set[int] = set()
        for row in rows:
            if row["id"] in under_way:
                continue
            if row["priority"] == AT_ONCE:
                found.append(Row._make(row))
            elif row["chat_id"] not in waiting:
                waiting.add(row["chat_id"])
                found.append(Row._make(row))
        if len(found) >= limit or len(rows) < many:
            return found[:limit]
        many *= 4  # much of it was for the same chats


async def claim(db: Transaction, rows: Sequence[Row]) -> None:
    """Say that they are about to be sent: a crash from here on leaves a trace. What can be repeated without harm
    needs none."""
    ids = [str(row.id) for row in rows if not row.repeatable]
    if ids:
        await db.run(f"UPDATE outbox SET state = 'sending' WHERE id IN ({', '.join(ids)})")


async def pressed(db: Transaction, chat_id: int, data: str) -> Row | None:
    """The message with this button that is on its way for the first time, or of which nobody knows whether it has
    arrived. None for one that is being repeated: another copy of it is still to come."""
    this = f"SELECT {COLUMNS} FROM outbox WHERE chat_id = :chat_id AND live = :live AND instr(body, :button)"
    found = await db.one(
        f"{this} AND state = 'sending' AND uncertain = 0 UNION ALL {this} AND state = 'ready' AND uncertain > 0",
        chat_id=chat_id,
        live=LIVE,
        button=f'"callback_data":{orjson.dumps(data).decode()}',
    )
    return Row._make(found) if found else None


async def sent(db: Transaction, done: Sequence[tuple[int, int | None]], now: datetime) -> None:
    """Pairs of row and message. What was in it is forgotten: it may have held an invitation."""
    at = instant(now)
    await db.run_many(
        "UPDATE outbox SET state = 'sent', body = '', file = NULL, message_id = ?, done_at = ? WHERE id = ?",
        [(message_id, at, row_id) for row_id, message_id in done],
    )


async def remove(db: Transaction, ids: Sequence[int]) -> None:
    """They have arrived, and could have been repeated without harm: nothing of them needs to be known."""
    if ids:
        await db.run(f"DELETE FROM outbox WHERE id IN ({', '.join(str(int(row_id)) for row_id in ids)})")


async def drop(db: Transaction, row_id: int, error: str, now: datetime) -> None:
    """It will never be sent; `error` says why, without anything personal. What is known to have arrived stays so."""
    await db.run(
        "UPDATE outbox SET state = 'dropped', body = '', file = NULL, error = :error, done_at = :now"
        " WHERE id = :id AND state <> 'sent'",
        id=row_id,
        error=error,
        now=instant(now),
    )


async def again(
    db: Transaction, row_id: int, not_before: datetime, *, failed: bool = False, uncertain: bool = False
) -> None:
    """Back into line, unless it is known to have arrived. `failed` counts an attempt, `uncertain` a send whose
    result nobody knows."""
    await db.run(
        "UPDATE outbox SET state = 'ready', not_before = :not_before, attempts = attempts + :failed,"
        " uncertain = uncertain + :uncertain WHERE id = :id AND state <> 'sent'",
        id=row_id,
        not_before=instant(not_before),
        failed=int(failed),
        uncertain=int(uncertain),
    )


async def rewrite(db: Transaction, row_id: int, method: str, body: str, *, live: int, error: str | None = None) -> None:
    """Another request in the same place of the line."""
    await db.run(
        "UPDATE outbox SET state = 'ready', method = :method, body = :body, file = NULL, live = :live, error = :error"
        " WHERE id = :id",
        id=row_id,
        method=method,
        body=body,
        live=live,
        error=error,
    )


async def move(db: Transaction, row_id: int, chat_id: int, body: str) -> None:
    """The chat has a new address."""
    await db.run(
        "UPDATE outbox SET state = 'ready', chat_id = :chat_id, body = :body WHERE id = :id",
        id=row_id,
        chat_id=chat_id,
        body=body,
    )


async def place(db: Transaction, key: str) -> int | None:
    """The message that a row of this key has become; None before it has arrived."""
    value = await db.value("SELECT message_id FROM outbox WHERE key = :key AND state = 'sent'", key=key)
    return None if value is None else int(value)


async def arrived(db: Transaction, key: str, now: datetime) -> None:
    """A button under it was pressed: whatever is or will be unknown about its sending, it has arrived."""
    await db.run(
        "UPDATE outbox SET state = 'sent', body = '', file = NULL, done_at = :now"
        " WHERE key = :key AND (state = 'sending' OR uncertain > 0 AND state IN ('ready', 'dropped'))",
        key=key,
        now=instant(now),
    )


async def forget(db: Transaction, keys: Sequence[str]) -> None:
    """The rows of these keys are not wanted any more, and may be put anew."""
    await db.run_many("DELETE FROM outbox WHERE key = :key AND state <> 'sending'", [{"key": key} for key in keys])


async def next_due(db: Transaction) -> datetime | None:
    """When the clock makes the next row ready."""
    return maybe_moment(await db.value("SELECT min(not_before) FROM outbox WHERE state = 'later'"))


async def unsettled(db: Transaction, now: datetime) -> int:
    """How many rows could leave now or are on their way."""
    count = await db.value(
        "SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending') OR (state = 'later' AND not_before <= :now)",
        now=instant(now),
    )
    return int(count)


async def prune(db: Transaction, before: datetime, limit: int = 1000) -> int:
    """Forget what ended before then, at most `limit` rows; how many went."""
    return await db.run(
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE done_at < :before LIMIT :limit)",
        before=instant(before),
        limit=limit,
    )


async def forget_chat(db: Transaction, chat_id: int) -> None:
    """Everything that is written to this chat, sent or not. What is under way right now may arrive, and is not sent
    anew where it does not."""
    await db.run("DELETE FROM outbox WHERE chat_id = :chat", chat=chat_id)


async def forget_strangers(db: Transaction, before: datetime, limit: int = 1000) -> int:
    """Whoever is not among the people, or is not any more: which chat was written to, and what ended before then."""
    return await db.run(
        """DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE done_at < :before AND chat_id > 0
           AND NOT EXISTS (SELECT 1 FROM people p WHERE p.telegram_id = chat_id) LIMIT :limit)""",
        before=instant(before),
        limit=limit,
    )
