"""Tables as .xlsx: real numbers and dates, ready to be filtered and printed; text stays text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | datetime | None  # a bool is said in words

NOTE_TITLE: Final = "Как посчитано"
NOTE_WIDTH: Final = 100
WIDTHS: Final = (10, 48)  # characters, of a column that fits itself to what it holds
FILTER_ARROW: Final = 4  # characters its button takes in the header
TITLE_LIMIT: Final = 31
TEXT_LIMIT: Final = 32_767
HEADER_FILL, HEADER_INK, LINE_INK = "FF1B5FA8", "FFFFFFFF", "FFD0D7DE"
TRIGGERS: Final = ("=", "+", "-", "@", "\t", "\n")  # what a spreadsheet takes for the start of a formula
ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN_IN_TITLE: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters; without one the column fits what it holds."""

    title: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Tint:
    """Cells that hold exactly these words are coloured, also once somebody edits them. Colours are «#rrggbb»."""

    said: str
    face: str
    ink: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Each row has a value for each column; so many `frozen` columns stay in view beside the header."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    frozen: int = 0
    tints: Sequence[Tint] = ()


def workbook(sheets: Sequence[Sheet], note: Sequence[str] = (), zone: tzinfo | None = None) -> bytes:
    """One .xlsx; the lines of `note` become its last sheet. Instants are shown as local time of `zone` (UTC
    without one); ValueError for a naive one and for a row of another length than the columns."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    taken: set[str] = set()
    for sheet in sheets:
        _table(book.create_sheet(_title(sheet.title, taken)), sheet, zone or UTC)
    if note or not sheets:
        _note(book.create_sheet(_title(NOTE_TITLE, taken)), note)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _table(page: "Worksheet", sheet: Sheet, zone: tzinfo) -> None:
    from openpyxl.utils import get_column_letter

    page.append([_header(page, column.title) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value, zone) for _, value in zip(sheet.columns, row, strict=True)])
    for number, column in enumerate(sheet.columns):
        shown = [_length(column.title) + FILTER_ARROW, *(_length(row[number]) for row in sheet.rows)]
        width = column.width or min(max(*shown, WIDTHS[0]) + 2, WIDTHS[1])
        page.column_dimensions[get_column_letter(number + 1)].width = width
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    _tint(page, sheet)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    _for_paper(page)


def _tint(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    whole = f"A2:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    for tint in sheet.tints if sheet.rows else ():
        fill = PatternFill(bgColor=f"FF{tint.face[1:]}", fill_type="solid")
        said = tint.said.replace('"', '""')
        look = DifferentialStyle(font=Font(color=f"FF{tint.ink[1:]}"), fill=fill)
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{said}"'], dxf=look)
        page.conditional_formatting.add(whole, rule)


def _note(page: "Worksheet", lines: Sequence[str]) -> None:
    page.append([_header(page, NOTE_TITLE)])
    for line in lines:
        page.append([_cell(page, line, UTC)])
    page.column_dimensions["A"].width = NOTE_WIDTH
    _for_paper(page)


def _for_paper(page: "Worksheet") -> None:
    """A4 on its side, as wide as one sheet, as long as needed."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _header(page: "Worksheet", title: str) -> "Cell":
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = Cell(page, 1, 1)  # its place is given by the row it is put in
    _write(cell, title)
    cell.font = Font(bold=True, color=HEADER_INK)
    cell.fill = PatternFill("solid", HEADER_FILL)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(page: "Worksheet", value: Value, zone: tzinfo) -> "Cell":
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Side

    cell = Cell(page, 1, 1)  # its place is given by the row it is put in
    cell.border = Border(bottom=Side("thin", LINE_INK))
    cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
    if isinstance(value, bool):
        _write(cell, "да" if value else "нет")
    elif isinstance(value, str):
        _write(cell, value)
    elif isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a naive instant has no place in a table")
        cell.value = value.astimezone(zone).replace(tzinfo=None)
        cell.number_format = "dd.mm.yyyy hh:mm"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "dd.mm.yyyy"
    else:
        cell.value = value
    return cell


def _write(cell: "Cell", text: str) -> None:
    """Never a formula, not even once the cell is edited or saved again as CSV: shown as typed."""
    clean = ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:TEXT_LIMIT]
    if clean:
        cell.value = clean
        cell.data_type = "s"
        cell.quotePrefix = clean.startswith(TRIGGERS)


def _length(value: Value) -> int:
    """Characters a value takes on one line."""
    if isinstance(value, date):
        return len("01.01.2026 00:00") if isinstance(value, datetime) else len("01.01.2026")
    return max((len(line) for line in str(value).splitlines()), default=0) if value is not None else 0


def _title(wanted: str, taken: set[str]) -> str:
    """A name by the rules of Excel: 31 characters, none of []:*?/\\, no two alike in any case."""
    clean = " ".join(ILLEGAL.sub("", FORBIDDEN_IN_TITLE.sub(" ", wanted)).split())[:TITLE_LIMIT].strip(" '")
    if not clean or clean.casefold() == "history":  # Excel keeps that name for itself
        clean = f"Лист {clean}".strip()
    title, copy = clean, 1
    while title.casefold() in taken:
        copy += 1
        suffix = f" ({copy})"
        title = clean[: TITLE_LIMIT - len(suffix)].rstrip(" '") + suffix
    taken.add(title.casefold())
    return title
