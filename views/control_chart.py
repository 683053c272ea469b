"""The board of a year as a tall picture for a phone: a row for each school, a column for each row of the order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain import roadmap
from domain.control import Cell, State
from domain.control_board import Column, Control
from views import control_looks, control_words, words
from views.canvas import FAINT, INK, WIDTH, Canvas, Place
from views.control_looks import LOOKS

MARGIN: Final = 20
INNER: Final = WIDTH - 2 * MARGIN
NAME: Final = 206  # pixels of a school's name
GAP: Final = 12  # between the sections of the order
ROW: Final = 44  # its height; a third of it on a phone
HEAD: Final = 76
LEGEND_ROW: Final = 46
KEY_ROW: Final = 34
TOTALS: Final = 62
FORM_OF_SCHOOL: Final = re.compile(r"^(?:(?:М|Г|Ч)?(?:А|Б|К)?(?:ОУ|ДОУ|УДО|ОУДО|УСОШ|УСШ|ОШ)|МОУ|СОШ)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Grid:
    """What is drawn: names, and a mark and a state for each square. The numbers are the board's."""

    columns: tuple[Column, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    scores: tuple[tuple[int, int], ...]  # of all schools of the board, on whatever picture they stand


def grid(board: Control, page: int, per_page: int) -> Grid:
    """The schools of one picture: all pictures have about as many."""
    pages = max(1, -(-len(board.lines) // per_page))
    many = -(-len(board.lines) // pages)
    lines = board.lines[page * many : (page + 1) * many]
    return Grid(
        board.columns,
        tuple(name(line.number, line.school) for line in lines),
        tuple(line.cells for line in lines),
        tuple(board.score(place) for place in range(len(board.columns))),
    )


def name(number: int, school: str) -> str:
    """Short, with its number in front unless it is in the name: «Школа № 7», «5 Радуга»."""
    short = FORM_OF_SCHOOL.sub("", school).strip(" «»\"'") or school
    return short if str(number) in re.findall(r"\d+", short) else f"{number} {short}"


def picture(board: Control, page: int, per_page: int) -> bytes:
    """A PNG, 1080 pixels wide and as tall as the schools need."""
    drawn = grid(board, page, per_page)
    present = {cell.state for row in drawn.cells for cell in row}
    legend = [state for state in State if state in present]
    top = 118 + LEGEND_ROW * -(-len(legend) // 3) + HEAD + 12
    bottom = top + ROW * max(1, len(drawn.names)) + TOTALS
    titles = _titles(drawn.columns)
    sheet = Canvas(int(bottom + 24 + KEY_ROW * -(-len(titles) // 2) + MARGIN))
    sheet.text(MARGIN, 46, f"Дорожная карта, {board.year} год", 38, bold=True)
    sheet.text(MARGIN, 92, f"Школы и строки на {words.day(board.today)}", 24, FAINT)
    for place, state in enumerate(legend):
        _legend(sheet, place, state)
    lefts = _lefts(drawn.columns)
    squares: list[tuple[float, float, Cell]] = []
    width = _width(drawn.columns)
    for left, column in zip(lefts, drawn.columns, strict=True):
        _heading(sheet, left + width / 2, top - HEAD, width, column)
    for line, (school, cells) in enumerate(zip(drawn.names, drawn.cells, strict=True)):
        y = top + line * ROW
        sheet.text(MARGIN, y + ROW / 2, sheet.shortened(school, NAME - 10, 24), 24)
        squares += [(left + width / 2, y + ROW / 2, cell) for left, cell in zip(lefts, cells, strict=True)]
    _squares(sheet, squares, width, ROW)
    if not drawn.names:
        sheet.text(MARGIN, top + ROW / 2, "Школ пока нет", 24, FAINT)
    _totals(sheet, lefts, bottom - TOTALS + 8, width, drawn)
    for place, title in enumerate(titles):
        _key(sheet, place, -(-len(titles) // 2), bottom + 24, title)
    return sheet.png()


def _lefts(columns: Sequence[Column]) -> list[float]:
    """Where each column begins: a gap stands between two sections of the order."""
    width, found, x = _width(columns), [], float(MARGIN + NAME)
    for place, column in enumerate(columns):
        if place and column.row.section != columns[place - 1].row.section:
            x += GAP
        found.append(x)
        x += width
    return found


def _width(columns: Sequence[Column]) -> float:
    gaps = len({column.row.section for column in columns}) - 1
    return (INNER - NAME - GAP * gaps) / len(columns)


def _heading(sheet: Canvas, middle: float, y: float, width: float, column: Column) -> None:
    """«4.1» and below it «IV»; a month by its first letters."""
    part = control_words.part(column).split()
    sheet.text(
        middle, y + 24, column.row.number, sheet.fitting(column.row.number, width - 2, 22, True), INK, "center", True
    )
    if part:
        short = part[0][:3]
        sheet.text(middle, y + 52, short, sheet.fitting(short, width - 2, 20), FAINT, "center")


def _squares(sheet: Canvas, cells: Sequence[tuple[float, float, Cell]], width: float, height: float) -> None:
    """All squares of one size, given by their middles; those that look alike are drawn at once."""
    faces: dict[State, list[Place]] = {}
    marks: dict[tuple[str, float, str], list[Place]] = {}
    sizes: dict[str, float] = {}
    for x, y, cell in cells:
        look, said, days = LOOKS[cell.state], control_looks.mark(cell), control_looks.below(cell)
        faces.setdefault(cell.state, []).append((x, y))
        if said not in sizes:
            sizes[said] = sheet.fitting(said, width - 6, 24, bold=True)
        size = 20.0 if days else sizes[said]
        marks.setdefault((said, size, look.ink), []).append((x, y - height * 0.2 if days else y))
        if days:
            marks.setdefault((days, 16.0, look.ink), []).append((x, y + height * 0.24))
    for state, places in faces.items():
        sheet.boxes(places, width - 3, height - 4, LOOKS[state].face, LOOKS[state].edge)
    for (said, size, ink), places in marks.items():
        sheet.marks(places, said, size, ink)


def _legend(sheet: Canvas, place: int, state: State) -> None:
    line, column = divmod(place, 3)
    x, y = MARGIN + column * INNER / 3, 118.0 + line * LEGEND_ROW
    _squares(sheet, [(x + 23, y + 20, control_looks.example(state))], 46, 44)
    sheet.text(x + 56, y + 20, LOOKS[state].words, sheet.fitting(LOOKS[state].words, INNER / 3 - 66, 22))


def _totals(sheet: Canvas, lefts: Sequence[float], y: float, width: float, drawn: Grid) -> None:
    sheet.text(MARGIN, y + 16, "Сделано", 24, bold=True)
    sheet.text(MARGIN, y + 44, "из скольких школ", 20, FAINT)
    for left, (have, asked) in zip(lefts, drawn.scores, strict=True):
        middle = left + width / 2
        sheet.text(middle, y + 16, str(have), sheet.fitting(str(have), width - 4, 24, True), INK, "center", True)
        sheet.text(middle, y + 44, str(asked), sheet.fitting(str(asked), width - 4, 20), FAINT, "center")


def _titles(columns: Sequence[Column]) -> list[str]:
    found: dict[str, str] = {}
    for column in columns:
        found[column.row.number] = f"{control_words.numbers(column)} {column.row.title}"
    return [*found.values()] if columns else [row.title for row in roadmap.ROWS]


def _key(sheet: Canvas, place: int, lines: int, y: float, title: str) -> None:
    column, line = divmod(place, lines)
    sheet.text(MARGIN + column * INNER / 2, y + line * KEY_ROW + KEY_ROW / 2, title, 22)
