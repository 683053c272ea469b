"""Results of the questionnaires: growth on each scale, who is satisfied, what people said yes to (row 4.2)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from domain import fives, growth
from domain.fives import Given
from domain.growth import NOTHING, Growth

Answers = Mapping[str, int | bool]
Place = tuple[str, str]  # side (mentee, mentor, coordinator) and the key of a question

OVERALL: Final = "overall"  # the scale by which somebody is satisfied, or not
SATISFIED: Final = "satisfied"  # the key of that share
SATISFIED_FROM: Final = 7  # of ten, overall (set it)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What one person answered after, and before where they did; `who` tells people of one side apart. Instants are
    local: a pair of sheets is complete when the second of them was filled."""

    id: int
    school: int
    side: str
    who: int
    after: Answers
    answered_at: datetime
    before: Answers | None = None
    complete_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked about, both included; by `today` one knows which half-years are over."""

    since: date
    until: date
    today: date

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment.date() <= self.until


@dataclass(frozen=True, slots=True)
class Share:
    """`yes` of `counted` answers, those that may be told by the rule of five; None where there are none of them.
    `answered` are all there are."""

    yes: int | None
    counted: int
    answered: int


NOBODY: Final = Share(None, 0, 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one school, or of all together. Questions nobody was asked are missing."""

    scales: Mapping[Place, Growth]
    shares: Mapping[Place, Share]

    def scale(self, side: str, key: str) -> Growth:
        return self.scales.get((side, key), NOTHING)

    def share(self, side: str, key: str) -> Share:
        return self.shares.get((side, key), NOBODY)


@dataclass(frozen=True, slots=True)
class Results:
    """Of each school where anybody answered, and of all."""

    schools: Mapping[int, Outcome]
    together: Outcome

    def of(self, school: int) -> Outcome:
        return self.schools.get(school, NO_OUTCOME)


NO_OUTCOME: Final = Outcome({}, {})


def results(sheets: Iterable[Sheets], days: Days, satisfied_from: int = SATISFIED_FROM) -> Results:
    """`sheets` of the whole of each half-year asked about; whose overall mark is `satisfied_from` is satisfied."""
    given = list(sheets)
    scales, shares = _scales(given, days), _shares(given, days, satisfied_from)
    schools = {one.school for one in given if one.answered_at in days or (one.complete_at and one.complete_at in days)}
    return Results(
        {
            school: Outcome(
                {place: of[school] for place, of in scales.items() if school in of},
                {place: of[school] for place, of in shares.items() if school in of},
            )
            for school in schools
        },
        Outcome(
            {place: of[None] for place, of in scales.items()},
            {place: of[None] for place, of in shares.items()},
        ),
    )


def _scales(sheets: Sequence[Sheets], days: Days) -> dict[Place, dict[int | None, Growth]]:
    """By place and school; all together are None."""
    both: defaultdict[Place, list[Given[tuple[int, int]]]] = defaultdict(list)
    single: defaultdict[Place, Counter[int]] = defaultdict(Counter)
    for one in sorted(sheets, key=lambda one: (one.complete_at or one.answered_at, one.id)):
        at = one.complete_at or one.answered_at
        before = _marks(one.before or {})
        after = _marks(one.after)
        for key in before | after:
            if key in before and key in after:
                pair = (before[key], after[key])
                both[one.side, key].append(Given(one.school, one.who, at.date(), pair))
            elif at in days:
                single[one.side, key][one.school] += 1
    found: dict[Place, dict[int | None, Growth]] = {}
    for place in both.keys() | single.keys():
        released = fives.release(both[place], days.since, days.until, days.today)
        alone = single[place]
        of: dict[int | None, Growth] = {
            school: replace(
                growth.growth(released.schools.get(school, ()), released.waiting.get(school, 0)),
                unpaired=alone[school],
            )
            for school in {*released.schools, *released.waiting, *alone}
        }
        of[None] = replace(growth.growth(released.together, released.unreleased), unpaired=alone.total())
        found[place] = of
    return found


def _shares(sheets: Sequence[Sheets], days: Days, satisfied_from: int) -> dict[Place, dict[int | None, Share]]:
    said: defaultdict[Place, list[Given[bool]]] = defaultdict(list)
    for one in sorted(sheets, key=lambda one: (one.answered_at, one.id)):
        flags = {key: value for key, value in one.after.items() if isinstance(value, bool)}
        if (overall := _marks(one.after).get(OVERALL)) is not None:
            flags[SATISFIED] = overall >= satisfied_from
        for key, value in flags.items():
            said[one.side, key].append(Given(one.school, one.who, one.answered_at.date(), value))
    found: dict[Place, dict[int | None, Share]] = {}
    for place, answers in said.items():
        released = fives.release(answers, days.since, days.until, days.today)
        of: dict[int | None, Share] = {
            school: _share(released.schools.get(school, ()), released.waiting.get(school, 0))
            for school in {*released.schools, *released.waiting}
        }
        of[None] = _share(released.together, released.unreleased)
        found[place] = of
    return found


def _share(counted: Sequence[bool], waiting: int) -> Share:
    return Share(sum(counted) if counted else None, len(counted), len(counted) + waiting)


def _marks(answers: Answers) -> dict[str, int]:
    return {key: value for key, value in answers.items() if not isinstance(value, bool)}
