"""A school's own date, and a period closed to those who have not filed: what is asked for and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Wish:
    """A school asks for its own date. `granted` is None until the department answers."""

    id: int
    deadline_id: int
    form: str
    period: str
    school_id: int
    school: str
    until: date
    reason: str
    by_person: int
    granted: bool | None
    answered_at: datetime | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Closing:
    """The last word on a period: `reason` is what late schools read."""

    id: int
    at: datetime
    name: str
    closed: bool
    reason: str | None
