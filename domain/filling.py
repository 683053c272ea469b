"""The engine: what each step makes of a draft. Every function returns a new one.

Where that leaves the person is told by `domain.drafted`.
"""

from dataclasses import replace

from domain import in_a_row, kinds
from domain.drafted import Ask, Draft, Review, position, suggestions, ticks, visible
from domain.form import AnswerRejected, Facts, Form, Question, Value

REASON = kinds.Text(max=300, about_mentee=True, example="в сентябре пришёл новый класс")


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
