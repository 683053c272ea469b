"""Meetings of pairs, as mentors log them: a day, perhaps minutes and a topic."""

from datetime import date, datetime
from sqlite3 import Row

from domain.people import Scope
from storage.database import Transaction
from storage.instants import instant

WITHIN = """EXISTS (SELECT 1 FROM pairs p WHERE p.id = meetings.pair_id
    AND (:school IS NULL OR p.school_id = :school) AND (:mentor IS NULL OR p.mentor_id = :mentor))"""


async def log(
    db: Transaction, pair_id: int, held_on: date, by_person: int, now: datetime, minutes: int | None = None
) -> int:
    """The meeting's id. The pair was loaded within the person's scope before."""
    return int(
        await db.value(
            """INSERT INTO meetings (pair_id, held_on, minutes, logged_by, logged_at)
               VALUES (:pair, :held_on, :minutes, :by, :now) RETURNING id""",
            pair=pair_id,
            held_on=held_on.isoformat(),
            minutes=minutes,
            by=by_person,
            now=instant(now),
        )
    )


async def on_day(db: Transaction, pair_id: int, held_on: date) -> Row | None:
    """The meeting logged last for this pair and day."""
    return await db.one(
        "SELECT id, minutes FROM meetings WHERE pair_id = :pair AND held_on = :day AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1",
        pair=pair_id,
        day=held_on.isoformat(),
    )


async def get(db: Transaction, scope: Scope, meeting_id: int) -> Row | None:
    """id, pair_id, held_on, minutes, topic, logged_at; an undone one is not found."""
    return await db.one(
        f"""SELECT id, pair_id, held_on, minutes, topic, logged_at FROM meetings
            WHERE id = :id AND undone_at IS NULL AND {WITHIN}""",
        id=meeting_id,
        school=scope.school_id,
        mentor=scope.mentor_id,
    )


async def add_topic(db: Transaction, scope: Scope, meeting_id: int, topic: str) -> bool:
    return await _change(db, scope, meeting_id, "topic = :value", topic)


async def add_minutes(db: Transaction, scope: Scope, meeting_id: int, minutes: int) -> bool:
    return await _change(db, scope, meeting_id, "minutes = :value", minutes)


async def undo(db: Transaction, scope: Scope, meeting_id: int, now: datetime) -> bool:
    """Take a log entry back; it stays in the file, marked."""
    return await _change(db, scope, meeting_id, "undone_at = :value", instant(now))


async def summary(db: Transaction, pair_id: int) -> tuple[int, str | None]:
    """How many meetings, and the last one's day."""
    row = await db.one(
        "SELECT count(*), max(held_on) FROM meetings WHERE pair_id = :pair AND undone_at IS NULL",
        pair=pair_id,
    )
    return (row[0], row[1]) if row else (0, None)


async def _change(db: Transaction, scope: Scope, meeting_id: int, what: str, value: str | int) -> bool:
    changed = await db.run(
        f"UPDATE meetings SET {what} WHERE id = :id AND undone_at IS NULL AND {WITHIN}",
        id=meeting_id,
        value=value,
        school=scope.school_id,
        mentor=scope.mentor_id,
    )
    return changed == 1
