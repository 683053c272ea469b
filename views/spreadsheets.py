"""Tables as .xlsx: real numbers and dates, ready to be filtered and printed; text stays text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | datetime | None  # a bool is said in words

NOTE_TITLE: Final = "Как посчитано"
NOTE_WIDTH: Final = 100
WIDTHS: Final = (10, 48)  # characters, of a column that fits itself to what it holds
FILTER_ARROW: Final = 4  # characters its button takes in the header
TITLE_LIMIT: Final = 31
TEXT_LIMIT: Final = 32_767
TEXT: Final = "text"
HEADER_FILL, HEADER_INK, LINE_INK = "FF1B5FA8", "FFFFFFFF", "FFD0D7DE"
TRIGGERS: Final = ("=", "+", "-", "@", "\t", "\n")  # what a spreadsheet takes for the start of a formula
# What XML has no place for, and what would turn around the words beside it.
ILLEGAL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
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
    pen = _Pen(page, zone)
    for row in sheet.rows:
        page.append([pen.cell(value) for _, value in zip(sheet.columns, row, strict=True)])
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
    pen = _Pen(page, UTC)
    for line in lines:
        page.append([pen.cell(line)])
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


class _Pen:
    """Writes the cells of one page. A look is made once: making it for each cell is most of a large table's time."""

    def __init__(self, page: "Worksheet", zone: tzinfo) -> None:
        self._page, self._zone = page, zone
        self._looks: dict[str, StyleArray] = {}

    def cell(self, value: Value) -> "Cell":
        from openpyxl.cell import Cell

        shown, style = self._shown(value)
        cell = Cell(self._page, 1, 1, style_array=self._look(style))  # its place is given by the row it is put in
        if isinstance(shown, str):
            _write(cell, shown)
        else:
            cell.value = shown
            cell.number_format = style  # a date has set its own
        return cell

    def _shown(self, value: Value) -> tuple[Value, str]:
        """What stands in the cell, and its number format; text has none of its own."""
        if isinstance(value, bool):
            return "да" if value else "нет", TEXT
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("a naive instant has no place in a table")
            return value.astimezone(self._zone).replace(tzinfo=None), "dd.mm.yyyy hh:mm"
        if isinstance(value, date):
            return value, "dd.mm.yyyy"
        return value, TEXT if isinstance(value, str) else "General"

    def _look(self, style: str) -> "StyleArray":
        if (known := self._looks.get(style)) is not None:
            return known
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Border, Side

        model = Cell(self._page, 1, 1)
        model.border = Border(bottom=Side("thin", LINE_INK))
        model.alignment = Alignment(wrap_text=style == TEXT, vertical="top")
        made: StyleArray = model._style  # type: ignore[attr-defined]  # not in the library's types
        self._looks[style] = made
        return made


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
