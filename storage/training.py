"""What one person has learned: events they were at, and those they have signed up for (row 3.2)."""

from datetime import datetime

from domain.events import Event
from storage import events
from storage.database import Transaction
from storage.instants import instant


async def attended(db: Transaction, person_id: int) -> list[Event]:
    """Each counts as training; the latest first."""
    return await _of(db, person_id, "g.attended = 1 ORDER BY e.starts_at DESC, e.id DESC")


async def coming(db: Transaction, person_id: int, now: datetime) -> list[Event]:
    """Signed up for and not begun; the nearest first."""
    return await _of(
        db, person_id, "g.left_at IS NULL AND e.starts_at > :now ORDER BY e.starts_at, e.id", now=instant(now)
    )


async def _of(db: Transaction, person_id: int, condition: str, **params: str) -> list[Event]:
    rows = await db.all(
        f"""SELECT g.event_id FROM event_guests g JOIN events e ON e.id = g.event_id
            WHERE g.person_id = :person AND e.announced_at IS NOT NULL AND e.cancelled_at IS NULL AND {condition}""",
        person=person_id,
        **params,
    )
    found = [await events.get(db, row["event_id"]) for row in rows]
    return [one for one in found if one is not None]
