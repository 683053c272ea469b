"""Wishes of single schools for a date of their own: one waits at a time, and any date answers it."""

from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain.extending import Wish
from domain.people import Scope
from domain.submissions import Due
from storage.database import Transaction
from storage.instants import day, instant, maybe_moment

WISH: Final = """SELECT w.*, s.name AS school, d.id AS deadline_id, d.form FROM extension_wishes w
    JOIN schools s ON s.id = w.school_id JOIN deadlines d ON d.roadmap_row = w.roadmap_row AND d.period = w.period"""


async def add(
    db: Transaction, due: Due, school_id: int, until: date, reason: str, by_person: int, now: datetime
) -> int | None:
    """A school asks; None where it has asked already and waits for the answer."""
    made = await db.value(
        """INSERT INTO extension_wishes (roadmap_row, period, school_id, until, reason, by_person, at)
           VALUES (:row, :period, :school, :until, :reason, :by, :now)
           ON CONFLICT (roadmap_row, period, school_id) WHERE granted IS NULL DO NOTHING RETURNING id""",
        row=due.row,
        period=due.period,
        school=school_id,
        until=until.isoformat(),
        reason=reason,
        by=by_person,
        now=instant(now),
    )
    return None if made is None else int(made)


async def get(db: Transaction, scope: Scope, wish_id: int) -> Wish | None:
    rows = await db.all(f"{WISH} WHERE w.id = :id", id=wish_id)
    return next((one for one in map(_wish, rows) if scope.school_id in (None, one.school_id)), None)


async def last(db: Transaction, due: Due, school_id: int) -> Wish | None:
    """The school's newest wish about this date, answered or not."""
    row = await db.one(
        f"{WISH} WHERE d.id = :deadline AND w.school_id = :school ORDER BY w.id DESC LIMIT 1",
        deadline=due.id,
        school=school_id,
    )
    return _wish(row) if row else None


async def waiting(db: Transaction) -> list[Wish]:
    """Wishes nobody has answered, oldest first; a school that has filed meanwhile wishes nothing."""
    rows = await db.all(
        f"""{WISH} WHERE w.granted IS NULL AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.form = d.form
            AND b.period = d.period AND b.school_id = w.school_id AND b.state <> 'returned')
            AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.roadmap_row = w.roadmap_row AND e.period = w.period
            AND coalesce(e.school_id, 0) = w.school_id AND e.state <> 'returned') ORDER BY w.id"""
    )
    return [_wish(row) for row in rows]


async def decline(db: Transaction, wish_id: int, answer: str, by_person: int, now: datetime) -> bool:
    """False where it was answered before."""
    changed = await db.run(
        """UPDATE extension_wishes SET granted = 0, answered_at = :now, answered_by = :by, answer = :answer
           WHERE id = :id AND granted IS NULL""",
        id=wish_id,
        answer=answer,
        by=by_person,
        now=instant(now),
    )
    return changed == 1


def _wish(row: Row) -> Wish:
    return Wish(
        row["id"],
        row["deadline_id"],
        row["roadmap_row"],
        row["form"] or "",
        row["period"],
        row["school_id"],
        row["school"],
        day(row["until"]),
        row["reason"],
        row["by_person"],
        None if row["granted"] is None else bool(row["granted"]),
        maybe_moment(row["answered_at"]),
        row["answer"],
    )
