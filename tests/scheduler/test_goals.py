"""Mid-way and the end of a plan are each told to the mentor once, on a working morning, and only where it is of use."""

from datetime import date, timedelta

import pytest

from domain.goals import Moment
from domain.pairs import State
from domain.people import EVERYTHING, Person, Role
from scheduler import planning
from storage import goals, mentees, mentors, pairs, people
from tests.village import BEGIN, Village, local
from views.screen import Notice

STARTS, ENDS = date(2026, 3, 2), date(2026, 5, 31)
MIDDLE = date(2026, 4, 16)  # a Thursday, 45 days on
CLOSING = date(2026, 5, 17)  # a Sunday, two weeks before the end
MONDAY = CLOSING + timedelta(1)


@pytest.fixture
async def mentor(village: Village) -> Person:
    """Of pair 1, which has one goal rated at its start."""
    school = await village.school("Школа № 1")
    known = await mentors.add(village.db, school, "adult", BEGIN, name="Пётр", place=None, consent="№ 1")
    person_id = await people.add(village.db, 3000, "Пётр", BEGIN)
    await people.appoint(village.db, person_id, Role.MENTOR, BEGIN, school, known.id)
    await mentors.connect(village.db, known.id, person_id)
    mentee = await mentees.add(village.db, school, BEGIN, consent_kind="both", consent="№ 1")
    await pairs.add(
        village.db,
        school,
        form="teacher-pupil",
        mentor_id=known.id,
        mentee_ids=[mentee.id],
        goal="проект",
        starts_on=STARTS,
        ends_on=ENDS,
        order_no=None,
        state=State.ACTIVE,
        by_person=person_id,
        now=BEGIN,
    )
    await goals.put(village.db, 1, "выбрать тему", person_id, BEGIN)
    await rate(village, Moment.START, STARTS)
    person = await people.get(village.db, person_id)
    assert person
    return person


async def rate(village: Village, moment: Moment, day: date) -> None:
    goal = await goals.get(village.db, 1)
    assert goal
    await goals.rate(village.db, goal, moment, 5, 1, local(day), day)


async def move(village: Village, state: State, day: date | None = None) -> None:
    pair = await pairs.get(village.db, EVERYTHING, 1)
    assert pair
    await pairs.move(village.db, pair, state, 1, local(day or MIDDLE), closed_on=day, result="готово")


async def tick(village: Village, day: date, hour: int = 9) -> list[Notice]:
    now = local(day, hour)
    notices = await planning.plan(village.db, now, village.town)
    await village.queue(notices, now)
    await village.deliver(now)
    await village.db.run("DELETE FROM outbox")  # a month of messages is forgotten
    return [one for one in notices if (one.key or "").startswith("news:goals:")]


async def told(village: Village, first: date, last: date) -> list[date]:
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [day for day in days if await tick(village, day)]


async def test_mid_way_and_end_are_told_once_each_on_working_days(village: Village, mentor: Person) -> None:
    assert await told(village, date(2026, 4, 10), date(2026, 6, 10)) == [MIDDLE, MONDAY]


async def test_the_message_says_what_to_rate_and_opens_it(village: Village, mentor: Person) -> None:
    (notice,) = await tick(village, MIDDLE)
    assert notice.chat_id == mentor.telegram_id
    assert "прошла половина срока" in notice.screen.text
    assert "1\u00a0цель ждёт оценки" in notice.screen.text
    assert notice.screen.rows[0][0].action == f"gl.told:{mentor.post.id}:1"


async def test_after_downtime_only_the_newest_moment_is_told(village: Village, mentor: Person) -> None:
    (notice,) = await tick(village, MONDAY)
    assert "подходит к концу" in notice.screen.text


async def test_what_is_rated_already_is_not_asked_for(village: Village, mentor: Person) -> None:
    await rate(village, Moment.MIDDLE, MIDDLE)
    await rate(village, Moment.END, MIDDLE)
    assert await told(village, MIDDLE, MIDDLE + timedelta(40)) == []


async def test_of_a_pair_that_was_closed_the_end_is_asked_once(village: Village, mentor: Person) -> None:
    await move(village, State.STOPPED, date(2026, 4, 1))
    days = await told(village, date(2026, 4, 1), date(2026, 4, 20))
    assert days == [date(2026, 4, 1)]


async def test_a_pair_closed_long_ago_is_not_asked_about(village: Village, mentor: Person) -> None:
    await move(village, State.STOPPED, date(2026, 4, 1))
    assert await tick(village, date(2026, 5, 20)) == []


async def test_a_pause_is_quiet_and_its_end_speaks(village: Village, mentor: Person) -> None:
    await move(village, State.PAUSED)
    assert await tick(village, MIDDLE) == []
    await move(village, State.ACTIVE)
    assert len(await tick(village, MIDDLE + timedelta(1))) == 1


async def test_a_pair_without_goals_is_left_alone(village: Village, mentor: Person) -> None:
    goal = await goals.get(village.db, 1)
    assert goal
    await goals.drop(village.db, goal, 1, BEGIN)
    assert await told(village, MIDDLE, MIDDLE + timedelta(2)) == []


async def test_a_mentor_who_left_hears_nothing(village: Village, mentor: Person) -> None:
    await people.dismiss(village.db, mentor.post.id, mentor.post.school_id or 0, BEGIN)
    assert await tick(village, MIDDLE) == []


async def test_nothing_is_said_at_night(village: Village, mentor: Person) -> None:
    assert await tick(village, MIDDLE, 7) == []
    assert await tick(village, MIDDLE, 21) == []
