"""Several answers typed in one message, as they stand on a sheet of paper: «8 7 9 10 …», «+ - +»."""

import re
from collections.abc import Sequence
from types import UnionType

from domain.form import AnswerRejected, Facts, Question, Value
from domain.kinds import YesNo
from domain.scales import Scale

ONE = re.compile(r"[0-9]+|[+−–-]|[^\s,;+−–-]+")


def read(raw: str, ahead: Sequence[Question], facts: Facts) -> dict[str, Value]:
    """The answers to the questions `ahead`, the one asked now first; none where only one was typed. Either all marks
    that are still ahead, or everything: a number too few would move all answers behind it by one. Raises
    `AnswerRejected`, and nothing is taken."""
    typed = ONE.findall(raw.replace("−", "-"))
    run = _run(ahead, Scale | YesNo)
    if len(typed) < 2 or len(run) < 2:
        return {}
    same = _run(ahead, type(run[0].kind))
    wanted = next((part for part in (same, run) if len(part) == len(typed)), None)
    if wanted is None:
        whole = f" (или сразу {len(run)})" if len(run) > len(same) > 1 else ""
        raise AnswerRejected(
            f"Осталось вопросов: {len(same)}{whole}, а в сообщении ответов: {len(typed)}. "
            "Я ничего не записал: сверьте с листом и пришлите все подряд. Например: 8 7 9 10."
        )
    pairs = zip(wanted, typed, strict=True)
    return {question.key: _one(n, question, word, facts) for n, (question, word) in enumerate(pairs, start=1)}


def _run(ahead: Sequence[Question], kind: type | UnionType) -> list[Question]:
    """Those from the first one on, while they are of this kind."""
    run: list[Question] = []
    for question in ahead:
        if not isinstance(question.kind, kind):
            break
        run.append(question)
    return run


def _one(place: int, question: Question, word: str, facts: Facts) -> Value:
    try:
        return question.kind.parse(word, facts)
    except AnswerRejected as rejected:
        raise AnswerRejected(f"Ответ {place}, «{question.title}»: здесь «{word[:20]}». {rejected}") from None
