from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from views import spreadsheets
from views.spreadsheets import Column, Sheet, Value

MOSCOW = ZoneInfo("Europe/Moscow")


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def shown(value: Value) -> Any:
    """What a program that opens the table finds in a cell."""
    return opened(spreadsheets.workbook((Sheet("Лист", (Column("Значение"),), ((value,),)),), zone=MOSCOW)).active["A2"]


def titles(*wanted: str, note: Sequence[str] = ()) -> list[str]:
    return opened(spreadsheets.workbook([Sheet(one, (Column("Школа"),), ()) for one in wanted], note)).sheetnames


@pytest.mark.parametrize("typed", ["=1+1", "+7", "-5", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://a","b")'])
def test_what_looks_like_a_formula_stays_the_text_that_was_typed(typed: str) -> None:
    cell = shown(typed)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (typed, "s", True)


def test_a_leading_carriage_return_hides_no_formula() -> None:
    cell = shown("\r=1+1")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("\n=1+1", "s", True)


@pytest.mark.parametrize("typed", ["Школа № 7", "1", "2026-12-18", "#N/A", "a=b", "школа\nдва"])
def test_other_text_is_text_without_any_sign_of_it(typed: str) -> None:
    cell = shown(typed)
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (typed, "s", False)


def test_signs_a_table_cannot_hold_are_left_out_even_before_a_formula() -> None:
    cell = shown("\x00\x0b=1\ud800+1\uffff")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_header_that_looks_like_a_formula_is_a_title() -> None:
    page = opened(spreadsheets.workbook((Sheet("Лист", (Column("=A2"),), ()),))).active
    assert (page["A1"].value, page["A1"].data_type) == ("=A2", "s")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (0, 0),
        (14, 14),
        (0.5, 0.5),
        (None, None),
        ("", None),
        (True, "да"),
        (False, "нет"),
        (date(2026, 12, 18), datetime.fromisoformat("2026-12-18")),
        (datetime(2026, 12, 18, 21, 30, tzinfo=UTC), datetime.fromisoformat("2026-12-19 00:30")),  # 21:30 UTC + 3 h
    ],
)
def test_numbers_and_dates_can_be_reckoned_with(value: Value, found: object) -> None:
    cell = shown(value)
    assert cell.value == found
    assert type(cell.value) is type(found)


def test_dates_are_written_as_people_here_write_them() -> None:
    assert shown(date(2026, 12, 18)).number_format == "dd.mm.yyyy"
    assert shown(datetime(2026, 12, 18, 9, tzinfo=UTC)).number_format == "dd.mm.yyyy hh:mm"


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        shown(datetime.fromisoformat("2026-12-18 09:00"))


def test_a_row_that_is_too_short_or_too_long_is_refused() -> None:
    columns = (Column("Школа"), Column("Пар"))
    for row in (("Школа № 1",), ("Школа № 1", 4, 5)):
        with pytest.raises(ValueError, match="argument 2"):
            spreadsheets.workbook((Sheet("Лист", columns, (row,)),))


def test_a_table_can_be_scrolled_filtered_and_printed() -> None:
    columns = (Column("Школа", width=30), Column("Пар"), Column("Наставляемых"), Column("Трудности"))
    rows = [(f"Школа № {n}", n, n, "не хватает наставников от предприятий " * 5) for n in range(1, 61)]
    page = opened(spreadsheets.workbook((Sheet("Кварталы", columns, rows),))).active
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:D61")  # 60 schools under the header
    # given; the least, 10 + 2; the title, its arrow and the margin, 12 + 4 + 2; the most
    assert [page.column_dimensions[letter].width for letter in "ABCD"] == [30, 12, 18, 48]
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$1"
    assert page["A1"].font.bold
    assert not page["A2"].font.bold


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("IV квартал 2026", "Итоги"), ["IV квартал 2026", "Итоги"]),
        (("Пары/группы [2026]: все?",), ["Пары группы 2026 все"]),
        (("'Лист'", "  "), ["Лист", "Лист (2)"]),
        (("Итоги", "ИТОГИ", "итоги"), ["Итоги", "ИТОГИ (2)", "итоги (3)"]),  # Excel takes them for one name
        (("я" * 40, "я" * 40), ["я" * 31, "я" * 27 + " (2)"]),  # 27 + 4 = 31
        (("History",), ["Лист History"]),
    ],
)
def test_sheets_have_names_excel_takes(wanted: tuple[str, ...], found: list[str]) -> None:
    assert titles(*wanted) == found


def test_how_it_was_counted_is_the_last_sheet() -> None:
    book = opened(spreadsheets.workbook((Sheet("Итоги", (Column("Школа"),), ()),), ("Сумма по поданным.", "=1+1")))
    page = book["Как посчитано"]
    assert book.sheetnames[-1] == page.title
    assert [cell.value for cell in page["A"]] == ["Как посчитано", "Сумма по поданным.", "=1+1"]
    assert page["A3"].data_type == "s"


def test_without_a_note_there_is_no_such_sheet_and_a_taken_name_gives_way() -> None:
    assert titles("Итоги") == ["Итоги"]
    assert titles("как посчитано", note=("строка",)) == ["как посчитано", "Как посчитано (2)"]


def test_a_book_does_not_say_what_wrote_it() -> None:
    with ZipFile(BytesIO(spreadsheets.workbook((Sheet("Итоги", (Column("Школа"),), ()),)))) as parts:
        assert b"openpyxl" not in parts.read("docProps/core.xml")
