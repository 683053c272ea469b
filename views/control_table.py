"""The board of a year as .xlsx: states as words, real dates and numbers, and how it was counted."""

from datetime import datetime, tzinfo
from typing import Final

from domain import stages, timeliness
from domain.control import Cell, State
from domain.control_board import Column as Measured
from domain.control_board import Control, Line
from domain.stages import Stage
from views import control_note, control_words, spreadsheets
from views import stages as stage_views
from views.control_looks import LOOKS
from views.control_words import STATES
from views.spreadsheets import Column, Sheet, Tint, Value

TINTS: Final = tuple(
    Tint(STATES[state], LOOKS[state].face, LOOKS[state].ink)
    for state in State
    if state not in (State.NOT_STARTED, State.COUNT)
)


def table(board: Control, now: datetime, zone: tzinfo) -> bytes:
    """Five sheets: the board, each cell with its dates, completeness and timeliness, the stages, the department."""
    sheets = (_board(board), _cells(board), _times(board), _stages(board), _own(board))
    return spreadsheets.workbook(sheets, control_note.lines(board, now, zone), zone)


def _board(board: Control) -> Sheet:
    columns = _columns("№", "Школа", "Просрочено строк", "Дольше всего, дней")
    columns += [Column(control_words.title(column), 14) for column in board.columns]
    rows = [
        [line.number, _name(line), line.owed, line.oldest or None, *(_value(cell) for cell in line.cells)]
        for line in board.lines
    ]
    return Sheet("Школы и строки", columns, rows, frozen=2, tints=TINTS)


def _cells(board: Control) -> Sheet:
    columns = _columns("№", "Школа", "Строка", "Что", "Период", "Состояние")
    columns += _columns("Срок", "Сдано", "Позже срока, дней", "Исправлено", "Число", "Из")
    rows = [
        [
            *(line.number, _name(line), *_row(board, column), STATES[cell.state]),
            *(cell.due, cell.filed_on, cell.late_by or None, cell.corrected_on, cell.count, cell.of),
        ]
        for line in board.lines
        for column, cell in zip(board.columns, line.cells, strict=True)
    ]
    return Sheet("Подробно", columns, rows, frozen=2, tints=TINTS)


def _times(board: Control) -> Sheet:
    columns = _columns("Строка", "Что", "Период", "Срок", "Ждём", "Сдали", "Сдали, %", "Вовремя", "Вовремя, %")
    columns += _columns("Позже срока", "Начали", "Не начали", "Нет связи")
    columns += _columns("Просрочили", "Срок продлён", "Исправили", "На проверке", "На доработке")
    places = [place for place, column in enumerate(board.columns) if column.dated]
    return Sheet("Полнота и сроки", columns, [_time(board, place) for place in places])


def _time(board: Control, place: int) -> list[Value]:
    column, of = board.columns[place], timeliness.of_column(board, place)
    return [
        *_row(board, column),
        *(column.due.effective if column.due else None, of.expected, of.filed, _percent(of.filed, of.expected)),
        *(of.on_time, _percent(of.on_time, of.expected), of.late, of.begun, of.not_started, of.unreachable),
        *(of.overdue, of.extended, of.corrected, of.waiting, of.returned),
    ]


def _stages(board: Control) -> Sheet:
    columns = _columns("№", "Школа", "Пройдено из 7")
    for number, stage in enumerate(Stage, start=1):
        columns += _columns(f"{number}. {stage_views.TITLES[stage]}", "Почему")
    rows: list[list[Value]] = []
    for line in board.lines:
        rows.append([line.number, _name(line), stages.done(line.stages)])
        for stage, now in stages.standings(line.stages).items():
            rows[-1] += [stage_views.SAID[now], stage_views.why(stage, line.stages)]
    return Sheet("Семь этапов", columns, rows, frozen=2)


def _own(board: Control) -> Sheet:
    columns = _columns("Строка", "Что", "Состояние", "Срок", "Сделано", "Позже срока, дней")
    rows = [
        [row.number, row.title, _value(cell), cell.due, cell.filed_on, cell.late_by or None] for row, cell in board.own
    ]
    return Sheet("Управление", columns, rows, tints=TINTS)


def _columns(*titles: str) -> list[Column]:
    return [Column(title) for title in titles]


def _row(board: Control, column: Measured) -> tuple[str, str, str]:
    return control_words.numbers(column), column.row.title, control_words.part(column) or f"{board.year} год"


def _value(cell: Cell) -> Value:
    """A state is said in words; a registry, or a part of a whole without a day, is a number."""
    if cell.state is State.COUNT or (cell.count is not None and not cell.dated):
        return cell.count
    return STATES[cell.state]


def _name(line: Line) -> str:
    if not line.left:
        return line.school
    return f"{line.school} (выбыла{f', вошла в {line.into}' if line.into else ''})"


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
