"""Results of the questionnaires: who may open what, and that no button says more than the rule of five."""

from datetime import date

import pytest

from handlers.case import Case
from storage import schools
from tests import answered
from tests.answered import MAY, after, marks
from tests.handlers.phone import Line, actions, labels, screens, shown, tap
from tests.village import BEGIN, Village
from views.screen import Screen


async def press(line: Line, case: Case, data: str) -> Screen:
    return screens(await line.feed(tap(data, case.person.telegram_id)))[-1]


async def fill(case: Case, school_id: int, many: int, mark: int = 8, **how: object) -> None:
    for _ in range(many):
        await answered.answer(case.db, school_id, case.person.id, marks(5), after(mark), **how)  # type: ignore[arg-type]


@pytest.fixture
async def other(village: Village) -> int:
    """A school nobody of these people belongs to."""
    return (await schools.add(village.db, "Школа № 8", BEGIN, 8)).id


async def test_a_coordinator_sees_their_own_school_and_no_other(line: Line, coordinator: Case, other: int) -> None:
    await fill(coordinator, coordinator.school_id, 5, 9)
    await fill(coordinator, other, 5, 2)
    own = shown(await press(line, coordinator, "gr.school"))
    assert "МБОУ «Школа № 7»" in own
    assert "5,0 → 9,0" in own
    assert "2,0" not in own
    picture = await press(line, coordinator, f"gr.pic:2026-H2:mentee:{coordinator.school_id}")
    assert picture.file
    assert picture.file.args == {"period": "2026-H2", "side": "mentee", "school": coordinator.school_id}
    table = await press(line, coordinator, "gr.table:2026-H2")
    assert table.file
    assert table.file.args == {"period": "2026-H2", "school": coordinator.school_id}


async def test_no_forged_button_shows_a_coordinator_another_school(
    line: Line, coordinator: Case, department: Case, other: int
) -> None:
    await fill(coordinator, coordinator.school_id, 5)
    await fill(coordinator, other, 5)
    assert "5,0 → 8,0" in shown(await press(line, department, f"gr.one:2026-H2:mentee:{other}:0"))
    for data in (
        "gr.all",
        "gr.town:2026-H2:mentee",
        "gr.list:2026-H2:mentee:0",
        "gr.found:2026-H2:mentee:8:0",
        f"gr.one:2026-H2:mentee:{other}:0",
        f"gr.pic:2026-H2:mentee:{other}",
        "gr.pic:2026-H2:mentee:0",
        "gr.half:2026-H2:coordinator",
        "f.n:results_find:2026-H2.mentee",
    ):
        assert "→ 8" not in shown(await press(line, coordinator, data))
        assert not (await press(line, coordinator, data)).file, data


async def test_a_mentor_sees_no_results_at_all(line: Line, mentor: Case, coordinator: Case) -> None:
    await fill(coordinator, coordinator.school_id, 5)
    for data in ("gr.school", "gr.half:2026-H2:mentee", "gr.all", "gr.table:2026-H2", "gr.pic:2026-H2:mentee:1"):
        screen = await press(line, mentor, data)
        assert "кнопка устарела" in shown(screen), data
        assert not screen.file


@pytest.mark.parametrize(
    "period", ["2026-Q4", "2026-Q1", "2025-H2", "2027-H1", "2026-H3", "2026-Y1", "2026", "x", "2026-11", "0000-Y"]
)
async def test_no_period_is_opened_but_those_that_are_offered(
    line: Line, coordinator: Case, department: Case, period: str
) -> None:
    await fill(coordinator, coordinator.school_id, 5)
    assert "Этого здесь нет" in shown(await press(line, coordinator, f"gr.half:{period}:mentee"))
    assert "Этого здесь нет" in shown(await press(line, department, f"gr.town:{period}:mentee"))
    assert not (await press(line, department, f"gr.table:{period}")).file
    assert "Этого здесь нет" in shown(await press(line, department, f"f.n:results_find:{period}.mentee"))


async def test_a_year_less_its_first_half_says_nothing_of_three_people(line: Line, coordinator: Case) -> None:
    """Five in May, three in November: the year shows what May has shown."""
    await fill(coordinator, coordinator.school_id, 5, 8, at=MAY)
    await fill(coordinator, coordinator.school_id, 3, 1)

    async def changes(period: str) -> list[str]:
        said = shown(await press(line, coordinator, f"gr.half:{period}:mentee"))
        return [one for one in said.splitlines() if "→ " in one and any(sign.isdigit() for sign in one)]

    assert await changes("2026-H1") == await changes("2026-Y") != []
    assert await changes("2026-H2") == []


async def test_paging_through_schools_opens_no_small_one(line: Line, department: Case, village: Village) -> None:
    for number in range(20, 30):
        one = (await schools.add(village.db, f"Школа {number}", BEGIN, number)).id
        await fill(department, one, 4 if number % 2 else 5)
    seen = []
    for page in (0, 1, 7):
        screen = await press(line, department, f"gr.list:2026-H2:mentee:{page}")
        seen.append(shown(screen))
        assert len([one for one in actions(screen) if one.startswith("gr.one")]) <= 8
    assert "Школа 20: удовлетворены 5 из 5" in seen[0].replace("\u00a0", " ")
    assert "Школа 21: 4 ответа, показываем от 5" in seen[0].replace("\u00a0", " ")
    assert seen[1] == seen[2], "past the end is the last page"
    hidden = [one.id for one in await schools.everyone(village.db) if one.number % 2 and one.number >= 20]
    for one in hidden:
        text = shown(await press(line, department, f"gr.one:2026-H2:mentee:{one}:0"))
        assert "→ 8" not in text
        assert "%" not in text


async def test_periods_are_halves_and_years_of_what_was_answered(line: Line, coordinator: Case) -> None:
    await fill(coordinator, coordinator.school_id, 1, at=MAY.replace(year=2025))
    await fill(coordinator, coordinator.school_id, 1)
    screen = await press(line, coordinator, "gr.school")
    assert {"I полуг. 2026", "2026 год", "2025 год"} <= set(labels(screen))
    earlier = await press(line, coordinator, "gr.half:2025-Y:mentee")
    assert "2025 год, наставляемые" in shown(earlier)
    assert date(2026, 11, 24) == coordinator.today
