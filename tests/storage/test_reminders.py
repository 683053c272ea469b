from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest

from domain.people import Person, Role
from domain.reminders import Outcome, Said
from storage import chats, debts, notes, outbox, reminders
from storage.database import Database
from storage.outbox import Parcel
from tests.village import TOWN, Village, local

THURSDAY = date(2026, 12, 17)  # a day before the date of 2026-Q4
FOURTH = date(2026, 12, 4)  # 14 days before it


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        await village.only("2026-Q4")
        yield village
    await database.close()


@pytest.fixture
async def coordinator(village: Village) -> Person:
    return await village.person(Role.COORDINATOR, await village.school("Школа 1"), local(date(2026, 12, 16)))


def key(person: Person) -> str:
    assert person.post.school_id
    return debts.key("4.1", "2026-Q4", person.post.school_id)


async def say(village: Village, person: Person, day: date, *more: str) -> None:
    """The bot has planned that day's message with this and more debts, and queued it."""
    for debt in (key(person), *more):
        await reminders.record(village.db, person.id, (Said(debt, day, Outcome.SENT, day),))
    parcel = Parcel(person.telegram_id, "sendMessage", "{}", key=reminders.message(person.id, day))
    await outbox.put(village.db, [parcel], local(day))
    await notes.put(village.db, reminders.MORNING, day.isoformat())


async def queued(village: Village) -> list[str]:
    rows = await village.db.all("SELECT key FROM outbox WHERE state IN ('later', 'ready')")
    return [row["key"] for row in rows]


async def test_filing_stops_a_message_that_waits_to_be_sent(village: Village, coordinator: Person) -> None:
    await say(village, coordinator, THURSDAY)
    await village.file(coordinator, "2026-Q4", local(THURSDAY, 10))
    assert await queued(village) == []
    assert await village.outcomes(coordinator) == {THURSDAY: "cancelled"}, "their first day was the 16th"


async def test_filing_leaves_a_message_that_was_sent_as_it_is(village: Village, coordinator: Person) -> None:
    await say(village, coordinator, THURSDAY)
    await village.deliver(local(THURSDAY))
    await village.file(coordinator, "2026-Q4", local(THURSDAY, 10))
    assert (await village.outcomes(coordinator))[THURSDAY] == "sent"
    assert await notes.get(village.db, reminders.MORNING) == THURSDAY.isoformat(), "nothing to plan anew"


async def test_what_else_stood_in_a_stopped_message_is_open_again(village: Village, coordinator: Person) -> None:
    await say(village, coordinator, THURSDAY, "other")
    await village.file(coordinator, "2026-Q4", local(THURSDAY, 10))
    rows = await village.db.all("SELECT 1 FROM reminders WHERE debt = 'other'")
    assert rows == []
    assert await notes.get(village.db, reminders.MORNING) == "", "the morning is planned anew"


async def test_filing_before_the_morning_cancels_the_days_reminder(village: Village) -> None:
    coordinator = await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    await village.file(coordinator, "2026-Q4", local(FOURTH, 8, 30))
    assert await village.outcomes(coordinator) == {FOURTH: "cancelled"}


async def test_a_correction_ends_no_reminder(village: Village, coordinator: Person) -> None:
    await village.file(coordinator, "2026-Q4", local(date(2026, 12, 2)))
    await village.file(coordinator, "2026-Q4", local(THURSDAY))
    assert await village.outcomes(coordinator) == {}, "none was expected since the first filing"


async def test_a_quarter_nobody_owed_ends_no_reminder(village: Village) -> None:
    late = await village.school("Школа 2", local(date(2026, 12, 19)))
    coordinator = await village.person(Role.COORDINATOR, late, local(date(2026, 12, 19)))
    await village.file(coordinator, "2026-Q4", local(date(2026, 12, 28)))
    assert await village.outcomes(coordinator) == {}


@pytest.mark.parametrize("end", ["ready", "dropped"])
async def test_a_message_that_never_left_is_as_if_never_said(village: Village, coordinator: Person, end: str) -> None:
    await say(village, coordinator, THURSDAY)
    await village.db.run("UPDATE outbox SET state = :end", end=end)
    await reminders.recall(village.db)
    assert await village.outcomes(coordinator) == {}
    assert await notes.get(village.db, reminders.MORNING) == ""
    await say(village, coordinator, THURSDAY)
    assert await queued(village) == [reminders.message(coordinator.id, THURSDAY)], "its key is free again"


async def test_a_message_that_has_left_is_not_taken_back(village: Village, coordinator: Person) -> None:
    await say(village, coordinator, THURSDAY)
    await village.deliver(local(THURSDAY))
    await reminders.recall(village.db)
    assert await village.outcomes(coordinator) == {THURSDAY: "sent"}
    assert await notes.get(village.db, reminders.MORNING) == THURSDAY.isoformat()


async def test_a_day_keeps_the_first_end_it_came_to(village: Village, coordinator: Person) -> None:
    for outcome in (Outcome.SENT, Outcome.MISSED):
        await reminders.record(village.db, coordinator.id, (Said("a", THURSDAY, outcome, THURSDAY),))
    assert await village.outcomes(coordinator) == {THURSDAY: "sent"}


async def test_people_out_of_reach_owe_nothing_until_they_are_back(village: Village, coordinator: Person) -> None:
    assert [one.debt.key for one in await debts.owing(village.db, TOWN, THURSDAY)] == [key(coordinator)]
    await chats.mark_unreachable(village.db, coordinator.telegram_id, local(THURSDAY))
    assert await debts.owing(village.db, TOWN, THURSDAY) == []


async def test_reminders_begin_with_the_post(village: Village) -> None:
    granted = datetime.fromisoformat("2026-12-09T22:30:00+00:00")  # 01:30 of the 10th in Moscow
    await village.person(Role.COORDINATOR, await village.school("Школа 3"), granted)
    assert [one.debt.since for one in await debts.owing(village.db, TOWN, THURSDAY)] == [date(2026, 12, 10)]
