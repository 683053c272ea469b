"""Breaks of the schools, as the department has them: added, dropped, put back, nothing overwritten."""

from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain.municipality import Municipality
from domain.school_days import Break, SchoolDays
from storage import debts
from storage.database import Transaction
from storage.instants import day, instant

COLUMNS: Final = "id, title, first_day, last_day"


async def listing(db: Transaction) -> list[Break]:
    """Those in force, by day."""
    rows = await db.all(f"SELECT {COLUMNS} FROM school_breaks WHERE dropped_at IS NULL ORDER BY first_day, id")
    return [_break(row) for row in rows]


async def get(db: Transaction, break_id: int, *, dropped: bool = False) -> Break | None:
    """One in force; with `dropped`, one that is not any more."""
    row = await db.one(
        f"SELECT {COLUMNS} FROM school_breaks WHERE id = :id AND (dropped_at IS NOT NULL) = :dropped",
        id=break_id,
        dropped=int(dropped),
    )
    return _break(row) if row else None


async def add(db: Transaction, one: Break, by_person: int, now: datetime) -> int:
    return int(
        await db.value(
            """INSERT INTO school_breaks (title, first_day, last_day, by_person, at)
               VALUES (:title, :first, :last, :by, :now) RETURNING id""",
            title=one.title,
            first=one.first.isoformat(),
            last=one.last.isoformat(),
            by=by_person,
            now=instant(now),
        )
    )


async def drop(db: Transaction, break_id: int, by_person: int, now: datetime) -> bool:
    """It stays in the file, marked; False where it was dropped before."""
    changed = await db.run(
        "UPDATE school_breaks SET dropped_at = :now, dropped_by = :by WHERE id = :id AND dropped_at IS NULL",
        id=break_id,
        by=by_person,
        now=instant(now),
    )
    return changed == 1


async def school_days(db: Transaction, town: Municipality, today: date) -> SchoolDays:
    """The production calendar around today with the breaks on top."""
    return SchoolDays(await debts.calendar(db, town, today), await listing(db))


def _break(row: Row) -> Break:
    return Break(row["title"], day(row["first_day"]), day(row["last_day"]), row["id"])
