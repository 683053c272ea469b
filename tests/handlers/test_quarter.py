from datetime import date

import pytest

from bot import rendering
from domain.people import Role
from handlers.case import Case
from storage.database import Database
from tests.handlers.phone import Line, actions, labels, screens, shown, tap
from tests.village import TOWN, Village, local
from views.screen import Screen

NOVEMBER = date(2026, 11, 24)


async def press(line: Line, case: Case, data: str) -> Screen:
    (screen,) = screens(await line.feed(tap(data, case.person.telegram_id)))
    return screen


async def test_before_a_year_is_in_force_the_way_to_it_is_shown(line: Line, department: Case) -> None:
    assert "y.list" in actions(await press(line, department, "q.now"))


async def test_the_current_quarter_opens_with_every_school(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    await village.only("2026-Q4")
    screen = await press(line, department, "q.now")
    assert "IV квартал 2026" in screen.text
    assert "Подано: <b>0 из 1</b>" in screen.text
    assert f"q.school:2026-Q4:{coordinator.school_id}:0" in actions(screen)


async def test_a_quarter_that_is_over_and_owed_comes_first(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    assert "III квартал 2026" in (await press(line, department, "q.now")).text  # by 25.09, the next by 18.12
    await village.file(coordinator.person, "2026-Q3", local(NOVEMBER))
    assert "IV квартал 2026" in (await press(line, department, "q.now")).text


async def test_a_school_opens_with_what_it_filed_and_the_way_back_keeps_the_page(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    await village.file(coordinator.person, "2026-Q4", local(NOVEMBER), pairs=14)
    screen = await press(line, department, f"q.school:2026-Q4:{coordinator.school_id}:2")
    assert "Пар и групп: <b>14</b>" in screen.text
    assert "Анна Кураторова" in screen.text
    assert "q.page:2026-Q4:2" in actions(screen)


async def test_pages_turn(line: Line, village: Village, department: Case) -> None:
    await village.activate(2026)
    for number in range(1, 13):
        await village.school(f"Школа № {number}")
    second = await press(line, department, "q.page:2026-Q4:1")
    assert "2 из 2" in labels(second)
    assert sum("q.school" in action for action in actions(second)) == 12 - 8


@pytest.mark.parametrize(
    "data",
    ["q.open:2031-Q1", "q.open:x", "q.school:2026-Q4:999:0", "q.school:2026-Q4:1;:0", "q.page:2026-Q4:-1", "q.chart:x"],
)
async def test_what_never_was_is_not_found(line: Line, village: Village, department: Case, data: str) -> None:
    await village.activate(2026)
    assert "Этого здесь нет" in shown(await press(line, department, data))


@pytest.mark.parametrize(
    "data", ["q.now", "q.open:2026-Q4", "q.school:2026-Q4:1:0", "q.chart:2026-Q4", "q.table:2026-Q4"]
)
async def test_a_coordinator_cannot_look_at_the_other_schools(
    line: Line, village: Village, coordinator: Case, data: str
) -> None:
    await village.activate(2026)
    await village.school("Чужая школа")
    screen = await press(line, coordinator, data)
    assert "Чужая школа" not in screen.text
    assert screen.file is None


@pytest.mark.parametrize(
    ("data", "name"),
    [("q.chart:2026-Q4", "monitoring-2026-Q4.png"), ("q.table:2026-Q4", "monitoring-2026-Q4.xlsx"),
     ("q.chart:2026-H2", "quality-2026-H2.png"), ("q.table:2026-H2", "quality-2026-H2.xlsx"),
     ("ql.note:2026-H2", "Оценка качества наставничества за II полугодие 2026.docx")],
)  # fmt: skip
async def test_the_picture_and_the_table_are_made_from_the_button(data: str, name: str) -> None:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        await village.person(Role.COORDINATOR, await village.school("Школа № 1"))
        person = await village.person(Role.DEPARTMENT)
        screen = await press(Line(db, TOWN, local(NOVEMBER)), Case(db, person, local(NOVEMBER), TOWN), data)
    assert screen.file
    assert screen.stays
    made = await rendering.render(database, local(NOVEMBER), TOWN, screen.file)
    await database.close()
    assert made.name == name
    assert made.content[:2] in (b"\x89P", b"PK")
