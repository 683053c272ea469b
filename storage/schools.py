"""Schools: the list of row 1.3, and the counters of their codes."""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Row

from domain.people import Role
from domain.registry import School
from storage.database import Transaction
from storage.instants import instant


class NameTaken(ValueError):
    """A school of this name is on the list already."""


async def add(db: Transaction, name: str, now: datetime, number: int | None = None) -> School:
    """Raises `NameTaken`. Without a number, or with one that is in use, the next free number is given."""
    if await db.value("SELECT 1 FROM schools WHERE name = :name AND archived_at IS NULL", name=name):
        raise NameTaken(name)
    if number is None or await db.value("SELECT 1 FROM schools WHERE number = :number", number=number):
        number = int(await db.value("SELECT coalesce(max(number), 0) + 1 FROM schools"))
    school_id = await db.value(
        "INSERT INTO schools (number, name, created_at) VALUES (:number, :name, :now) RETURNING id",
        number=number,
        name=name,
        now=instant(now),
    )
    return School(int(school_id), number, name)


async def everyone(db: Transaction) -> list[School]:
    """All schools that are not archived, by number."""
    rows = await db.all("SELECT id, number, name FROM schools WHERE archived_at IS NULL ORDER BY number")
    return [School(*row) for row in rows]


async def among(db: Transaction, also: Iterable[int]) -> list[School]:
    """All schools that are not archived, and `also` these, by number."""
    known = {one.id: one for one in await everyone(db)}
    gone = [await get(db, one) for one in also if one not in known]
    return sorted([*known.values(), *(one for one in gone if one)], key=lambda one: one.number)


async def get(db: Transaction, school_id: int) -> School | None:
    row = await db.one("SELECT id, number, name FROM schools WHERE id = :id", id=school_id)
    return School(*row) if row else None


async def numbers(db: Transaction) -> dict[int, str]:
    """Every number that was ever given, with the school's name: codes outlive their school."""
    return {row["number"]: row["name"] for row in await db.all("SELECT number, name FROM schools")}


async def crews(db: Transaction, now: datetime) -> dict[int, Row]:
    """By school: how many coordinators, how many of them are out of reach (lost), how many are invited."""
    rows = await db.all(
        """SELECT s.id,
               (SELECT count(*) FROM roles r WHERE r.school_id = s.id AND r.role = :role
                AND r.revoked_at IS NULL) AS coordinators,
               (SELECT count(*) FROM roles r JOIN people p ON p.id = r.person_id
                WHERE r.school_id = s.id AND r.role = :role AND r.revoked_at IS NULL
                AND p.unreachable_since IS NOT NULL) AS lost,
               (SELECT count(*) FROM invitations i WHERE i.school_id = s.id AND i.role = :role
                AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > :now) AS invited
           FROM schools s WHERE s.archived_at IS NULL""",
        role=Role.COORDINATOR.value,
        now=instant(now),
    )
    return {row["id"]: row for row in rows}


async def next_code(db: Transaction, school_id: int, who: str) -> str:
    """A code that was never given before: `who` is "mentee" (Ш07-014) or "mentor" (Ш07-Н03)."""
    column, letter, width = ("next_mentee", "", 3) if who == "mentee" else ("next_mentor", "Н", 2)
    row = await db.one(
        f"UPDATE schools SET {column} = {column} + 1 WHERE id = :id RETURNING number, {column} - 1 AS given",
        id=school_id,
    )
    if row is None:
        raise LookupError(school_id)
    return f"Ш{row['number']:02}-{letter}{row['given']:0{width}}"
