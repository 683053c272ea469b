"""The department's review of what schools have filed (rows 4.1 and 4.2): the steps, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain import drafted
from domain.drafted import Draft
from domain.form import Answers, Form, Question, Value
from domain.submissions import State


class Step(StrEnum):
    """What the department does to a submission; filing and correcting are the school's."""

    ACCEPT = "accept"
    RETURN = "return"
    RECALL = "recall"  # takes a return back before it was answered
    REOPEN = "reopen"


STEPS: Final[Mapping[Step, tuple[State, State]]] = {
    Step.ACCEPT: (State.SUBMITTED, State.ACCEPTED),
    Step.RETURN: (State.SUBMITTED, State.RETURNED),
    Step.RECALL: (State.RETURNED, State.SUBMITTED),
    Step.REOPEN: (State.ACCEPTED, State.SUBMITTED),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue. `doubts`: soft checks that stand with a reason; `sent_back`: corrected after a return."""

    id: int
    school: str
    number: int
    revision: int
    changed_at: datetime
    on_time: bool
    doubts: int
    sent_back: bool


@dataclass(frozen=True, slots=True)
class Heap:
    """A form's period and how many of its submissions stand where."""

    form: str
    period: str
    waiting: int
    returned: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to one question. `answered_at` is when the school filed again."""

    question: str
    remark: str
    at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a submission; `before` is None for the first filing."""

    id: int
    at: datetime
    name: str
    before: State | None
    after: State
    revision: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that became another one; None where it was not given, or skipped."""

    question: Question
    before: Value
    after: Value


def changes(form: Form, before: Answers, after: Answers) -> list[Change]:
    """Between two filings, in the order of the form. Questions the form does not have any more are left out."""
    return [
        Change(question, before.get(question.key), after.get(question.key))
        for question in form.questions
        if before.get(question.key) != after.get(question.key)
    ]


def answered(form: Form, answers: Answers) -> list[Question]:
    """The questions a reviewer may send back: those the school was asked and has answered."""
    return [question for question in drafted.visible(form, Draft(answers).answers) if question.key in answers]
