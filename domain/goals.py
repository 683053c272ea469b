"""The plan of a pair: two to four goals, each rated from 1 to 10 at the start, mid-way and at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.pairs import CLOSED, State
from domain.registry import Pair

FEWEST: Final = 2
MOST: Final = 4
LOWEST: Final = 1
HIGHEST: Final = 10
CLOSING: Final = timedelta(days=14)  # before a pair's planned end: from then on the end is asked about


class Moment(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Goal:
    """`ratings` are the newest of each moment that was rated."""

    id: int
    pair_id: int
    words: str
    dropped: bool = False
    ratings: Mapping[Moment, int] = field(default_factory=dict)

    @property
    def growth(self) -> int | None:
        """From the start to the end; None while one of them is missing."""
        if Moment.START in self.ratings and Moment.END in self.ratings:
            return self.ratings[Moment.END] - self.ratings[Moment.START]
        return None


def comes(pair: Pair, moment: Moment) -> date:
    """The day from which a moment of this pair may be rated. The end of one that is over is there already."""
    middle = pair.starts_on + (pair.ends_on - pair.starts_on) // 2
    match moment:
        case Moment.START:
            return date.min
        case Moment.MIDDLE:
            return middle
        case Moment.END:
            planned = max(middle, pair.ends_on - CLOSING)
            return min(planned, pair.closed_on) if pair.closed_on else planned


def has_come(pair: Pair, moment: Moment, today: date) -> bool:
    return comes(pair, moment) <= today


def asked(pair: Pair, goals: Iterable[Goal], today: date) -> Moment | None:
    """The moment whose ratings are wanted now, if any is missing: the newest that has come. The start is asked about
    for as long as it is missing; a middle that was missed is not, once the end has come."""
    if pair.state is State.DRAFT:
        return None
    alive = list(goals)
    if any(Moment.START not in goal.ratings for goal in alive):
        return Moment.START
    now = Moment.END if has_come(pair, Moment.END, today) else Moment.MIDDLE
    if not has_come(pair, now, today):
        return None
    return now if any(now not in goal.ratings for goal in alive) else None


def unrated(goals: Iterable[Goal], moment: Moment) -> list[Goal]:
    return [goal for goal in goals if moment not in goal.ratings]


def may_set(pair: Pair, goals: Iterable[Goal]) -> bool:
    """Whether one more goal may be added: a pair that is over gets none."""
    return pair.state not in CLOSED and len(list(goals)) < MOST
