"""A school's own date, and a period closed to those who have not filed: what is asked for and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime

from domain import roadmap
from domain.roadmap import Owner
from domain.submissions import Due


@dataclass(frozen=True, slots=True)
class Wish:
    """A school asks for its own date; `form` is empty for a row that is done with evidence. `granted` is None until
    the department answers."""

    id: int
    deadline_id: int
    row: str
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


def of_schools(due: Due) -> bool:
    """Whether it is a date that schools keep, and so can ask to have moved: a report's, or a document's."""
    row = roadmap.row(due.row)
    return due.form is not None or (row.proof is not None and row.owner is Owner.SCHOOL)
