"""Meetings in the log: what of an entry is odd and has to be asked about, and who may change one, how long."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.pairs import CLOSED, WORKING, State
from domain.people import Role
from domain.registry import Pair

LONGEST: Final = 720  # minutes: twelve hours
USUAL: Final = (15, 480)  # minutes that a mistyped number may have meant
OWN_TIME: Final = timedelta(hours=24)  # in which a mentor may change what was logged; later the coordinator does
FRESH: Final = timedelta(days=14)  # further back a mentor is asked whether the day is right
RECENT: Final = timedelta(days=60)  # since a pair's end: its mentor still finds it
FIRST: Final = "once"  # no meeting of that day was seen


@dataclass(frozen=True, slots=True)
class Meeting:
    """`who` logged it; `absent` are the codes of a group who did not come, None where nobody was asked."""

    id: int
    pair_id: int
    held_on: date
    minutes: int | None
    topic: str | None
    logged_by: int
    who: str
    logged_at: datetime
    undone_at: datetime | None
    undone_by: int | None
    absent: tuple[str, ...] | None


class Odd(StrEnum):
    FUTURE = "future"
    EARLY = "early"  # before the pair began
    LATE = "late"  # after it ended
    OLD = "old"
    PAUSED = "paused"
    TWICE = "twice"


AGREED: Final = {Odd.OLD: "o", Odd.PAUSED: "k"}  # how a button says that it was asked and is right


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting about to be logged. `minutes` is 0 where nothing is known of them; `seen` is the meeting of that day
    that was shown, so that another one is meant; `agreed` are letters of what was asked already."""

    day: date
    minutes: int = 0
    seen: str = FIRST
    agreed: str = ""

    @property
    def key(self) -> str:
        """What a button says of it besides day and minutes."""
        return f"{self.seen}.{self.agreed}" if self.agreed else self.seen

    def though(self, odd: Odd) -> "Entry":
        return replace(self, agreed=self.agreed + AGREED[odd])

    def beside(self, meeting_id: int) -> "Entry":
        return replace(self, seen=str(meeting_id))


def odd(entry: Entry, pair: Pair, today: date, *, same: int | None, paused_on: date | None, role: Role) -> Odd | None:
    """The first thing to ask about an entry, None where it can be logged. `same` is the newest meeting of that day,
    `paused_on` the day since which the pair rests. A coordinator enters old papers, and is not asked how old."""
    if entry.day > today:
        return Odd.FUTURE
    if entry.day < pair.starts_on:
        return Odd.EARLY
    if pair.closed_on is not None and entry.day > pair.closed_on:
        return Odd.LATE
    if role is Role.MENTOR and today - entry.day > FRESH and AGREED[Odd.OLD] not in entry.agreed:
        return Odd.OLD
    rested = pair.state is State.PAUSED and (paused_on is None or entry.day >= paused_on)
    if rested and AGREED[Odd.PAUSED] not in entry.agreed:
        return Odd.PAUSED
    if same is not None and str(same) != entry.seen:
        return Odd.TWICE
    return None


def whose(mine: Sequence[Pair], day: date, today: date) -> list[Pair]:
    """Which of a mentor's pairs may have met on that day: those at work then, else all at work, else those that ended
    lately. One that is over is meant for past days alone."""
    working = [one for one in mine if one.state in WORKING]
    ended = [one for one in mine if one.state in CLOSED and one.closed_on]
    then = [one for one in working if one.starts_on <= day]
    if day < today:
        then += [one for one in ended if one.closed_on and one.starts_on <= day <= one.closed_on]
    return then or working or [one for one in ended if one.closed_on and today - one.closed_on <= RECENT]


def possible(minutes: int) -> bool:
    return 1 <= minutes <= LONGEST


def guesses(minutes: int) -> list[int]:
    """What a number that is too large may have meant: typed twice, or with a figure too many."""
    text = str(minutes)
    half = text[: len(text) // 2]
    found = [int(half)] if text == half * 2 else []
    found += [minutes // 10, minutes // 100]
    return [one for one in dict.fromkeys(found) if USUAL[0] <= one <= USUAL[1]][:2]


def changeable(meeting: Meeting, role: Role, now: datetime) -> bool:
    """Whether a person of this role may undo the entry, or change it."""
    return role is Role.COORDINATOR or (role is Role.MENTOR and now - meeting.logged_at < OWN_TIME)


def restorable(meeting: Meeting, role: Role, person_id: int, now: datetime) -> bool:
    """A mentor puts back what they took out themselves, within the same time."""
    if meeting.undone_at is None:
        return False
    mine = meeting.undone_by == person_id and now - meeting.undone_at < OWN_TIME
    return role is Role.COORDINATOR or (role is Role.MENTOR and mine)
