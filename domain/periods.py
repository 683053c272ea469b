"""Reporting periods: a quarter (monitoring), a half-year (quality) or a whole year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

MONTHS = {"Q": 3, "H": 6, "Y": 12}  # of each kind of part
PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "Y")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`part` is one of `PARTS`. Periods of one kind sort by time. ValueError for any other part or year."""

    year: int
    part: str

    def __post_init__(self) -> None:
        if self.part not in PARTS or not 1000 <= self.year <= 9998:
            raise ValueError(f"no such period: {self.year}-{self.part}")

    @classmethod
    def parse(cls, key: str) -> Self:
        """The period of a `key`; ValueError for anything else."""
        found = re.fullmatch(r"([0-9]{4})-([A-Z][0-9]?)", key)
        if not found:
            raise ValueError(f"no such period: {key!r}")
        return cls(int(found[1]), found[2])

    @property
    def key(self) -> str:
        """«2026-Q3»: for rows in the database and for buttons."""
        return f"{self.year}-{self.part}"

    @property
    def start(self) -> date:
        return date(self.year, (self._number - 1) * self._months + 1, 1)

    @property
    def end(self) -> date:
        """The last day, inclusive. Forms of the order fall due before it."""
        month = self._number * self._months
        following = date(self.year + 1, 1, 1) if month == 12 else date(self.year, month + 1, 1)
        return following - timedelta(days=1)

    def previous(self) -> "Period":
        """The period of the same kind just before this one."""
        if self._number > 1:
            return Period(self.year, f"{self.part[0]}{self._number - 1}")
        last = {"Q": "Q4", "H": "H2", "Y": "Y"}[self.part[0]]
        return Period(self.year - 1, last)

    @property
    def _months(self) -> int:
        return MONTHS[self.part[0]]

    @property
    def _number(self) -> int:
        return int(self.part[1:] or 1)


def quarter_of(day: date) -> Period:
    return Period(day.year, f"Q{(day.month + 2) // 3}")


def half_of(day: date) -> Period:
    return Period(day.year, "H1" if day.month <= 6 else "H2")


def offered(first: date, today: date) -> list[Period]:
    """Half-years and years from the one of `first` on, as far as they have begun."""
    known = [Period(year, part) for year in range(first.year, today.year + 1) for part in ("H1", "H2", "Y")]
    return [one for one in known if one.start <= today]
