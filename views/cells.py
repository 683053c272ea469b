"""One square of the department's picture: where a school stands in a quarter, and how that looks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CellState(StrEnum):
    """In the order of the legend."""

    ON_TIME = "on_time"
    LATE = "late"
    BEGUN = "begun"
    NOT_STARTED = "not_started"
    OVERDUE = "overdue"
    UNREACHABLE = "unreachable"
    NOT_EXPECTED = "not_expected"


FILED: Final = (CellState.ON_TIME, CellState.LATE)


@dataclass(frozen=True, slots=True)
class Cell:
    """`pairs` is what a filed report says; `done` of `total` answers is how far an unfiled one is."""

    state: CellState
    pairs: int | None = None
    done: int = 0
    total: int = 0

    @property
    def begun(self) -> bool:
        """An overdue report may be begun as well."""
        return self.state in (CellState.BEGUN, CellState.OVERDUE) and self.done > 0 and self.total > 0

    @property
    def mark(self) -> str:
        """What stands in the square. Tells the states apart for who sees no colours, with `folded`."""
        if self.state in FILED:
            return "✓" if self.pairs is None else str(self.pairs)
        progress = f"{self.done}/{self.total}" if self.begun else ""
        return f"{progress}{LOOKS[self.state].sign}" or "…"

    @property
    def folded(self) -> bool:
        """A report filed late has a folded corner."""
        return self.state is CellState.LATE


@dataclass(frozen=True, slots=True)
class Look:
    """Colours that stay apart in the common kinds of colour blindness; in grey the marks tell."""

    face: str
    ink: str
    edge: str
    sign: str
    words: str


LOOKS: Final = {
    CellState.ON_TIME: Look("#0b63a5", "#ffffff", "none", "", "вовремя"),
    CellState.LATE: Look("#a9d4f2", "#10202e", "none", "", "позже срока"),
    CellState.BEGUN: Look("#ffe28a", "#3a2c00", "none", "", "заполняется"),
    CellState.NOT_STARTED: Look("#ffffff", "#4a525c", "#9aa3ad", "–", "не начат"),
    CellState.OVERDUE: Look("#b8430a", "#ffffff", "none", "!", "просрочен"),
    CellState.UNREACHABLE: Look("#33373d", "#ffffff", "none", "×", "нет связи"),
    CellState.NOT_EXPECTED: Look("#f1f3f5", "#59616d", "none", "·", "ещё не ждём"),
}

EXAMPLES: Final = {
    CellState.ON_TIME: Cell(CellState.ON_TIME, pairs=14),
    CellState.LATE: Cell(CellState.LATE, pairs=14),
    CellState.BEGUN: Cell(CellState.BEGUN, done=7, total=11),
}


def example(state: CellState) -> Cell:
    """The square that stands in the legend."""
    return EXAMPLES.get(state, Cell(state))
