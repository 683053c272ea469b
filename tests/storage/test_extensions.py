from datetime import date, datetime

import pytest

from domain.board import Group
from domain.people import Person, Role
from domain.reminders import Returned
from domain.review import Step
from storage import board, closings, debts, extensions, remarks, reminders, reviews, wishes
from tests.village import MOSCOW, TOWN, Village, local

FRIDAY, TUESDAY = date(2026, 12, 18), date(2026, 12, 22)  # the date of all schools, and one school's own


@pytest.fixture
async def coordinator(village: Village) -> Person:
    """Of a school that owes the last quarter of 2026 alone."""
    await village.activate(2026)
    await village.only("2026-Q4")
    return await village.person(Role.COORDINATOR, await village.school("Школа 1"))


async def extend(village: Village, person: Person, until: date | None, now: datetime) -> None:
    school = person.post.school_id
    assert school
    due = await extensions.due(village.db, school, "monitoring", "2026-Q4")
    assert due
    ends = local(date.fromordinal(until.toordinal() + 1), 0) if until else None
    async with reminders.changing_school(village.db, TOWN, now, school):
        given = (until, ends) if until and ends else None
        await extensions.put(village.db, due, school, given, "болел", person.id, now)


async def close(village: Village, closed: bool, now: datetime) -> None:
    deadline = int(await village.db.value("SELECT id FROM deadlines WHERE form = 'monitoring'"))
    async with reminders.changing(village.db, TOWN, now):
        await closings.put(village.db, deadline, closed, "сводка ушла", 1, now)


async def owed(village: Village, today: date) -> list[date]:
    return [one.debt.day for one in await debts.owing(village.db, TOWN, today)]


async def overdue(village: Village, now: datetime) -> list[tuple[str, str]]:
    return [(row["school"], row["effective"]) for row in await board.overdue(village.db, now)]


async def test_a_schools_own_date_counts_for_it_alone(village: Village, coordinator: Person) -> None:
    await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    await extend(village, coordinator, TUESDAY, local(FRIDAY))
    assert await owed(village, FRIDAY) == [TUESDAY, FRIDAY]
    assert await overdue(village, local(date(2026, 12, 19), 0)) == [("Школа 2", "2026-12-18")]
    assert await overdue(village, local(date(2026, 12, 23), 0)) == [
        ("Школа 2", "2026-12-18"),
        ("Школа 1", "2026-12-22"),
    ]
    standings = (await board.load(village.db, "2026-Q4", MOSCOW)).standings
    assert [one.own_day for one in standings] == [TUESDAY, None]


async def test_with_a_new_date_reminders_of_the_old_one_end_and_those_of_the_new_one_come(
    village: Village, coordinator: Person
) -> None:
    await extend(village, coordinator, date(2026, 12, 28), local(date(2026, 12, 15), 8))
    # 14 days before the 28th is the 14th, a Monday: that one is still to be said
    assert await village.outcomes(coordinator) == {
        date(2026, 12, 4): "cancelled",
        date(2026, 12, 11): "cancelled",
        date(2026, 12, 15): "cancelled",
    }
    assert await owed(village, date(2026, 12, 15)) == [date(2026, 12, 28)]


async def test_when_everybody_gets_more_time_the_later_date_counts(village: Village, coordinator: Person) -> None:
    await extend(village, coordinator, TUESDAY, local(FRIDAY))
    await village.move("2026-Q4", date(2026, 12, 29), local(FRIDAY))
    assert await owed(village, FRIDAY) == [date(2026, 12, 29)]


async def test_without_its_own_date_a_school_has_that_of_all_again_and_the_history_stays(
    village: Village, coordinator: Person
) -> None:
    await extend(village, coordinator, TUESDAY, local(FRIDAY))
    await extend(village, coordinator, None, local(FRIDAY, 10))
    assert await owed(village, FRIDAY) == [FRIDAY]
    due = await extensions.due(village.db, coordinator.post.school_id or 0, "monitoring", "2026-Q4")
    assert due
    steps = await extensions.history(village.db, due, coordinator.post.school_id or 0)
    assert [(row["before"], row["after"]) for row in steps] == [(None, "2026-12-22"), ("2026-12-22", None)]


