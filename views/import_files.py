"""Files of an import: the template to fill in, and the report of what became of each row."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from domain.form import Facts
from domain.imports.registry import Given
from domain.imports.sheets import Sheet, offered
from domain.imports.tables import Fault
from domain.kinds import Several
from views import spreadsheets
from views.spreadsheets import Column
from views.spreadsheets import Sheet as Page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NOTES: Final = "Как заполнять"
FONT: Final = "Calibri"
LISTED: Final = 5000  # rows that offer a list to choose from
NOBODY: Final = Facts(date.min)  # the choices here are the same for everybody
LINE: Final = 110  # characters of a note in one line
HOW: Final = (
    "Первую строку листа не меняйте. Строки с «пример:» не загружаются: их можно оставить или удалить.",
    "Столбцы со звёздочкой нужны у новых строк. У строки с кодом пустая ячейка ничего не меняет.",
    "Имён детей здесь быть не должно. Код нового наставляемого бот даст сам и пришлёт, какой строке какой код.",
    "«№ в вашем списке» – число из школьного ключа на бумаге. По нему бот узнаёт строку и в другой раз.",
    "Формулы замените значениями: выделите, «Копировать», «Специальная вставка», «Значения».",
    "Даты пишите как 01.10.2026. Лишние листы и столбцы удалите.",
)


def template(own: bool) -> bytes:
    """`own`: without schools and their numbers, for one school's coordinator."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    sheets = offered(own)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        for number, column in enumerate(sheet.columns, start=1):
            head = page.cell(1, number, column.title + (" *" if column.needed else ""))
            head.font = Font(name=FONT, bold=True, color="FFFFFFFF")
            head.fill = PatternFill("solid", "FF1B5FA8")
            head.alignment = Alignment(wrap_text=True, vertical="center")
            if column.note:
                head.comment = Comment(column.note, "", width=260, height=80)
            example = page.cell(
                2, number, int(column.example) if column.example.isdecimal() else column.example or None
            )
            example.font = Font(name=FONT, italic=True, color="FF7A828C")
            width = min(36, max(14, len(column.title) + 4, len(column.example) + 2))
            letter = get_column_letter(number)
            page.column_dimensions[letter].width = width
            choices = column.kind.choices(NOBODY)
            if choices and not isinstance(column.kind, Several):  # a list in a cell lets one be chosen
                listed = ",".join(option.label.replace(",", "") for option in choices)
                choice = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
                choice.add(f"{letter}2:{letter}{LISTED}")
                page.add_data_validation(choice)
        page.freeze_panes = "A2"
        _across(page)
    _notes(book.create_sheet(NOTES), sheets)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def report(faults: Sequence[Fault], given: Sequence[Given]) -> bytes:
    """Each fault with its cell; each row with its code, never a name."""
    pages = []
    if faults:
        columns = (Column("Лист"), Column("Ячейка"), Column("Что не так", 90))
        pages.append(Page("Замечания", columns, [(one.sheet, one.cell, one.words) for one in faults]))
    for title in dict.fromkeys(one.sheet for one in given):
        rows = [
            (one.row, one.list_no, one.code, "новый" if one.new else "уже был") for one in given if one.sheet == title
        ]
        pages.append(Page(title, (Column("Строка"), Column("№ в вашем списке"), Column("Код"), Column("Откуда")), rows))
    return spreadsheets.workbook(pages)


def _notes(page: "Worksheet", sheets: Sequence[Sheet]) -> None:
    from openpyxl.styles import Alignment, Font

    lines: list[tuple[str, str]] = [(NOTES, "")]
    lines += [("", line) for line in HOW]
    for sheet in sheets:
        lines.append((sheet.title, ""))
        lines += [("", f"{one.title}{' *' if one.needed else ''}: {one.note}") for one in sheet.columns if one.note]
    for number, (title, line) in enumerate(lines, start=1):
        page.cell(number, 1, title or None).font = Font(name=FONT, bold=True)
        note = page.cell(number, 2, line or None)
        note.font, note.alignment = Font(name=FONT), Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[number].height = 15 * (1 + len(line) // LINE)
    page.column_dimensions["A"].width = 18
    page.column_dimensions["B"].width = 100
    _across(page)


def _across(page: "Worksheet") -> None:
    """On paper as wide as one sheet on its side."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
