"""A late sheet: its mentor hears of it twice, on working mornings only."""

from datetime import date, timedelta

import pytest

from domain.pairs import State
from domain.people import EVERYTHING, Person, Role
from domain.questionnaires import Moment, Side
from domain.sheets import Source
from scheduler import planning
from storage import mentees, mentors, pairs, people, sheets
from tests.village import Village, local
from views.screen import Notice

OPENED = date(2026, 3, 2)  # a Monday; due on Monday 16 March
TOPIC = "news:sheets:"


@pytest.fixture
async def coordinator(village: Village) -> Person:
    return await village.person(Role.COORDINATOR, await village.school("Школа № 1"))


@pytest.fixture
async def mentor(village: Village, coordinator: Person) -> Person:
    """With the bot."""
    school = coordinator.post.school_id
    assert school
    known = await mentors.add(
        village.db, school, "adult", local(OPENED), name="Пётр Наставников", place=None, consent="№ 1"
    )
    person = await people.add(village.db, 3000, "Пётр Наставников", local(OPENED))
    await people.appoint(village.db, person, Role.MENTOR, local(OPENED), school, known.id)
    await mentors.connect(village.db, known.id, person)
    found = await people.get(village.db, person)
    assert found
    return found


async def pair(village: Village, school: int, mentor_id: int, many: int = 1) -> int:
    now = local(OPENED, 8)
    members = [await mentees.add(village.db, school, now) for _ in range(many)]
    return await pairs.add(
        village.db,
        school,
        form="teacher-pupil",
        mentor_id=mentor_id,
        mentee_ids=[one.id for one in members],
        goal="подтянуть математику",
        starts_on=OPENED,
        ends_on=OPENED + timedelta(200),
        order_no=None,
        state=State.ACTIVE,
        by_person=1,
        now=now,
    )


async def mentors_pair(village: Village, mentor: Person, many: int = 1) -> int:
    assert mentor.post.school_id
    assert mentor.post.mentor_id
    made = await pair(village, mentor.post.school_id, mentor.post.mentor_id, many)
    await tick(village, OPENED)
    await village.db.run("UPDATE sheets SET filled_at = 'x', answers = '{}' WHERE side = 'coordinator'")
    return made


async def tick(village: Village, day: date, hour: int = 9) -> list[Notice]:
    now = local(day, hour)
    notices = await planning.plan(village.db, now, village.town)
    await village.queue(notices, now)
    await village.deliver(now)
    return [one for one in notices if (one.key or "").startswith(TOPIC)]


async def told(village: Village, person: Person, first: date, last: date) -> list[date]:
    """The days of this span on which something new about sheets came to this person."""
    found = []
    for day in (first + timedelta(n) for n in range((last - first).days + 1)):
        before = await heard(village, person)
        await tick(village, day)
        if await heard(village, person) > before:
            found.append(day)
    return found


async def heard(village: Village, person: Person) -> int:
    value = await village.db.value(
        "SELECT count(*) FROM outbox WHERE chat_id = :chat AND (key LIKE 'news:sheets:%' OR key LIKE 'news:week:%')",
        chat=person.telegram_id,
    )
    return int(value)


async def fill(village: Village, pair_id: int, side: Side) -> None:
    for one in await sheets.of_pair(village.db, EVERYTHING, pair_id):
        if one.side is side:
            await sheets.fill(village.db, one.id, {"overall": 8}, 1, Source.PAPER, None, local(OPENED))


async def test_a_mentor_is_told_on_the_last_day_and_two_days_later_and_never_again(
    village: Village, mentor: Person
) -> None:
    await mentors_pair(village, mentor)
    days = await told(village, mentor, OPENED, date(2026, 5, 31))
    assert days == [date(2026, 3, 16), date(2026, 3, 18)]


