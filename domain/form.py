"""A form is data: questions, when they are asked, and how their answers are checked.

The engine that walks a form is `domain.filling`; kinds of answers are in `domain.kinds`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

Value = int | str | bool | list[str] | None  # None: skipped. Days are ISO texts
Answers = Mapping[str, Value]


class AnswerRejected(ValueError):
    """The answer changes nothing; `str(error)` tells the person why, with an example."""


class TooPersonal(AnswerRejected):
    """It holds what is not to be kept anywhere: the message itself is taken out of the chat, where that is allowed."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from: what is stored, and its label for a button."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known outside the draft while it is filled.

    `known` comes from the database now, `last` from the previous submission of the same form,
    `options` are choices that depend on the school. `today` is the local day. `papers` are the names of the files
    that answers may mean, by id: those of the person's scope that are not refused. `notes` are sentences that stand
    above a question; `marked` are the questions that were sent back for correction.
    """

    today: date
    known: Answers = field(default_factory=dict)
    last: Answers = field(default_factory=dict)
    options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    papers: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()


class Kind(Protocol):
    """How an answer is read and shown."""

    def parse(self, raw: str, facts: Facts) -> Value:
        """The value typed or tapped; raises `AnswerRejected`."""

    def show(self, value: Value, facts: Facts) -> str:
        """The value in words for a person; only for values that are not None."""

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        """Answers worth a button; empty where an answer is typed."""


def always(answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """`title` is its short name (a button, a line of the review), `text` is what is asked.

    `default` offers a value where nothing is known; `when` sees only the answers before it.
    """

    key: str
    title: str
    text: str
    kind: Kind
    help: str = ""
    when: Callable[[Answers], bool] = always
    optional: bool = False
    default: Callable[[Answers, Facts], Value] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over one or more questions, asked once all of them are answered.

    `fault` gives the sentence for the person, or None when all is well. A hard check blocks; a soft one
    (`hard=False`) asks "is that so?" and keeps the reason. It is raised at the last question of `over`.
    """

    key: str
    over: tuple[str, ...]
    fault: Callable[[Answers, Facts], str | None]
    hard: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """`version` rises when questions change; a submission keeps the version it was made with.

    `verb` names the last button; `row` is the row of the order the form answers, if any. `whole` names the button
    that takes all that is known at once; without one it is offered only where something was filed before.
    """

    key: str
    version: int
    title: str
    questions: tuple[Question, ...]
    checks: tuple[Check, ...] = ()
    verb: str = "Сохранить"
    row: str = ""
    whole: str = ""
    straight: bool = False  # saved as soon as the last question is answered: nothing to review
    in_a_row: bool = False  # marks and yes or no may be typed many in one message

    def question(self, key: str) -> Question:
        """Raises KeyError for a key this version does not have."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)
