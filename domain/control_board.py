"""The board of a roadmap year (row 5.1) as a value: every school × every row it can be measured on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain import roadmap, search
from domain.control import Cell, State
from domain.periods import Period, quarter_of
from domain.stages import Figures
from domain.submissions import Due


class Measure(StrEnum):
    """How a row is measured at a school."""

    EVIDENCE = "evidence"
    AGREEMENT = "agreement"
    FORM = "form"
    CONFIRMATION = "confirmation"
    PARTNERS = "partners"
    MATERIALS = "materials"
    PUBLICATIONS = "publications"
    FAULTS = "faults"
    STAGES = "stages"
    READERS = "readers"
    SEMINAR = "seminar"
    CONTEST = "contest"


# One registry answers 1.7 and 2.1: it stands once, under the first.
MEASURES: Final = {
    "1.2": Measure.EVIDENCE,
    "1.4": Measure.EVIDENCE,
    "1.5": Measure.AGREEMENT,
    "1.6": Measure.EVIDENCE,
    "1.7": Measure.PARTNERS,
    "1.8": Measure.READERS,
    "2.2": Measure.CONFIRMATION,
    "2.3": Measure.MATERIALS,
    "2.4": Measure.PUBLICATIONS,
    "2.6": Measure.STAGES,
    "3.1": Measure.FAULTS,
    "3.2": Measure.SEMINAR,
    "3.3": Measure.CONTEST,
    "4.1": Measure.FORM,
    "4.2": Measure.FORM,
}
TOGETHER: Final = {"1.7": "2.1"}
DEPARTMENT: Final = ("1.1", "1.3", "1.8", "5.1")  # rows of the department itself
# Rows a school is asked for by a day: completeness and timeliness are counted over them.
DATED: Final = (Measure.EVIDENCE, Measure.AGREEMENT, Measure.FORM, Measure.CONFIRMATION)


@dataclass(frozen=True, slots=True)
class Column:
    """One row of the order in one period; `due` is its date in force, where there is one."""

    row: roadmap.Row
    period: str
    measure: Measure
    due: Due | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.row.number, self.period

    @property
    def dated(self) -> bool:
        return self.measure in DATED


@dataclass(frozen=True, slots=True)
class Line:
    """One school; its cells stand in the order of the columns. Not `reachable`: nobody there, or nobody whom the
    bot can write to. `left`: off the list, perhaps merged `into` another school."""

    school_id: int
    number: int
    school: str
    reachable: bool
    cells: tuple[Cell, ...]
    stages: Figures
    left: bool = False
    into: str = ""

    @property
    def owed(self) -> int:
        """How many rows are overdue."""
        return sum(cell.owed for cell in self.cells)

    @property
    def oldest(self) -> int:
        """Days since the oldest of them was due."""
        return max((cell.late_by for cell in self.cells if cell.owed), default=0)


@dataclass(frozen=True, slots=True)
class Control:
    """Schools by number. `own` are the department's own rows, each with its cell."""

    year: int
    today: date
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    own: tuple[tuple[roadmap.Row, Cell], ...] = ()

    def place(self, row: str, period: str) -> int:
        """Of a column. LookupError where the year has none."""
        for place, column in enumerate(self.columns):
            if column.key == (row, period):
                return place
        raise LookupError((row, period))

    def column(self, place: int) -> list[tuple[Line, Cell]]:
        return [(line, line.cells[place]) for line in self.lines]

    def line(self, school_id: int) -> Line:
        """LookupError for a school that is not on this board."""
        for line in self.lines:
            if line.school_id == school_id:
                return line
        raise LookupError(school_id)

    @property
    def by_attention(self) -> list[Line]:
        """Those that owe most first, then those that owe longest."""
        return sorted(self.lines, key=lambda line: (-line.owed, -line.oldest, line.number))

    def lacking(self, place: int) -> list[tuple[Line, Cell]]:
        """Who has not done one row, the oldest lateness first; those not asked are left out. Of faults: whose are
        open, the most first."""
        measure = self.columns[place].measure
        without = [(line, cell) for line, cell in self.column(place) if cell.expected and not _has(measure, cell)]
        if measure is Measure.FAULTS:
            return sorted(without, key=lambda one: (-(one[1].count or 0), one[0].number))
        return sorted(without, key=lambda one: (-one[1].late_by, one[1].count or 0, one[0].number))

    def score(self, place: int) -> tuple[int, int]:
        """How many schools have one row done (a registry: an entry; faults: none open), and how many are asked."""
        measure = self.columns[place].measure
        cells = [cell for _, cell in self.column(place) if cell.expected]
        return sum(_has(measure, cell) for cell in cells), len(cells)


def columns(year: int, dues: Collection[Due], today: date) -> tuple[Column, ...]:
    """Every column of a roadmap year, row by row, each date of a row its own. A list that is confirmed every
    quarter is looked at in the quarter under way, or in the year's last one."""
    by_key = {(due.row, due.period): due for due in dues}
    found: list[Column] = []
    for row in roadmap.ROWS:
        measure = MEASURES.get(row.number)
        if measure is None:
            continue
        if measure is Measure.CONFIRMATION:
            periods = [quarter(year, today).key]
        elif isinstance(row.due, roadmap.Span):
            periods = [f"{year}-Y"]
        else:
            periods = [day.period(year).key for day in row.due]
        found += [Column(row, period, measure, by_key.get((row.number, period))) for period in periods]
    return tuple(found)


def quarter(year: int, today: date) -> Period:
    """The quarter under way within a year: its first before, its last after it."""
    if today.year == year:
        return quarter_of(today)
    return Period(year, "Q1" if today.year < year else "Q4")


def matching(lines: Iterable[Line], letters: str) -> Sequence[Line]:
    """Schools that are meant by the typed letters."""
    return [line for line in lines if search.meant(letters, line.school, line.number)]


def _has(measure: Measure, cell: Cell) -> bool:
    """Whether the row is done as far as the school is concerned: what was sent back is not."""
    if measure is Measure.FAULTS:
        return not cell.count
    if cell.state is State.RETURNED:
        return False
    return cell.filed or cell.state is State.DONE or (cell.state is State.COUNT and bool(cell.count))
