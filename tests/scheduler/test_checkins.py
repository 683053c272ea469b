"""The month's question to mentors: once, in the morning of a school day, about pairs at work alone."""

from datetime import date

import pytest

from domain.checkins import Answer, Wish
from domain.pairs import State
from domain.people import Role
from domain.school_days import Break
from scheduler import planning
from storage import checkins, mentor_wishes, mentors, people, school_breaks, unsent
from tests import caring
from tests.caring import Working
from tests.scheduler.conftest import Mornings
from tests.village import Village, local

KEY = "news:checkin:"
FIRST = date(2026, 10, 1)  # a Thursday


@pytest.fixture
async def pair(village: Village, school: int) -> Working:
    return await caring.at_work(village, school)


async def rest(village: Village, first: date, last: date) -> None:
    by = int(await village.db.value("SELECT min(id) FROM people"))
    await school_breaks.add(village.db, Break("Каникулы", first, last), by, local(date(2026, 9, 1)))


async def test_a_mentor_is_asked_on_the_first_working_day_of_each_month(mornings: Mornings, pair: Working) -> None:
    days = await mornings.told(FIRST, date(2026, 12, 31))
    assert days == [FIRST, date(2026, 11, 2), date(2026, 12, 1)]


async def test_in_breaks_nobody_is_asked(village: Village, mornings: Mornings, pair: Working) -> None:
    await rest(village, date(2026, 10, 26), date(2026, 11, 4))
    await rest(village, date(2026, 11, 30), date(2027, 1, 10))
    assert await mornings.told(FIRST, date(2027, 1, 15)) == [FIRST, date(2026, 11, 5), date(2027, 1, 11)]


@pytest.mark.parametrize("state", [State.PAUSED, State.COMPLETED])
async def test_about_a_pair_that_rests_or_is_over_nobody_is_asked(
    village: Village, mornings: Mornings, pair: Working, state: State
) -> None:
    await caring.step(village, pair, state, date(2026, 9, 20))
    assert await mornings.told(FIRST, date(2026, 10, 10)) == []
    await caring.step(village, pair, State.ACTIVE, date(2026, 10, 11))
    assert await mornings.told(date(2026, 10, 12), date(2026, 10, 31)) == [date(2026, 10, 12)]


async def test_a_draft_is_not_asked_about(village: Village, mornings: Mornings, pair: Working) -> None:
    await village.db.run("UPDATE pairs SET state = 'draft'")
    assert await mornings.told(FIRST, date(2026, 10, 10)) == []


async def test_after_downtime_a_mentor_is_asked_once(mornings: Mornings, pair: Working) -> None:
    """Three months down, up again on the last day of a month: not on the next day once more."""
    days = await mornings.told(date(2026, 11, 30), date(2026, 12, 31))
    assert days == [date(2026, 11, 30), date(2026, 12, 14)]


async def test_several_pairs_are_asked_about_in_one_message(
    village: Village, mornings: Mornings, school: int, pair: Working
) -> None:
    await caring.at_work(village, school, mentor=pair)
    await caring.at_work(village, school)
    notices = await mornings.tick(FIRST)
    assert len(notices) == 2
    both = next(one for one in notices if pair.mentor and one.chat_id == pair.mentor.telegram_id)
    actions = [button.action for row in both.screen.rows for button in row]
    assert actions == ["ck.all:2026-10", *(f"ck.say:{one}:{said}" for one in (1, 2) for said in Answer)]


async def test_a_pair_that_began_this_month_waits_with_its_mentors_others_for_the_next(
    village: Village, mornings: Mornings, school: int, pair: Working
) -> None:
    await mornings.tick(FIRST)
    await caring.at_work(village, school, date(2026, 10, 2), mentor=pair)
    assert await mornings.told(date(2026, 10, 2), date(2026, 10, 31)) == []
    (notice,) = await mornings.tick(date(2026, 11, 2))
    assert "Ш01-002" in notice.screen.text


async def test_in_the_night_nobody_is_asked_and_before_the_morning_neither(mornings: Mornings, pair: Working) -> None:
    for hour in (3, 8, 20, 23):
        assert await mornings.tick(FIRST, hour) == []
    assert len(await mornings.tick(FIRST)) == 1


async def test_a_second_plan_of_a_morning_asks_nobody_again(
    village: Village, mornings: Mornings, pair: Working
) -> None:
    await mornings.tick(FIRST)
    await village.db.run("UPDATE settings SET value = '' WHERE key = 'reminders.morning'")
    assert await mornings.tick(FIRST, 10) == []


async def test_what_could_not_leave_by_evening_waits_for_the_morning(village: Village, pair: Working) -> None:
    noon = local(FIRST, 12)
    await village.queue(await planning.plan(village.db, noon, village.town), noon)  # the messenger is away
    await planning.plan(village.db, local(FIRST, 20), village.town)
    assert await unsent.waiting(village.db, "news:checkin:")
    (row,) = await village.db.all("SELECT state, not_before FROM outbox WHERE key LIKE 'news:checkin:%'")
    assert (row["state"], row["not_before"][:13]) == ("later", "2026-10-02T06")


async def test_who_is_out_of_reach_or_out_of_post_is_not_asked(
    village: Village, mornings: Mornings, pair: Working
) -> None:
    assert pair.mentor
    await village.db.run("UPDATE people SET unreachable_since = '2026-09-01T00:00:00+00:00'")
    assert await mornings.told(FIRST, date(2026, 10, 5)) == []
    await village.db.run("UPDATE people SET unreachable_since = NULL")
    assert len(await mornings.tick(date(2026, 10, 6))) == 1
    await people.dismiss(village.db, pair.mentor.post.id, pair.school, local(date(2026, 10, 7)))
    assert await mornings.tick(date(2026, 11, 2)) == []


async def test_who_has_asked_for_a_pause_is_not_asked_again_before_it_is_decided(
    village: Village, mornings: Mornings, pair: Working
) -> None:
    wish = await mentor_wishes.add(village.db, pair.id, Wish.PAUSE, 1, local(FIRST))
    assert wish
    assert await mornings.told(FIRST, date(2026, 11, 10)) == []
    await mentor_wishes.close(village.db, [wish], 1, local(date(2026, 11, 10)))
    assert len(await mornings.tick(date(2026, 11, 11))) == 1


async def test_who_has_two_schools_is_asked_once_about_both(
    village: Village, mornings: Mornings, pair: Working
) -> None:
    assert pair.mentor
    other = await caring.at_work(village, await village.school("Лицей"), uses_bot=False)
    await people.appoint(village.db, pair.mentor.id, Role.MENTOR, local(FIRST), other.school, other.mentor_id)
    await mentors.connect(village.db, other.mentor_id, pair.mentor.id)
    (notice,) = await mornings.tick(FIRST)
    assert "Ш01-001" in notice.screen.text
    assert "Ш02-001" in notice.screen.text


async def test_an_answer_is_kept_with_those_before_it(village: Village, mornings: Mornings, pair: Working) -> None:
    await mornings.tick(FIRST)
    assert pair.mentor
    for said in (Answer.HARD, Answer.GOOD):
        await checkins.answer(village.db, [1], said, pair.mentor.id, local(FIRST, 12))
    rows = await village.db.all("SELECT answer FROM checkin_answers ORDER BY id")
    assert [row["answer"] for row in rows] == ["hard", "good"]
    found = await checkins.get(village.db, pair.mentor.id, 1)
    assert found
    assert found.answer is Answer.GOOD
