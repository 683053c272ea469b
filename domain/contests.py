"""The contest of best practices (row 3.3): its phases, and how scores become places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Final

ROW: Final = "3.3"
HIGHEST: Final = 10  # of each criterion
CRITERIA: Final = 10  # at most
MOST_FILES: Final = 5


class Phase(StrEnum):
    DRAFT = "draft"
    OPEN = "open"  # for applications, until the last day's end
    JUDGING = "judging"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Contest:
    """`ends_at` is the instant the last day for applications ends; `round` counts judgings: reopening begins one."""

    id: int
    year: int
    title: str
    about: str | None
    criteria: tuple[str, ...]
    ends_on: date
    ends_at: datetime
    round: int
    opened_at: datetime | None
    closed_at: datetime | None

    def phase(self, now: datetime) -> Phase:
        if self.closed_at is not None:
            return Phase.CLOSED
        if self.opened_at is None:
            return Phase.DRAFT
        return Phase.OPEN if now < self.ends_at else Phase.JUDGING

    @property
    def highest(self) -> int:
        """The most that one member of the jury can give an entry."""
        return HIGHEST * len(self.criteria)


@dataclass(frozen=True, slots=True)
class Entry:
    """A school's application. `files` are ids."""

    id: int
    contest_id: int
    school_id: int
    school: str
    number: int
    title: str
    about: str
    files: tuple[int, ...]
    changed_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """`mean` of the totals of those who scored every criterion, `by` how many of them; without any there is
    neither mean nor place. Equal means share their places: `first` to `last`."""

    entry: Entry
    mean: Fraction | None
    by: int
    first: int | None = None
    last: int | None = None


Scores = Mapping[int, Mapping[int, Mapping[int, int]]]  # entry → person → criterion → score


def total(given: Mapping[int, int], criteria: int) -> int | None:
    """What one person gave one entry; None until every criterion has its score."""
    scores = [given.get(one) for one in range(criteria)]
    return None if None in scores else sum(score for score in scores if score is not None)


def standings(entries: Sequence[Entry], scores: Scores, criteria: int) -> list[Standing]:
    """Best first. Exact: means are compared as fractions, never as rounded decimals."""
    rated: list[tuple[Entry, Fraction, int]] = []
    unrated: list[Standing] = []
    for entry in entries:
        totals = [total(given, criteria) for given in scores.get(entry.id, {}).values()]
        counted = [one for one in totals if one is not None]
        if counted:
            rated.append((entry, Fraction(sum(counted), len(counted)), len(counted)))
        else:
            unrated.append(Standing(entry, None, 0))
    rated.sort(key=lambda one: (-one[1], one[0].number))
    placed = []
    for entry, mean, by in rated:
        better = sum(other > mean for _, other, _ in rated)
        equal = sum(other == mean for _, other, _ in rated)
        placed.append(Standing(entry, mean, by, better + 1, better + equal))
    return placed + unrated
