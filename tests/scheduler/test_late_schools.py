"""The department's morning list: all that the order wants of schools and that is late, one school a line."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.evidence import State
from domain.people import Person, Role
from scheduler import planning
from storage import evidence, extensions, years
from storage.database import Database
from tests.village import BEGIN, Village, local
from views.screen import Screen

TUESDAY = date(2026, 9, 15)  # two working days after 10.09, and before 25.09


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    """The whole year 2026 is in force, and everything due before autumn is closed."""
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        await village.only("2026-Y", "2026-Q3", "2026-Q4", "2026-H2")
        await village.person(Role.DEPARTMENT)
        yield village
    await database.close()


async def coordinator(village: Village, name: str) -> Person:
    return await village.person(Role.COORDINATOR, await village.school(name))


async def told(village: Village, day: date) -> Screen | None:
    await village.db.run("DELETE FROM settings WHERE key = 'reminders.morning'")
    notices = await planning.plan(village.db, local(day), village.town)
    found = [one.screen for one in notices if (one.key or "").startswith(f"overdue:{day}")]
    return found[0] if found else None


def said(screen: Screen | None) -> str:
    assert screen
    return str(screen.text).replace("\u00a0", " ")


async def prove(village: Village, whose: Person, row: str, state: State = State.FILED) -> None:
    due = await evidence.due(village.db, row, 2026)
    assert due
    await evidence.file(village.db, due, whose.post.school_id, state=state, by_person=whose.id, now=BEGIN)


async def test_papers_and_reports_of_a_school_stand_in_one_line(village: Village) -> None:
    first, second = await coordinator(village, "Школа № 1"), await coordinator(village, "Школа № 2")
    await prove(village, second, "1.2")
    await prove(village, second, "1.4")
    text = said(await told(village, date(2026, 12, 28)))
    assert "Просрочено: 8 строк у 2 школ" in text
    # 28.12 - 10.09; the monitoring of the third quarter was due on 25.09
    assert "• Школа № 1\n<b>1.2, 1.4, 4.1 (III кв., IV кв.), 4.2 (II полуг.)</b> · 109 дней\n" in text
    assert "• Школа № 2\n<b>4.1 (III кв., IV кв.), 4.2 (II полуг.)</b> · 94 дня" in text
    assert first.id != second.id


async def test_an_approval_is_late_only_where_the_plan_was_agreed_to(village: Village) -> None:
    one = await coordinator(village, "Школа № 1")
    await prove(village, one, "1.2")
    await prove(village, one, "1.4")
    assert await told(village, TUESDAY) is None, "the plan lies with the department"
    await prove(village, one, "1.5", State.AGREED)
    assert "<b>1.6</b> · 5 дней" in said(await told(village, TUESDAY))


async def test_a_paper_that_was_sent_back_is_not_called_late(village: Village) -> None:
    one = await coordinator(village, "Школа № 1")
    await prove(village, one, "1.2")
    await prove(village, one, "1.4", State.RETURNED)
    assert await told(village, TUESDAY) is None


async def test_a_papers_own_date_and_a_closing_count_as_with_reports(village: Village) -> None:
    one = await coordinator(village, "Школа № 1")
    await prove(village, one, "1.4")
    due = await evidence.due(village.db, "1.2", 2026)
    assert due
    until = date(2026, 9, 21)
    assert one.post.school_id
    await extensions.put(
        village.db, due, one.post.school_id, (until, local(date(2026, 9, 22), 0)), "ремонт", one.id, BEGIN
    )
    assert await told(village, TUESDAY) is None
    assert "<b>1.2</b> · 1 день" in said(await told(village, date(2026, 9, 22)))
    await village.db.run("UPDATE deadlines SET closed_at = '2026-09-15' WHERE roadmap_row = '1.2'")
    assert "1.2" in said(await told(village, date(2026, 9, 22))), "not closed to this school before its own date"
    await village.db.run("UPDATE deadlines SET closed_at = '2026-09-22' WHERE roadmap_row = '1.2'")
    assert await told(village, date(2026, 9, 22)) is None


async def test_a_school_or_a_year_that_came_later_is_not_late(village: Village) -> None:
    await village.school("Школа № 1", local(date(2026, 9, 11)))
    assert await told(village, TUESDAY) is None
    await coordinator(village, "Школа № 2")
    await village.db.run("UPDATE deadlines SET since = '2026-09-11' WHERE roadmap_row = '1.2'")
    assert "<b>1.4</b>" in said(await told(village, TUESDAY))


async def test_many_schools_are_one_screen_and_a_button_to_all(village: Village) -> None:
    for number in range(1, 12):
        await coordinator(village, f"Школа № {number}")
    screen = await told(village, TUESDAY)
    text = said(screen)
    assert "Просрочено: 22 строки у 11 школ" in text
    assert text.count("•") == 8
    assert text.endswith("и ещё 3 школы")
    assert screen
    assert [button.action for row in screen.rows for button in row] == ["bd.list:2026:0"]


async def test_a_year_before_is_named(village: Village) -> None:
    await coordinator(village, "Школа № 1")
    await village.activate(2027)
    assert await years.active(village.db, 2027)
    text = said(await told(village, date(2027, 3, 30)))
    assert "1.2 (2026 год), 1.4 (2026 год), 4.1 (III кв. 2026, IV кв. 2026, I кв.)" in text
