"""Why a pair is at risk, in words."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from domain import days
from domain.risks import Reason, Risk, Troubled
from views import pairs, words

SHORT: Final[Mapping[Reason, str]] = {
    Reason.WISH: "наставник просит",
    Reason.HARD: "наставнику трудно",
    Reason.APART: "не встречаются",
    Reason.FIRST: "нет первой встречи",
    Reason.LATELY: "давно не встречались",
    Reason.SILENT: "наставник не отвечает",
    Reason.SHEET: "анкета опоздала",
}


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
