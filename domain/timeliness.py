"""Completeness and timeliness: of those asked for something by a day, how many handed it in, and when."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.control import Cell, State
from domain.control_board import Control


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Each expected school is in exactly one of: `on_time`, `late`, `begun`, `not_started`, `unreachable`; so no
    share is over 100 %. The others count some of them once more. `begun` includes what waits for the department."""

    on_time: int = 0
    late: int = 0
    begun: int = 0
    not_started: int = 0
    unreachable: int = 0
    corrected: int = 0  # of those filed
    returned: int = 0  # of those filed
    waiting: int = 0  # for review
    overdue: int = 0  # of those not filed
    extended: int = 0  # of those not filed

    @property
    def filed(self) -> int:
        return self.on_time + self.late

    @property
    def expected(self) -> int:
        return self.filed + self.begun + self.not_started + self.unreachable

    @property
    def due_so_far(self) -> int:
        """Filed, or its day has passed."""
        return self.filed + self.overdue


def tally(cells: Iterable[tuple[Cell, bool]]) -> Timeliness:
    """Over cells that have a day; each with whether the school can be reached. Nobody is looked for who has filed."""
    counts: dict[str, int] = {}

    def add(what: str) -> None:
        counts[what] = counts.get(what, 0) + 1

    for cell, reachable in cells:
        if not cell.dated or not cell.expected:
            continue
        add(_group(cell, reachable))
        if cell.corrected_on:
            add("corrected")
        if cell.filed and cell.state is State.RETURNED:
            add("returned")
        if cell.state is State.WAITING:
            add("waiting")
        if cell.owed:
            add("overdue")
        if cell.state is State.EXTENDED:
            add("extended")
    return Timeliness(**counts)


def of_column(control: Control, place: int) -> Timeliness:
    return tally((cell, line.reachable) for line, cell in control.column(place))


def of_year(control: Control) -> Timeliness:
    return tally((cell, line.reachable) for line in control.lines for cell in line.cells)


def _group(cell: Cell, reachable: bool) -> str:
    if cell.filed:
        return "late" if cell.late_by else "on_time"
    if not reachable:
        return "unreachable"
    waits = cell.state in (State.WAITING, State.RETURNED)
    return "begun" if cell.begun or waits else "not_started"
