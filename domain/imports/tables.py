"""Tables as they were read from a file: cells with their places, nothing understood yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto


class Odd(Enum):
    """A cell that holds no value of its own."""

    FORMULA = auto()
    ERROR = auto()  # #N/A and its like


Value = str | int | float | bool | date | datetime | Odd | None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: `header` stands in its row `at`; each row comes with its number."""

    title: str
    at: int
    header: Sequence[Value]
    rows: Sequence[tuple[int, Sequence[Value]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which cell, in words for the person. `sheet` is a title, `cell` a name like C14."""

    sheet: str
    cell: str
    words: str


class Unreadable(ValueError):
    """A file that is not read at all; `str(error)` tells the person why."""


def cell(row: int, column: int) -> str:
    """«C14»; columns are counted from 0."""
    letters = ""
    left = column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def text(value: Value) -> str:
    """As a person would type it; empty for a blank."""
    match value:
        case None | Odd():
            return ""
        case bool():
            return "да" if value else "нет"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()
