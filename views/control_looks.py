"""How a cell of the board looks: colour, sign, and its short mark. Signs tell the states apart without colours."""

from typing import Final

from domain.control import Cell, State
from views.cells import Look
from views.control_words import STATES

# Filed is blue, begun is yellow, trouble is orange and red: kept apart in the common kinds of colour blindness.
LOOKS: Final = {
    State.DONE: Look("#0b63a5", "#ffffff", "none", "✓", STATES[State.DONE]),
    State.DONE_LATE: Look("#a9d4f2", "#10202e", "none", "✓", "сдано позже, дней"),
    State.WAITING: Look("#5f9fd4", "#081826", "none", "?", STATES[State.WAITING]),
    State.RETURNED: Look("#f2a33a", "#2b1800", "none", "↩", STATES[State.RETURNED]),
    State.BEGUN: Look("#ffe28a", "#3a2c00", "none", "…", STATES[State.BEGUN]),
    State.NOT_STARTED: Look("#ffffff", "#4a525c", "#9aa3ad", "–", STATES[State.NOT_STARTED]),
    State.EXTENDED: Look("#e7dcf5", "#2f1d4d", "none", "+", STATES[State.EXTENDED]),
    State.LATE: Look("#b8430a", "#ffffff", "none", "!", "просрочено, дней"),
    State.COUNT: Look("#dfe5ea", "#1b1f24", "none", "3", "сколько записей"),
    State.NOT_EXPECTED: Look("#f4f6f7", "#59616d", "none", "·", STATES[State.NOT_EXPECTED]),
    State.NOT_APPLICABLE: Look("#f4f6f7", "#59616d", "none", "×", STATES[State.NOT_APPLICABLE]),
}


def mark(cell: Cell) -> str:
    """What stands in the square: a sign, a registry's number, or the part of a whole."""
    if cell.state is State.COUNT or (cell.count is not None and not cell.dated):
        return str(cell.count) if cell.of is None else f"{cell.count}/{cell.of}"
    return LOOKS[cell.state].sign


def below(cell: Cell) -> str:
    """The days of lateness, in small under the sign."""
    return str(cell.late_by) if cell.late_by else ""


EXAMPLES: Final = {
    State.DONE_LATE: Cell(State.DONE_LATE, late_by=4, dated=True),
    State.LATE: Cell(State.LATE, late_by=12, dated=True),
    State.COUNT: Cell(State.COUNT, count=3),
}


def example(state: State) -> Cell:
    """The square that stands in the legend."""
    return EXAMPLES.get(state, Cell(state, dated=True))
