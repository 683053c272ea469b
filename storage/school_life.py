"""Schools renamed, archived and brought back, and the history of each."""

from datetime import datetime
from sqlite3 import Row

from domain.registry import School
from domain.school_life import PERSONAL, Event, Fate, What
from storage.database import Transaction
from storage.instants import instant, moment


async def record(
    db: Transaction,
    school_id: int,
    what: What,
    by_person: int,
    now: datetime,
    before: str | int | None = None,
    after: str | int | None = None,
) -> None:
    """Of a personal event `before` and `after` are people's ids: a name is never kept twice."""
    await db.run(
        """INSERT INTO school_events (school_id, at, by_person, what, before, after)
           VALUES (:school, :now, :by, :what, :before, :after)""",
        school=school_id,
        now=instant(now),
        by=by_person,
        what=what.value,
        before=None if before is None else str(before),
        after=None if after is None else str(after),
    )


async def events(db: Transaction, school_id: int) -> list[Event]:
    """Newest first."""
    rows = await db.all(
        """SELECT e.at, p.name AS by, e.what, e.before, e.after FROM school_events e
           JOIN people p ON p.id = e.by_person WHERE e.school_id = :school ORDER BY e.id DESC""",
        school=school_id,
    )
    names = {str(row["id"]): row["name"] for row in await db.all("SELECT id, name FROM people")} if rows else {}
    found = []
    for row in rows:
        what, before, after = What(row["what"]), row["before"], row["after"]
        if what in PERSONAL:
            before, after = (names.get(one) if one else None for one in (before, after))
        found.append(Event(moment(row["at"]), row["by"], what, before, after))
    return found


async def fate(db: Transaction, school_id: int) -> Fate | None:
    """None while it is on the list."""
    row = await db.one(
        """SELECT s.archived_at, b.id, b.number, b.name FROM schools s LEFT JOIN schools b ON b.id = s.merged_into
           WHERE s.id = :id AND s.archived_at IS NOT NULL""",
        id=school_id,
    )
    if row is None:
        return None
    into = School(row["id"], row["number"], row["name"]) if row["id"] is not None else None
    return Fate(moment(row["archived_at"]), into)


async def gone(db: Transaction) -> list[School]:
    """Schools that are not on the list any more, by number."""
    rows = await db.all("SELECT id, number, name FROM schools WHERE archived_at IS NOT NULL ORDER BY number")
    return [School(*row) for row in rows]


async def rename(db: Transaction, school_id: int, name: str) -> None:
    await db.run("UPDATE schools SET name = :name WHERE id = :id", id=school_id, name=name)


async def posts(db: Transaction, school_id: int) -> list[Row]:
    """Everybody who acts for the school: post, role, person_id, telegram_id, unreachable_since."""
    return await db.all(
        """SELECT r.id AS post, r.role, p.id AS person_id, p.telegram_id, p.unreachable_since
           FROM roles r JOIN people p ON p.id = r.person_id
           WHERE r.school_id = :school AND r.revoked_at IS NULL ORDER BY r.role, r.id""",
        school=school_id,
    )


async def archive(db: Transaction, school_id: int, now: datetime) -> None:
    """Off the list: its people's posts end with it, its links open nothing, its open forms are left. What it has
    filed and keeps stays."""
    await db.run(
        "UPDATE roles SET revoked_at = :now WHERE school_id = :school AND revoked_at IS NULL",
        school=school_id,
        now=instant(now),
    )
    await db.run(
        "UPDATE invitations SET revoked_at = :now WHERE school_id = :school AND used_at IS NULL AND revoked_at IS NULL",
        school=school_id,
        now=instant(now),
    )
    await db.run(
        "DELETE FROM focus WHERE draft_id IN (SELECT id FROM drafts WHERE school_id = :school)", school=school_id
    )
    await db.run("UPDATE schools SET archived_at = :now WHERE id = :school", school=school_id, now=instant(now))


async def restore(db: Transaction, school_id: int) -> bool:
    """On the list again, with the posts that ended when it left. False where it is there, or a part of another."""
    here = "id = :school AND archived_at IS NOT NULL AND merged_into IS NULL"
    await db.run(
        f"""UPDATE roles SET revoked_at = NULL WHERE school_id = :school
            AND revoked_at = (SELECT archived_at FROM schools WHERE {here})""",
        school=school_id,
    )
    return await db.run(f"UPDATE schools SET archived_at = NULL WHERE {here}", school=school_id) == 1
