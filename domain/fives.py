"""The rule of five: answers come out in blocks of at least five people, and never otherwise.

A figure that grows by one answer tells that answer to whoever looks before and after, and so does a sum less what
is known of its parts. So answers of one school and half-year are cut, in the order in which they came, into blocks of
five people; a block never changes again. Every figure there is (of a school or of all, of a half-year or of a year)
is made of whole blocks. Whatever is added or subtracted then involves whole blocks too: five people or nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from domain.periods import Period, half_of

LEAST: Final = 5  # people whose answers may be told together

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """One answer: `day` is the local day on which it was complete, `who` tells people apart (a mentor of two pairs
    answers twice and is one)."""

    school: int
    who: int
    day: date
    value: T


@dataclass(frozen=True, slots=True)
class Released(Generic[T]):
    """What may be counted: of each school, and what only all schools together have (`rest`). `waiting` is how many
    answers of a school are in no block of its own yet."""

    schools: Mapping[int, Sequence[T]]
    rest: Sequence[T]
    waiting: Mapping[int, int]

    @property
    def together(self) -> list[T]:
        return [*(value for values in self.schools.values() for value in values), *self.rest]

    @property
    def unreleased(self) -> int:
        """Answers that are not even in the sum of all schools."""
        return sum(self.waiting.values()) - len(self.rest)


def release(answers: Iterable[Given[T]], since: date, until: date, today: date) -> Released[T]:
    """What was complete within these days, both included. `answers` to one question in the order in which they came,
    of the whole of each half-year: a block counts on the day of its last answer.

    What is left of each school joins the sum of all schools once its half-year is over, if it makes five people."""
    kept: defaultdict[int, list[T]] = defaultdict(list)
    waiting: defaultdict[int, int] = defaultdict(int)
    left: defaultdict[Period, list[Given[T]]] = defaultdict(list)
    for (school, half), given in _by_half(answers).items():
        blocks, rest = _cut(given)
        for block in blocks:
            if since <= block[-1].day <= until:
                kept[school] += [one.value for one in block]
        waiting[school] += sum(since <= one.day <= until for one in rest)
        if since <= half.start and half.end <= until and half.end < today:
            left[half] += rest
    pools = [pool for pool in left.values() if _people(pool) >= LEAST]
    return Released(dict(kept), [one.value for pool in pools for one in pool], dict(waiting))


def _by_half(answers: Iterable[Given[T]]) -> Mapping[tuple[int, Period], list[Given[T]]]:
    found: defaultdict[tuple[int, Period], list[Given[T]]] = defaultdict(list)
    for one in answers:
        found[one.school, half_of(one.day)].append(one)
    return found


def _cut(answers: Sequence[Given[T]]) -> tuple[list[list[Given[T]]], list[Given[T]]]:
    """Blocks, and what is left: fewer than five people."""
    blocks: list[list[Given[T]]] = []
    block: list[Given[T]] = []
    for one in answers:
        block.append(one)
        if _people(block) == LEAST:
            blocks.append(block)
            block = []
    return blocks, block


def _people(answers: Sequence[Given[T]]) -> int:
    return len({one.who for one in answers})
