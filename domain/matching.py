"""Which mentors fit what a mentee asks for. It only puts them in order, with the reasons: the coordinator decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

UNSTATED_PLACES: Final = 2  # mentees at a time of a mentor who has not said how many (set it)
PUPILS_FORM: Final = "pupil-pupil"


class Fit(IntEnum):
    """How one side answers to the other; more is better."""

    AGAINST = 0
    UNKNOWN = 1
    FITS = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What a mentor can give. Keys of competences, age bands and forms; `hours` a month, `places` mentees at a time."""

    competences: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    hours: int | None = None
    places: int | None = None
    achievements: str | None = None
    interests: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor on the list; `busy` are the mentees of pairs that are not over, `was` is who they were as a mentee."""

    id: int
    school_id: int
    label: str
    pupil: bool
    profile: Profile
    busy: int = 0
    archived: bool = False
    was: int | None = None

    @property
    def places(self) -> int:
        return UNSTATED_PLACES if self.profile.places is None else self.profile.places

    @property
    def free(self) -> int:
        return max(0, self.places - self.busy)


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked for: for one mentee, or for the `mentees` of a pair that changes its mentor. `wants` are
    competences, `ages` age bands; `not_these` are mentors who are with them already, or were until now."""

    school_id: int
    mentees: tuple[int, ...]
    wants: tuple[str, ...] = ()
    form: str | None = None
    ages: tuple[str, ...] = ()
    not_these: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """One who has room, and how well they fit. `shared` are the competences that are asked for."""

    candidate: Candidate
    form: Fit
    shared: tuple[str, ...]
    age: Fit

    @property
    def order(self) -> tuple[int, int, int, int, int, str, int]:
        """The smallest comes first: form, competences, age, free places, load; the name and the number decide the
        rest, so that no two are equal."""
        one = self.candidate
        return (-self.form, -len(self.shared), -self.age, -one.free, one.busy, one.label.casefold(), one.id)


def ranked(request: Request, candidates: Iterable[Candidate]) -> list[Match]:
    """Those of the school who have room for all of the mentees, the best first."""
    found = [_match(request, one) for one in candidates if _possible(request, one) and _room(request, one)]
    return sorted(found, key=lambda match: match.order)


def full(request: Request, candidates: Iterable[Candidate]) -> int:
    """How many of the school could be offered, had they more room."""
    return sum(_possible(request, one) and not _room(request, one) for one in candidates)


def _possible(request: Request, one: Candidate) -> bool:
    """Nobody leads themselves, and nobody is offered to those they are with."""
    return (
        one.school_id == request.school_id
        and not one.archived
        and one.id not in request.not_these
        and one.was not in request.mentees
    )


def _room(request: Request, one: Candidate) -> bool:
    return one.free >= max(1, len(request.mentees))


def _match(request: Request, one: Candidate) -> Match:
    shared = tuple(key for key in request.wants if key in one.profile.competences)
    return Match(one, _form(request.form, one), shared, _age(request.ages, one.profile.ages))


def _form(wanted: str | None, one: Candidate) -> Fit:
    """A pupil leads pupils, and an adult is no pupil, whatever a profile says."""
    if wanted is None:
        return Fit.UNKNOWN
    if one.pupil:
        return Fit.FITS if wanted == PUPILS_FORM else Fit.AGAINST
    if wanted == PUPILS_FORM:
        return Fit.AGAINST
    if not one.profile.forms:
        return Fit.UNKNOWN
    return Fit.FITS if wanted in one.profile.forms else Fit.AGAINST


def _age(wanted: tuple[str, ...], preferred: tuple[str, ...]) -> Fit:
    if not wanted or not preferred:
        return Fit.UNKNOWN
    return Fit.FITS if set(wanted) <= set(preferred) else Fit.AGAINST
