"""A half-year of the whole municipality as the note of row 4.2 tells it: what the schools' reports add up to.

Every report holds counts of five people or more, so their sums do too; a mean of all weighs each school by its people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.board import Board
from domain.counted import Rise, Share
from domain.form import Answers, Question
from domain.forms.swot import OWN, SWOT
from domain.kinds import Several
from domain.submissions import Submission


@dataclass(frozen=True, slots=True)
class HalfYear:
    """`earlier` are the boards of the half-years before it, oldest first."""

    board: Board
    earlier: tuple[Board, ...] = ()

    @property
    def filed(self) -> list[Submission]:
        return self.board.filed

    @property
    def before(self) -> Board | None:
        """The half-year before, where anything was filed in it."""
        last = self.earlier[-1] if self.earlier else None
        return last if last and last.filed else None


def answers(filed: Iterable[Submission]) -> list[Answers]:
    return [one.answers for one in filed]


def rise(filed: Iterable[Answers], key: str) -> Rise | None:
    """Of all people of these schools together; None where no school has one."""
    found = [one for each in filed if (one := Rise.of(each.get(key)))]
    pairs = sum(one.pairs for one in found)
    if not pairs:
        return None
    before, after = (sum(getattr(one, end) * one.pairs for one in found) for end in ("before", "after"))
    return Rise((2 * before + pairs) // (2 * pairs), (2 * after + pairs) // (2 * pairs), pairs)  # halves up


def share(filed: Iterable[Answers], key: str) -> Share | None:
    found = [one for each in filed if (one := Share.of(each.get(key)))]
    return Share(sum(one.part for one in found), sum(one.whole for one in found)) if found else None


def answered(filed: Iterable[Answers], key: str) -> int:
    """How many schools have a value there."""
    return sum(each.get(key) is not None for each in filed)


def ticked(filed: Iterable[Answers], question: Question) -> list[tuple[str, int]]:
    """Labels of a list and how many schools have ticked each, the most frequent first; what nobody ticked is left
    out, and so are own words, which are no one thing."""
    if not isinstance(question.kind, Several):
        raise TypeError(question.key)
    picked = [value for each in filed if isinstance(value := each.get(question.key), list)]
    counts = [
        (one.label, sum(one.value in ticks for ticks in picked)) for one in question.kind.options if one.value != OWN
    ]
    return sorted(((label, many) for label, many in counts if many), key=lambda one: -one[1])


def lists() -> list[tuple[Question, str]]:
    """The questions that are ticked, each with the key of its own words."""
    return [(question, f"{question.key}_words") for question in SWOT if isinstance(question.kind, Several)]


def why(filed: Iterable[Submission]) -> Mapping[str, int]:
    """Why something was not counted, and in how many schools."""
    found: dict[str, int] = {}
    for one in filed:
        if isinstance(reason := one.answers.get("why"), str):
            found[reason] = found.get(reason, 0) + 1
    return found
