"""Rows 1.2, 1.4 and 1.6 in the morning's reminder: owed until they are done, 1.6 only once the plan is agreed to."""

from datetime import date, datetime

import pytest

from domain.people import Role
from handlers.case import Case
from scheduler import planning
from tests.handlers.evidence_desk import Phone, file_order, file_plan
from tests.handlers.phone import Line
from tests.village import Village, local
from views.screen import Notice

FORTNIGHT, WEEK, EVE, DAY = date(2026, 8, 27), date(2026, 9, 3), date(2026, 9, 9), date(2026, 9, 10)


@pytest.fixture
async def line(line: Line, village: Village) -> Line:
    """Of the year only the rows that are due in autumn."""
    await village.activate(2026)
    await village.only("2026-Y")
    return line


@pytest.fixture
def anna(line: Line, coordinator: Case) -> Phone:
    return Phone(line, coordinator)


@pytest.fixture
def head(line: Line, department: Case) -> Phone:
    return Phone(line, department)


async def tick(village: Village, now: datetime) -> list[Notice]:
    notices = await planning.plan(village.db, now, village.town)
    await village.queue(notices, now)
    return [one for one in notices if (one.key or "").startswith("reminder:")]


async def morning(village: Village, line: Line, day: date, hour: int = 9) -> list[str]:
    """What everybody is reminded of, one text each."""
    line.now = local(day, hour)
    notices = await tick(village, line.now)
    await village.deliver(line.now)
    return [str(one.screen.text).replace("\u00a0", " ") for one in notices]


async def agree(head: Phone) -> None:
    await head.tap("ev.wait")
    await head.press("МБОУ «Школа № 7»")
    await head.press("Согласовать")


async def test_a_fortnight_before_everything_that_can_be_done_is_named_with_its_button(
    line: Line, village: Village, anna: Phone
) -> None:
    line.now = local(FORTNIGHT)
    (notice,) = await tick(village, line.now)
    text = str(notice.screen.text).replace("\u00a0", " ")
    assert "Что нужно сдать: 2" in text
    assert "1.2 Рабочая группа школы · 2026 год" in text
    assert "Нужен документ: дорожная карта" in text
    assert "чт, 10 сентября 2026, через 14 дней" in text
    assert "1.6" not in text
    assert [row[0].label[:16] for row in notice.screen.rows[:2]] == ["1. Подать 1.2: Р", "2. Подать 1.4: Д"]
    assert "Номер приказа" in await anna.tap(notice.screen.rows[0][0].action)


async def test_what_is_done_is_not_spoken_of_and_what_may_be_done_now_is(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    line.now = local(date(2026, 8, 31))
    await file_order(anna, "1.2")
    await file_plan(anna)
    assert await morning(village, line, WEEK) == []
    await agree(head)
    (text,) = await morning(village, line, EVE)
    assert "1.6 Утверждение карты школы" in text
    assert "завтра" in text
    await file_order(anna, "1.6")
    assert await morning(village, line, DAY) == []


async def test_filing_takes_back_a_message_that_waits_to_be_sent(
    line: Line, village: Village, anna: Phone, coordinator: Case
) -> None:
    line.now = local(DAY, 10)
    await tick(village, line.now)
    await file_order(anna, "1.2")
    assert await village.db.value("SELECT count(*) FROM outbox WHERE key LIKE 'reminder:%'") == 0
    (text,) = await morning(village, line, DAY, 11)
    assert "1.4" in text
    assert "1.2" not in text
    outcomes = dict(await village.db.all("SELECT substr(debt, 1, 3), outcome FROM reminders WHERE day = '2026-09-10'"))
    assert outcomes == {"1.2": "cancelled", "1.4": "sent"}


async def test_a_returned_plan_is_owed_again_from_that_day_on(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    line.now = local(date(2026, 8, 26))
    await file_order(anna, "1.2")
    await file_plan(anna)
    line.now = local(date(2026, 9, 8))
    await head.tap("ev.wait")
    await head.press("МБОУ")
    await head.press("Вернуть")
    await head.say("нет сроков")
    (text,) = await morning(village, line, EVE)
    assert "Вернули, нужно прислать исправленное: дорожная карта" in text
    days = [row["day"] for row in await village.db.all("SELECT day FROM reminders WHERE debt LIKE '1.4%' ORDER BY day")]
    assert days == ["2026-09-09"], "of the days when it lay with the department nothing is missed"


async def test_a_draft_begun_is_spoken_of_as_begun(line: Line, village: Village, anna: Phone) -> None:
    line.now = local(date(2026, 8, 26))
    await anna.tap("ev.row:1.2")
    await anna.press("Заполнить")
    await anna.say("125-о")
    (text,) = await morning(village, line, FORTNIGHT)
    assert "Начато, ответы сохранены. Нужен документ: приказ школы." in text


async def test_a_date_that_was_over_before_the_year_was_in_force_reminds_nobody(
    village: Village, coordinator: Case
) -> None:
    late = local(date(2026, 10, 1))
    await village.activate(2026, late)
    await village.only("2026-Y")
    assert await tick(village, late) == []


async def test_each_school_is_reminded_of_its_own(line: Line, village: Village, anna: Phone) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Школа № 9"))
    line.now = local(date(2026, 8, 26))
    await file_order(anna, "1.2")
    await file_plan(anna)
    line.now = local(FORTNIGHT)
    assert [one.chat_id for one in await tick(village, line.now)] == [other.telegram_id]


async def test_a_school_granted_a_later_date_is_reminded_by_that_one(line: Line, village: Village, anna: Phone) -> None:
    await village.db.run(
        """INSERT INTO extensions (roadmap_row, period, school_id, until, ends_at, reason, by_person, at)
           SELECT '1.2', '2026-Y', id, '2026-09-24', '2026-09-24T21:00:00.000000+00:00', 'ремонт', 1, '' FROM schools"""
    )
    (text,) = await morning(village, line, DAY)
    first, second = text.split("\n\n")[1:3]
    assert "1.4 " in first
    assert "чт, 10 сентября 2026, сегодня" in first
    assert "чт, 24 сентября 2026, через 14 дней" in second
