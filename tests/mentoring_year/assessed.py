"""Half-years counted again from the diaries: what each school must have filed, and what all of them come to."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import floor
from typing import Final

from tests.mentoring_year import answers, decided
from tests.mentoring_year.answers import Person
from tests.mentoring_year.deeds_of_halves import Accepted, Answer, Assessed, SentBack
from tests.mentoring_year.diary import Deed

SCALES: Final = ("motivation", "competence", "profession")
YES: Final = {
    "mentee": ("go_on", "become_mentor", "understood", "interests", "project", "marks"),
    "mentor": ("go_on",),
}
SWOT: Final = ("weak", "chances", "threats")
Filed = dict[str, Answer]


@dataclass(slots=True)
class Report:
    """How a school's half-year stands: its newest answers and what became of them."""

    answers: Filed
    on_time: bool
    times: int = 1
    state: str = "submitted"


def reports(deeds: Sequence[Deed]) -> dict[str, Report]:
    """Of one school, by half-year."""
    found: dict[str, Report] = {}
    for place, deed in enumerate(deeds):
        match deed:
            case Assessed(again=False):
                year, _, half = deed.period.partition("-")
                on_time = deed.on <= decided.DUE_HALVES[half]
                last = found.get(f"{year}-H1") if half == "H2" else None
                said = _whole(counted(deeds[:place], deed.period), deed, last.answers if last else {})
                found[deed.period] = Report(said, on_time)
            case Assessed():
                report = found[deed.period]
                report.answers, report.state = _mended(report.answers, deed.said), "submitted"
                report.times += 1
            case SentBack():
                found[deed.period].state = "returned"
            case Accepted():
                found[deed.period].state = "accepted"
    return found


def counted(deeds: Sequence[Deed], period: str) -> Filed:
    """What the questionnaires and goals of these days say, where five people or more have said it."""
    year, _, half = period.partition("-")
    since, until = (date(int(year), *end) for end in answers.HALVES[half == "H2"])
    found: Filed = {}
    many: Counter[str] = Counter()
    for side in ("mentee", "mentor"):
        asked = [one for one in answers.people({0: list(deeds)}, side == "mentor") if one.after]
        both = _within([one for one in asked if one.before], lambda one: one.complete, since, until)
        told = answers.blocks(both)[0]
        for scale in SCALES:
            marks = [(one.before.marks[scale], one.after.marks[scale]) for one in told if one.before and one.after]
            found[f"{side}_{scale}"], many[f"{side}_{scale}"] = _rise(marks), len(both)
        late = _within(asked, lambda one: one.answered, since, until)
        told = answers.blocks(late)[0]
        for key in ("satisfied", *YES[side]):
            yes = sum(
                one.after.marks["overall"] >= 7 if key == "satisfied" else one.after.marks[key]
                for one in told
                if one.after
            )
            found[f"{side}_{key}"], many[f"{side}_{key}"] = f"{yes} {len(told)}" if told else None, len(late)
    goals = [(first, last) for first, last in answers.goals(deeds, since, until) if first and last]
    found["goals"], many["goals"] = _rise(goals), len(goals)
    if None in found.values():
        found["why"] = "few" if many.total() else "none"
    return found


def _whole(known: Filed, deed: Assessed, last: Filed) -> Filed:
    """As offered, but for what was said by hand; conclusions of half a year ago are taken over with the counts."""
    before = {key: value for key, value in last.items() if key.partition("_")[0] in SWOT}
    return _tidy(before | known | deed.said)


def _mended(before: Filed, said: Filed) -> Filed:
    return _tidy(before | said)


def _tidy(found: Filed) -> Filed:
    """Own words go with their tick, a reason with what is missing."""
    for key in SWOT:
        if "own" not in (found[key] or ()):
            found.pop(f"{key}_words", None)
    if "why" in found and None not in [value for key, value in found.items() if key.partition("_")[0] not in SWOT]:
        del found["why"]
    return found


def _within(people: Iterable[Person], moment: Callable[[Person], datetime], since: date, until: date) -> list[Person]:
    return sorted((one for one in people if since <= moment(one).date() <= until), key=moment)


def _rise(marks: Sequence[tuple[int, int]]) -> str | None:
    if len(marks) < 5:
        return None
    before, after = (Fraction(sum(mark[end] for mark in marks), len(marks)) for end in (0, 1))
    return f"{_tenths(before)} {_tenths(after)} {len(marks)}"


def _tenths(value: Fraction) -> str:
    """Halves up."""
    tenths = floor(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def rises(filed: Sequence[Filed]) -> dict[str, tuple[float, float, int, int]]:
    """Of all schools: before and after, each school by its people; of how many people and schools."""
    found: dict[str, tuple[float, float, int, int]] = {}
    for key in (*(f"{side}_{scale}" for side in YES for scale in SCALES), "goals"):
        told = [str(one[key]).split() for one in filed if one.get(key)]
        many = sum(int(one[2]) for one in told)
        if many:
            ends = (_tenths(sum(Fraction(one[end]) * int(one[2]) for one in told) / many) for end in (0, 1))
            before, after = (float(one) for one in ends)
            found[key] = (before, after, many, len(told))
    return found


def shares(filed: Sequence[Filed]) -> dict[str, tuple[int, int, int]]:
    """So many of so many, at so many schools."""
    found: dict[str, tuple[int, int, int]] = {}
    for key in (f"{side}_{one}" for side, yes in YES.items() for one in ("satisfied", *yes)):
        told = [[int(part) for part in str(one[key]).split()] for one in filed if one.get(key)]
        if told:
            found[key] = (sum(one[0] for one in told), sum(one[1] for one in told), len(told))
    return found


def ticks(filed: Sequence[Filed]) -> dict[tuple[str, str], int]:
    """How many schools have ticked what."""
    return dict(Counter((key, tick) for one in filed for key in SWOT for tick in one[key] or () if tick != "own"))