async def test_on_days_off_nobody_is_told(village: Village, mentor: Person) -> None:
    """Due on Saturday 14.03: told on Monday, when the second day has come as well."""
    await mentors_pair(village, mentor)
    await village.db.run("UPDATE sheets SET due_on = '2026-03-14'")
    assert await told(village, mentor, OPENED, date(2026, 4, 30)) == [date(2026, 3, 16)]


async def test_one_message_lists_all_sheets_of_a_mentor(village: Village, mentor: Person) -> None:
    assert mentor.post.school_id
    assert mentor.post.mentor_id
    await pair(village, mentor.post.school_id, mentor.post.mentor_id)
    await mentors_pair(village, mentor, 2)
    (notice,) = [one for one in await tick(village, date(2026, 3, 16)) if one.chat_id == mentor.telegram_id]
    assert str(notice.screen.text).count("• До · ") == 2
    assert "пн 16.03" in notice.screen.text
    assert [b.action for row in notice.screen.rows for b in row] == [f"qs.from:{mentor.post.id}"]
    assert await tick(village, date(2026, 3, 16), 11) == []  # the same day


async def test_a_filled_or_declined_sheet_is_not_spoken_of(village: Village, mentor: Person) -> None:
    made = await mentors_pair(village, mentor)
    await fill(village, made, Side.MENTOR)
    await fill(village, made, Side.MENTEE)
    assert await told(village, mentor, OPENED, date(2026, 4, 10)) == []


async def test_while_a_pair_is_at_rest_nobody_is_asked_about_it(
    village: Village, mentor: Person, coordinator: Person
) -> None:
    made = await mentors_pair(village, mentor)
    await village.db.run("UPDATE pairs SET state = 'paused' WHERE id = :id", id=made)
    for person in (mentor, coordinator):
        assert await told(village, person, OPENED, date(2026, 4, 10)) == []


async def test_after_a_downtime_one_word_stands_for_both(village: Village, mentor: Person) -> None:
    await mentors_pair(village, mentor)
    assert await told(village, mentor, date(2026, 3, 23), date(2026, 4, 30)) == [date(2026, 3, 23)]


async def test_a_mentor_out_of_reach_is_told_when_they_are_back(village: Village, mentor: Person) -> None:
    await mentors_pair(village, mentor)
    await village.db.run("UPDATE people SET unreachable_since = 'x' WHERE id = :id", id=mentor.id)
    assert await told(village, mentor, OPENED, date(2026, 3, 20)) == []
    await village.db.run("UPDATE people SET unreachable_since = NULL")
    assert await told(village, mentor, date(2026, 3, 23), date(2026, 3, 31)) == [date(2026, 3, 23)]


async def test_what_could_not_leave_before_the_quiet_hours_waits_for_the_morning(
    village: Village, mentor: Person
) -> None:
    await mentors_pair(village, mentor)
    now = local(date(2026, 3, 16), 19)
    await village.queue(await planning.plan(village.db, now, village.town), now)
    assert await planning.plan(village.db, local(date(2026, 3, 16), 22), village.town) == []
    states = await village.db.all("SELECT state, not_before FROM outbox WHERE key LIKE 'news:sheets:mentor%'")
    assert [row["state"] for row in states] == ["later"]
    assert states[0]["not_before"].startswith("2026-03-17T06:00")


async def test_a_pair_that_has_ended_is_asked_how_it_was(village: Village, mentor: Person) -> None:
    made = await mentors_pair(village, mentor)
    await village.db.run("UPDATE pairs SET state = 'completed', closed_on = '2026-03-10' WHERE id = :id", id=made)
    await tick(village, date(2026, 3, 10))
    (notice,) = [one for one in await tick(village, date(2026, 3, 24)) if one.chat_id == mentor.telegram_id]
    assert "После · " in notice.screen.text
    assert "До · " not in notice.screen.text
    waits = [one for one in await sheets.of_pair(village.db, EVERYTHING, made) if one.waits]
    assert {one.moment for one in waits} == {Moment.AFTER}
