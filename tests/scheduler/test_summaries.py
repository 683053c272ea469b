from datetime import date, datetime, timedelta

import pytest

from domain.people import Person, Role
from scheduler import planning
from storage import chats, people
from storage.instants import instant
from tests.village import Village, local
from views.screen import Notice

MONDAY = date(2026, 12, 14)
GROUP = -500


def december(day: int) -> date:
    return date(2026, 12, day)


@pytest.fixture
async def department(village: Village) -> Person:
    return await village.person(Role.DEPARTMENT)


@pytest.fixture
async def schools(village: Village, department: Person) -> list[Person]:
    """Three coordinators, each of a school of their own."""
    return [await village.person(Role.COORDINATOR, await village.school(f"Школа № {n}")) for n in (1, 2, 3)]


async def tick(village: Village, now: datetime, kind: str = "") -> list[Notice]:
    """As the process does it. Only what is told to the department, of one kind."""
    notices = await planning.plan(village.db, now, village.town)
    await village.queue(notices, now)
    await village.deliver(now)
    return [one for one in notices if not (one.key or "").startswith("reminder:") and (one.key or "").startswith(kind)]


def text(notices: list[Notice]) -> str:
    assert len(notices) == 1
    return str(notices[0].screen.text).replace("\u00a0", " ")


async def test_a_school_that_files_is_told_at_once_with_its_numbers(
    village: Village, department: Person, schools: list[Person]
) -> None:
    now = local(MONDAY, 15, 20)
    await village.file(schools[0], "2026-Q4", now, pairs=14, mentees=20, mentors=12)
    notices = await tick(village, now)
    said = text(notices)
    assert notices[0].chat_id == department.telegram_id
    assert notices[0].screen.stays
    for part in ("Школа № 1", "вовремя", "15:20", "<b>14</b>", "<b>20</b>", "<b>12</b>", "подано <b>1 из 3</b>"):
        assert part in said
    assert await tick(village, now + timedelta(minutes=11)) == [], "told once"


async def test_many_in_ten_minutes_are_told_together(village: Village, schools: list[Person]) -> None:
    noon = local(MONDAY, 12)
    told = []
    for minute in range(25):
        now = noon + timedelta(minutes=minute)
        if minute in (0, 3, 9):
            await village.file(schools[(0, 3, 9).index(minute)], "2026-Q4", now)
        told += [(minute, one) for one in await tick(village, now, "news:filed:")]
    assert [minute for minute, _ in told] == [0, 10]
    assert "Новые отчёты: 2" in str(told[1][1].screen.text)
    assert "подано <b>3 из 3</b>" in str(told[1][1].screen.text)


async def test_a_correction_is_called_one_when_the_report_was_told_of_before(
    village: Village, schools: list[Person]
) -> None:
    noon = local(MONDAY, 12)
    await village.file(schools[0], "2026-Q4", noon)
    await tick(village, noon)
    later = noon + timedelta(minutes=30)
    await village.file(schools[0], "2026-Q4", later, pairs=3)
    await village.file(schools[1], "2026-Q4", later)
    await village.file(schools[1], "2026-Q4", later)  # corrected before anybody was told: news all the same
    said = text(await tick(village, later))
    assert "• Школа № 1: исправлено\n• Школа № 2\n" in f"{said}\n".replace("\n\n", "\n")


async def test_a_late_report_is_called_late(village: Village, schools: list[Person]) -> None:
    now = local(december(19), 12)
    await village.file(schools[0], "2026-Q4", now)
    assert "после срока" in text(await tick(village, now, "news:filed:"))


@pytest.mark.parametrize(
    ("filed", "told"),
    [
        (local(MONDAY, 19, 59), local(MONDAY, 19, 59)),
        (local(MONDAY, 20), local(december(15), 8)),
        (local(december(15), 3), local(december(15), 8)),
    ],
)
async def test_news_of_the_night_waits_for_its_end(
    village: Village, schools: list[Person], filed: datetime, told: datetime
) -> None:
    await village.file(schools[0], "2026-Q4", filed)
    before = told - timedelta(minutes=1)
    if before > filed:
        assert await tick(village, filed) == []
        assert await tick(village, before) == []
    assert len(await tick(village, told, "news:filed:")) == 1


async def test_what_nobody_could_be_told_is_told_when_somebody_is_there(
    village: Village, department: Person, schools: list[Person]
) -> None:
    await chats.mark_unreachable(village.db, department.telegram_id, local(MONDAY))
    await village.file(schools[0], "2026-Q4", local(MONDAY, 12))
    assert await tick(village, local(MONDAY, 12)) == []
    await people.reachable(village.db, department.id)
    assert len(await tick(village, local(MONDAY, 13), "news:filed:")) == 1


async def test_a_bound_group_is_told_the_same_without_buttons(
    village: Village, department: Person, schools: list[Person]
) -> None:
    await village.db.run(
        "INSERT INTO chats (id, title, bound_at) VALUES (:id, 'Отдел', :now)", id=GROUP, now=instant(local(MONDAY))
    )
    await village.file(schools[0], "2026-Q4", local(MONDAY, 12))
    told = {one.chat_id: one.screen for one in await tick(village, local(MONDAY, 12), "news:filed:")}
    assert set(told) == {department.telegram_id, GROUP}
    assert told[GROUP].text == told[department.telegram_id].text
    assert [button.action for row in told[department.telegram_id].rows for button in row] == ["q.open:2026-Q4"]
    assert told[GROUP].rows == ()


