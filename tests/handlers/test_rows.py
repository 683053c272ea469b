"""The roadmap row by row: every row has a card, and whatever is forged is not found."""

import pytest

from domain import roadmap
from handlers.case import Case
from tests.handlers.phone import Line, actions, screens, shown, tap
from tests.village import Village


@pytest.mark.parametrize("row", roadmap.ROWS, ids=lambda row: row.number)
async def test_every_row_of_the_order_is_found_by_its_section_and_has_a_card(
    line: Line, department: Case, row: roadmap.Row
) -> None:
    [section] = screens(await line.feed(tap(f"ro.part:{row.section}", department.person.telegram_id)))
    assert f"ro.row:{row.number}" in actions(section)
    card = await line.feed(tap(f"ro.row:{row.number}", department.person.telegram_id))
    assert row.measure in shown(card)


@pytest.mark.parametrize("data", ["ro.row:2.5", "ro.row:9.9", "ro.part:0", "ro.part:x"])
async def test_a_row_that_the_order_does_not_have_is_not_found(line: Line, department: Case, data: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(data, department.person.telegram_id)))


async def test_a_date_over_before_its_year_was_put_in_force_is_not_called_missed(
    line: Line, village: Village, coordinator: Case
) -> None:
    await village.activate(2026, coordinator.now)
    card = shown(await line.feed(tap("ro.row:1.2", coordinator.person.telegram_id)))
    assert "чт 10.09.2026</b>, год включили позже" in card
    assert "срок прошёл" not in card
