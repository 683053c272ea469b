"""Which pairs need their coordinator, and why: early signs that one is about to end (the order's row 2.6).

Everything is counted from what is on record. A pair that is paused rests, as all do in the breaks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.checkins import Answer, Wish
from domain.pairs import CLOSED, State
from domain.registry import Pair
from domain.school_days import SchoolDays

PATIENCE: Final = timedelta(days=3)  # (set it) until then a question is not left unanswered
PUT_OFF: Final = timedelta(days=7)
FORGOTTEN: Final = timedelta(days=60)  # questionnaires of a closed pair that are later than this are not missed


class Reason(StrEnum):
    """The most urgent first."""

    WISH = "wish"
    HARD = "hard"
    APART = "apart"
    FIRST = "first"
    LATELY = "lately"
    SILENT = "silent"
    SHEET = "sheet"


URGENCY: Final = {reason: place for place, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something is a risk. `first`: days without breaks; `lately`: school days; `silent`: questions in
    a row; `sheet`: days after its last day. The department may set them."""

    first: int = 10
    lately: int = 14
    silent: int = 2
    sheet: int = 2


KEYS: Final = tuple(each.name for each in fields(Limits))


@dataclass(frozen=True, slots=True)
class Said:
    """A month's question to a mentor and what became of it."""

    asked: date
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What is on record of one pair. `since` is the day from which it works, with any pause or end before it over;
    `met` the last meeting's day; `said` the questions of some months, newest first; `sheet` the last day of its oldest
    questionnaire that is not filled; `wishes` those of its mentor that wait for an answer."""

    pair_id: int
    school_id: int
    state: State
    since: date
    met: date | None = None
    said: tuple[Said, ...] = ()
    sheet: date | None = None
    wishes: frozenset[Wish] = frozenset()


@dataclass(frozen=True, slots=True)
class Risk:
    """`many` days, school days or questions, as its reason counts; `day` is the one it is counted from."""

    reason: Reason
    many: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Troubled:
    """A pair at risk, as its coordinator sees it. `until` is the day it was put off to."""

    pair: Pair
    risks: tuple[Risk, ...]
    until: date | None = None


def risks(pair: Watched, today: date, limits: Limits, days: SchoolDays) -> tuple[Risk, ...]:
    """Every reason, the most urgent first; none where all is well."""
    found: list[Risk] = []
    if pair.wishes:
        found.append(Risk(Reason.WISH, len(pair.wishes)))
    if pair.state is State.ACTIVE:
        said = [one for one in pair.said if one.asked >= pair.since]
        found += [*_answered(said), *_meetings(pair, today, limits, days), *_silence(said, today, limits)]
    if pair.state is State.ACTIVE or (pair.state in CLOSED and pair.sheet and today - pair.sheet <= FORGOTTEN):
        found += _sheet(pair, today, limits)
    return tuple(sorted(found, key=lambda risk: URGENCY[risk.reason]))


def urgent(pairs: Iterable[Troubled]) -> list[Troubled]:
    """By their worst reason, those with more of them first."""
    return sorted(pairs, key=lambda one: (URGENCY[one.risks[0].reason], -len(one.risks), one.pair.id))


def _answered(said: Iterable[Said]) -> list[Risk]:
    """The newest answer counts, until another one is given."""
    newest = next((one for one in said if one.answer), None)
    if newest is None or newest.answer is Answer.GOOD:
        return []
    return [Risk(Reason.HARD if newest.answer is Answer.HARD else Reason.APART, 0, newest.asked)]


def _meetings(pair: Watched, today: date, limits: Limits, days: SchoolDays) -> list[Risk]:
    """A pair that never met is not late with its next meeting, but with its first. After a pause it is given as long
    as one that begins."""
    if pair.met is None:
        waited = days.days(pair.since, today) if pair.since <= today else 0
        return [Risk(Reason.FIRST, waited, pair.since)] if waited >= limits.first else []
    last = max(pair.met, pair.since)
    if last >= days.newest(today, limits.lately):
        return []
    return [Risk(Reason.LATELY, days.count(last, today), pair.met)]


def _silence(said: Iterable[Said], today: date, limits: Limits) -> list[Risk]:
    unanswered: list[Said] = []
    for one in said:
        if one.answer:
            break
        if one.asked + PATIENCE <= today:
            unanswered.append(one)
    return [Risk(Reason.SILENT, len(unanswered), unanswered[-1].asked)] if len(unanswered) >= limits.silent else []


def _sheet(pair: Watched, today: date, limits: Limits) -> list[Risk]:
    late = (today - pair.sheet).days if pair.sheet else 0
    return [Risk(Reason.SHEET, late, pair.sheet)] if late >= limits.sheet else []
