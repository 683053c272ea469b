"""Why a pair is at risk, in words; and the week's digest for its coordinator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from domain import days
from domain.risks import Reason, Risk, Troubled
from views import pairs, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

NAMED: Final = 5  # pairs of one school that a digest names
SHORT: Final[Mapping[Reason, str]] = {
    Reason.WISH: "наставник просит",
    Reason.HARD: "наставнику трудно",
    Reason.APART: "не встречаются",
    Reason.FIRST: "нет первой встречи",
    Reason.LATELY: "давно не встречались",
    Reason.SILENT: "наставник не отвечает",
    Reason.SHEET: "анкета опоздала",
}


@dataclass(frozen=True, slots=True)
class Digest:
    """One school's pairs at risk; `post` is the coordinator's there, `working` how many pairs it has at work."""

    school: str
    post: int
    working: int
    pairs: Sequence[Troubled]


def digest(schools: Sequence[Digest]) -> Screen:
    """Once a week, in one message; the way into each school's list."""
    many = sum(len(one.pairs) for one in schools)
    text = [Markup("<b>Кому нужна помощь: {}</b>").format(words.plural(many, "пара", "пары", "пар"))]
    for one in schools:
        head = Markup("{}: {} из {}").format(one.school, len(one.pairs), one.working)
        rest = len(one.pairs) - NAMED
        more = [Markup("И ещё {}.").format(rest)] if rest > 0 else []
        text += [head, *map(paragraph, one.pairs[:NAMED]), *more]
    if len(schools) == 1:
        del text[1]
    rows: list[Row] = [
        (
            Button(
                "Открыть список" if len(schools) == 1 else words.squeeze(one.school, LABEL_LIMIT),
                action("at.from", one.post, 0),
            ),
        )
        for one in schools
    ]
    return Screen(together(text), tuple(rows), stays=True)


def reason(risk: Risk) -> str:
    """One risk in words."""
    since = days.words(risk.day) if risk.day else ""
    match risk.reason:
        case Reason.WISH:
            return "наставник ждёт вашего решения"
        case Reason.HARD:
            return f"наставник ответил «трудно» на вопрос от {since}"
        case Reason.APART:
            return f"наставник ответил «не встречаемся» на вопрос от {since}"
        case Reason.FIRST:
            return f"нет первой встречи: {words.plural(risk.many, 'день', 'дня', 'дней')} с начала, {since}"
        case Reason.LATELY:
            many = words.plural(risk.many, "учебный день", "учебных дня", "учебных дней")
            return f"{many} без встреч, последняя {since}"
        case Reason.SILENT:
            many = words.plural(risk.many, "вопрос", "вопроса", "вопросов")
            return f"{many} «Как дела?» без ответа, с {since}"
        case Reason.SHEET:
            return f"анкета опоздала на {words.plural(risk.many, 'день', 'дня', 'дней')}, срок был {since}"


def paragraph(one: Troubled) -> Markup:
    """Who, and the reasons in short; the first one in full."""
    rest = "".join(f"; {SHORT[risk.reason]}" for risk in one.risks[1:])
    return Markup("<b>{}</b>\n{}{}").format(pairs.name(one.pair), reason(one.risks[0]), rest)
