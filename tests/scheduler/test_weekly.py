"""A coordinator's week: one message, on its first working morning with something to read."""

from datetime import date, timedelta

import pytest

from domain.people import Person, Role
from domain.school_days import Break
from scheduler import planning
from storage import care, meetings, school_breaks
from tests import caring
from tests.caring import Working
from tests.village import Village, local
from views.screen import Notice

MONDAY = date(2026, 11, 23)


@pytest.fixture
async def coordinator(village: Village) -> Person:
    return await village.person(Role.COORDINATOR, await village.school("Школа № 1"))


@pytest.fixture
async def pair(village: Village, coordinator: Person) -> Working:
    """At work since September, without any meeting."""
    assert coordinator.post.school_id
    return await caring.at_work(village, coordinator.post.school_id, uses_bot=False)


async def tick(village: Village, day: date, hour: int = 9) -> list[Notice]:
    now = local(day, hour)
    notices = await planning.plan(village.db, now, village.town)
    await village.queue(notices, now)
    await village.deliver(now)
    return [one for one in notices if (one.key or "").startswith("news:week:")]


async def told(village: Village, first: date, last: date) -> list[date]:
    found = []
    for day in (first + timedelta(n) for n in range((last - first).days + 1)):
        if await tick(village, day):
            found.append(day)
        await village.db.run("DELETE FROM outbox")
    return found


async def late(village: Village, pair_id: int, due: date = date(2026, 11, 20)) -> None:
    """Its mentee's sheet has waited since that day; all others are filled."""
    await tick(village, date(2026, 11, 15))  # a Sunday: sheets are made, nobody is told
    await village.db.run("UPDATE sheets SET filled_at = 'x', answers = '{}'")
    await village.db.run(
        """UPDATE sheets SET filled_at = NULL, answers = NULL, due_on = :due
           WHERE side = 'mentee' AND pair_id = :pair""",
        due=due.isoformat(),
        pair=pair_id,
    )


async def met(village: Village, pair: Working, day: date = MONDAY) -> None:
    """Nothing is wrong with it."""
    await meetings.log(village.db, pair.id, day, 1, local(day))


def actions(notice: Notice) -> list[list[str]]:
    return [[one.action for one in row] for row in notice.screen.rows]


async def test_a_coordinator_is_told_once_a_week_on_its_first_working_day(village: Village, pair: Working) -> None:
    await village.db.run("INSERT INTO day_overrides (day, is_off) VALUES ('2026-11-30', 1)")
    assert await told(village, MONDAY, date(2026, 12, 13)) == [MONDAY, date(2026, 12, 1), date(2026, 12, 7)]


async def test_in_breaks_a_coordinator_is_left_alone(village: Village, pair: Working) -> None:
    rest = Break("Каникулы", date(2026, 11, 28), date(2026, 12, 8))
    await school_breaks.add(village.db, rest, 1, local(MONDAY))
    assert await told(village, MONDAY, date(2026, 12, 13)) == [MONDAY, date(2026, 12, 9)]


async def test_after_downtime_the_week_is_told_on_the_day_the_process_is_back(village: Village, pair: Working) -> None:
    assert await told(village, MONDAY + timedelta(3), MONDAY + timedelta(7)) == [
        MONDAY + timedelta(3),
        MONDAY + timedelta(7),
    ]


async def test_where_nothing_is_wrong_nothing_is_said(village: Village, pair: Working) -> None:
    await meetings.log(village.db, pair.id, MONDAY, 1, local(MONDAY))
    assert await tick(village, MONDAY) == []


async def test_a_digest_says_who_and_why_and_leads_to_the_list(
    village: Village, coordinator: Person, pair: Working
) -> None:
    (notice,) = await tick(village, MONDAY)
    assert notice.chat_id == coordinator.telegram_id
    assert "Ш01-001 · Наставник 01.09" in notice.screen.text
    assert "нет первой встречи" in notice.screen.text
    assert "Анкеты" not in notice.screen.text
    assert actions(notice) == [[f"at.from:{coordinator.post.id}:0"]]


