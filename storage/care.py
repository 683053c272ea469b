"""What coordinators did about pairs at risk: wrote to the mentor, put the pair off, took it back on the list."""

from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from storage.database import Transaction
from storage.instants import day, instant

WROTE: Final = "wrote"
LATER: Final = "later"
AGAIN: Final = "again"


async def add(
    db: Transaction,
    pair_id: int,
    what: str,
    by_person: int,
    now: datetime,
    *,
    until: date | None = None,
    words: str | None = None,
) -> int:
    """The entry's id. `until` is the day on which the pair is shown again, `words` are what a mentor was told."""
    return int(
        await db.value(
            """INSERT INTO care (pair_id, what, until, words, by_person, at)
               VALUES (:pair, :what, :until, :words, :by, :now) RETURNING id""",
            pair=pair_id,
            what=what,
            until=until.isoformat() if until else None,
            words=words,
            by=by_person,
            now=instant(now),
        )
    )


async def pair_of(db: Transaction, care_id: int) -> int | None:
    found = await db.value("SELECT pair_id FROM care WHERE id = :id", id=care_id)
    return None if found is None else int(found)


async def of_pair(db: Transaction, pair_id: int, many: int) -> list[Row]:
    """Newest first: what, until, at, and the `name` of whoever it was."""
    return await db.all(
        """SELECT c.what, c.until, c.at, o.name FROM care c JOIN people o ON o.id = c.by_person
           WHERE c.pair_id = :pair ORDER BY c.id DESC LIMIT :many""",
        pair=pair_id,
        many=many,
    )


async def put_off(db: Transaction, today: date, school_id: int | None = None) -> dict[int, date]:
    """Pairs that are put off today, each with the day on which it is shown again. The newest word counts."""
    rows = await db.all(
        """SELECT c.pair_id, c.until FROM care c JOIN pairs p ON p.id = c.pair_id
           WHERE c.until > :today AND (:school IS NULL OR p.school_id = :school) AND NOT EXISTS
           (SELECT 1 FROM care n WHERE n.pair_id = c.pair_id AND n.id > c.id AND n.what IN ('later', 'again'))""",
        today=today.isoformat(),
        school=school_id,
    )
    return {row["pair_id"]: day(row["until"]) for row in rows}
