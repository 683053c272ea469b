"""Closing a period to those who have not filed, and opening it again: each with its reason, kept for good."""

from datetime import datetime
from typing import Final

from domain.extending import Closing
from storage.database import Transaction
from storage.extensions import EFFECTIVE, ENDS_AT, OPEN, OWN
from storage.instants import instant, moment

# Schools that owe a date and have not filed: what closing it is about.
MISSING: Final = f"""FROM deadlines d JOIN schools s ON s.archived_at IS NULL {OWN}
    WHERE d.id = :id AND s.created_at < {ENDS_AT} AND d.since <= {EFFECTIVE} AND NOT EXISTS
    (SELECT 1 FROM submissions b WHERE b.form = d.form AND b.period = d.period AND b.school_id = s.id)"""


async def late(db: Transaction, deadline_id: int, now: datetime) -> dict[int, str]:
    """Schools whose date has passed without a filing, and for whom the period is still open: id and name."""
    rows = await db.all(
        f"SELECT s.id, s.name {MISSING} AND {OPEN} AND {ENDS_AT} <= :now ORDER BY s.number",
        id=deadline_id,
        now=instant(now),
    )
    return {row["id"]: row["name"] for row in rows}


async def missing(db: Transaction, deadline_id: int) -> list[int]:
    """Schools that have not filed, be it closed to them or not."""
    return [row["id"] for row in await db.all(f"SELECT s.id {MISSING} ORDER BY s.number", id=deadline_id)]


async def put(
    db: Transaction, deadline_id: int, closed: bool, reason: str | None, by_person: int, now: datetime
) -> int:
    """Close or open; the event's id. To be called within `reminders.changing`."""
    await db.run(
        "UPDATE deadlines SET closed_at = :at WHERE id = :id", id=deadline_id, at=instant(now) if closed else None
    )
    return int(
        await db.value(
            """INSERT INTO period_closings (deadline_id, at, by_person, closed, reason)
               VALUES (:id, :now, :by, :closed, :reason) RETURNING id""",
            id=deadline_id,
            now=instant(now),
            by=by_person,
            closed=int(closed),
            reason=reason,
        )
    )


async def history(db: Transaction, deadline_id: int) -> list[Closing]:
    """The newest first."""
    rows = await db.all(
        """SELECT c.id, c.at, p.name, c.closed, c.reason FROM period_closings c JOIN people p ON p.id = c.by_person
           WHERE c.deadline_id = :id ORDER BY c.id DESC""",
        id=deadline_id,
    )
    return [Closing(row["id"], moment(row["at"]), row["name"], bool(row["closed"]), row["reason"]) for row in rows]
