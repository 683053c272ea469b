"""Closing a roadmap year: the question, and why it is too early."""

from datetime import date
from typing import Final

from markupsafe import Markup

from domain import days
from views import menus, words
from views.actions import action
from views.screen import Button, Screen

CLOSED: Final = "Год закрыт"
CLOSED_ALREADY: Final = "Этот год уже закрыт"
REOPENED: Final = "Год снова открыт"


def too_early(year: int, over: date) -> Screen:
    """`over` is the first day on which it can be closed."""
    text = Markup("<b>{} год ещё идёт</b>\nЗакрыть его можно с {}, когда пройдут все его сроки.").format(
        year, days.words(over)
    )
    return Screen(text, ((_back(year), menus.HOME),))


def ask(year: int, unfiled: int) -> Screen:
    """`unfiled`: how many things schools still owe."""
    owed = words.plural(unfiled, "долг школ", "долга школ", "долгов школ")
    text = Markup(
        "<b>Закрыть {} год?</b>\n{}\n\n"
        "Сданное останется и будет открываться. Напоминаний об этом годе больше не будет. Открыть его снова можно."
    ).format(year, f"Закроется: {owed}. Они так и останутся несданными." if unfiled else "Школы ничего не должны.")
    return Screen(text, ((Button("Закрыть год", action("y.close", year)), _back(year)),))


def ask_reopen(year: int) -> Screen:
    text = Markup("<b>Открыть {} год снова?</b>\nСроки, закрытые вместе с ним, снова ждут отчётов.").format(year)
    return Screen(text, ((Button("Открыть", action("y.reopen", year)), _back(year)),))


def _back(year: int) -> Button:
    return Button("Назад", action("y.year", year, 0))
