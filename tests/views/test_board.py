from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl

from domain.board import Board, Contact, Standing
from domain.reminders import Begun, NotStarted
from domain.submissions import Due, Submission
from tests.village import MOSCOW
from views import board

NOON = datetime(2026, 12, 14, 12, 20, tzinfo=UTC)  # 15:20 in Moscow
FRIDAY = date(2026, 12, 18)
DUE = Due(1, 2026, "4.1", "2026-Q4", "monitoring", FRIDAY, FRIDAY, NOON, date(2026, 1, 12), False)
FILED = Submission(
    3, "monitoring", 1, 1, "", "2026-Q4", {"pairs": 14, "trouble": True}, {}, "submitted", 1, NOON, True, NOON
)
ANNA = Contact("Анна Сергеевна", None)
BOARD = Board(
    "2026-Q4",
    DUE,
    (
        Standing(1, 1, "=Школа № 1", (ANNA,), FILED),
        Standing(2, 2, "Школа № 2", (ANNA,), Begun(7, 15)),
        Standing(3, 3, "Школа № 3", (), NotStarted()),
    ),
)


def test_the_table_holds_real_numbers_and_dates_and_says_how_it_was_counted() -> None:
    book = openpyxl.load_workbook(BytesIO(board.table(BOARD, NOON, MOSCOW)))
    assert book.sheetnames == ["IV квартал 2026", "Итоги", "Как посчитано"]
    head, *rows = book["IV квартал 2026"].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert (found[0]["Пар и групп"], found[0]["Есть трудности"]) == (14, "да")
    assert found[0]["Подан"] == datetime(2026, 12, 14, 15, 20)  # noqa: DTZ001
    assert [row["Отчёт"] for row in found] == ["подан", "заполнено 7 из 15", "нет куратора"]
    assert found[1]["Пар и групп"] is None, "a draft is not shown before it is filed"
    totals = dict(book["Итоги"].iter_rows(min_row=2, values_only=True))
    assert (totals["Школ"], totals["Подано"], totals["Пар и групп"]) == (3, 1, 14)
    assert "Есть трудности" not in totals, "yes is not a number"


def test_the_picture_is_one_whatever_schools_each_quarter_had() -> None:
    before = replace(BOARD, period="2026-Q3", standings=BOARD.standings[:1])
    assert board.picture([before, BOARD], FRIDAY).startswith(b"\x89PNG")
