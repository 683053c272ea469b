from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from domain.people import Person, Role
from scheduler import planning
from storage.database import Database
from tests.village import Village, local
from views.screen import Notice


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    """The year 2026 is in force, and only its last quarter is owed: by 20.12, a Sunday, so by Friday 18.12."""
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        await village.only("2026-Q4")
        yield village
    await database.close()


@pytest.fixture
async def school(village: Village) -> int:
    return await village.school("Школа № 1")


@pytest.fixture
async def coordinator(village: Village, school: int) -> Person:
    return await village.person(Role.COORDINATOR, school)


@dataclass(frozen=True, slots=True)
class Mornings:
    """The ticks of a village, and what of their messages has keys that begin with `key`."""

    village: Village
    key: str

    async def tick(self, day: date, hour: int = 9) -> list[Notice]:
        """As the process does it: plan, queue, deliver."""
        now = local(day, hour)
        notices = await planning.plan(self.village.db, now, self.village.town)
        await self.village.queue(notices, now)
        await self.village.deliver(now)
        return [one for one in notices if (one.key or "").startswith(self.key)]

    async def told(self, first: date, last: date) -> list[date]:
        """The days of this span on whose morning something was said; a month of messages is forgotten meanwhile."""
        found = []
        for day in (first + timedelta(n) for n in range((last - first).days + 1)):
            if await self.tick(day):
                found.append(day)
            await self.village.db.run("DELETE FROM outbox")
        return found


@pytest.fixture
def mornings(village: Village, request: pytest.FixtureRequest) -> Mornings:
    """Of the messages that the test's module is about: its `KEY`."""
    return Mornings(village, request.module.KEY)
