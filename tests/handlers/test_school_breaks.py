"""School breaks, as the department keeps them."""

import pytest

from handlers.case import Case
from storage import school_breaks
from tests.handlers.phone import Line, actions, labels, shown
from tests.handlers.taps import answered, press


async def test_breaks_are_added_in_their_order(line: Line, department: Case) -> None:
    await answered(line, department, "f.n:break:new", "Весенние каникулы", "24.03", "31.03")
    done = await answered(line, department, "f.n:break:new", "Карантин", "7.12", "7.12")
    assert "Карантин: пн 07.12.2026\n1\u00a0день" in shown(done)
    listed = await press(line, department, "ck.breaks:0")
    assert labels(listed)[:2] == ["07.12–07.12 Карантин", "24.03–31.03 Весенние"]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("7.12", "1.12.2026", "раньше первого"),
        ("7.12", "1.06", "не длиннее 130"),
        ("7.12", "31.12", "Эти дни уже есть: Зимние"),
    ],
)
async def test_odd_days_are_refused_with_a_sentence_and_nothing_is_kept(
    line: Line, department: Case, first: str, last: str, why: str
) -> None:
    await press(line, department, "ck.usual:2026-10-26")
    before = await school_breaks.listing(line.db)
    assert len(before) == 4
    refused = await answered(line, department, "f.n:break:new", "Карантин", first, last)
    assert why in shown(refused)
    assert await school_breaks.listing(line.db) == before


async def test_usual_days_are_taken_over_once(line: Line, department: Case) -> None:
    screen = await press(line, department, "ck.breaks:0")
    (usual,) = [one for one in actions(screen) if one.startswith("ck.usual")]
    for _ in range(2):
        await press(line, department, usual)
    assert [one.title for one in await school_breaks.listing(line.db)] == [
        "Осенние каникулы",
        "Зимние каникулы",
        "Весенние каникулы",
        "Летние каникулы",
    ]
    assert "Взять обычные дни" not in labels(await press(line, department, "ck.breaks:0"))


async def test_a_break_is_dropped_and_put_back_with_its_history(line: Line, department: Case) -> None:
    await answered(line, department, "f.n:break:new", "Карантин", "7.12", "9.12")
    await press(line, department, "ck.drop:1")
    assert await school_breaks.listing(line.db) == []
    for _ in range(2):
        await press(line, department, "ck.back:1")
    assert [one.id for one in await school_breaks.listing(line.db)] == [2]
    row = await line.db.one("SELECT dropped_by FROM school_breaks WHERE id = 1")
    assert row
    assert row["dropped_by"] == department.person.id


@pytest.mark.parametrize("data", ["ck.breaks:0", "ck.drop:1", "ck.back:1", "ck.usual:2026-10-26", "f.n:break:new"])
async def test_breaks_are_the_departments_alone(
    line: Line, department: Case, coordinator: Case, mentor: Case, data: str
) -> None:
    await answered(line, department, "f.n:break:new", "Карантин", "7.12", "9.12")
    before = await school_breaks.listing(line.db)
    for who in (coordinator, mentor):
        assert "Карантин" not in shown(await press(line, who, data))
    assert await school_breaks.listing(line.db) == before
