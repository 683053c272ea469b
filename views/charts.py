"""Pictures for a phone: schools × quarters, and bars. Slow (a second): draw them in a thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from views import canvas, words
from views.canvas import FAINT, INNER, MARGIN, Canvas
from views.cells import LOOKS, Cell, CellState, example

TALL: Final = 1280  # pixels: a messenger shrinks a picture with a longer side, so rows get lower first
ONE_PANEL: Final = 24  # schools; more stand in two columns
PANEL_GAP: Final = 36
LEGEND_ROW: Final = 50
HEADING: Final = 64  # pixels of the quarters' names
OLD: Final = "#a9b4c0"
NEW: Final = "#0b63a5"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the squares of a grid stand, in pixels; decided before anything is drawn."""

    panels: int
    rows: int
    columns: int
    row: float
    top: float

    @classmethod
    def of(cls, schools: int, columns: int, top: float) -> "Layout":
        panels = 2 if schools > ONE_PANEL else 1
        rows = max(1, -(-schools // panels))
        row = min(68.0, max(36.0, (TALL - top - MARGIN) // rows))
        return cls(panels, rows, columns, row, top)

    @property
    def panel(self) -> float:
        return (INNER - PANEL_GAP * (self.panels - 1)) / self.panels

    @property
    def cell(self) -> float:
        return min(132.0, self.panel * 0.5 / max(1, self.columns))

    @property
    def letters(self) -> float:
        return min(30.0, self.row * 0.56)

    @property
    def height(self) -> int:
        return int(self.top + self.rows * self.row + MARGIN)

    def left(self, panel: int) -> float:
        return MARGIN + panel * (self.panel + PANEL_GAP)

    def column(self, panel: int, column: int) -> float:
        return self.left(panel) + self.panel - (self.columns - column) * self.cell


def quarter_chart(
    title: str, schools: Sequence[str], periods: Sequence[str], cells: Mapping[tuple[int, int], Cell], below: str = ""
) -> bytes:
    """A PNG, 1080 pixels wide: a row for each school, a column for each period (a key or any words).

    `below` says what the numbers are. `cells` are found by (index of the school, index of the period); one that is
    missing is not expected.
    """
    grid = [
        [cells.get((row, column), Cell(CellState.NOT_EXPECTED)) for column in range(len(periods))]
        for row in range(len(schools))
    ]
    present = {cell.state for row in grid for cell in row}
    legend = [state for state in CellState if state in present]
    top = 150.0 + LEGEND_ROW * -(-len(legend) // 4) + HEADING
    layout = Layout.of(len(schools), len(periods), top)
    sheet = Canvas(layout.height)
    _title(sheet, title, below)
    for place, state in enumerate(legend):
        _legend(sheet, place, state)
    for panel in range(layout.panels):
        for column, period in enumerate(periods):
            _period(sheet, layout, layout.column(panel, column), period)
    if not schools:
        sheet.text(MARGIN, layout.top + layout.row / 2, "Школ пока нет", layout.letters, FAINT)
    for place, (school, row) in enumerate(zip(schools, grid, strict=True)):
        panel, line = divmod(place, layout.rows)
        y = layout.top + line * layout.row
        room = layout.panel - layout.columns * layout.cell - 14
        name = sheet.shortened(school, room, layout.letters)
        sheet.text(layout.left(panel), y + layout.row / 2, name, layout.letters)
        for column, cell in enumerate(row):
            _cell(sheet, layout.column(panel, column), y, layout.cell, layout.row, cell)
    return sheet.png()


def bar_chart(title: str, labels: Sequence[str], values: Sequence[int], previous: Sequence[int] | None = None) -> bytes:
    """A PNG, 1080 pixels wide: a bar for each label, under it a thin one for the value before."""
    step = 116 if previous else 92
    top = 168 if previous else 118
    sheet = Canvas(top + step * max(1, len(labels)) + MARGIN)
    _title(sheet, title, "")
    if previous:
        for place, (colour, said) in enumerate(((NEW, "сейчас"), (OLD, "в прошлый раз"))):
            sheet.box(MARGIN + place * 200, 118, 36, 24, colour)
            sheet.text(MARGIN + place * 200 + 48, 130, said, 24, FAINT)
    largest = max((*values, *(previous or ()), 1))
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = top + place * step
        sheet.text(MARGIN, y + 16, sheet.shortened(label, INNER, 28), 28)
        _bar(sheet, y + 40, 34, value, largest, NEW)
        if previous:
            _bar(sheet, y + 78, 20, previous[place], largest, OLD)
    return sheet.png()


def _title(sheet: Canvas, title: str, below: str) -> None:
    size = sheet.fitting(title, INNER, 40, bold=True)
    size = max(size, 30)
    sheet.text(MARGIN, 58, sheet.shortened(title, INNER, size, bold=True), size, bold=True)
    if below:
        sheet.text(MARGIN, 108, below, 24, FAINT)


def _legend(sheet: Canvas, place: int, state: CellState) -> None:
    line, column = divmod(place, 4)
    x, y = MARGIN + column * INNER / 4, 136.0 + line * LEGEND_ROW
    _cell(sheet, x, y, 70, 44, example(state))
    sheet.text(x + 78, y + 22, LOOKS[state].words, 22)


def _period(sheet: Canvas, layout: Layout, x: float, period: str) -> None:
    """«III кв.» with the year below it."""
    middle, room = x + layout.cell / 2, layout.cell - 4
    short, _, year = words.short_period(period).partition(" 20")
    y = layout.top - HEADING / 2
    sheet.text(middle, y - (12 if year else 0), short, sheet.fitting(short, room, 24), canvas.INK, "center")
    if year:
        sheet.text(middle, y + 14, f"20{year}", sheet.fitting("2026", room, 20), FAINT, "center")


def _cell(sheet: Canvas, x: float, y: float, width: float, height: float, cell: Cell) -> None:
    look = LOOKS[cell.state]
    left, top, across, down = x + 3, y + 3, width - 6, height - 6
    sheet.box(left, top, across, down, look.face, look.edge)
    if cell.begun:
        sheet.box(left + 5, top + down - 7, (across - 10), 4, "#ffffff")
        sheet.box(left + 5, top + down - 7, (across - 10) * min(1, cell.done / cell.total), 4, look.ink)
    if cell.folded:
        sheet.corner(left + across, top, min(14, down / 2), look.ink)
    size = sheet.fitting(cell.mark, across - 8, min(30, height * 0.52), bold=True)
    sheet.text(
        left + across / 2, top + down / 2 - (2 if cell.begun else 0), cell.mark, size, look.ink, "center", bold=True
    )


def _bar(sheet: Canvas, y: float, height: float, value: int, largest: int, colour: str) -> None:
    room = INNER - 110
    if value:
        sheet.box(MARGIN, y, max(4.0, room * value / largest), height, colour)
    sheet.text(MARGIN + room * value / largest + 14, y + height / 2, words.number(value), max(22, min(28, height)))