async def test_late_schools_are_listed_on_working_mornings_only(village: Village, schools: list[Person]) -> None:
    await village.file(schools[0], "2026-Q4", local(MONDAY, 12))
    days = [day for day in range(16, 30) if await tick(village, local(december(day)), "overdue:")]
    assert days == [21, 22, 23, 24, 25, 28, 29]  # the 18th was a Friday
    await village.file(schools[1], "2026-Q4", local(december(29), 15))
    said = text(await tick(village, local(december(30)), "overdue:"))
    assert "Просрочено: 1 строка у 1 школы" in said
    assert "• Школа № 3\n<b>4.1 (IV кв.)</b> · 12 дней" in said  # 30 - 18
    await village.file(schools[2], "2026-Q4", local(december(30), 15))
    assert await tick(village, local(december(31)), "overdue:") == []


async def test_nothing_is_said_twice_in_a_morning(village: Village, schools: list[Person]) -> None:
    assert len(await tick(village, local(december(21)))) == 2, "how the quarter ended, and who is late"
    assert await tick(village, local(december(21), 9, 1)) == []
    await village.db.run("DELETE FROM settings WHERE key = 'reminders.morning'")
    again = await tick(village, local(december(21), 10))
    rows = await village.db.all("SELECT key FROM outbox WHERE key LIKE 'overdue:%' OR key LIKE 'news:ended:%'")
    assert (len(again), len(rows)) == (1, 2), "the key of the second one is taken"


async def test_a_quarter_is_summed_up_on_the_first_working_morning_after_its_date(
    village: Village, schools: list[Person]
) -> None:
    await village.file(schools[0], "2026-Q4", local(MONDAY, 12), pairs=14)
    ended = [day for day in range(16, 30) if await tick(village, local(december(day)), "news:ended:")]
    assert ended == [21]
    await village.move("2026-Q4", december(30), local(december(29), 10))
    assert await tick(village, local(december(30)), "news:ended:") == []
    said = text(await tick(village, local(december(31)), "news:ended:"))
    assert "ср, 30 декабря 2026" in said, "a date that was moved ends anew"
    assert "Подано: <b>1 из 3</b>" in said


async def test_a_quarter_that_nobody_owed_is_not_summed_up(village: Village, department: Person) -> None:
    await village.school("Школа № 1")
    await village.db.run("UPDATE deadlines SET since = '2026-12-19'")
    assert await tick(village, local(december(21))) == []


async def test_two_quarters_that_ended_together_are_both_summed_up(village: Village, schools: list[Person]) -> None:
    await village.db.run("UPDATE deadlines SET form = 'monitoring' WHERE roadmap_row = '4.1' AND period = '2026-Q3'")
    await village.move("2026-Q3", december(20), local(december(10), 10))
    said = await tick(village, local(december(21)), "news:ended:")
    assert [str(one.key).split(":")[2] for one in said] == ["2026-Q3", "2026-Q4"]
    assert await tick(village, local(december(22)), "news:ended:") == []


async def test_a_quarter_that_ended_two_months_ago_is_no_news(village: Village, schools: list[Person]) -> None:
    assert await tick(village, local(date(2027, 2, 19)), "news:ended:") == [], "a Friday, 63 days later"


async def test_a_clock_set_back_sums_up_no_quarter_of_long_ago(village: Village, schools: list[Person]) -> None:
    await village.db.run("UPDATE deadlines SET form = 'monitoring' WHERE roadmap_row = '4.1' AND period = '2026-Q3'")
    assert len(await tick(village, local(date(2026, 9, 28)), "news:ended:")) == 1
    assert len(await tick(village, local(december(21)), "news:ended:")) == 1
    await village.db.run("DELETE FROM outbox")  # a month later it is forgotten
    for day in (18, 21):
        assert await tick(village, local(december(day)), "news:ended:") == []


async def test_a_moment_that_comes_twice_announces_what_is_new_in_it(village: Village, schools: list[Person]) -> None:
    """The clock was set back by an hour, to the very instant of the last announcement."""
    noon = local(MONDAY, 12)
    await village.file(schools[0], "2026-Q4", noon)
    assert len(await tick(village, noon, "news:filed:")) == 1
    await village.file(schools[1], "2026-Q4", noon + timedelta(minutes=30))
    assert len(await tick(village, noon + timedelta(minutes=59), "news:filed:")) == 1
    await village.file(schools[2], "2026-Q4", noon)
    await tick(village, noon)
    rows = await village.db.all("SELECT 1 FROM outbox WHERE key LIKE 'news:filed:%'")
    assert len(rows) == 3


async def test_what_could_not_leave_by_evening_waits_for_the_morning_and_lists_are_made_anew(
    village: Village, schools: list[Person]
) -> None:
    afternoon = local(december(21), 15)
    await village.file(schools[0], "2026-Q4", afternoon)
    await village.queue(await planning.plan(village.db, afternoon, village.town), afternoon)  # the messenger is away
    evening = local(december(21), 20)
    assert await planning.plan(village.db, evening, village.town) == []
    rows = await village.db.all("SELECT key, state, not_before FROM outbox ORDER BY key")
    assert [(row["key"].split(":")[1], row["state"]) for row in rows] == [("ended", "later"), ("filed", "later")]
    assert {row["not_before"] for row in rows} == {instant(local(december(22), 9))}
    assert len(await tick(village, local(december(22)), "overdue:")) == 1