async def test_a_school_added_after_the_date_owes_what_it_was_given_time_for(village: Village) -> None:
    await village.activate(2026)
    await village.only("2026-Q4")
    late = await village.person(Role.COORDINATOR, await village.school("Школа 3", local(date(2026, 12, 21))))
    assert await owed(village, TUESDAY) == []
    await extend(village, late, date(2026, 12, 25), local(date(2026, 12, 21), 10))
    assert await owed(village, TUESDAY) == [date(2026, 12, 25)]


async def test_a_closed_period_is_owed_by_nobody_but_those_with_a_later_date(
    village: Village, coordinator: Person
) -> None:
    await village.person(Role.COORDINATOR, await village.school("Школа 2"))
    await close(village, True, local(TUESDAY))
    assert await owed(village, TUESDAY) == []
    assert await overdue(village, local(TUESDAY)) == []
    await extend(village, coordinator, date(2026, 12, 25), local(TUESDAY, 10))
    assert await owed(village, TUESDAY) == [date(2026, 12, 25)]
    assert await overdue(village, local(date(2026, 12, 28))) == [("Школа 1", "2026-12-25")]
    await close(village, True, local(date(2026, 12, 28)))
    assert await overdue(village, local(date(2026, 12, 28))) == [], "closed to the last one as well"
    await close(village, False, local(date(2026, 12, 28), 12))
    assert len(await overdue(village, local(date(2026, 12, 28), 13))) == 2


async def test_closing_ends_the_reminders_that_were_still_expected(village: Village, coordinator: Person) -> None:
    await close(village, True, local(date(2026, 12, 21), 8))
    assert (await village.outcomes(coordinator))[date(2026, 12, 21)] == "cancelled"


async def test_what_was_sent_back_is_owed_though_closed_but_not_called_late(
    village: Village, coordinator: Person
) -> None:
    filed = await village.file(coordinator, "2026-Q4", local(FRIDAY), pairs=1)
    await reviews.take(village.db, filed, 1, Step.RETURN, 1, local(TUESDAY, 15))
    await remarks.add(village.db, filed, {"pairs": "?", "mentors": "?"}, 1, local(TUESDAY, 15))
    await close(village, True, local(TUESDAY, 16))
    (debt,) = [one.debt for one in await debts.owing(village.db, TOWN, date(2026, 12, 23))]
    assert (debt.day, debt.state, debt.since) == (FRIDAY, Returned(2), date(2026, 12, 23))
    assert await overdue(village, local(date(2026, 12, 23))) == []
    found = await board.load(village.db, "2026-Q4", MOSCOW)
    assert (found.standings[0].group, found.on_time, len(found.filed)) == (Group.RETURNED, 1, 1)


async def test_a_correction_of_what_was_sent_back_ends_its_reminders_and_answers_its_remarks(
    village: Village, coordinator: Person
) -> None:
    filed = await village.file(coordinator, "2026-Q4", local(FRIDAY), pairs=1)
    await reviews.take(village.db, filed, 1, Step.RETURN, 1, local(FRIDAY, 15))
    await remarks.add(village.db, filed, {"pairs": "?"}, 1, local(FRIDAY, 15))
    await village.file(coordinator, "2026-Q4", local(date(2026, 12, 21), 8), pairs=2)
    assert await village.outcomes(coordinator) == {
        date(2026, 12, 4): "missed",
        date(2026, 12, 11): "missed",
        date(2026, 12, 15): "missed",
        date(2026, 12, 17): "missed",
        FRIDAY: "cancelled",
        date(2026, 12, 21): "cancelled",
    }
    assert await owed(village, date(2026, 12, 21)) == []
    (remark,) = await remarks.newest(village.db, filed)
    assert remark.answered_at == local(date(2026, 12, 21), 8)


async def test_one_wish_waits_at_a_time_and_is_answered_by_any_date(village: Village, coordinator: Person) -> None:
    school = coordinator.post.school_id or 0
    due = await extensions.due(village.db, school, "monitoring", "2026-Q4")
    assert due
    wish = (village.db, due, school, TUESDAY, "болел", coordinator.id, local(FRIDAY))
    first = await wishes.add(*wish)
    assert first
    assert await wishes.add(*wish) is None
    assert [one.id for one in await wishes.waiting(village.db)] == [first]
    await extend(village, coordinator, date(2026, 12, 23), local(FRIDAY))
    assert await wishes.waiting(village.db) == []
    assert not await wishes.decline(village.db, first, "поздно", 1, local(FRIDAY)), "it was answered"
    assert await wishes.add(*wish), "and another may be uttered"
