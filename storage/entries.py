"""Applications to the contest: one of each school, filed, changed, withdrawn."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row
from typing import Final

from domain.contests import Entry
from storage import contests
from storage.database import Transaction
from storage.instants import instant, maybe_moment, moment

ENTRY: Final = """SELECT e.id, e.contest_id, e.school_id, s.name AS school, s.number, e.title, e.about, e.files,
    e.changed_at, e.withdrawn_at FROM contest_entries e JOIN schools s ON s.id = e.school_id"""


async def enter(
    db: Transaction,
    contest_id: int,
    school_id: int,
    by_person: int,
    now: datetime,
    *,
    title: str,
    about: str,
    files: Sequence[int],
) -> int:
    """A school's application, filed, changed, or filed anew after it was withdrawn."""
    before = await of_school(db, contest_id, school_id)
    entry_id = int(
        await db.value(
            """INSERT INTO contest_entries (contest_id, school_id, title, about, files, by_person, created_at,
                   changed_at)
               VALUES (:contest, :school, :title, :about, :files, :by, :now, :now)
               ON CONFLICT (contest_id, school_id) DO UPDATE SET title = excluded.title, about = excluded.about,
               files = excluded.files, by_person = excluded.by_person, changed_at = excluded.changed_at,
               withdrawn_at = NULL RETURNING id""",
            contest=contest_id,
            school=school_id,
            title=title,
            about=about,
            files=json.dumps(list(files)),
            by=by_person,
            now=instant(now),
        )
    )
    was = {"title": before.title, "about": before.about, "files": before.files} if before else None
    await contests.remember(
        db, contest_id, "entered", by_person, now, json.dumps(was, ensure_ascii=False) if was else None, entry_id
    )
    return entry_id


async def withdraw(db: Transaction, entry: Entry, by_person: int, now: datetime) -> bool:
    """False where it was withdrawn before."""
    changed = await db.run(
        "UPDATE contest_entries SET withdrawn_at = :now WHERE id = :id AND withdrawn_at IS NULL",
        id=entry.id,
        now=instant(now),
    )
    if changed:
        await contests.remember(db, entry.contest_id, "withdrawn", by_person, now, entry_id=entry.id)
    return changed == 1


async def listing(db: Transaction, contest_id: int) -> list[Entry]:
    """Those that stand, by the schools' numbers."""
    rows = await db.all(
        f"{ENTRY} WHERE e.contest_id = :contest AND e.withdrawn_at IS NULL ORDER BY s.number", contest=contest_id
    )
    return [_entry(row) for row in rows]


async def get(db: Transaction, entry_id: int) -> Entry | None:
    row = await db.one(f"{ENTRY} WHERE e.id = :id", id=entry_id)
    return _entry(row) if row else None


async def of_school(db: Transaction, contest_id: int, school_id: int) -> Entry | None:
    """Also one that was withdrawn."""
    row = await db.one(
        f"{ENTRY} WHERE e.contest_id = :contest AND e.school_id = :school", contest=contest_id, school=school_id
    )
    return _entry(row) if row else None


async def entered(db: Transaction, year: int) -> dict[int, datetime]:
    """Row 3.3 for the board: by school, when its standing application to the year's contest was filed first."""
    rows = await db.all(
        """SELECT e.school_id, e.created_at FROM contest_entries e JOIN contests c ON c.id = e.contest_id
           WHERE c.year = :year AND e.withdrawn_at IS NULL""",
        year=year,
    )
    return {row["school_id"]: moment(row["created_at"]) for row in rows}


def _entry(row: Row) -> Entry:
    fields = dict(row) | {"files": tuple(json.loads(row["files"])), "changed_at": moment(row["changed_at"])}
    return Entry(**fields | {"withdrawn_at": maybe_moment(row["withdrawn_at"])})
