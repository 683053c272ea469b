"""Where a person stands in a form, read from a draft, which is only answers.

The position is derived at every step, so leaving, coming back, another device or a new version of the form never lose
the place. What each step makes of a draft is in `domain.filling`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from domain import kinds
from domain.form import Answers, Check, Facts, Form, Question, Value, always


@dataclass(frozen=True, slots=True)
class Draft:
    """`kept` holds values that are offered again but do not count: withdrawn, or a choice half made.
    `reasons` maps a soft check's sentence to the person's explanation: a changed sentence asks anew."""

    answers: Answers = field(default_factory=dict)
    kept: Answers = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


class Suggestion(NamedTuple):
    """A value worth one tap. `source`: kept (said before), known (database), last (last time), default."""

    source: str
    value: Value


class Ask(NamedTuple):
    """The next question. `problem`: why it is asked again; `others`: where else the mistake may be."""

    question: Question
    number: int
    total: int
    suggestions: tuple[Suggestion, ...]
    problem: str = ""
    others: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """An answer that looks odd: correct it or one of the `others`, or say why it is right."""

    question: Question
    number: int
    total: int
    text: str
    others: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Everything is answered; `changed` are the keys that differ from last time."""

    total: int
    changed: frozenset[str]


Position = Ask | Doubt | Review


def visible(form: Form, answers: Answers) -> list[Question]:
    """The questions on this person's path; a condition sees only answers that are themselves on it."""
    straight = _straight(form)
    path = list(form.questions[:straight])
    if straight == len(form.questions):
        return path
    seen = {question.key: answers[question.key] for question in path if question.key in answers}
    for question in form.questions[straight:]:
        if question.when is always or question.when(seen):
            path.append(question)
            if question.key in answers:
                seen[question.key] = answers[question.key]
    return path


def submission(form: Form, draft: Draft) -> dict[str, Value]:
    """The answers that count: hidden ones stay in the draft and leave the submission."""
    return {q.key: draft.answers[q.key] for q in visible(form, draft.answers) if q.key in draft.answers}


def position(form: Form, draft: Draft, facts: Facts) -> Position:
    """The first question that is unanswered, broken or doubtful; else the review."""
    path, answers, rules = visible(form, draft.answers), draft.answers, _rules(form)
    counted: dict[str, Value] = {}
    for number, question in enumerate(path, start=1):
        key = question.key
        if key not in answers:
            return Ask(question, number, len(path), suggestions(question, draft, facts))
        value = answers[key]
        if not kinds.fits(question, value, facts):
            problem = "Прежний ответ уже не подходит, ответьте ещё раз."
            return Ask(question, number, len(path), suggestions(question, draft, facts), problem)
        counted[key] = value
        for check, text in _broken(rules[key], counted, facts) if key in rules else ():
            others = tuple(q for q in path if q.key in check.over and q is not question)
            if check.hard:
                return Ask(question, number, len(path), suggestions(question, draft, facts), text, others)
            if text not in draft.reasons:
                return Doubt(question, number, len(path), text, others)
    differ = (q.key for q in path if q.key in facts.last and facts.last[q.key] != answers[q.key])
    return Review(len(path), frozenset(differ))


def suggestions(question: Question, draft: Draft, facts: Facts) -> tuple[Suggestion, ...]:
    """Values worth a tap, best first, each once; none that would be refused or is the answer already."""
    if isinstance(question.kind, kinds.Several):  # half a choice is shown as ticks instead
        return ()
    offered: dict[str, Suggestion] = {}
    for source, values in (("kept", draft.kept), ("known", facts.known), ("last", facts.last)):
        value = values.get(question.key)
        if value is not None and kinds.fits(question, value, facts):
            offered.setdefault(str(value), Suggestion(source, value))
    if not offered and question.default is not None:
        value = question.default(draft.answers, facts)
        if value is not None and kinds.fits(question, value, facts):
            offered[str(value)] = Suggestion("default", value)
    return tuple(one for one in offered.values() if one.value != draft.answers.get(question.key))


def papers(form: Form, draft: Draft, facts: Facts) -> set[int]:
    """The ids of all files that the draft or its suggestions mean."""
    keys = _paper_keys(form)
    sources = (draft.answers, draft.kept, facts.known, facts.last) if keys else ()
    found = (values.get(key) for values in sources for key in keys)
    return {value for value in found if type(value) is int}


def ticks(draft: Draft, key: str) -> list[str]:
    return value if isinstance(value := draft.kept.get(key), list) else []


def unmended(form: Form, draft: Draft, marked: frozenset[str]) -> list[Question]:
    """Marked questions whose old answer still stands untouched."""
    path = visible(form, draft.answers)
    return [q for q in path if q.key in marked and q.key in draft.answers and q.key not in draft.kept]


def reasons(form: Form, draft: Draft, facts: Facts) -> dict[str, str]:
    """The doubts that still stand, each with its reason: what a submission keeps."""
    rules, counted = _rules(form), submission(form, draft)
    before: dict[str, Value] = {}
    standing: list[str] = []
    for key, value in counted.items():
        before[key] = value
        standing += [text for _, text in _broken(rules.get(key), before, facts)]
    return {text: draft.reasons[text] for text in standing if text in draft.reasons}


def _broken(rules: list[Check] | None, counted: Answers, facts: Facts) -> list[tuple[Check, str]]:
    """The rules that are not kept, hard ones first. A rule is asked at the last of its questions, once all of
    them have a value."""
    if not rules:
        return []
    due = [check for check in rules if all(counted.get(key) is not None for key in check.over)]
    broken = [(check, text) for check in due if (text := check.fault(counted, facts)) is not None]
    return sorted(broken, key=lambda fault: not fault[0].hard)


@cache
def _rules(form: Form) -> Mapping[str, list[Check]]:
    """By each question they are over."""
    over = {key for check in form.checks for key in check.over}
    return {key: [check for check in form.checks if key in check.over] for key in over}


@cache
def _paper_keys(form: Form) -> tuple[str, ...]:
    return tuple(question.key for question in form.questions if isinstance(question.kind, kinds.Paper))


@cache
def _straight(form: Form) -> int:
    """How many questions come before the first one that not everybody is asked."""
    conditions = (n for n, question in enumerate(form.questions) if question.when is not always)
    return next(conditions, len(form.questions))
