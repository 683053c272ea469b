"""The week's digest: one message per coordinator, on the first working morning, where there is something to read."""

from datetime import date, timedelta

import pytest

from domain.people import Person, Role
from domain.school_days import Break
from storage import care, meetings, school_breaks
from tests import caring
from tests.caring import Working
from tests.scheduler.conftest import Mornings
from tests.village import Village, local

KEY = "news:attention:"
MONDAY = date(2026, 11, 23)


@pytest.fixture
async def pair(village: Village, coordinator: Person) -> Working:
    """At work since September, without any meeting."""
    assert coordinator.post.school_id
    return await caring.at_work(village, coordinator.post.school_id, uses_bot=False)


async def test_a_coordinator_is_told_once_a_week_on_its_first_working_day(
    village: Village, mornings: Mornings, pair: Working
) -> None:
    await village.db.run("INSERT INTO day_overrides (day, is_off) VALUES ('2026-11-30', 1)")
    assert await mornings.told(MONDAY, date(2026, 12, 13)) == [MONDAY, date(2026, 12, 1), date(2026, 12, 7)]


async def test_in_breaks_a_coordinator_is_left_alone(village: Village, mornings: Mornings, pair: Working) -> None:
    rest = Break("Каникулы", date(2026, 11, 28), date(2026, 12, 8))
    await school_breaks.add(village.db, rest, 1, local(MONDAY))
    assert await mornings.told(MONDAY, date(2026, 12, 13)) == [MONDAY, date(2026, 12, 9)]


async def test_after_downtime_the_week_is_told_on_the_day_the_process_is_back(
    mornings: Mornings, pair: Working
) -> None:
    assert await mornings.told(MONDAY + timedelta(3), MONDAY + timedelta(7)) == [
        MONDAY + timedelta(3),
        MONDAY + timedelta(7),
    ]


async def test_where_nothing_is_wrong_nothing_is_said(village: Village, mornings: Mornings, pair: Working) -> None:
    await meetings.log(village.db, pair.id, MONDAY, 1, local(MONDAY))
    assert await mornings.tick(MONDAY) == []


async def test_a_digest_says_who_and_why_and_leads_to_the_list(
    mornings: Mornings, coordinator: Person, pair: Working
) -> None:
    (notice,) = await mornings.tick(MONDAY)
    assert notice.chat_id == coordinator.telegram_id
    assert "Ш01-001 · Наставник 01.09" in notice.screen.text
    assert "нет первой встречи" in notice.screen.text
    assert [one.action for row in notice.screen.rows for one in row] == [f"at.from:{coordinator.post.id}:0"]


async def test_each_coordinator_reads_of_their_own_schools_alone(
    village: Village, mornings: Mornings, coordinator: Person, pair: Working
) -> None:
    other = await village.school("Лицей")
    theirs = await village.person(Role.COORDINATOR, other)
    second = await village.person(Role.COORDINATOR, pair.school)
    await caring.at_work(village, other, date(2026, 9, 2), uses_bot=False)
    both = await village.person(Role.COORDINATOR, pair.school)
    await village.also(both.id, Role.COORDINATOR, other)
    said = {one.chat_id: str(one.screen.text) for one in await mornings.tick(MONDAY)}
    assert set(said) == {one.telegram_id for one in (coordinator, theirs, second, both)}
    assert "Ш02" not in said[coordinator.telegram_id] + said[second.telegram_id]
    assert "Ш01" not in said[theirs.telegram_id]
    assert "Школа № 1: 1 из 1" in said[both.telegram_id]
    assert "Лицей: 1 из 1" in said[both.telegram_id]


async def test_a_pair_that_was_put_off_is_not_spoken_of_until_its_day(
    village: Village, mornings: Mornings, pair: Working
) -> None:
    await care.add(village.db, pair.id, care.LATER, 1, local(MONDAY), until=date(2026, 12, 1))
    assert await mornings.told(MONDAY, date(2026, 12, 7)) == [date(2026, 12, 7)]


async def test_the_department_and_mentors_hear_nothing_of_it(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    await village.person(Role.DEPARTMENT)
    assert coordinator.post.school_id
    await caring.at_work(village, coordinator.post.school_id)
    assert [one.chat_id for one in await mornings.tick(MONDAY)] == [coordinator.telegram_id]


async def test_in_the_night_nothing_is_said(mornings: Mornings, pair: Working) -> None:
    for hour in (3, 8, 20):
        assert await mornings.tick(MONDAY, hour) == []
    assert len(await mornings.tick(MONDAY)) == 1


async def test_a_second_plan_of_a_morning_says_nothing_again(
    village: Village, mornings: Mornings, pair: Working
) -> None:
    await mornings.tick(MONDAY)
    await village.db.run("UPDATE settings SET value = '' WHERE key = 'reminders.morning'")
    assert await mornings.tick(MONDAY, 10) == []
