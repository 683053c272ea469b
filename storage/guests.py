"""Who comes to an event, whom to remind of it, and who was there: attendance counts as training."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row

from domain.events import SEMINAR, Call, Event
from storage import watch
from storage.database import Transaction
from storage.instants import instant

TOLD = {Call.DAY: "told_day", Call.HOUR: "told_hour"}


async def answer(
    db: Transaction, event_id: int, person_id: int, school_id: int | None, now: datetime, *, comes: bool
) -> bool:
    """They sign up, or say they will not come; False where they had said so."""
    known = await of(db, event_id, person_id)
    if known is not None and (known["left_at"] is None) == comes:
        return False
    await db.run(
        """INSERT INTO event_guests (event_id, person_id, school_id, signed_at, left_at)
           VALUES (:event, :person, :school, :now, :left) ON CONFLICT (event_id, person_id) DO UPDATE SET
           school_id = excluded.school_id, left_at = excluded.left_at,
           signed_at = CASE WHEN excluded.left_at IS NULL THEN excluded.signed_at ELSE event_guests.signed_at END""",
        event=event_id,
        person=person_id,
        school=school_id,
        now=instant(now),
        left=None if comes else instant(now),
    )
    await watch.look(db)
    return True


async def of(db: Transaction, event_id: int, person_id: int) -> Row | None:
    """What one person has said: signed_at, left_at, attended."""
    return await db.one(
        "SELECT signed_at, left_at, attended FROM event_guests WHERE event_id = :event AND person_id = :person",
        event=event_id,
        person=person_id,
    )


async def answers(db: Transaction, person_id: int) -> dict[int, Row]:
    """What a person has said about each event: event_id, left_at, attended."""
    rows = await db.all(
        "SELECT event_id, left_at, attended FROM event_guests WHERE person_id = :person", person=person_id
    )
    return {row["event_id"]: row for row in rows}


async def listing(db: Transaction, event_id: int) -> list[Row]:
    """Those who come or were there, by school and name: id, telegram_id, name, school (its number), attended."""
    return await db.all(
        """SELECT p.id, p.telegram_id, p.name, s.number AS school, g.attended FROM event_guests g
           JOIN people p ON p.id = g.person_id LEFT JOIN schools s ON s.id = g.school_id
           WHERE g.event_id = :event AND g.left_at IS NULL ORDER BY s.number, p.name, p.id""",
        event=event_id,
    )


async def declined(db: Transaction, event_id: int) -> int:
    return int(
        await db.value(
            "SELECT count(*) FROM event_guests WHERE event_id = :event AND left_at IS NOT NULL", event=event_id
        )
    )


async def to_remind(db: Transaction, event: Event, call: Call, since: datetime) -> list[Row]:
    """Who signed up before the call's instant and has not had it, nor a later one, for this start: id, telegram_id."""
    later = "" if call is Call.HOUR else "AND coalesce(g.told_hour, '') <> :start"
    return await db.all(
        f"""SELECT p.id, p.telegram_id FROM event_guests g JOIN people p ON p.id = g.person_id
            WHERE g.event_id = :event AND g.left_at IS NULL AND g.signed_at < :since
            AND coalesce(g.{TOLD[call]}, '') <> :start {later} AND p.unreachable_since IS NULL ORDER BY p.id""",
        event=event.id,
        since=instant(since),
        start=instant(event.starts_at),
    )


async def reminded(db: Transaction, event: Event, call: Call, people: Sequence[int]) -> None:
    await db.run_many(
        f"UPDATE event_guests SET {TOLD[call]} = :start WHERE event_id = :event AND person_id = :person",
        [{"event": event.id, "person": person, "start": instant(event.starts_at)} for person in people],
    )


async def mark(db: Transaction, event_id: int, person_id: int, by_person: int, now: datetime) -> bool | None:
    """Turn one mark: was there, then was not, then was. None for somebody who is no guest."""
    attended = await db.value(
        """UPDATE event_guests SET attended = CASE attended WHEN 1 THEN 0 ELSE 1 END, marked_at = :now, marked_by = :by
           WHERE event_id = :event AND person_id = :person AND left_at IS NULL RETURNING attended""",
        event=event_id,
        person=person_id,
        by=by_person,
        now=instant(now),
    )
    return None if attended is None else bool(attended)


async def mark_all(db: Transaction, event_id: int, by_person: int, now: datetime) -> int:
    """Whoever is not marked yet was there; how many those are."""
    return await db.run(
        """UPDATE event_guests SET attended = 1, marked_at = :now, marked_by = :by
           WHERE event_id = :event AND left_at IS NULL AND attended IS NULL""",
        event=event_id,
        by=by_person,
        now=instant(now),
    )


async def came_too(
    db: Transaction, event_id: int, person_id: int, school_id: int | None, by_person: int, now: datetime
) -> None:
    """Somebody was there who had not signed up, or had said they would not come."""
    await db.run(
        """INSERT INTO event_guests (event_id, person_id, school_id, signed_at, attended, marked_at, marked_by)
           VALUES (:event, :person, :school, :now, 1, :now, :by) ON CONFLICT (event_id, person_id) DO UPDATE SET
           left_at = NULL, attended = 1, marked_at = excluded.marked_at, marked_by = excluded.marked_by""",
        event=event_id,
        person=person_id,
        school=school_id,
        by=by_person,
        now=instant(now),
    )


async def trained(db: Transaction, period: str) -> dict[int, int]:
    """Row 3.2 for the board: by school, how many of its people were at a seminar of that period."""
    rows = await db.all(
        """SELECT g.school_id, count(DISTINCT g.person_id) AS people FROM event_guests g
           JOIN events e ON e.id = g.event_id WHERE e.roadmap_row = :row AND e.period = :period
           AND e.cancelled_at IS NULL AND g.attended = 1 AND g.school_id IS NOT NULL GROUP BY g.school_id""",
        row=SEMINAR,
        period=period,
    )
    return {row["school_id"]: row["people"] for row in rows}


async def trainings(db: Transaction) -> dict[int, int]:
    """By person, how many events they were at: each counts as training."""
    rows = await db.all(
        """SELECT g.person_id, count(*) AS events FROM event_guests g JOIN events e ON e.id = g.event_id
           WHERE g.attended = 1 AND e.cancelled_at IS NULL GROUP BY g.person_id"""
    )
    return {row["person_id"]: row["events"] for row in rows}


async def hand_over(db: Transaction, old: int, new: int) -> None:
    """What somebody has signed up for and was at becomes another's, once they have no post of their own any more."""
    await db.run(
        """UPDATE event_guests SET person_id = :new WHERE person_id = :old
           AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = :old AND r.revoked_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM event_guests g WHERE g.event_id = event_guests.event_id
               AND g.person_id = :new)""",
        old=old,
        new=new,
    )
