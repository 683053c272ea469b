"""An answer as cells of a table: numbers stay numbers, and what holds several of them takes several columns."""

from datetime import date

from domain.counted import Rise, RiseKind, Share, ShareKind
from domain.form import Facts, Question
from domain.form import Value as Answer
from domain.kinds import Number, YesNo
from views.spreadsheets import Value


def titles(question: Question) -> list[str]:
    """Of its columns."""
    match question.kind:
        case RiseKind():
            return [f"{question.title}: {part}" for part in ("до", "после", question.kind.unit)]
        case ShareKind():
            return [f"{question.title}: {part}" for part in ("да", "из")]
        case _:
            return [question.title]


def of(question: Question, answer: Answer, today: date) -> list[Value]:
    """The cells of one answer; empty where there is none."""
    match question.kind:
        case RiseKind():
            rise = Rise.of(answer)
            return [rise.before / 10, rise.after / 10, rise.pairs] if rise else [None, None, None]
        case ShareKind():
            share = Share.of(answer)
            return [share.part, share.whole] if share else [None, None]
        case Number() | YesNo():
            return [answer if isinstance(answer, int) else None]
        case _:
            return [None if answer is None else question.kind.show(answer, Facts(today))]
