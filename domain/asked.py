"""What a questionnaire asks: marks from 1 to 10 at both ends of the way, yes or no at its end only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.form import Question
from domain.kinds import YesNo
from domain.scales import Scale


@dataclass(frozen=True, slots=True)
class Mark:
    """The same thing asked twice: as it is expected `before`, as it turned out `after`. Where both wordings are one,
    it is about the person's state, and the difference is growth. `low` and `high` are the ends of the scale."""

    key: str
    title: str
    before: str
    after: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Yes or no, after only."""

    key: str
    title: str
    text: str


Item = TypeVar("Item", Mark, Wish)


@dataclass(frozen=True, slots=True)
class Asked:
    """One set of questions. `version` rises when its words or questions change."""

    version: int
    marks: tuple[Mark, ...]
    wishes: tuple[Wish, ...]

    def but(self, changed: Mapping[str, Mark | Wish], without: Sequence[str] = ()) -> "Asked":
        """The same set in other words, without some of its questions."""
        marks = tuple(_other(one, changed) for one in self.marks if one.key not in without)
        wishes = tuple(_other(one, changed) for one in self.wishes if one.key not in without)
        return Asked(self.version, marks, wishes)

    def before(self) -> tuple[Question, ...]:
        return tuple(Question(one.key, one.title, one.before, Scale(one.low, one.high)) for one in self.marks)

    def after(self) -> tuple[Question, ...]:
        marks = tuple(Question(one.key, one.title, one.after, Scale(one.low, one.high)) for one in self.marks)
        return marks + tuple(Question(one.key, one.title, one.text, YesNo()) for one in self.wishes)


def _other(one: Item, changed: Mapping[str, Mark | Wish]) -> Item:
    other = changed.get(one.key, one)
    if type(other) is not type(one):
        raise TypeError(f"{one.key} is asked in another way")
    return other
