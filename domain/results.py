"""Results of the questionnaires: growth on each scale, who is satisfied, what people said yes to (row 4.2)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from domain import fives, growth, questionnaires
from domain.fives import Given, Released
from domain.growth import NOTHING, Growth

Answers = Mapping[str, int | bool]
School = int | None  # None: all together
Place = tuple[str, str]  # side (mentee, mentor, coordinator) and the key of a question

OVERALL: Final = "overall"  # the scale by which somebody is satisfied, or not
SATISFIED: Final = "satisfied"  # the key of that share


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


def results(sheets: Iterable[Sheets], days: Days, satisfied_from: int = questionnaires.SATISFIED) -> Results:
    """`sheets` of the whole of each half-year asked about; whose overall mark is `satisfied_from` is satisfied."""
    given = list(sheets)
    scales, shares = _scales(given, days), _shares(given, days, satisfied_from)
    schools = {one.school for one in given if one.answered_at in days or (one.complete_at and one.complete_at in days)}
    return Results({school: _of(school, scales, shares) for school in schools}, _of(None, scales, shares))


def _of(
    school: School, scales: Mapping[Place, Mapping[School, Growth]], shares: Mapping[Place, Mapping[School, Share]]
) -> Outcome:
    return Outcome(
        {place: of[school] for place, of in scales.items() if school in of},
        {place: of[school] for place, of in shares.items() if school in of},
    )


def _scales(sheets: Sequence[Sheets], days: Days) -> dict[Place, dict[School, Growth]]:
    both: defaultdict[Place, list[Sheets]] = defaultdict(list)
    single: defaultdict[Place, Counter[int]] = defaultdict(Counter)
    for one in sorted(sheets, key=lambda one: (one.complete_at or one.answered_at, one.id)):
        within = (one.complete_at or one.answered_at) in days
        before, after = _marks(one.before or {}), _marks(one.after)
        for key in before.keys() | after.keys():
            if key in before and key in after:
                both[one.side, key].append(one)
            elif within:
                single[one.side, key][one.school] += 1
    cutter = _Cutter(days, lambda one: one.complete_at or one.answered_at)
    found: dict[Place, dict[School, Growth]] = {}
    for place in both.keys() | single.keys():
        released, alone = cutter.released(both[place]), single[place]
        of: dict[School, Growth] = {
            school: _growth(place[1], released.schools.get(school, ()), released.waiting.get(school, 0), alone[school])
            for school in {*released.schools, *released.waiting, *alone}
        }
        of[None] = _growth(place[1], released.together, released.unreleased, alone.total())
        found[place] = of
    return found


def _shares(sheets: Sequence[Sheets], days: Days, satisfied_from: int) -> dict[Place, dict[School, Share]]:
    said: defaultdict[Place, list[Sheets]] = defaultdict(list)
    for one in sorted(sheets, key=lambda one: (one.answered_at, one.id)):
        for key, value in one.after.items():
            if isinstance(value, bool):
                said[one.side, key].append(one)
            elif key == OVERALL:
                said[one.side, SATISFIED].append(one)
    cutter = _Cutter(days, lambda one: one.answered_at)
    found: dict[Place, dict[School, Share]] = {}
    for place, answered in said.items():
        released = cutter.released(answered)
        of: dict[School, Share] = {
            school: _share(place[1], released.schools.get(school, ()), released.waiting.get(school, 0), satisfied_from)
            for school in {*released.schools, *released.waiting}
        }
        of[None] = _share(place[1], released.together, released.unreleased, satisfied_from)
        found[place] = of
    return found


class _Cutter:
    """Cuts sheets into blocks. Most questions were answered on the same sheets: those are cut once."""

    def __init__(self, days: Days, moment: Callable[[Sheets], datetime]) -> None:
        self._days, self._moment = days, moment
        self._known: dict[tuple[int, ...], Released[Sheets]] = {}

    def released(self, sheets: Sequence[Sheets]) -> Released[Sheets]:
        """`sheets` in the order of their moments."""
        ids = tuple(one.id for one in sheets)
        if ids not in self._known:
            given = [Given(one.school, one.who, self._moment(one).date(), one) for one in sheets]
            self._known[ids] = fives.release(given, self._days.since, self._days.until, self._days.today)
        return self._known[ids]


def _growth(key: str, counted: Sequence[Sheets], waiting: int, alone: int) -> Growth:
    pairs = [(int((one.before or {})[key]), int(one.after[key])) for one in counted]
    return replace(growth.growth(pairs, waiting), unpaired=alone)


def _share(key: str, counted: Sequence[Sheets], waiting: int, satisfied_from: int) -> Share:
    if key == SATISFIED:
        yes = sum(one.after[OVERALL] >= satisfied_from for one in counted)
    else:
        yes = sum(one.after[key] for one in counted)
    return Share(yes if counted else None, len(counted), len(counted) + waiting)


def _marks(answers: Answers) -> dict[str, int]:
    return {key: value for key, value in answers.items() if not isinstance(value, bool)}
