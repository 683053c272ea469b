"""A school and what it keeps: mentors, mentees, pairs and groups."""

from dataclasses import dataclass
from datetime import date

from domain.pairs import State


@dataclass(frozen=True, slots=True)
class School:
    """`number` is the one in its codes: school 7 gives Ш07-014."""

    id: int
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Mentor:
    """`place` is where an adult works, or a pupil's class; `person_id` is set once they use the bot."""

    id: int
    school_id: int
    code: str
    kind: str
    name: str | None
    place: str | None
    consent: str | None
    person_id: int | None

    @property
    def label(self) -> str:
        """What they are called in lists: an adult's name, a pupil's code."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Mentee:
    """`consent` is the paper's number and date; without it no pair of theirs becomes active. `wants` are the
    competences they ask for, `form` the form of mentoring."""

    id: int
    school_id: int
    code: str
    grade: str | None
    request: str | None
    consent_kind: str | None
    consent: str | None
    wants: tuple[str, ...] = ()
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """`mentor` is a name or a pupil's code, `mentees` are codes; `closed_on` is set once it is over; `story` is a
    short case, without names."""

    id: int
    school_id: int
    form: str
    mentor_id: int
    mentor: str
    goal: str
    starts_on: date
    ends_on: date
    order_no: str | None
    state: State
    closed_on: date | None
    result: str | None
    reason: str | None
    revision: int
    mentees: tuple[str, ...]
    story: str | None = None


def spelt(code: str) -> str:
    """A code as it may be looked for: «Ш07-014», «014», «14»."""
    return f"{code} {code.rpartition('-')[2].lstrip('0')}"
