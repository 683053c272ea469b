from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.people import Person, Role
from domain.reminders import Outcome, Said
from scheduler import days_off
from storage import chats, debts, notes, outbox, people, reminders
from storage.database import Database
from storage.instants import instant
from storage.parcel import Parcel
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
    planned, again = await reminders.planned(village.db)
    assert (planned, again) == (THURSDAY.isoformat(), [coordinator.id]), "theirs alone is planned anew"


async def test_filing_before_the_morning_cancels_the_days_reminder(village: Village) -> None:
    coordinator = await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    await village.file(coordinator, "2026-Q4", local(FOURTH, 8, 30))
    assert await village.outcomes(coordinator) == {FOURTH: "cancelled"}


async def test_each_coordinators_own_wish_counts_when_their_school_files(village: Village) -> None:
    first = await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    second = await village.person(Role.COORDINATOR, first.post.school_id)
    for person in (first, second):
        await reminders.put_off(village.db, person.id, key(person), date(2026, 12, 7))
    await village.file(first, "2026-Q4", local(FOURTH, 8, 30))
    for person in (first, second):
        assert await village.outcomes(person) == {FOURTH: "replaced"}
    assert await reminders.snoozed(village.db) == {}, "a wish goes with its debt"


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


async def test_what_a_message_was_to_stand_for_is_open_again_with_it(village: Village, coordinator: Person) -> None:
    older = (Said(key(coordinator), FOURTH, Outcome.MISSED, THURSDAY), Said("other", FOURTH, Outcome.MISSED, THURSDAY))
    await reminders.record(village.db, coordinator.id, older)
    await say(village, coordinator, THURSDAY)
    await reminders.recall(village.db)
    rows = await village.db.all("SELECT debt FROM reminders")
    assert [row["debt"] for row in rows] == ["other"], "that was no part of it"


async def test_one_persons_message_is_taken_back_alone(village: Village, coordinator: Person) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    for person in (coordinator, other):
        await say(village, person, THURSDAY)
    await reminders.recall(village.db, coordinator.id)
    assert await queued(village) == [reminders.message(other.id, THURSDAY)]
    assert await reminders.planned(village.db) == (THURSDAY.isoformat(), [coordinator.id])


async def test_a_message_with_an_unknown_end_is_taken_back_too(village: Village, coordinator: Person) -> None:
    await say(village, coordinator, THURSDAY)
    await village.db.run("UPDATE outbox SET uncertain = 1")
    await reminders.recall(village.db)
    assert await queued(village) == []


async def test_a_message_that_is_being_sent_counts_as_said(village: Village, coordinator: Person) -> None:
    await say(village, coordinator, THURSDAY)
    await village.db.run("UPDATE outbox SET state = 'sending'")
    await reminders.recall(village.db)
    assert await village.outcomes(coordinator) == {THURSDAY: "sent"}


async def test_a_wish_stops_a_message_that_waits_to_be_sent(village: Village, coordinator: Person) -> None:
    await say(village, coordinator, THURSDAY)
    await reminders.put_off(village.db, coordinator.id, key(coordinator), date(2026, 12, 18))
    assert await queued(village) == []
    assert await reminders.planned(village.db) == (THURSDAY.isoformat(), [coordinator.id])


async def test_a_plan_for_everybody_is_one_for_those_who_asked_too(village: Village, coordinator: Person) -> None:
    await reminders.again(village.db, coordinator.id)
    await reminders.plan_made(village.db, THURSDAY)
    assert await reminders.planned(village.db) == (THURSDAY.isoformat(), [])


async def test_days_to_come_that_were_passed_over_are_open_again(village: Village, coordinator: Person) -> None:
    """The clock ran ahead to the 18th; now it is the 4th."""
    ends = [(date(2026, 12, 3), Outcome.MISSED), (FOURTH, Outcome.MISSED), (date(2026, 12, 15), Outcome.REPLACED)]
    ends += [(THURSDAY, Outcome.SENT)]
    said = [Said(key(coordinator), day, outcome, date(2026, 12, 18)) for day, outcome in ends]
    await reminders.record(village.db, coordinator.id, said)
    await reminders.reopen_coming(village.db, FOURTH)
    assert await village.outcomes(coordinator) == {date(2026, 12, 3): "missed", THURSDAY: "sent"}


async def test_what_a_change_leaves_unexpected_ends_and_nothing_vanishes(village: Village) -> None:
    coordinator = await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    friday = date(2026, 12, 11)
    await say(village, coordinator, friday)  # it could not leave; the 4th was missed
    async with reminders.changing(village.db, TOWN, local(friday, 12)):
        await village.move("2026-Q4", date(2026, 12, 25), local(friday, 12))
    # 14 days before the 25th is the 11th as well: that one is still to be said
    assert await village.outcomes(coordinator) == {FOURTH: "cancelled"}
    assert await queued(village) == []
    async with reminders.changing(village.db, TOWN, local(friday, 13)):
        await village.db.run("UPDATE schools SET archived_at = :now", now=instant(local(friday, 13)))
    assert await village.outcomes(coordinator) == {FOURTH: "cancelled", friday: "cancelled"}


async def test_a_change_of_one_persons_debts_leaves_the_others_alone(village: Village, coordinator: Person) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Школа 2"), local(date(2026, 12, 16)))
    for person in (coordinator, other):
        await say(village, person, THURSDAY)
    async with reminders.changing(village.db, TOWN, local(THURSDAY, 10), coordinator.id):
        await people.dismiss(village.db, coordinator.post.id, coordinator.post.school_id or 0, local(THURSDAY, 10))
    assert await village.outcomes(coordinator) == {THURSDAY: "cancelled"}
    assert await village.outcomes(other) == {THURSDAY: "sent"}
    assert await reminders.planned(village.db) == (THURSDAY.isoformat(), [coordinator.id])


async def test_somebody_out_of_reach_loses_nothing_to_a_change(village: Village) -> None:
    coordinator = await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    await chats.mark_unreachable(village.db, coordinator.telegram_id, local(FOURTH))
    async with reminders.changing(village.db, TOWN, local(FOURTH, 10)):
        await village.db.run("UPDATE schools SET archived_at = :now", now=instant(local(FOURTH, 10)))
    assert await village.outcomes(coordinator) == {FOURTH: "cancelled"}


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


async def test_the_days_off_of_a_date_in_force_are_known_however_long_ago_it_was(village: Village) -> None:
    """Otherwise every third working day since then is another one after a turn of the year."""
    town = replace(TOWN, calendar=days_off.calendar)
    found = await debts.calendar(village.db, town, date(2029, 1, 10))
    assert found.is_off(date(2026, 12, 31)), "by a transfer of that year, a Thursday"
    assert found.is_off(date(2030, 1, 7)), "and a year ahead"


async def test_reminders_begin_with_the_post(village: Village) -> None:
    granted = datetime.fromisoformat("2026-12-09T22:30:00+00:00")  # 01:30 of the 10th in Moscow
    await village.person(Role.COORDINATOR, await village.school("Школа 3"), granted)
    assert [one.debt.since for one in await debts.owing(village.db, TOWN, THURSDAY)] == [date(2026, 12, 10)]
