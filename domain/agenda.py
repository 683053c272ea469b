"""A person's dates, as a calendar shows them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DueDay:
    """A date of the order that is still to come: `day` counts, `nominal` is what the order or a move says;
    `extended` where the department gave this school a day of its own."""

    row: str
    period: str
    nominal: date
    day: date
    extended: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event somebody signed up for; `starts_at` is UTC."""

    id: int
    title: str
    place: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    days: tuple[DueDay, ...]
    meetings: tuple[Meeting, ...]
