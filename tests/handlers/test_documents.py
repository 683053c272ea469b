"""Who is offered which document, and that nobody is handed another school's."""

from datetime import date

import pytest

from domain import roadmap
from domain.people import Role
from handlers.case import Case
from storage import mentors, schools
from tests.handlers.phone import Line, actions, labels, screens, shown, tap
from tests.handlers.registry_desk import mentee, together
from tests.handlers.test_meetings import pair
from tests.village import BEGIN, Village, local
from views.screen import Screen

DECEMBER = local(date(2026, 12, 14))


async def press(line: Line, case: Case, data: str) -> Screen:
    return screens(await line.feed(tap(data, case.person.telegram_id)))[-1]


async def test_both_roles_have_a_menu_of_documents_and_a_mentor_has_none(
    line: Line, department: Case, coordinator: Case, mentor: Case
) -> None:
    assert "Показатели" in labels(await press(line, department, "dc.menu"))
    ours = labels(await press(line, coordinator, "dc.menu"))
    assert "Ключ кодов .xlsx" in ours
    assert "Показатели" not in ours
    assert "Ключ" not in str(labels(await press(line, mentor, "dc.menu")))


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.COORDINATOR])
async def test_every_button_of_the_menu_leads_somewhere(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case, role: Role
) -> None:
    await village.activate(2026)
    await pair(mentor)
    who = department if role is Role.DEPARTMENT else coordinator
    for data in actions(await press(line, who, "dc.menu")):
        assert "Этого здесь нет" not in shown(await line.feed(tap(data, who.person.telegram_id))), data


@pytest.mark.parametrize(
    ("row", "data"),
    [
        ("1.3", "dc.letter"),
        ("1.8", "f.n:thanks_all:new"),
        ("4.1", "dc.quarters:0"),
        ("4.1", "ix.now"),
        ("5.1", "dc.control"),
    ],
)
async def test_a_row_of_the_order_leads_to_its_document(line: Line, department: Case, row: str, data: str) -> None:
    assert roadmap.row(row)
    assert data in actions(await press(line, department, f"ro.row:{row}"))


@pytest.mark.parametrize(
    "data",
    ["dc.quarters:0", "dc.quarter:2026-Q4", "dc.letter", "dc.control", "ix.now", "ix.year:2026", "ix.chart:2026",
     "f.n:targets:2026", "f.n:thanks_all:new"],
)  # fmt: skip
async def test_what_is_the_departments_is_not_handed_to_a_school(
    line: Line, village: Village, coordinator: Case, data: str
) -> None:
    await village.activate(2026)
    await village.school("Чужая школа")
    screen = await press(line, coordinator, data)
    assert "Чужая школа" not in screen.text
    assert screen.file is None
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


@pytest.mark.parametrize("data", ["dc.quarter:2031-Q1", "dc.quarter:x", "dc.quarters:-1", "dc.receipt:99", "ix.year:1"])
async def test_what_never_was_is_not_found(line: Line, village: Village, department: Case, data: str) -> None:
    await village.activate(2026)
    assert "Этого здесь нет" in shown(await press(line, department, data))


async def test_without_a_year_in_force_there_is_nothing_to_control(line: Line, department: Case) -> None:
    assert "ещё не включён" in (await press(line, department, "dc.control")).text


async def test_files_carry_the_scope_of_who_asked(line: Line, department: Case, coordinator: Case) -> None:
    for data in ("dc.bases", "dc.calendar"):
        for who, school in ((department, None), (coordinator, coordinator.school_id)):
            file = (await press(line, who, data)).file
            assert file
            assert file.args["school"] == school, data
    key = (await press(line, coordinator, "dc.key")).file
    assert key
    assert key.args == {"school": coordinator.school_id}
    assert (await press(line, department, "dc.key")).file is None, "the key stays in the school"


