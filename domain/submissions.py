"""What a school has filed, and the dates it is filed by."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.form import Answers


class State(StrEnum):
    """Where a submission stands between the school and the department."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Submission:
    """`on_time` is judged by the first filing (`first_at`); a correction moves `changed_at` only."""

    id: int
    form: str
    form_version: int
    school_id: int
    school: str
    period: str
    answers: Answers
    reasons: dict[str, str]
    state: str
    revision: int
    first_at: datetime
    on_time: bool
    changed_at: datetime

    @property
    def number(self) -> str:
        """The receipt's number."""
        return f"{self.period}/{self.id:04}"


@dataclass(frozen=True, slots=True)
class Due:
    """A due date of the order: `nominal` as ordered or moved, `effective` after the policy for days off,
    `ends_at` the instant that day ends, `since` the first day on which reminders are expected. In the eyes of a
    school that was given a date of its own, `effective` and `ends_at` are that date's and it is `extended`."""

    id: int
    year: int
    row: str
    period: str
    form: str | None
    nominal: date
    effective: date
    ends_at: datetime
    since: date
    moved: bool
    closed_at: datetime | None = None
    extended: bool = False

    @property
    def closed(self) -> bool:
        """Nothing is filed any more, unless by a school whose own date ends after the closing."""
        return self.closed_at is not None and not (self.extended and self.ends_at > self.closed_at)
