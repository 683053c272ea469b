"""A school or a year is erased: what hangs on it goes, the municipality's sums in filed reports stay."""

from datetime import datetime
from typing import Final

import orjson

from domain.municipality import Municipality
from storage import doomed, erasing_people, files
from storage.database import Transaction, Value

# Those of the school who have no other post now.
ITS_OWN: Final = """SELECT DISTINCT r.person_id AS id FROM roles r JOIN people p ON p.id = r.person_id
    WHERE r.school_id = :school AND p.telegram_id > 0 AND NOT EXISTS (SELECT 1 FROM roles o
        WHERE o.person_id = r.person_id AND o.revoked_at IS NULL AND coalesce(o.school_id, 0) <> :school)"""
SHOWN: Final = ("pairs", "meetings", "mentees", "mentors", "evidence", "sheets", "concerns", "publications")


async def people_of(db: Transaction, school_id: int) -> list[int]:
    """Who goes with a school."""
    return [row["id"] for row in await db.all(ITS_OWN, school=school_id)]


async def of_school(db: Transaction, school_id: int) -> dict[str, int]:
    """How much would go, by table."""
    return {"people": len(await people_of(db, school_id)), **await _count(db, doomed.SCHOOL, {"school": school_id})}


async def of_year(db: Transaction, year: int) -> dict[str, int]:
    return await _count(db, doomed.YEAR, _bounds(year))


async def school(
    db: Transaction, town: Municipality, now: datetime, school_id: int, name: str, labels: dict[int, str]
) -> None:
    """`name` is what the number is called from now on, `labels` its people (see `people_of`). Raises LookupError for
    one that is on the list."""
    if not await db.value("SELECT 1 FROM schools WHERE id = :id AND archived_at IS NOT NULL", id=school_id):
        raise LookupError(school_id)
    await erasing_people.erase(db, town, now, labels)
    here: dict[str, Value] = {"school": school_id}
    await db.run(
        """UPDATE mentors SET from_mentee = NULL WHERE school_id <> :school
           AND from_mentee IN (SELECT id FROM mentees WHERE school_id = :school)""",
        **here,
    )
    await _delete(db, doomed.SCHOOL, here)
    await _only_sums(db, "school_id = :school", here)
    await db.run(
        f"""WITH used AS ({files.USED}) UPDATE files SET school_id = NULL WHERE school_id = :school
            AND EXISTS (SELECT 1 FROM used u WHERE u.id = files.id)""",
        **here,
    )
    await db.run("DELETE FROM files WHERE school_id = :school", **here)
    await db.run("UPDATE schools SET name = :name WHERE id = :school", name=name, **here)


async def year(db: Transaction, year: int) -> None:
    """Raises LookupError for one that is not closed. Dates and targets stay: nobody stands in them."""
    if not await db.value("SELECT 1 FROM years WHERE year = :year AND closed_at IS NOT NULL", year=year):
        raise LookupError(year)
    days = _bounds(year)
    paired = await db.all(
        f"SELECT DISTINCT mentee_id AS id FROM pair_mentees WHERE pair_id IN ({doomed.OF_YEAR})", **days
    )
    await db.run(f"UPDATE broadcasts SET contest_id = NULL WHERE {doomed.ENTERED}", **days)
    await db.run(f"UPDATE broadcasts SET event_id = NULL WHERE {doomed.HELD}", **days)
    await _delete(db, doomed.YEAR, days)
    await db.run("DELETE FROM contests WHERE year = :year", **days)
    await db.run("DELETE FROM events WHERE starts_at >= :first AND starts_at < :next", **days)
    for row in paired:
        await _forget_mentee(db, row["id"])
    await _only_sums(db, doomed.IN_YEAR, days)


async def _forget_mentee(db: Transaction, mentee_id: int) -> None:
    """Whose every pair has gone, and who waits for none."""
    gone = await db.value(
        """SELECT 1 FROM mentees e WHERE e.id = :id AND e.archived_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM pair_mentees m WHERE m.mentee_id = e.id)
           AND NOT EXISTS (SELECT 1 FROM sheets s WHERE s.mentee_id = e.id)""",
        id=mentee_id,
    )
    if gone:
        await db.run("UPDATE mentors SET from_mentee = NULL WHERE from_mentee = :id", id=mentee_id)
        await db.run("DELETE FROM registry_history WHERE registry = 'mentee' AND subject_id = :id", id=mentee_id)
        await db.run("DELETE FROM mentees WHERE id = :id", id=mentee_id)


async def _only_sums(db: Transaction, where: str, params: dict[str, Value]) -> None:
    """Of filed reports: numbers and choices stay, whatever was written goes."""
    for row in await db.all(f"SELECT id, answers FROM submissions WHERE {where}", **params):
        kept = {key: value for key, value in orjson.loads(row["answers"]).items() if not isinstance(value, str)}
        await db.run(
            "UPDATE submissions SET answers = :answers, reasons = '{}' WHERE id = :id",
            id=row["id"],
            answers=orjson.dumps(kept).decode(),
        )


async def _delete(db: Transaction, rows: doomed.Rows, params: dict[str, Value]) -> None:
    for table, where in rows:
        await db.run(f"DELETE FROM {table} WHERE {where}", **_used(where, params))


async def _count(db: Transaction, rows: doomed.Rows, params: dict[str, Value]) -> dict[str, int]:
    found: dict[str, int] = {}
    for table, where in rows:
        if table in SHOWN:
            many = int(await db.value(f"SELECT count(*) FROM {table} WHERE {where}", **_used(where, params)))
            found[table] = max(found.get(table, 0), many)
    return found


def _used(where: str, params: dict[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in params.items() if f":{key}" in where}


def _bounds(year: int) -> dict[str, Value]:
    return {"year": year, "first": f"{year}-01-01", "next": f"{year + 1}-01-01"}
