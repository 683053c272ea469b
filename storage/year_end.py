"""Closing a roadmap year: what is open ends with it, everything filed stays readable."""

from collections.abc import Collection
from datetime import datetime

from storage import closings
from storage.database import Transaction
from storage.instants import instant


async def close(db: Transaction, year: int, by_person: int, now: datetime) -> bool:
    """Its dates that are still open close with it, and what schools have asked for is answered with a no. False
    where it is closed already."""
    changed = await db.run(
        "UPDATE years SET closed_at = :now WHERE year = :year AND closed_at IS NULL", year=year, now=instant(now)
    )
    if not changed:
        return False
    for row in await db.all("SELECT id FROM deadlines WHERE year = :year AND closed_at IS NULL", year=year):
        await closings.put(db, row["id"], True, None, by_person, now)
    await db.run(
        """UPDATE extension_wishes SET granted = 0, answered_at = :now WHERE granted IS NULL AND EXISTS
           (SELECT 1 FROM deadlines d WHERE d.year = :year AND d.roadmap_row = extension_wishes.roadmap_row
            AND d.period = extension_wishes.period)""",
        year=year,
        now=instant(now),
    )
    return True


async def reopen(db: Transaction, year: int, by_person: int, now: datetime) -> bool:
    """Only the dates that were closed with the year are open again. False where it is not closed."""
    with_it = await db.all(
        """SELECT id FROM deadlines WHERE year = :year
           AND closed_at = (SELECT closed_at FROM years WHERE year = :year)""",
        year=year,
    )
    for row in with_it:
        await closings.put(db, row["id"], False, None, by_person, now)
    return (
        await db.run("UPDATE years SET closed_at = NULL WHERE year = :year AND closed_at IS NOT NULL", year=year) == 1
    )


async def unfiled(db: Transaction, year: int, rows: Collection[str]) -> int:
    """How many times a school has not filed what these rows ask of it, dates closed before left out."""
    return int(
        await db.value(
            f"""SELECT count(*) FROM deadlines d JOIN schools s ON s.created_at < d.ends_at AND s.archived_at IS NULL
                WHERE d.year = :year AND d.closed_at IS NULL AND d.since <= d.effective
                AND d.roadmap_row IN ({", ".join(repr(str(row)) for row in rows)})
                AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.form = d.form AND b.period = d.period
                    AND b.school_id = s.id)
                AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.roadmap_row = d.roadmap_row AND e.period = d.period
                    AND e.school_id = s.id)""",
            year=year,
        )
    )
