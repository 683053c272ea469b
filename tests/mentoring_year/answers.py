"""Questionnaires and goals counted again from the diaries: who is satisfied, and what has grown.

The rule of five, told anew: the answers to a question at one school in one half-year come out in the order in which
they were given, whenever five different people have answered since the last time. What is left over at all schools
comes out together once the half-year is over, if five people gave it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import stdev

from tests.mentoring_year.diary import Closed, Deed, GoalRated, GoalSet, PairMade, SheetFilled, Stepped

Diaries = dict[int, list[Deed]]  # by school
HALVES = (((1, 1), (6, 30)), ((7, 1), (12, 31)))


@dataclass(slots=True)
class Person:
    """What one of a pair has answered: a mentee (their number), or the mentor (0)."""

    school: int
    who: tuple[int, str, int]
    before: SheetFilled | None = None
    after: SheetFilled | None = None

    @property
    def answered(self) -> datetime:
        assert self.after
        return self.after.at

    @property
    def complete(self) -> datetime:
        assert self.before
        return max(self.answered, self.before.at)


def people(diaries: Diaries, mentors: bool) -> list[Person]:
    """Of one side. A mentor of two pairs answers twice and is one."""
    found: dict[tuple[int, int, int], Person] = {}
    for school, deeds in diaries.items():
        led = {deed.pair: deed.mentor for deed in deeds if isinstance(deed, PairMade)}
        for deed in deeds:
            if isinstance(deed, SheetFilled) and mentors == (deed.who == 0):
                who = (school, "mentor", led[deed.pair]) if mentors else (school, "mentee", deed.who)
                one = found.setdefault((school, deed.pair, deed.who), Person(school, who))
                one.before, one.after = (one.before, deed) if deed.after else (deed, one.after)
    return list(found.values())


def come_out(
    given: Iterable[Person], moment: Callable[[Person], datetime], today: date, alone: bool
) -> tuple[list[Person], int]:
    """Whose answers of the year may be told, of one school `alone` or of all together; and how many wait."""
    out: list[Person] = []
    waiting = 0
    ordered = sorted(given, key=moment)
    for first, last in HALVES:
        rest: list[Person] = []
        for school in {one.school for one in ordered}:
            mine = [one for one in ordered if one.school == school]
            told, left = blocks(one for one in mine if first <= (moment(one).month, moment(one).day) <= last)
            out += told
            rest += left
        over = (today.year, today.month, today.day) > (2026, *last)
        if not alone and over and len({each.who for each in rest}) >= 5:
            out += rest
        else:
            waiting += len(rest)
    return out, waiting


def blocks(ordered: Iterable[Person]) -> tuple[list[Person], list[Person]]:
    """Those of whole blocks, and who is left over."""
    out: list[Person] = []
    block: list[Person] = []
    for one in ordered:
        block.append(one)
        if len({each.who for each in block}) == 5:
            out += block
            block = []
    return out, block


def satisfied(diaries: Diaries, mentors: bool, today: date) -> tuple[int, int, int]:
    """How many gave seven or more of ten overall, of how many that may be told; how many wait."""
    asked = [one for one in people(diaries, mentors) if one.after]
    told, waiting = come_out(asked, lambda one: one.answered, today, alone=False)
    return sum(one.after.marks["overall"] >= 7 for one in told if one.after), len(told), waiting


def growth(side: Iterable[Person], key: str, today: date) -> tuple[float | None, ...]:
    """paired, unpaired, counted, before, after, change, spread of a year; of one side of one school."""
    asked = [one for one in side if one.after]
    both = [one for one in asked if one.before]
    told, waiting = come_out(both, lambda one: one.complete, today, alone=True)
    marks = [(one.before.marks[key], one.after.marks[key]) for one in told if one.before and one.after]
    counts = (len(both), len(asked) - len(both), len(told))
    assert len(told) + waiting == len(both)
    if len(marks) < 5:
        return (*counts, None, None, None, None)
    before, after = (sum(mark[end] for mark in marks) / len(marks) for end in (0, 1))
    changes = [late - early for early, late in marks]
    return (*counts, before, after, sum(changes) / len(changes), round(stdev(changes), 9))


def goals(deeds: Sequence[Deed], since: date, until: date) -> list[tuple[int | None, int | None]]:
    """Start and end of each goal that came to its end in these days, in the order in which they were set."""
    closed: dict[int, date] = {}
    pair_of: dict[int, int] = {}
    rated: dict[int, dict[str, int]] = {}
    ended: dict[int, date] = {}
    for deed in deeds:
        match deed:
            case Closed():
                closed[deed.pair] = deed.on
            case Stepped(step="reopen"):
                del closed[deed.pair]
            case GoalSet():
                pair_of[deed.goal], rated[deed.goal] = deed.pair, {}
            case GoalRated():
                rated[deed.goal][deed.moment] = deed.value
                if deed.moment == "end":
                    ended.setdefault(deed.goal, deed.on)
    found = []
    for goal, pair in pair_of.items():
        day = ended.get(goal) or closed.get(pair)
        if day and since <= day <= until:
            found.append((rated[goal].get("start"), rated[goal].get("end")))
    return found
