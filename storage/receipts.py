"""What became of a broadcast's messages, and who has read it.

It stands in the outbox while a message's row is kept. It is written down here when somebody looks, at the end, and
before old rows go: sending itself costs a broadcast nothing more than any other message.
"""

from datetime import datetime
from sqlite3 import Row

from domain.broadcasts import MOTIVATION, Broadcast, Count
from storage import broadcasts, outbox, unsent
from storage.database import Transaction
from storage.instants import instant, moment


async def settle(db: Transaction, broadcast: Broadcast) -> None:
    """Write down what became of messages by now."""
    await db.run(
        """UPDATE broadcast_people SET at = o.done_at,
               state = CASE o.state WHEN 'sent' THEN 'sent' ELSE 'unreachable' END
           FROM outbox o WHERE broadcast_people.broadcast_id = :id AND broadcast_people.state = 'queued'
           AND o.key = :prefix || broadcast_people.person_id AND o.state IN ('sent', 'dropped')""",
        id=broadcast.id,
        prefix=broadcasts.prefix(broadcast),
    )


async def settle_all(db: Transaction) -> int:
    """Before old rows of the outbox go. How many broadcasts had something left to write down: never more than
    are under way."""
    rows = await db.all(
        f"""SELECT {broadcasts.COLUMNS} FROM broadcasts b WHERE EXISTS
            (SELECT 1 FROM broadcast_people q WHERE q.broadcast_id = b.id AND q.state = 'queued')"""
    )
    for row in rows:
        await settle(db, broadcasts.of_row(row))
    return len(rows)


async def count(db: Transaction, broadcast_id: int) -> Count:
    rows = await db.all(
        """SELECT state, count(*) AS people, count(read_at) AS read FROM broadcast_people
           WHERE broadcast_id = :id GROUP BY state""",
        id=broadcast_id,
    )
    return Count(**{row["state"]: row["people"] for row in rows}, read=sum(row["read"] for row in rows))


async def people(db: Transaction, broadcast_id: int) -> list[Row]:
    """Everybody it was for, by name: id, telegram_id, name, unreachable_since, schools (their numbers as words),
    state, read_at."""
    return await db.all(
        """SELECT p.id, p.telegram_id, p.name, p.unreachable_since, b.state, b.read_at,
               (SELECT group_concat(DISTINCT s.number) FROM roles r JOIN schools s ON s.id = r.school_id
                WHERE r.person_id = p.id AND r.revoked_at IS NULL) AS schools
           FROM broadcast_people b JOIN people p ON p.id = b.person_id WHERE b.broadcast_id = :id
           ORDER BY p.name, p.id""",
        id=broadcast_id,
    )


async def read(db: Transaction, broadcast: Broadcast, person_id: int, now: datetime, *, may_join: bool) -> bool | None:
    """The person has pressed the button under it. False where they had before, None where it was not for them;
    with `may_join` they are added then: a document of the order is for later coordinators too."""
    await outbox.arrived(db, broadcasts.key(broadcast, person_id), now)
    row = await db.one(
        "SELECT read_at FROM broadcast_people WHERE broadcast_id = :id AND person_id = :person",
        id=broadcast.id,
        person=person_id,
    )
    if row is None and not may_join:
        return None
    if row is not None and row["read_at"] is not None:
        return False
    await db.run(
        """INSERT INTO broadcast_people (broadcast_id, person_id, state, at, read_at)
           VALUES (:id, :person, 'sent', :now, :now) ON CONFLICT (broadcast_id, person_id) DO UPDATE SET
           at = CASE broadcast_people.state WHEN 'sent' THEN broadcast_people.at ELSE excluded.at END,
           state = 'sent', read_at = excluded.read_at""",
        id=broadcast.id,
        person=person_id,
        now=instant(now),
    )
    return True


async def has_read(db: Transaction, broadcast_id: int, person_id: int) -> bool:
    return bool(
        await db.value(
            """SELECT 1 FROM broadcast_people
               WHERE broadcast_id = :id AND person_id = :person AND read_at IS NOT NULL""",
            id=broadcast_id,
            person=person_id,
        )
    )


async def undo(db: Transaction, broadcast: Broadcast, now: datetime) -> int:
    """Take back every message of it that has not left, reminders to read it included; how many people it will not
    reach. What is being sent right now counts as sent."""
    await settle(db, broadcast)
    await unsent.take_back(db, await unsent.keys(db, broadcasts.prefix(broadcast)))
    gone = await gone_without_trace(db, broadcast, now)
    await db.run(
        "UPDATE broadcasts SET undone_at = :now, reported_at = :now WHERE id = :id AND undone_at IS NULL",
        id=broadcast.id,
        now=instant(now),
    )
    return gone


async def gone_without_trace(db: Transaction, broadcast: Broadcast, now: datetime) -> int:
    """Messages that are not in the outbox any more and were not sent: taken back. How many."""
    return await db.run(
        """UPDATE broadcast_people SET state = 'undone', at = :now WHERE broadcast_id = :id AND state = 'queued'
           AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key = :prefix || broadcast_people.person_id)""",
        id=broadcast.id,
        prefix=broadcasts.prefix(broadcast),
        now=instant(now),
    )


async def under_way(db: Transaction) -> list[Broadcast]:
    """Sent, and their end not told yet."""
    rows = await db.all(
        f"""SELECT {broadcasts.COLUMNS} FROM broadcasts b
            WHERE b.sent_at IS NOT NULL AND b.reported_at IS NULL ORDER BY b.id"""
    )
    return [broadcasts.of_row(row) for row in rows]


async def reported(db: Transaction, broadcast_id: int, now: datetime) -> None:
    await db.run("UPDATE broadcasts SET reported_at = :now WHERE id = :id", id=broadcast_id, now=instant(now))


async def read_by_schools(db: Transaction, period: str) -> dict[int, datetime]:
    """Row 1.8 for the board: by school, when one of its coordinators was the first to read the year's newest
    document. Schools that have not are absent; `published` tells whether there is anything to read."""
    rows = await db.all(
        f"""SELECT r.school_id, min(q.read_at) AS read_at FROM broadcast_people q
            JOIN roles r ON r.person_id = q.person_id AND r.role = 'coordinator' AND r.revoked_at IS NULL
            WHERE q.read_at IS NOT NULL AND q.broadcast_id =
                (SELECT max(b.id) FROM broadcasts b WHERE {broadcasts.PUBLISHED} AND b.period = :period)
            GROUP BY r.school_id""",
        row=MOTIVATION,
        period=period,
    )
    return {row["school_id"]: moment(row["read_at"]) for row in rows}