async def test_each_coordinator_reads_of_their_own_schools_alone(
    village: Village, coordinator: Person, pair: Working
) -> None:
    other = await village.school("Лицей")
    theirs = await village.person(Role.COORDINATOR, other)
    second = await village.person(Role.COORDINATOR, pair.school)
    await caring.at_work(village, other, date(2026, 9, 2), uses_bot=False)
    both = await village.person(Role.COORDINATOR, pair.school)
    await village.also(both.id, Role.COORDINATOR, other)
    said = {one.chat_id: str(one.screen.text) for one in await tick(village, MONDAY)}
    assert set(said) == {one.telegram_id for one in (coordinator, theirs, second, both)}
    assert "Ш02" not in said[coordinator.telegram_id] + said[second.telegram_id]
    assert "Ш01" not in said[theirs.telegram_id]
    assert "Школа № 1: 1 из 1" in said[both.telegram_id]
    assert "Лицей: 1 из 1" in said[both.telegram_id]


async def test_a_pair_that_was_put_off_is_not_spoken_of_until_its_day(village: Village, pair: Working) -> None:
    await care.add(village.db, pair.id, care.LATER, 1, local(MONDAY), until=date(2026, 12, 1))
    assert await told(village, MONDAY, date(2026, 12, 6)) == [date(2026, 12, 1)]


async def test_the_department_and_mentors_hear_nothing_of_it(village: Village, coordinator: Person) -> None:
    await village.person(Role.DEPARTMENT)
    assert coordinator.post.school_id
    await caring.at_work(village, coordinator.post.school_id)
    assert [one.chat_id for one in await tick(village, MONDAY)] == [coordinator.telegram_id]


async def test_in_the_night_nothing_is_said(village: Village, pair: Working) -> None:
    for hour in (3, 8, 20):
        assert await tick(village, MONDAY, hour) == []
    assert len(await tick(village, MONDAY)) == 1


async def test_a_second_plan_of_a_morning_says_nothing_again(village: Village, pair: Working) -> None:
    await tick(village, MONDAY)
    await village.db.run("UPDATE settings SET value = '' WHERE key = 'reminders.morning'")
    assert await tick(village, MONDAY, 10) == []


async def test_pairs_and_late_sheets_of_a_week_are_one_message_with_a_way_into_each(
    village: Village, coordinator: Person, pair: Working
) -> None:
    await late(village, pair.id)
    (notice,) = await tick(village, MONDAY)
    assert "Кому нужна помощь: 1" in notice.screen.text
    assert "Анкеты опаздывают: 1" in notice.screen.text
    assert "• До · Ш01-001: до <b>пт 20.11</b>" in notice.screen.text
    assert actions(notice) == [[f"at.from:{coordinator.post.id}:0", f"qs.from:{coordinator.post.id}"]]
    assert await told(village, MONDAY + timedelta(1), MONDAY + timedelta(13)) == [MONDAY + timedelta(7)]


async def test_late_sheets_alone_are_told_and_lead_to_their_list(
    village: Village, coordinator: Person, pair: Working
) -> None:
    await late(village, pair.id, due=date(2026, 11, 22))
    await met(village, pair)
    (notice,) = await tick(village, MONDAY)
    assert "Анкеты опаздывают: 1" in notice.screen.text
    assert "Кому нужна помощь" not in notice.screen.text
    assert actions(notice) == [[f"qs.from:{coordinator.post.id}"]]


async def test_a_coordinators_own_sheet_is_in_the_same_message(village: Village, coordinator: Person) -> None:
    await tick(village, date(2026, 3, 2))
    (notice,) = await tick(village, date(2026, 3, 17))
    assert "До · программа 2026" in notice.screen.text
    assert actions(notice) == [[f"qs.from:{coordinator.post.id}"]]


async def test_what_is_late_in_the_middle_of_a_quiet_week_is_told_on_that_day(village: Village, pair: Working) -> None:
    await late(village, pair.id, due=date(2026, 11, 24))
    await met(village, pair)
    assert await told(village, MONDAY, date(2026, 11, 29)) == [date(2026, 11, 25)]


async def test_in_breaks_only_late_sheets_are_spoken_of_on_working_days(village: Village, pair: Working) -> None:
    await school_breaks.add(village.db, Break("Каникулы", date(2026, 11, 14), date(2026, 12, 1)), 1, local(MONDAY))
    await late(village, pair.id)
    assert await told(village, date(2026, 11, 16), MONDAY - timedelta(1)) == [], "late since Saturday"
    (notice,) = await tick(village, MONDAY)
    assert "Кому нужна помощь" not in notice.screen.text
    assert "Анкеты опаздывают" in notice.screen.text


