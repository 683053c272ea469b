"""The contest of a year (row 3.3) and the applications to it."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain.contests import Contest
from storage import watch
from storage.database import Transaction
from storage.instants import day, instant, maybe_moment, moment

COLUMNS: Final = "id, year, title, about, criteria, ends_on, ends_at, round, opened_at, closed_at"


async def save(
    db: Transaction,
    year: int,
    by_person: int,
    now: datetime,
    *,
    title: str,
    about: str | None,
    criteria: Sequence[str],
    ends_on: date,
    ends_at: datetime,
) -> int:
    """The one of the year, new or changed."""
    contest_id = int(
        await db.value(
            """INSERT INTO contests (year, title, about, criteria, ends_on, ends_at, by_person, created_at)
               VALUES (:year, :title, :about, :criteria, :ends_on, :ends_at, :by, :now)
               ON CONFLICT (year) DO UPDATE SET title = excluded.title, about = excluded.about,
               criteria = excluded.criteria, ends_on = excluded.ends_on, ends_at = excluded.ends_at,
               jury_told_at = CASE contests.ends_on WHEN excluded.ends_on THEN contests.jury_told_at END
               RETURNING id""",
            year=year,
            title=title,
            about=about,
            criteria=json.dumps(list(criteria), ensure_ascii=False),
            ends_on=ends_on.isoformat(),
            ends_at=instant(ends_at),
            by=by_person,
            now=instant(now),
        )
    )
    await watch.look(db)
    await remember(db, contest_id, "saved", by_person, now, f"{title}, {ends_on}")
    return contest_id


async def opened(db: Transaction, contest_id: int, by_person: int, now: datetime) -> None:
    """Its call has gone out."""
    if await db.run(
        "UPDATE contests SET opened_at = :now WHERE id = :id AND opened_at IS NULL", id=contest_id, now=instant(now)
    ):
        await remember(db, contest_id, "opened", by_person, now)
        await watch.look(db)


async def awaited(db: Transaction) -> list[Contest]:
    """Open for applications, or just not any more: the jury has not been told yet."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM contests
            WHERE opened_at IS NOT NULL AND closed_at IS NULL AND jury_told_at IS NULL ORDER BY year"""
    )
    return [_contest(row) for row in rows]


async def jury_told(db: Transaction, contest_id: int, now: datetime) -> None:
    await db.run("UPDATE contests SET jury_told_at = :now WHERE id = :id", id=contest_id, now=instant(now))


async def close(db: Transaction, contest_id: int, by_person: int, now: datetime) -> bool:
    """False where it was closed before."""
    changed = await db.run(
        "UPDATE contests SET closed_at = :now WHERE id = :id AND closed_at IS NULL", id=contest_id, now=instant(now)
    )
    if changed:
        await remember(db, contest_id, "closed", by_person, now)
    return changed == 1


async def reopen(db: Transaction, contest_id: int, reason: str, by_person: int, now: datetime) -> bool:
    """Another round of judging: the scores given so far stand until they are changed."""
    changed = await db.run(
        "UPDATE contests SET closed_at = NULL, round = round + 1 WHERE id = :id AND closed_at IS NOT NULL",
        id=contest_id,
    )
    if changed:
        await remember(db, contest_id, "reopened", by_person, now, reason)
    return changed == 1


async def of_year(db: Transaction, year: int) -> Contest | None:
    row = await db.one(f"SELECT {COLUMNS} FROM contests WHERE year = :year", year=year)
    return _contest(row) if row else None


async def everything(db: Transaction) -> list[Contest]:
    """By year."""
    return [_contest(row) for row in await db.all(f"SELECT {COLUMNS} FROM contests ORDER BY year")]


async def get(db: Transaction, contest_id: int) -> Contest | None:
    row = await db.one(f"SELECT {COLUMNS} FROM contests WHERE id = :id", id=contest_id)
    return _contest(row) if row else None


async def remember(
    db: Transaction,
    contest_id: int,
    what: str,
    by_person: int,
    now: datetime,
    note: str | None = None,
    entry_id: int | None = None,
) -> None:
    """A line of the contest's history."""
    await db.run(
        """INSERT INTO contest_history (contest_id, entry_id, at, by_person, what, note)
           VALUES (:contest, :entry, :now, :by, :what, :note)""",
        contest=contest_id,
        entry=entry_id,
        now=instant(now),
        by=by_person,
        what=what,
        note=note,
    )


def _contest(row: Row) -> Contest:
    return Contest(
        row["id"],
        row["year"],
        row["title"],
        row["about"],
        tuple(json.loads(row["criteria"])),
        day(row["ends_on"]),
        moment(row["ends_at"]),
        row["round"],
        maybe_moment(row["opened_at"]),
        maybe_moment(row["closed_at"]),
    )
