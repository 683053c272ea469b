"""A database as large as wanted: schools with a coordinator each, a year in force, and what has gone before."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from domain import deadlines
from domain.deadlines import DayOffPolicy
from domain.municipality import Municipality
from domain.people import Role
from scheduler import days_off
from storage import people, schools, years
from storage.database import Database
from tests.bench.crowd import FIRST

ZONE: Final = ZoneInfo("Europe/Moscow")
TOWN: Final = Municipality(ZONE, DayOffPolicy.PREVIOUS, frozenset(), "bench_bot", days_off.calendar)
QUIET_DAY: Final = datetime(2026, 10, 14, 9, tzinfo=UTC)  # a Wednesday on which nobody is reminded of anything
BEFORE: Final = datetime(2026, 10, 1, 9, tzinfo=UTC)  # when all this was set up
HEAD: Final = 1  # the department's account


async def build(path: Path, many: int, now: datetime = BEFORE) -> None:
    """So many schools with a coordinator each: the people of the crowd."""
    database = await Database.open(path)
    async with database.transaction() as db:
        head = await people.add(db, HEAD, "N", now)
        await people.appoint(db, head, Role.DEPARTMENT, now)
        dates = deadlines.of_year(now.year, TOWN.policy, TOWN.calendar(range(now.year - 1, now.year + 2)), ZONE)
        await years.activate(db, now.year, list(dates), head, now, now.astimezone(ZONE).date())
        for n in range(many):
            school = await schools.add(db, f"School {n}", now)
            person = await people.add(db, FIRST + n, f"N {n}", now, consent_version="1")
            await people.appoint(db, person, Role.COORDINATOR, now, school.id)
    await database.close()
