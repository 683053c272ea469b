"""Concerns and all that was said about them. There are two ways to one: whoever told it, and the post on duty. No
other query of the house reads these tables."""

from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain.concerns import Concern, Line, What
from domain.people import Role
from storage import concern_duty
from storage.database import Transaction, Value
from storage.instants import day, instant, maybe_moment, moment

COLUMNS: Final = """c.id, c.by_person, p.name AS sender, c.role, s.name AS school, c.pair_id, c.opened_on, c.revision,
    c.closed_at"""
FROM: Final = "concerns c JOIN people p ON p.id = c.by_person JOIN schools s ON s.id = c.school_id"
SENT: Final = "c.by_person = :person"
ON_DUTY: Final = f":post = {concern_duty.POST}"


async def tell(
    db: Transaction, by_person: int, role: Role, school_id: int, words: str, now: datetime, today: date
) -> int:
    concern_id = int(
        await db.value(
            """INSERT INTO concerns (by_person, role, school_id, opened_on)
               VALUES (:by, :role, :school, :today) RETURNING id""",
            by=by_person,
            role=role.value,
            school=school_id,
            today=today.isoformat(),
        )
    )
    await _write(db, concern_id, What.TOLD, by_person, now, words)
    return concern_id


async def own(db: Transaction, person_id: int, concern_id: int) -> Concern | None:
    """Of the one who told it."""
    found = await _load(db, f"c.id = :id AND {SENT}", id=concern_id, person=person_id)
    return found[0] if found else None


async def sent(db: Transaction, person_id: int) -> list[Concern]:
    """Everything a person told, the newest first."""
    return await _load(db, f"{SENT} ORDER BY c.id DESC", person=person_id)


async def get(db: Transaction, post_id: int, concern_id: int) -> Concern | None:
    """For the post on duty; any other finds nothing."""
    found = await _load(db, f"c.id = :id AND {ON_DUTY}", id=concern_id, post=post_id)
    return found[0] if found else None


async def open_ones(db: Transaction, post_id: int) -> list[Concern]:
    """For the post on duty, the longest open first."""
    return await _load(db, f"c.closed_at IS NULL AND {ON_DUTY} ORDER BY c.opened_on, c.id", post=post_id)


async def closed_ones(db: Transaction, post_id: int) -> list[Concern]:
    """For the post on duty, the last closed first."""
    return await _load(db, f"c.closed_at IS NOT NULL AND {ON_DUTY} ORDER BY c.closed_at DESC, c.id DESC", post=post_id)


async def waiting(db: Transaction) -> list[date]:
    """Since when each open one is open: all that may be known of them without being on duty."""
    return [day(row[0]) for row in await db.all("SELECT opened_on FROM concerns WHERE closed_at IS NULL")]


async def add(db: Transaction, one: Concern, words: str, by_person: int, now: datetime, today: date) -> None:
    """More from the sender. A closed one is open again by it."""
    await _change(
        db,
        one,
        "opened_on = CASE WHEN closed_at IS NULL THEN opened_on ELSE :today END, closed_at = NULL",
        today=today.isoformat(),
    )
    await _write(db, one.id, What.ADDED, by_person, now, words)


async def about(db: Transaction, one: Concern, pair_id: int) -> None:
    """Which pair it is about. The pair was loaded within the sender's scope before."""
    await _change(db, one, "pair_id = :pair", pair=pair_id)


async def answer(db: Transaction, one: Concern, words: str, by_person: int, now: datetime) -> None:
    await _change(db, one)
    await _write(db, one.id, What.ANSWERED, by_person, now, words)


async def close(db: Transaction, one: Concern, by_person: int, now: datetime) -> bool:
    """False where it is closed already."""
    if not one.open:
        return False
    await _change(db, one, "closed_at = :now", now=instant(now))
    await _write(db, one.id, What.CLOSED, by_person, now)
    return True


async def reopen(db: Transaction, one: Concern, by_person: int, now: datetime, today: date) -> bool:
    """False where it is open."""
    if one.open:
        return False
    await _change(db, one, "closed_at = NULL, opened_on = :today", today=today.isoformat())
    await _write(db, one.id, What.REOPENED, by_person, now)
    return True


async def _change(db: Transaction, one: Concern, *what: str, **params: Value) -> None:
    sets = ", ".join((*what, "revision = revision + 1"))
    await db.run(f"UPDATE concerns SET {sets} WHERE id = :id", id=one.id, **params)


async def _write(
    db: Transaction, concern_id: int, what: What, by_person: int, now: datetime, words: str | None = None
) -> None:
    await db.run(
        """INSERT INTO concern_lines (concern_id, at, by_person, what, words)
           VALUES (:concern, :now, :by, :what, :words)""",
        concern=concern_id,
        now=instant(now),
        by=by_person,
        what=what.value,
        words=words,
    )


async def _load(db: Transaction, where: str, **params: Value) -> list[Concern]:
    rows = await db.all(f"SELECT {COLUMNS} FROM {FROM} WHERE {where}", **params)
    return [await _concern(db, row) for row in rows]


async def _concern(db: Transaction, row: Row) -> Concern:
    said = await db.all(
        """SELECT l.at, p.name, l.what, l.words FROM concern_lines l JOIN people p ON p.id = l.by_person
           WHERE l.concern_id = :id ORDER BY l.id""",
        id=row["id"],
    )
    codes = await db.all(
        """SELECT e.code FROM pair_mentees pm JOIN mentees e ON e.id = pm.mentee_id
           WHERE pm.pair_id = :pair ORDER BY e.code""",
        pair=row["pair_id"],
    )
    return Concern(
        row["id"],
        row["by_person"],
        row["sender"],
        Role(row["role"]),
        row["school"],
        row["pair_id"],
        tuple(one["code"] for one in codes),
        day(row["opened_on"]),
        row["revision"],
        maybe_moment(row["closed_at"]),
        tuple(Line(moment(one["at"]), one["name"], What(one["what"]), one["words"]) for one in said),
    )
