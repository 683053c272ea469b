"""The engine: where a person stands in a form, and what each step makes of the draft.

A draft is only answers. The position is derived from them at every step, so leaving, coming back,
another device or a new version of the form never lose the place. Every function returns a new draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from domain import in_a_row, kinds
from domain.form import AnswerRejected, Answers, Check, Facts, Form, Question, Value, always

REASON = kinds.Text(max=300, about_mentee=True, example="в сентябре пришёл новый класс")


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


def answer(form: Form, draft: Draft, key: str, raw: str, facts: Facts) -> Draft:
    """What was typed. Raises `AnswerRejected` with words for the person; the draft is unchanged then."""
    question = _asked(form, draft, key)
    if form.in_a_row and (many := in_a_row.read(raw, _ahead(form, draft, key), facts)):
        return replace(draft, answers={**draft.answers, **many})
    return _put(draft, key, question.kind.parse(raw, facts))


def choose(form: Form, draft: Draft, key: str, raw: str, facts: Facts) -> Draft:
    """What the button of an option carried. Raises `AnswerRejected` where there is no such option now."""
    return _put(draft, key, kinds.tapped(_asked(form, draft, key).kind, raw, facts))


def take(form: Form, draft: Draft, key: str, source: str, facts: Facts) -> Draft:
    """Accept a suggestion. One that is no longer offered is refused."""
    for suggestion in suggestions(_asked(form, draft, key), draft, facts):
        if suggestion.source == source:
            return _put(draft, key, suggestion.value)
    raise AnswerRejected("Это значение уже не подходит, выберите заново.")


def attach(form: Form, draft: Draft, key: str, file_id: int, facts: Facts) -> Draft:
    """A file was sent. One that is not among the facts' papers is refused."""
    question = _asked(form, draft, key)
    if not kinds.fits(question, file_id, facts):
        raise AnswerRejected("Этот файл сюда не подходит.")
    return _put(draft, key, file_id)


def papers(form: Form, draft: Draft, facts: Facts) -> set[int]:
    """The ids of all files that the draft or its suggestions mean."""
    keys = _paper_keys(form)
    sources = (draft.answers, draft.kept, facts.known, facts.last) if keys else ()
    found = (values.get(key) for values in sources for key in keys)
    return {value for value in found if type(value) is int}


def skip(form: Form, draft: Draft, key: str, facts: Facts) -> Draft:
    if not _asked(form, draft, key).optional:
        raise AnswerRejected("Этот вопрос пропустить нельзя.")
    return _put(draft, key, None)


def toggle(form: Form, draft: Draft, key: str, raw: str, facts: Facts) -> Draft:
    """Tick or untick one of several; nothing is answered until `finish`."""
    kind = kinds.several(_asked(form, draft, key).kind)
    return replace(draft, kept={**draft.kept, key: kind.toggled(ticks(draft, key), raw, facts)})


def finish(form: Form, draft: Draft, key: str, facts: Facts) -> Draft:
    """The ticks become the answer; refused where none is left on offer."""
    kind = kinds.several(_asked(form, draft, key).kind)
    return _put(draft, key, kind.only({*ticks(draft, key)}, facts))


def ticks(draft: Draft, key: str) -> list[str]:
    return value if isinstance(value := draft.kept.get(key), list) else []


def back(form: Form, draft: Draft, facts: Facts) -> Draft:
    """Withdraw the answer before the current question, or the doubtful one; it is kept and offered again."""
    here = position(form, draft, facts)
    path = visible(form, draft.answers)
    before = path if isinstance(here, Review) else path[: here.number - isinstance(here, Ask)]
    return change(draft, before[-1].key) if before else draft


def change(draft: Draft, key: str) -> Draft:
    """Ask one question again; its answer is kept as the first suggestion."""
    if key not in draft.answers:
        return draft
    answers = {k: v for k, v in draft.answers.items() if k != key}
    return replace(draft, answers=answers, kept={**draft.kept, key: draft.answers[key]})


def mend(form: Form, draft: Draft, marked: frozenset[str], first: str = "") -> Draft:
    """Ask the marked questions again, beginning with `first`: those before it keep their answers for now, and the
    review page leads to them. One that was asked again and answered is not asked a third time."""
    order = [question.key for question in form.questions if question.key in marked]
    start = order.index(first) if first in order else 0
    answers, kept = dict(draft.answers), dict(draft.kept)
    for key in order[:start]:
        if key not in answers and key in kept:
            answers[key] = kept.pop(key)
    draft = replace(draft, answers=answers, kept=kept)
    for key in order[start:]:
        if key == first or key not in kept:
            draft = change(draft, key)
    return draft


def unmended(form: Form, draft: Draft, marked: frozenset[str]) -> list[Question]:
    """Marked questions whose old answer still stands untouched."""
    path = visible(form, draft.answers)
    return [q for q in path if q.key in marked and q.key in draft.answers and q.key not in draft.kept]


def explain(draft: Draft, doubt: str, reason: str) -> Draft:
    """Keep the reason why an odd answer is right. An empty, endless or personal one is refused."""
    return replace(draft, reasons={**draft.reasons, doubt: REASON.read(reason)})


def copy(form: Form, draft: Draft, facts: Facts) -> Draft:
    """As last time: what is unanswered takes what the database knows, else the last value; never a guess. What neither
    has, though the database was asked for it (None), is skipped where that may be."""
    for question in form.questions:
        key = question.key
        sources = [facts.last] if facts.known.get(key) is None else [facts.known, facts.last]
        fitting = [v[key] for v in sources if key in v and kinds.fits(question, v[key], facts)]
        if not fitting and question.optional and key in facts.known:
            fitting = [None]
        if fitting and key not in draft.answers and question in visible(form, draft.answers):
            draft = _put(draft, key, fitting[0])
    return draft


def carry(form: Form, draft: Draft, facts: Facts) -> Draft:
    """A draft begun on an older version: valid answers go on, the rest is kept aside."""
    now = {question.key: question for question in form.questions}
    valid = {k: v for k, v in draft.answers.items() if k in now and kinds.fits(now[k], v, facts)}
    aside = {k: v for k, v in draft.answers.items() if k not in valid}
    return replace(draft, answers=valid, kept={**draft.kept, **aside})


def reasons(form: Form, draft: Draft, facts: Facts) -> dict[str, str]:
    """The doubts that still stand, each with its reason: what a submission keeps."""
    rules, counted = _rules(form), submission(form, draft)
    before: dict[str, Value] = {}
    standing: list[str] = []
    for key, value in counted.items():
        before[key] = value
        standing += [text for _, text in _broken(rules.get(key), before, facts)]
    return {text: draft.reasons[text] for text in standing if text in draft.reasons}


def _asked(form: Form, draft: Draft, key: str) -> Question:
    for question in visible(form, draft.answers):
        if question.key == key:
            return question
    raise AnswerRejected("Этот вопрос сейчас не нужен.")


def _ahead(form: Form, draft: Draft, key: str) -> list[Question]:
    """The question asked now and those after it, up to the first that is answered."""
    path = visible(form, draft.answers)
    path = path[[question.key for question in path].index(key) :]
    return path[: next((n for n, question in enumerate(path) if question.key in draft.answers), len(path))]


def _put(draft: Draft, key: str, value: Value) -> Draft:
    return Draft({**draft.answers, key: value}, draft.kept, draft.reasons)


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
