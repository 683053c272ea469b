"""The two bases that schools keep: mentees by code, mentors, and the pairs they are in."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.matching import Profile
from domain.pairs import State


@dataclass(frozen=True, slots=True)
class Work:
    """One pair or group as both bases tell it; `mentor` is a name or a pupil's code, `mentees` are codes."""

    mentor: str
    place: str | None
    mentees: tuple[str, ...]
    form: str
    starts_on: date
    closed_on: date | None
    state: State
    result: str | None
    story: str | None


@dataclass(frozen=True, slots=True)
class MenteeLine:
    """`joined` is local time, as is the mentor's."""

    number: int
    school: str
    code: str
    grade: str | None
    request: str | None
    consent: str | None
    joined: datetime
    wants: tuple[str, ...]
    form: str | None
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class MentorLine:
    """A pupil has a code and no name. `was` is the code they had as a mentee."""

    number: int
    school: str
    code: str
    pupil: bool
    name: str | None
    place: str | None
    consent: str | None
    joined: datetime
    was: str | None
    profile: Profile
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Base:
    mentees: tuple[MenteeLine, ...]
    mentors: tuple[MentorLine, ...]
