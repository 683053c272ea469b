"""The department's control and the seven stages: who reaches them, how schools are found, what goes wrong."""

from datetime import date

import pytest

from bot import rendering
from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage.database import Database
from tests import papers
from tests.handlers.phone import Line, actions, labels, say, screens, shown, tap
from tests.village import TOWN, Village, local
from views.screen import Screen

NOVEMBER = date(2026, 11, 24)


async def press(line: Line, case: Case, data: str) -> Screen:
    (screen,) = screens(await line.feed(tap(data, case.person.telegram_id)))
    return screen


async def search(line: Line, case: Case, letters: str, where: str = "board") -> Screen:
    await line.feed(tap(bindings.begin("control_find", f"{where}.2026"), case.person.telegram_id))
    (screen,) = screens(await line.feed(say(letters, case.person.telegram_id)))
    return screen


@pytest.mark.parametrize("verb", ["bd.now", "st.now"])
async def test_before_a_year_is_in_force_the_way_to_it_is_shown(line: Line, department: Case, verb: str) -> None:
    assert "y.list" in actions(await press(line, department, verb))


async def test_the_year_opens_with_what_is_filed_and_the_departments_own_rows(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    await papers.evidence(line.db, "1.2", coordinator.school_id, local(date(2026, 9, 9)))
    await papers.evidence(line.db, "1.1", None, local(date(2026, 9, 9)))
    screen = await press(line, department, "bd.now")
    # by 24 November a school owes four papers, three quarters and a half-year
    assert "сдано <b>1 из 8</b>" in screen.text
    assert "1.1 Муниципальная группа: <b>сдано ср 09.09</b>" in screen.text
    assert "5.1 Контроль: <b>сдано 1 из 8</b>" in screen.text


async def test_the_school_that_owes_most_comes_first_and_opens_with_every_row(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    worse = await village.school("Лицей")
    await papers.evidence(line.db, "1.2", coordinator.school_id, local(date(2026, 9, 9)))
    listing = await press(line, department, "bd.list:2026:0")
    assert labels(listing)[:2] == ["Лицей", "МБОУ «Школа № 7»"]
    card = await press(line, department, f"bd.school:2026:{worse}:0")
    assert "1.2 Рабочая группа школы: <b>просрочено на 75\u00a0дней</b>" in card.text
    assert "Нет связи" in card.text
    assert {f"s.open:{worse}", f"st.school:2026:{worse}", "bd.list:2026:0"} <= set(actions(card))


async def test_from_a_row_a_school_opens_and_the_way_back_leads_to_the_row(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    school = coordinator.school_id
    row = await press(line, department, "bd.row:2026:4.1:2026-Q3:0")
    assert f"bd.school:2026:{school}:16.0" in actions(row)
    card = await press(line, department, f"bd.school:2026:{school}:16.0")
    assert "bd.row:2026:4.1:2026-Q3:0" in actions(card)


async def test_letters_open_the_only_school_that_has_them_and_list_several(
    line: Line, village: Village, department: Case
) -> None:
    await village.activate(2026)
    for number in range(1, 13):
        await village.school(f"Школа № {number}")
    await village.school("Лицей")
    assert "<b>Лицей</b>" in (await search(line, department, "лиц")).text
    several = await search(line, department, "школа")
    assert "Найдено: 12" in several.text
    assert "2 из 2" in labels(await press(line, department, "bd.found:2026:школа:1"))
    assert "Такой школы нет" in (await search(line, department, "гимназия")).text


async def test_the_same_search_leads_to_the_stages(line: Line, village: Village, department: Case) -> None:
    await village.activate(2026)
    for name in ("Лицей", "Гимназия № 1", "Гимназия № 2"):
        await village.school(name)
    assert "Семь этапов, 2026 год: пройдено <b>0 из 7</b>" in (await search(line, department, "лицей", "stages")).text
    found = await search(line, department, "гимн", "stages")
    assert "○○○○○○○ Гимназия № 1" in found.text
    assert any(action.startswith("st.school:2026:") for action in actions(found))


@pytest.mark.parametrize("letters", ["😀" * 20, "Ы" * 20, "a:b:c", "  "])
async def test_any_letters_fit_the_buttons_that_turn_pages(
    line: Line, village: Village, department: Case, letters: str
) -> None:
    await village.activate(2026)
    for number in range(1, 13):
        await village.school(f"{letters.strip()} {number}")
    assert await search(line, department, letters)


async def test_a_coordinator_sees_every_row_and_stage_of_their_school_alone(
    line: Line, village: Village, coordinator: Case
) -> None:
    await village.activate(2026)
    await village.school("Чужая школа")
    for verb in ("bd.mine", "st.mine"):
        screen = await press(line, coordinator, verb)
        assert "МБОУ «Школа № 7»" in screen.text
        assert "Чужая школа" not in screen.text
    assert not any(action.startswith(("bd.list", "bd.school", "s.open")) for action in actions(screen))


@pytest.mark.parametrize("verb", ["bd.mine", "st.mine"])
async def test_a_coordinator_is_told_when_no_year_is_in_force(line: Line, coordinator: Case, verb: str) -> None:
    assert "ещё не включён" in (await press(line, coordinator, verb)).text


DESK = (
    *("bd.now", "bd.open:2026", "bd.list:2026:0", "bd.school:2026:1:0", "bd.rows:2026:0", "bd.row:2026:4.1:2026-Q3:0"),
    *("bd.time:2026:0", "bd.chart:2026:0", "bd.table:2026", "bd.found:2026:школа:0", "st.now", "st.list:2026:0"),
    *("st.school:2026:1", "st.found:2026:школа:0", "f.n:control_find:board.2026"),
)


@pytest.mark.parametrize("data", DESK)
async def test_only_the_department_looks_at_all_schools(
    line: Line, village: Village, coordinator: Case, mentor: Case, data: str
) -> None:
    await village.activate(2026)
    await village.school("Чужая школа")
    for case in (coordinator, mentor):
        screen = await press(line, case, data)
        assert "Чужая школа" not in screen.text
        assert screen.file is None
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


@pytest.mark.parametrize(
    "data",
    [
        *("bd.open:2031", "bd.open:x", "bd.list:2026:-1", "bd.list:2031:0", "bd.school:2026:999:0"),
        *("bd.school:2026:1:x", "bd.school:2026:1:99.0", "bd.school:2026:1:3.x", "bd.school:2026:1:3."),
        *("bd.row:2026:9.9:2026-Y:0", "bd.row:2026:4.1:2025-Q3:0", "bd.time:2026:x", "bd.chart:2031:0"),
        *("bd.table:x", "st.list:2031:0", "st.school:2026:999", "f.n:control_find:else.2026", "f.n:control_find:board"),
        *("f.n:control_find:board.2031", "bd.found:2031:школа:0", "bd.found:2026:школа:x"),
    ],
)
async def test_what_never_was_is_not_found(
    line: Line, village: Village, department: Case, coordinator: Case, data: str
) -> None:
    await village.activate(2026)
    assert "Этого здесь нет" in shown(await press(line, department, data))


async def test_more_schools_than_a_picture_holds_make_a_second_one(
    line: Line, village: Village, department: Case
) -> None:
    await village.activate(2026)
    for number in range(41):
        await village.school(f"Школа № {number}")
    first = await press(line, department, "bd.chart:2026:0")
    assert actions(first) == ["bd.chart:2026:1"]
    assert not actions(await press(line, department, "bd.chart:2026:1"))


@pytest.mark.parametrize(
    ("data", "name"), [("bd.chart:2026:0", "control-2026-1.png"), ("bd.table:2026", "control-2026.xlsx")]
)
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
