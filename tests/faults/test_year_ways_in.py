"""What handlers do to reminders, by the way updates come in: nothing expected vanishes, nothing due today is lost."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.people import Person, Role
from handlers import moving
from handlers.case import Case
from storage import chats, invitations, reminders, years
from storage.database import Database
from tests.handlers.phone import Line, say, tap
from tests.village import TOWN, Village, local

FOURTH = date(2026, 12, 4)  # 14 days before the date


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    """Only 2026-Q4 is owed, by Friday 18.12."""
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        await village.only("2026-Q4")
        yield village
    await database.close()


@pytest.fixture
async def department(village: Village) -> Person:
    return await village.person(Role.DEPARTMENT)


@pytest.fixture
async def coordinator(village: Village) -> Person:
    return await village.person(Role.COORDINATOR, await village.school("Школа № 1"))


def line(village: Village, hour: int) -> Line:
    return Line(village.db, TOWN, local(FOURTH, hour))


async def test_a_date_that_is_moved_ends_what_was_expected_before(
    village: Village, department: Person, coordinator: Person
) -> None:
    """The process was down on the 4th until noon; from then on the date is the 30th."""
    case = Case(village.db, department, local(FOURTH, 12), TOWN)
    due = await years.due(village.db, "monitoring", "2026-Q4")
    assert due
    await moving.save(case, str(due.id), {"day": "2026-12-30", "reason": "карантин"}, {})
    assert await village.outcomes(coordinator) == {FOURTH: "cancelled"}


async def test_a_coordinator_who_is_dismissed_leaves_no_reminder_open(
    village: Village, department: Person, coordinator: Person
) -> None:
    post = coordinator.post
    await line(village, 12).feed(tap(f"s.dismiss:{post.school_id}:{post.id}", department.telegram_id))
    assert await village.outcomes(coordinator) == {FOURTH: "cancelled"}


async def test_who_writes_after_a_silence_is_planned_anew(village: Village, coordinator: Person) -> None:
    await reminders.plan_made(village.db, FOURTH)
    await line(village, 12).feed(say("/menu", coordinator.telegram_id))
    assert await reminders.planned(village.db) == (FOURTH.isoformat(), [])
    await chats.mark_unreachable(village.db, coordinator.telegram_id, local(FOURTH))
    await line(village, 13).feed(say("/menu", coordinator.telegram_id))
    assert await reminders.planned(village.db) == (FOURTH.isoformat(), [coordinator.id])


async def test_who_accepts_an_invitation_is_planned_that_day(village: Village, department: Person) -> None:
    await reminders.plan_made(village.db, FOURTH)
    school = await village.school("Школа № 2")
    secret = await invitations.make(village.db, Role.COORDINATOR, school, department.id, local(FOURTH, 11))
    await line(village, 12).feed(tap(f"join:{secret}", 555))
    _, again = await reminders.planned(village.db)
    assert len(again) == 1
