"""A database as large as wanted: schools with a coordinator each, a year in force, and what has gone before.

Written in bulk: through the functions of storage, one statement after the other, 40,000 schools take a minute.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from domain import deadlines
from domain.deadlines import DayOffPolicy
from domain.forms.monitoring import MONITORING
from domain.municipality import Municipality
from domain.people import Role
from scheduler import days_off
from storage import people, years
from storage.database import Database, Transaction, Value
from storage.instants import instant
from tests.bench.crowd import FIRST
from views.joining import CONSENT_VERSION

ZONE: Final = ZoneInfo("Europe/Moscow")
TOWN: Final = Municipality(ZONE, DayOffPolicy.PREVIOUS, frozenset(), "bench_bot", days_off.calendar)
QUIET_DAY: Final = datetime(2026, 10, 14, 9, tzinfo=UTC)  # a Wednesday on which nobody is reminded of anything
REMINDERS: Final = datetime(2026, 12, 4, 9, tzinfo=UTC)  # 14 days before the deadline, with a weekend between
BEFORE: Final = datetime(2026, 10, 1, 9, tzinfo=UTC)  # when all this was set up
PERIOD: Final = "2026-Q4"
HEAD: Final = 1  # the department's account
PIECE: Final = 50_000  # rows at a time
ANSWERS: Final = {"pupils": 400, "mentees": 14, "mentors": 9, "pairs": 12}


async def build(path: Path, many: int) -> None:
    """So many schools with a coordinator each: the people of the crowd."""
    database = await Database.open(path)
    async with database.transaction() as db:
        head = await people.add(db, HEAD, "N", BEFORE)
        await people.appoint(db, head, Role.DEPARTMENT, BEFORE)
        dates = deadlines.of_year(BEFORE.year, TOWN.policy, TOWN.calendar((2025, 2026, 2027)), ZONE)
        await years.activate(db, BEFORE.year, list(dates), head, BEFORE, BEFORE.astimezone(ZONE).date())
        await _schools(db, many)
    await database.close()


async def _schools(db: Transaction, many: int) -> None:
    now, numbers = instant(BEFORE), range(many)
    await db.run("PRAGMA ignore_check_constraints = ON")  # there is no number for the ten-thousandth school
    await db.run_many(
        "INSERT INTO schools (id, number, name, created_at) VALUES (:id, :id, :name, :now)",
        [{"id": n + 1, "name": f"School {n}", "now": now} for n in numbers],
    )
    await db.run_many(
        "INSERT INTO people (id, telegram_id, name, consent_version, consented_at, active_role, created_at)"
        " VALUES (:id, :chat, :name, :version, :now, :id, :now)",
        [{"id": n + 2, "chat": FIRST + n, "name": f"N {n}", "version": CONSENT_VERSION, "now": now} for n in numbers],
    )
    await db.run_many(
        "INSERT INTO roles (id, person_id, role, school_id, granted_at)"
        " VALUES (:person, :person, 'coordinator', :school, :now)",
        [{"person": n + 2, "school": n + 1, "now": now} for n in numbers],
    )
    await db.run("PRAGMA ignore_check_constraints = OFF")


async def report(path: Path, many: int) -> None:
    """Every third of so many schools has filed its quarter, every third has begun to."""
    database = await Database.open(path)
    now, answers = instant(QUIET_DAY), json.dumps(ANSWERS)
    rows: list[dict[str, Value]] = [
        {"school": n + 1, "person": n + 2, "now": now, "answers": answers} for n in range(many)
    ]
    more: dict[str, Value] = {"form": MONITORING.key, "version": MONITORING.version, "period": PERIOD}
    async with database.transaction() as db:
        await db.run_many(
            "INSERT INTO submissions (form, form_version, school_id, period, answers, reasons, state, first_at,"
            " on_time, changed_at, by_person, announced_at) VALUES (:form, :version, :school, :period, :answers,"
            " '{}', 'submitted', :now, 1, :now, :person, :now)",
            [{**row, **more} for row in rows[::3]],
        )
        await db.run_many(
            "INSERT INTO drafts (form, version, subject, school_id, answers, kept, reasons, begun_by, begun_at,"
            " changed_at) VALUES (:form, :version, :school || ':' || :period, :school, :answers, '{}', '{}',"
            " :person, :now, :now)",
            [{**row, **more} for row in rows[1::3]],
        )
    await database.close()


async def age(path: Path, rows: int, now: datetime) -> None:
    """So many old rows: half of them updates of the last three days, half messages sent within thirty."""
    database = await Database.open(path)
    half = rows // 2
    for begin in range(0, half, PIECE):
        numbers = range(begin, min(begin + PIECE, half))
        async with database.transaction() as db:
            await db.run_many(
                "INSERT INTO updates (id, at, digest) VALUES (:id, :at, :digest)",
                [{"id": n, "at": instant(now - timedelta(3) * (1 - n / half)), "digest": f"{n:016x}"} for n in numbers],
            )
            await db.run_many(
                "INSERT INTO outbox (chat_id, method, body, priority, not_before, state, created_at, message_id,"
                " done_at) VALUES (:chat, 'sendMessage', '', 10, :at, 'sent', :at, :id, :at)",
                [
                    {"chat": FIRST + n % 10_000, "id": n, "at": instant(now - timedelta(30) * (1 - n / half))}
                    for n in numbers
                ],
            )
    await database.close()