async def test_a_receipt_is_given_to_its_school_and_to_the_department_alone(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    stranger = await village.person(Role.COORDINATOR, await village.school("Чужая школа"))
    filed = await village.file(coordinator.person, "2026-Q4", DECEMBER, pairs=14)
    assert f"dc.receipt:{filed}" in actions(await press(line, coordinator, f"m.open:{filed}"))
    mine = (await press(line, coordinator, f"dc.receipt:{filed}")).file
    assert mine
    assert mine.args == {"submission": filed, "school": coordinator.school_id}
    assert (await press(line, department, f"dc.receipt:{filed}")).file
    theirs = await line.feed(tap(f"dc.receipt:{filed}", stranger.telegram_id))
    assert "Этого здесь нет" in shown(theirs)


async def form(line: Line, case: Case, which: str) -> Screen:
    return await press(line, case, f"f.n:{which}")


def button(screen: Screen, label: str) -> str:
    return next(one.action for row in screen.rows for one in row if one.label.startswith(label))


async def test_a_coordinator_ticks_whom_to_thank(line: Line, coordinator: Case, mentor: Case) -> None:
    await pair(mentor)
    other = await mentors.add(line.db, coordinator.school_id, "adult", BEGIN, "Вера Идущая", None, "№ 2")
    screen = await form(line, coordinator, "thanks:new")
    assert f"Наставник {other.id}" not in str(labels(screen)), "whoever has not begun is not thanked yet"
    ticked = await press(line, coordinator, button(screen, "Пётр Наставников"))
    done = await line.feed(tap(button(ticked, "Готово"), coordinator.person.telegram_id))
    letters, menu = screens(done)
    assert letters.file
    assert letters.file.args == {"mentors": "1", "school": coordinator.school_id, "from": "МБОУ «Школа № 7»"}
    assert "1\u00a0письмо" in letters.text
    assert "Ключ кодов .xlsx" in labels(menu)


async def test_everybody_at_once_is_counted_by_heads(line: Line, coordinator: Case, mentor: Case) -> None:
    await pair(mentor)
    other = await mentors.add(line.db, coordinator.school_id, "adult", BEGIN, "Вера Идущая", None, "№ 2")
    await together(coordinator, other.id, await mentee(coordinator))
    screen = await form(line, coordinator, "thanks:new")
    everybody = await press(line, coordinator, button(screen, "Всем: 2"))
    assert labels(everybody)[:4] == ["Готово: 2", "✓ Всем: 2", "✓ Вера Идущая", "✓ Пётр Наставников"]
    one = await press(line, coordinator, button(everybody, "✓ Вера"))
    assert labels(one)[:2] == ["Готово: 1", "Всем: 2"]
    again = await press(line, coordinator, button(one, "Вера"))
    letters, _ = screens(await line.feed(tap(button(again, "Готово"), coordinator.person.telegram_id)))
    assert "2\u00a0письма" in letters.text


async def test_the_department_thanks_a_school_or_everybody(
    line: Line, village: Village, department: Case, mentor: Case
) -> None:
    await pair(mentor)
    empty = await schools.add(line.db, "Школа без пар", BEGIN, 8)
    screen = await form(line, department, "thanks_all:new")
    assert empty.name not in str(labels(screen))
    letters, _ = screens(await line.feed(tap(button(screen, "7. МБОУ «Школа № 7»"), department.person.telegram_id)))
    assert letters.file
    assert letters.file.args["mentors"] == ""
    assert letters.file.args["school"] == mentor.school_id


@pytest.mark.parametrize("form_and_subject", ["thanks:Сидоров Пётр", "thanks:1"])
async def test_letters_about_nothing_are_not_begun(line: Line, coordinator: Case, form_and_subject: str) -> None:
    assert "Этого здесь нет" in shown(await form(line, coordinator, form_and_subject))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


async def test_the_material_is_offered_of_quarters_that_have_begun(
    line: Line, village: Village, department: Case
) -> None:
    await village.activate(2026)
    await village.activate(2027)
    offered = labels(await press(line, department, "dc.quarters:0"))
    assert offered[:4] == ["IV квартал 2026", "III квартал 2026", "II квартал 2026", "I квартал 2026"]
