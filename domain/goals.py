"""The plan of a pair: two to four goals, each rated from 1 to 10 at the start, mid-way and at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Protocol

from domain.pairs import CLOSED, State

FEWEST: Final = 2
MOST: Final = 4
LOWEST: Final = 1
HIGHEST: Final = 10
CLOSING: Final = timedelta(days=14)  # before a pair's planned end: from then on the end is asked about


class Moment(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


class Dated(Protocol):
    """Of a pair, what its moments are derived from."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...

    @property
    def closed_on(self) -> date | None: ...

    @property
    def state(self) -> State: ...


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


def comes(pair: Dated, moment: Moment) -> date:
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


def has_come(pair: Dated, moment: Moment, today: date) -> bool:
    return comes(pair, moment) <= today


def asked(pair: Dated, goals: Iterable[Goal], today: date) -> Moment | None:
    """The moment whose ratings are wanted now, if any is missing: the newest that has come. The start is asked about
    for as long as it is missing; a middle that was missed is not, once the end has come."""
    if pair.state is State.DRAFT:
        return None
    alive = list(goals)
    now = newest(pair, today)
    return next((one for one in dict.fromkeys((Moment.START, now)) if unrated(alive, one)), None)


def newest(pair: Dated, today: date) -> Moment:
    """The last of the moments that have come."""
    return max((one for one in Moment if has_come(pair, one, today)), key=list(Moment).index)


def unrated(goals: Iterable[Goal], moment: Moment) -> list[Goal]:
    return [goal for goal in goals if moment not in goal.ratings]


def may_set(pair: Dated, goals: Iterable[Goal]) -> bool:
    """Whether one more goal may be added: a pair that is over gets none."""
    return pair.state not in CLOSED and len(list(goals)) < MOST
