"""Faults of the Navigator module (row 3.1), each with its history: opened, described, closed, opened again."""

from datetime import datetime
from sqlite3 import Row
from typing import Any

from domain.faults import Fault
from domain.people import Scope
from storage import registry_history
from storage.database import Transaction, Value
from storage.instants import instant, maybe_moment, moment

COLUMNS = """f.id, f.school_id, s.number AS school_number, s.name AS school, f.kind, f.about, f.revision, f.opened_at,
    f.closed_at, f.answer"""
FROM = "faults f JOIN schools s ON s.id = f.school_id"
WITHIN = "(:school IS NULL OR f.school_id = :school)"


async def report(db: Transaction, school_id: int, kind: str, by_person: int, now: datetime) -> int:
    fault_id = int(
        await db.value(
            """INSERT INTO faults (school_id, kind, by_person, opened_at)
               VALUES (:school, :kind, :by, :now) RETURNING id""",
            school=school_id,
            kind=kind,
            by=by_person,
            now=instant(now),
        )
    )
    await registry_history.record(db, "fault", fault_id, "opened", by_person, now)
    return fault_id


async def get(db: Transaction, scope: Scope, fault_id: int) -> Fault | None:
    found = await _load(db, f"f.id = :id AND {WITHIN}", id=fault_id, school=scope.school_id)
    return found[0] if found else None


async def open_ones(db: Transaction, scope: Scope) -> list[Fault]:
    """The longest open first."""
    return await _load(db, f"f.closed_at IS NULL AND {WITHIN} ORDER BY f.opened_at, f.id", school=scope.school_id)


async def closed_ones(db: Transaction, scope: Scope) -> list[Fault]:
    """The last closed first."""
    return await _load(
        db, f"f.closed_at IS NOT NULL AND {WITHIN} ORDER BY f.closed_at DESC, f.id DESC", school=scope.school_id
    )


async def newest(db: Transaction, school_id: int) -> int:
    """The id of what the school reported last, 0 where it never did."""
    return int(await db.value("SELECT coalesce(max(id), 0) FROM faults WHERE school_id = :school", school=school_id))


async def describe(db: Transaction, fault: Fault, about: str, by_person: int, now: datetime) -> bool:
    """The school's words; those before stay in the history. False where it was changed since it was loaded."""
    changed = await _change(db, fault, "about = :about", about=about)
    if changed:
        await registry_history.record(db, "fault", fault.id, "described", by_person, now, None, {"about": about})
    return changed


async def close(db: Transaction, fault: Fault, answer: str, by_person: int, now: datetime) -> bool:
    """False where it is closed, or was changed since it was loaded."""
    changed = await _change(
        db, fault, "closed_at = :now, closed_by = :by, answer = :answer", now=instant(now), by=by_person, answer=answer
    )
    if changed:
        await registry_history.record(db, "fault", fault.id, "closed", by_person, now, None, {"answer": answer})
    return changed


async def reopen(db: Transaction, fault: Fault, by_person: int, now: datetime) -> bool:
    """It was not mended: the same fault is open again. False where it was changed since it was loaded."""
    changed = await _change(
        db,
        fault,
        "opened_at = :now, closed_at = NULL, closed_by = NULL, answer = NULL",
        now=instant(now),
    )
    if changed:
        await registry_history.record(db, "fault", fault.id, "reopened", by_person, now)
    return changed


async def counts(db: Transaction) -> dict[int, int]:
    """By school: how many are open."""
    rows = await db.all("SELECT school_id, count(*) AS many FROM faults WHERE closed_at IS NULL GROUP BY school_id")
    return {row["school_id"]: row["many"] for row in rows}


async def _change(db: Transaction, fault: Fault, what: str, **params: Value) -> bool:
    changed = await db.run(
        f"UPDATE faults SET {what}, revision = revision + 1 WHERE id = :id AND revision = :revision",
        id=fault.id,
        revision=fault.revision,
        **params,
    )
    return changed == 1


async def _load(db: Transaction, where: str, **params: Value) -> list[Fault]:
    return [_fault(row) for row in await db.all(f"SELECT {COLUMNS} FROM {FROM} WHERE {where}", **params)]


def _fault(row: Row) -> Fault:
    fields: dict[str, Any] = dict(row)
    return Fault(**fields | {"opened_at": moment(row["opened_at"]), "closed_at": maybe_moment(row["closed_at"])})
