"""Goals of pairs: what counts as their growth, and that no rating is lost."""

from datetime import date, timedelta

import pytest

from domain.goals import Goal, Moment
from domain.pairs import State
from domain.people import EVERYTHING, Role
from storage import goals, mentees, mentors, pairs
from tests.village import Village, local

DAY = date(2026, 11, 24)
NOW = local(DAY)
HALF = (date(2026, 7, 1), date(2026, 12, 31))


@pytest.fixture
async def school(village: Village) -> int:
    return await village.school("Школа № 1")


async def pair(village: Village, school: int) -> int:
    mentor = await mentors.add(village.db, school, "adult", NOW, name="Пётр", place=None, consent="№ 1")
    mentee = await mentees.add(village.db, school, NOW, consent_kind="both", consent="№ 1")
    by = await village.person(Role.COORDINATOR, school)
    return await pairs.add(
        village.db,
        school,
        form="teacher-pupil",
        mentor_id=mentor.id,
        mentee_ids=[mentee.id],
        goal="проект",
        starts_on=DAY - timedelta(60),
        ends_on=DAY + timedelta(60),
        order_no=None,
        state=State.ACTIVE,
        by_person=by.id,
        now=NOW,
    )


async def goal(village: Village, pair_id: int, **rated: int) -> Goal:
    goal_id = await goals.put(village.db, pair_id, "выбрать тему", 1, NOW)
    for moment, value in rated.items():
        await rate(village, goal_id, moment, value)
    return await found(village, goal_id)


async def rate(village: Village, goal_id: int, moment: str, value: int, day: date = DAY) -> bool:
    known = await found(village, goal_id)
    return await goals.rate(village.db, known, Moment(moment), value, 1, local(day), day)


async def found(village: Village, goal_id: int) -> Goal:
    known = await goals.get(village.db, goal_id)
    assert known
    return known


async def close(village: Village, pair_id: int, day: date = DAY) -> None:
    one = await pairs.get(village.db, EVERYTHING, pair_id)
    assert one
    await pairs.move(village.db, one, State.COMPLETED, 1, NOW, closed_on=day, result="готово")


async def test_growth_is_of_goals_rated_at_their_end_or_of_closed_pairs(village: Village, school: int) -> None:
    running, closed = await pair(village, school), await pair(village, school)
    await goal(village, running, start=3, end=7)
    await goal(village, running, start=4)  # is not at its end
    await goal(village, closed, start=5, middle=6)  # was never rated at its end
    await goal(village, closed, end=8)
    await goals.drop(village.db, await goal(village, closed, start=1, end=10), 1, NOW)
    await close(village, closed)
    assert await goals.growth(village.db, school, *HALF) == [(3, 7), (5, None), (None, 8)]


async def test_growth_is_of_one_school_alone(village: Village, school: int) -> None:
    await goal(village, await pair(village, await village.school("Лицей")), start=3, end=7)
    assert await goals.growth(village.db, school, *HALF) == []


async def test_growth_is_of_the_days_asked_for_both_inclusive(village: Village, school: int) -> None:
    await goal(village, await pair(village, school), start=3, end=7)
    for since, until, many in ((DAY, DAY, 1), (date.min, DAY - timedelta(1), 0), (DAY + timedelta(1), date.max, 0)):
        assert len(await goals.growth(village.db, school, since, until)) == many


async def test_a_correction_counts_where_the_goal_was_counted(village: Village, school: int) -> None:
    one = await goal(village, await pair(village, school), start=3, end=7)
    later = date(2027, 2, 1)
    assert await rate(village, one.id, "end", 8, later)
    assert await goals.growth(village.db, school, *HALF) == [(3, 8)]
    assert await goals.growth(village.db, school, later, later) == []


async def test_the_newest_rating_counts_and_the_older_stays(village: Village, school: int) -> None:
    one = await goal(village, await pair(village, school), start=3)
    assert await rate(village, one.id, "start", 4)
    assert not await rate(village, one.id, "start", 4)  # a second tap
    assert (await found(village, one.id)).ratings == {Moment.START: 4}
    assert [one.after.get("value") for one in await goals.history(village.db, one.id)] == [4, 3, None]


async def test_a_goal_reworded_dropped_and_brought_back_keeps_its_ratings(village: Village, school: int) -> None:
    one = await goal(village, await pair(village, school), start=3)
    await goals.reword(village.db, one, "защитить проект", 1, NOW)
    assert await goals.drop(village.db, await found(village, one.id), 1, NOW)
    assert not await goals.drop(village.db, one, 1, NOW)
    assert await goals.of_pair(village.db, one.pair_id) == []
    assert await goals.bring_back(village.db, await found(village, one.id), 1, NOW)
    assert not await goals.bring_back(village.db, one, 1, NOW)
    assert await goals.of_pair(village.db, one.pair_id) == [
        Goal(one.id, one.pair_id, "защитить проект", False, {Moment.START: 3})
    ]
    steps = [
        (step.what, step.after["words"]) for step in await goals.history(village.db, one.id) if "words" in step.after
    ]
    assert sorted(steps) == sorted(
        [
            ("returned", "защитить проект"),
            ("dropped", "защитить проект"),
            ("reworded", "защитить проект"),
            ("set", "выбрать тему"),
        ]
    )