async def test_a_week_with_school_days_waits_for_the_first_of_them(village: Village, pair: Working) -> None:
    await school_breaks.add(village.db, Break("Каникулы", date(2026, 11, 14), date(2026, 11, 24)), 1, local(MONDAY))
    await late(village, pair.id)
    assert await tick(village, MONDAY) == await tick(village, MONDAY + timedelta(1)) == []
    (notice,) = await tick(village, MONDAY + timedelta(2))
    assert "Кому нужна помощь" in notice.screen.text
    assert "Анкеты опаздывают" in notice.screen.text


async def test_who_is_out_of_reach_is_told_on_the_day_they_are_back(
    village: Village, coordinator: Person, pair: Working
) -> None:
    await village.db.run("UPDATE people SET unreachable_since = 'x' WHERE id = :id", id=coordinator.id)
    assert await tick(village, MONDAY) == []
    await village.db.run("UPDATE people SET unreachable_since = NULL")
    assert len(await tick(village, MONDAY + timedelta(1))) == 1


async def test_the_week_counts_all_late_sheets_and_lists_eight(village: Village, pair: Working) -> None:
    for n in range(11):
        await caring.at_work(village, pair.school, date(2026, 9, 2 + n), uses_bot=False)
    await tick(village, date(2026, 11, 15))
    await village.db.run("UPDATE sheets SET filled_at = 'x', answers = '{}' WHERE side <> 'mentee'")
    await village.db.run("UPDATE sheets SET due_on = '2026-11-20'")
    (notice,) = await tick(village, MONDAY)
    text = str(notice.screen.text)
    assert "Кому нужна помощь: 12" in text
    assert "И ещё 7." in text
    assert "Анкеты опаздывают: 12" in text
    assert text.count("• До · ") == 8
    assert "И ещё 4." in text
    assert len(text) < 2000


async def test_a_sheet_of_a_mentor_who_uses_the_bot_is_theirs_to_see_to(village: Village, coordinator: Person) -> None:
    assert coordinator.post.school_id
    own = await caring.at_work(village, coordinator.post.school_id)
    other = await caring.at_work(village, coordinator.post.school_id, date(2026, 9, 2), uses_bot=False)
    await tick(village, date(2026, 11, 15))
    await village.db.run("UPDATE sheets SET filled_at = 'x', answers = '{}' WHERE side <> 'mentor'")
    await village.db.run("UPDATE sheets SET due_on = '2026-11-20'")
    for one in (own, other):
        await met(village, one)
    (notice,) = [one for one in await tick(village, MONDAY) if one.chat_id == coordinator.telegram_id]
    assert "Анкеты опаздывают: 1" in notice.screen.text
    assert "До · Наставник 02.09" in notice.screen.text


async def test_who_coordinates_two_schools_opens_the_lists_of_each_by_its_name(
    village: Village, coordinator: Person, pair: Working
) -> None:
    both = await village.also(coordinator.id, Role.COORDINATOR, other := await village.school("Лицей"))
    quiet = await caring.at_work(village, other, date(2026, 9, 2), uses_bot=False)
    await late(village, quiet.id, due=date(2026, 11, 22))
    await met(village, quiet)
    (notice,) = await tick(village, MONDAY)
    posts = {post.school_id: post.id for post in both.posts}
    assert [[one.label for one in row] for row in notice.screen.rows] == [["Пары: Школа № 1"], ["Анкеты: Лицей"]]
    assert actions(notice) == [[f"at.from:{posts[pair.school]}:0"], [f"qs.from:{posts[other]}"]]


async def test_a_week_that_could_not_leave_by_evening_waits_for_the_morning(village: Village, pair: Working) -> None:
    now = local(MONDAY, 19)
    await village.queue(await planning.plan(village.db, now, village.town), now)
    assert await planning.plan(village.db, local(MONDAY, 22), village.town) == []
    (row,) = await village.db.all("SELECT state, not_before FROM outbox WHERE key LIKE 'news:week:%'")
    assert (row["state"], row["not_before"][:13]) == ("later", "2026-11-24T06")
