"""Who a message of the department goes to: people, each once, whatever posts they hold."""

from collections.abc import Iterable
from datetime import date
from sqlite3 import Row
from typing import Final

from domain import broadcasts as rules
from domain.municipality import Municipality
from domain.people import Role
from storage import debts
from storage.database import Transaction

IN_POST: Final = """r.person_id = p.id AND r.revoked_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM schools a WHERE a.id = r.school_id AND a.archived_at IS NOT NULL)"""
ROLES: Final = {
    rules.COORDINATORS: (Role.COORDINATOR,),
    rules.MENTORS: (Role.MENTOR,),
    rules.EVERYBODY: (Role.COORDINATOR, Role.MENTOR),
}


async def people(db: Transaction, audience: str, town: Municipality, today: date) -> list[Row]:
    """By name: id, telegram_id, name, unreachable_since. Nobody for an audience there is not."""
    if audience in ROLES:
        return await _with_posts(db, _roles(ROLES[audience]))
    if owed := rules.debt(audience):
        owing = await debts.owing(db, town, today, reachable=False)
        ids = {one.person_id for one in owing if (one.debt.row, one.debt.period.key) == owed}
        return await _with_posts(db, f"p.id IN ({', '.join(str(one) for one in sorted(ids))})")
    if schools := rules.school_ids(audience):
        chosen = ", ".join(str(int(one)) for one in schools)
        return await _with_posts(db, f"{_roles((Role.COORDINATOR,))} AND r.school_id IN ({chosen})")
    return []


async def posts(db: Transaction, audience: str) -> list[Row]:
    """People of one of `ROLES`, each once, by name: id, name, school_id (one of theirs), schools (the
    numbers as words)."""
    return await db.all(
        f"""SELECT p.id, p.name, min(r.school_id) AS school_id, group_concat(DISTINCT s.number) AS schools
            FROM people p JOIN roles r ON {IN_POST} LEFT JOIN schools s ON s.id = r.school_id
            WHERE {_roles(ROLES[audience])} GROUP BY p.id, p.name ORDER BY p.name, p.id"""
    )


async def owed_now(db: Transaction, town: Municipality, today: date) -> list[tuple[str, str, int]]:
    """What schools owe already or soon: row, period, and how many schools; the oldest date first."""
    found: dict[tuple[date, str, str], set[int]] = {}
    for one in await debts.owing(db, town, today, reachable=False):
        found.setdefault((one.debt.day, one.debt.row, one.debt.period.key), set()).add(one.debt.school_id)
    return [(row, period, len(schools)) for (_, row, period), schools in sorted(found.items())]


async def _with_posts(db: Transaction, condition: str) -> list[Row]:
    return await db.all(
        f"""SELECT p.id, p.telegram_id, p.name, p.unreachable_since FROM people p
            WHERE EXISTS (SELECT 1 FROM roles r WHERE {IN_POST} AND {condition}) ORDER BY p.name, p.id"""
    )


def _roles(roles: Iterable[Role]) -> str:
    return f"r.role IN ({', '.join(repr(role.value) for role in roles)})"
