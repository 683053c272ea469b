"""Broadcasts of the department: drafts, whom they were sent to, and the document of row 1.8."""

from collections.abc import Sequence
from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain.broadcasts import MOTIVATION, Broadcast
from storage import watch
from storage.database import Transaction
from storage.instants import instant, maybe_day, maybe_moment, moment

COLUMNS: Final = """b.id, b.audience, b.words, b.file_id, b.wants_receipt, b.urgent, b.by_person, b.created_at,
    b.sent_at, b.undone_at, b.roadmap_row, b.period, b.title, b.number, b.dated, b.event_id, b.contest_id"""
HELD: Final = "broadcast:"  # keys of messages that wait for the morning
URGENT: Final = "urgent:"
PUBLISHED: Final = "b.roadmap_row = :row AND b.sent_at IS NOT NULL AND b.undone_at IS NULL"


def key(broadcast: Broadcast, person_id: int) -> str:
    """Of the message to one person."""
    return f"{prefix(broadcast)}{person_id}"


async def draft(
    db: Transaction,
    by_person: int,
    now: datetime,
    *,
    audience: str,
    words: str = "",
    file_id: int | None = None,
    wants_receipt: bool = False,
    row: str | None = None,
    period: str | None = None,
    title: str | None = None,
    number: str | None = None,
    dated: date | None = None,
    event_id: int | None = None,
    contest_id: int | None = None,
    broadcast_id: int | None = None,
) -> int:
    """A new draft, or the one of this id written anew. LookupError where that was sent meanwhile."""
    values = {
        "audience": audience,
        "words": words,
        "file": file_id,
        "receipt": int(wants_receipt),
        "title": title,
        "number": number,
        "dated": dated.isoformat() if dated else None,
    }
    if broadcast_id is not None:
        changed = await db.run(
            """UPDATE broadcasts SET audience = :audience, words = :words, file_id = :file, wants_receipt = :receipt,
               title = :title, number = :number, dated = :dated WHERE id = :id AND sent_at IS NULL""",
            id=broadcast_id,
            **values,
        )
        if not changed:
            raise LookupError(broadcast_id)
        return broadcast_id
    return int(
        await db.value(
            """INSERT INTO broadcasts (roadmap_row, period, title, number, dated, event_id, contest_id, audience, words,
                   file_id, wants_receipt, by_person, created_at)
               VALUES (:row, :period, :title, :number, :dated, :event, :contest, :audience, :words,
                   :file, :receipt, :by, :now) RETURNING id""",
            row=row,
            period=period,
            event=event_id,
            contest=contest_id,
            by=by_person,
            now=instant(now),
            **values,
        )
    )


async def unsent_about(db: Transaction, *, event_id: int | None = None, contest_id: int | None = None) -> int | None:
    """The draft that invites to this event or contest."""
    found = await db.value(
        """SELECT id FROM broadcasts WHERE sent_at IS NULL AND (event_id = :event OR contest_id = :contest)""",
        event=event_id,
        contest=contest_id,
    )
    return None if found is None else int(found)


async def sent_about(db: Transaction, *, event_id: int | None = None, contest_id: int | None = None) -> list[Broadcast]:
    """Those that have invited to this event or contest, and were not taken back."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM broadcasts b WHERE b.sent_at IS NOT NULL AND b.undone_at IS NULL
            AND (b.event_id = :event OR b.contest_id = :contest)""",
        event=event_id,
        contest=contest_id,
    )
    return [of_row(row) for row in rows]


async def drop(db: Transaction, broadcast_id: int) -> bool:
    """Forget a draft; what was sent stays."""
    return await db.run("DELETE FROM broadcasts WHERE id = :id AND sent_at IS NULL", id=broadcast_id) == 1


async def get(db: Transaction, broadcast_id: int) -> Broadcast | None:
    row = await db.one(f"SELECT {COLUMNS} FROM broadcasts b WHERE b.id = :id", id=broadcast_id)
    return of_row(row) if row else None


async def listing(db: Transaction) -> list[Broadcast]:
    """The newest first."""
    return [of_row(row) for row in await db.all(f"SELECT {COLUMNS} FROM broadcasts b ORDER BY b.id DESC")]


async def send(db: Transaction, broadcast: Broadcast, people: Sequence[Row], now: datetime, *, urgent: bool) -> bool:
    """Confirm it, for these people of `audiences`; False where that was done before. Who is out of reach is not
    written to."""
    confirmed = await db.run(
        "UPDATE broadcasts SET sent_at = :now, urgent = :urgent WHERE id = :id AND sent_at IS NULL",
        id=broadcast.id,
        now=instant(now),
        urgent=int(urgent),
    )
    if not confirmed:
        return False
    await db.insert(
        "INSERT INTO broadcast_people (broadcast_id, person_id, state, at) VALUES {}",
        [
            (
                broadcast.id,
                one["id"],
                *(("unreachable", instant(now)) if one["unreachable_since"] else ("queued", None)),
            )
            for one in people
        ],
    )
    await watch.look(db)
    return True


async def published(db: Transaction, period: str) -> Broadcast | None:
    """The document of row 1.8 that holds in a year: the one published last."""
    row = await db.one(
        f"SELECT {COLUMNS} FROM broadcasts b WHERE {PUBLISHED} AND b.period = :period ORDER BY b.id DESC LIMIT 1",
        row=MOTIVATION,
        period=period,
    )
    return of_row(row) if row else None


def prefix(broadcast: Broadcast) -> str:
    """Of the keys of its messages."""
    return f"{URGENT if broadcast.urgent else HELD}{broadcast.id}:"


def of_row(row: Row) -> Broadcast:
    """One of `COLUMNS`."""
    return Broadcast(
        row["id"],
        row["audience"],
        row["words"],
        row["file_id"],
        bool(row["wants_receipt"]),
        bool(row["urgent"]),
        row["by_person"],
        moment(row["created_at"]),
        maybe_moment(row["sent_at"]),
        maybe_moment(row["undone_at"]),
        row["roadmap_row"],
        row["period"],
        row["title"],
        row["number"],
        maybe_day(row["dated"]),
        row["event_id"],
        row["contest_id"],
    )
