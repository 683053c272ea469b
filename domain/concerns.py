"""Concerns: told by a mentor or a coordinator past their school, read by one responsible person of the department."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.people import Role
from domain.workdays import WorkCalendar

PATIENCE: Final = 2  # working days: after them the responsible person is reminded each working morning


class What(StrEnum):
    """Said by the sender: told, added. By the responsible person: answered, closed, reopened."""

    TOLD = "told"
    ADDED = "added"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said (`words`) or done (without)."""

    at: datetime
    who: str
    what: What
    words: str | None


@dataclass(frozen=True, slots=True)
class Concern:
    """`sender` is a name or a pupil's code, `role` the one they told it in; `codes` are those of the pair it is about,
    if they said so. `opened_on` is the local day since which it is open; `lines` are in the order of time."""

    id: int
    by_person: int
    sender: str
    role: Role
    school: str
    pair_id: int | None
    codes: tuple[str, ...]
    opened_on: date
    revision: int
    closed_at: datetime | None
    lines: tuple[Line, ...]

    @property
    def open(self) -> bool:
        return self.closed_at is None

    @property
    def answered(self) -> bool:
        """Whether the last word was the department's."""
        said = [line.what for line in self.lines if line.words is not None]
        return bool(said) and said[-1] is What.ANSWERED


@dataclass(frozen=True, slots=True)
class Duty:
    """Who answers concerns: a person in a post of the department. `id` tells one appointment from the next.
    They are not `reachable` while the messenger refuses them."""

    id: int
    post: int
    name: str
    chat: int
    since: datetime
    reachable: bool = True


def overdue(opened_on: date, today: date, calendar: WorkCalendar) -> bool:
    """Open for more than `PATIENCE` working days, on a working day."""
    return not calendar.is_off(today) and today > calendar.shift(opened_on, PATIENCE)
