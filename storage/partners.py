"""The registry of partners (rows 1.7 and 2.1): agreements of the schools, with every change in the history."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from domain import history
from domain.history import Fields
from domain.partners import Partner
from domain.people import Scope
from storage import registry_history
from storage.database import Transaction
from storage.instants import instant, maybe_day

COLUMNS = """p.id, p.school_id, s.number AS school_number, s.name AS school, p.name, p.agreement, p.agreed_on,
    p.valid_until, p.gives_mentors, p.file_id AS file, p.revision, p.ended_on, p.end_reason"""
FROM = "partners p JOIN schools s ON s.id = p.school_id"
FIELDS = {
    "name": "name",
    "agreement": "agreement",
    "agreed_on": "agreed_on",
    "valid_until": "valid_until",
    "gives_mentors": "gives_mentors",
    "file": "file_id",
    "ended_on": "ended_on",
    "end_reason": "end_reason",
}  # of a partner, and the columns they are kept in


async def add(db: Transaction, school_id: int, fields: Fields, by_person: int, today: date, now: datetime) -> int:
    """Its id. That an end which lies behind has passed is no news to whoever writes it down."""
    until = fields.get("valid_until")
    partner_id = int(
        await db.value(
            """INSERT INTO partners (school_id, name, agreement, agreed_on, valid_until, gives_mentors, file_id,
                   by_person, created_at, changed_at, told_expired)
               VALUES (:school, :name, :agreement, :agreed_on, :valid_until, :gives_mentors, :file,
                   :by, :now, :now, :told) RETURNING id""",
            school=school_id,
            name=fields["name"],
            agreement=fields.get("agreement"),
            agreed_on=fields["agreed_on"],
            valid_until=until,
            gives_mentors=fields["gives_mentors"],
            file=fields.get("file"),
            by=by_person,
            now=instant(now),
            told=until if until and str(until) < today.isoformat() else None,
        )
    )
    await registry_history.record(db, "partner", partner_id, "added", by_person, now)
    return partner_id


async def get(db: Transaction, scope: Scope, partner_id: int) -> Partner | None:
    row = await db.one(
        f"SELECT {COLUMNS} FROM {FROM} WHERE p.id = :id AND (:school IS NULL OR p.school_id = :school)",
        id=partner_id,
        school=scope.school_id,
    )
    return _partner(row) if row else None


async def listing(db: Transaction, scope: Scope) -> list[Partner]:
    """All agreements within the scope, those ended too, by school."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {FROM} WHERE (:school IS NULL OR p.school_id = :school)
            AND s.archived_at IS NULL ORDER BY s.number, p.id""",
        school=scope.school_id,
    )
    return [_partner(row) for row in rows]


async def namesake(db: Transaction, school_id: int, name: str, agreement: str | None, agreed_on: str) -> int | None:
    """The id of the same agreement, where it is in the registry already."""
    found = await db.value(
        """SELECT id FROM partners WHERE school_id = :school AND name = :name AND agreed_on = :agreed_on
           AND coalesce(agreement, '') = coalesce(:agreement, '')""",
        school=school_id,
        name=name,
        agreement=agreement,
        agreed_on=agreed_on,
    )
    return None if found is None else int(found)


async def change(db: Transaction, partner: Partner, what: str, fields: Fields, by_person: int, now: datetime) -> bool:
    """False, and nothing is changed, where somebody else changed it since it was loaded."""
    before, after = history.changed(_fields(partner), fields)
    if not after:
        return True
    columns = ", ".join(f"{FIELDS[key]} = :{key}" for key in after)
    changed = await db.run(
        f"""UPDATE partners SET {columns}, revision = revision + 1, changed_at = :now
            WHERE id = :id AND revision = :revision""",
        id=partner.id,
        revision=partner.revision,
        now=instant(now),
        **after,
    )
    if changed:
        await registry_history.record(db, "partner", partner.id, what, by_person, now, before, after)
    return changed == 1


async def counts(db: Transaction, today: date) -> dict[int, tuple[int, int]]:
    """By school: how many agreements are valid on this day, and how many have expired and were not ended.
    Schools without any are not in it."""
    rows = await db.all(
        """SELECT school_id, count(CASE WHEN valid_until < :today THEN 1 END) AS expired, count(*) AS unended
           FROM partners WHERE ended_on IS NULL GROUP BY school_id""",
        today=today.isoformat(),
    )
    return {row["school_id"]: (row["unended"] - row["expired"], row["expired"]) for row in rows}


async def untold(db: Transaction, today: date, ahead: date) -> list[Partner]:
    """Agreements whose end is to be told: it comes by the day `ahead`, or it has passed, and that was not said.
    By school, the nearest end first."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {FROM} WHERE p.ended_on IS NULL AND s.archived_at IS NULL
            AND ((p.valid_until BETWEEN :today AND :ahead AND coalesce(p.told_ending, '') <> p.valid_until)
                OR (p.valid_until < :today AND coalesce(p.told_expired, '') <> p.valid_until))
            ORDER BY p.school_id, p.valid_until, p.name""",
        today=today.isoformat(),
        ahead=ahead.isoformat(),
    )
    return [_partner(row) for row in rows]


async def told(db: Transaction, partners: list[Partner], today: date) -> None:
    """Of this end nothing more is said, until it is moved."""
    for column, past in (("told_ending", False), ("told_expired", True)):
        await db.run_many(
            f"UPDATE partners SET {column} = valid_until WHERE id = :id",
            [{"id": one.id} for one in partners if one.valid_until and (one.valid_until < today) is past],
        )


def _fields(partner: Partner) -> Fields:
    """As they are kept."""
    values: Mapping[str, Any] = asdict(partner)
    return {key: _plain(values[key]) for key in FIELDS}


def _plain(value: Any) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _partner(row: Row) -> Partner:
    fields: dict[str, Any] = dict(row)
    fields |= {key: maybe_day(fields[key]) for key in ("agreed_on", "valid_until", "ended_on")}
    return Partner(**fields | {"gives_mentors": bool(fields["gives_mentors"])})
