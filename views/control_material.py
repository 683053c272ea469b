"""The control material of a year (row 5.1): the same board as in the chat, on paper lying on its side."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from domain import timeliness
from domain.control import Cell, State
from domain.control_board import Column as Measured
from domain.control_board import Control, Line
from domain.timeliness import Timeliness
from views import control_note, control_words, words
from views.control_looks import below, mark
from views.control_words import STATES
from views.documents import BODY, BULLET, HEADING, NOTE, TITLE, Block, Column, Paragraph, Table

NARROW = 14  # columns of rows beside the schools; more stand in a second table


def title(year: int) -> str:
    return f"Контрольный материал, {year} год"


def pages(board: Control, now: datetime, zone: tzinfo) -> list[list[Block]]:
    blocks: list[Block] = [
        Paragraph("Контрольный материал", TITLE),
        Paragraph(f"Исполнение дорожной карты наставничества, {board.year} год. Строка 5.1.", BODY),
        Paragraph(f"Составлено {words.moment(now, zone)}.", NOTE),
        *_summary(board),
        *_rows(board),
        *_owing(board),
        *_grids(board),
        *_department(board),
        Paragraph("Как посчитано", HEADING),
        *(Paragraph(line, NOTE) for line in control_note.RULES),
    ]
    return [blocks]


def _summary(board: Control) -> Iterator[Block]:
    whole = timeliness.of_year(board)
    yield Paragraph("1. Главное", HEADING)
    if not whole.expected:
        yield Paragraph("Ждать пока нечего: ни один срок не назначен.")
        return
    yield Paragraph(
        f"Школ в перечне: {sum(not line.left for line in board.lines)}. За год от них ждём сдачи по срокам: "
        f"{words.number(whole.expected)}. Сдано {words.number(whole.filed)} "
        f"({words.share(whole.filed, whole.expected)}), из них вовремя {words.number(whole.on_time)}, "
        f"позже срока {words.number(whole.late)}. "
        f"Просрочено и не сдано: {words.number(whole.overdue)}."
    )
    counts = (
        (whole.corrected, "исправлено"),
        (whole.waiting, "на проверке"),
        (whole.returned, "на доработке"),
        (whole.extended, "срок продлён"),
        (whole.unreachable, "нет связи со школой"),
    )
    if said := [f"{what}: {words.number(many)}" for many, what in counts if many]:
        yield Paragraph(f"Кроме того, {', '.join(said)}.")


def _rows(board: Control) -> Iterator[Block]:
    """Completeness and timeliness of every row that has a day."""
    yield Paragraph("2. Полнота и своевременность по строкам", HEADING)
    columns = (
        *(Column("Строка", 5), Column("Срок", 2.1)),
        *(Column(head, 1.3, True) for head in ("Ждём", "Сдали", "Доля", "Вовремя", "Позже", "Начали")),
        *(Column(head, 1.4, True) for head in ("Не начали", "Нет связи", "Просро\u00adчили", "Испра\u00adвили")),
    )
    dated = [(column, timeliness.of_column(board, place)) for place, column in enumerate(board.columns) if column.dated]
    yield Table(columns, [_row(column, of) for column, of in dated], "Таблица 1. Строки со сроками")


def _row(column: Measured, of: Timeliness) -> list[str | int | None]:
    due = words.short_day(column.due.effective) if column.due else None
    return [
        *(control_words.title(column), due, of.expected, of.filed, words.share(of.filed, of.expected), of.on_time),
        *(of.late, of.begun, of.not_started, of.unreachable, of.overdue, of.corrected),
    ]


def _owing(board: Control) -> Iterator[Block]:
    """Schools that owe something, most first."""
    yield Paragraph("3. Кто должен", HEADING)
    owing = [line for line in board.by_attention if line.owed]
    if not owing:
        yield Paragraph("Просроченных строк нет ни у одной школы.")
        return
    columns = (Column("Школа", 4), Column("Строк", 1, True), Column("Что и на сколько дней", 9))
    rows = [(line.school, line.owed, "; ".join(_overdue(board, line))) for line in owing]
    yield Table(columns, rows, "Таблица 2. Просроченные строки")


def _overdue(board: Control, line: Line) -> list[str]:
    both = zip(board.columns, line.cells, strict=True)
    return [f"{control_words.short(column)} – {cell.late_by}" for column, cell in both if cell.owed]


def _grids(board: Control) -> Iterator[Block]:
    """School × row, in tables of equal width that a sheet can hold."""
    yield Paragraph("4. Школы и строки", HEADING)
    tables = max(1, -(-len(board.columns) // NARROW))
    many = -(-len(board.columns) // tables)
    for number in range(tables):
        part = range(number * many, min((number + 1) * many, len(board.columns)))
        yield _grid(
            board, part, f"Таблица {3 + number}. Школы и строки" + (f", часть {number + 1}" if tables > 1 else "")
        )
    yield Paragraph(_legend(board), NOTE)


def _grid(board: Control, part: Sequence[int], caption: str) -> Table:
    columns = [Column("№", 0.7), Column("Школа", 4.2)]
    columns += [Column(_head(board.columns[place]), 1.25) for place in part]
    rows = [[str(line.number), line.school, *(_mark(line.cells[place]) for place in part)] for line in board.lines]
    return Table(columns, rows, caption)


def _head(column: Measured) -> str:
    """«4.1» with its quarter below it; the year is the document's."""
    return f"{control_words.numbers(column)}\n{control_words.part(column).rpartition(' ')[0]}".strip()


def _mark(cell: Cell) -> str:
    return f"{mark(cell)} {below(cell)}".strip()


def _legend(board: Control) -> str:
    """The signs that stand in the tables, each in words."""
    there = {cell.state: cell for line in board.lines for cell in line.cells if cell.dated}
    said = [f"{mark(there[state])} {STATES[state]}" for state in State if state in there]
    return (
        f"Знаки: {', '.join(said)}. Число после знака – на сколько дней позже срока. Просто число – записей в реестре."
    )


def _department(board: Control) -> Iterator[Block]:
    yield Paragraph("5. Строки управления", HEADING)
    for row, cell in board.own:
        yield Paragraph(control_words.said(cell), BULLET, f"{row.number} {row.title}: ")
