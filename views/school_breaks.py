"""School breaks on the department's screen."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from domain import days
from domain.school_days import Break
from views import menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

ADDED: Final = "Записано"
ALREADY: Final = "Эти дни уже записаны"
DROPPED: Final = "Убрано"
BACK: Final = "Возвращено"
QUIET: Final = Markup("В эти дни бот не спрашивает наставников, как дела, и дни без встреч не считаются.")
ALL: Final = Button("Все каникулы", action("ck.breaks", 0))


def listing(known: Sequence[Break], offered: Sequence[Break], page: int) -> Screen:
    """Each with the button that opens it; `offered` are usual days, to be taken over in one tap."""
    shown = paging.page_of(known, page)
    lines = [Markup("<b>{}</b>\n{}").format(one.title, span(one)) for one in shown]
    text = [Markup("<b>Каникулы школ</b>\n{}").format(QUIET), *(lines or [Markup("Пока не записаны.")])]
    rows: list[Row] = [(Button(_label(one), action("ck.break", one.id)),) for one in shown]
    if pager := paging.pager("ck.breaks", (), page, len(known)):
        rows.append(pager)
    if offered:
        usual = together([Markup("{}: {}").format(one.title, span(one)) for one in offered], "\n")
        text.append(Markup("Обычные дни, сверьте со своим приказом:\n{}").format(usual))
        rows.append((Button("Взять обычные дни", action("ck.usual", offered[0].first.isoformat())),))
    rows.append((Button("Добавить каникулы", action("f.n", "break", "new")),))
    return Screen(together(text), (*rows, (Button("К срокам", action("y.list")), menus.HOME)))


def card(one: Break) -> Screen:
    text = Markup("<b>{}</b>\n{}\n{}").format(one.title, span(one), _long(one))
    return Screen(text, ((Button("Убрать", action("ck.drop", one.id)), ALL), (menus.HOME,)))


def added(one: Break) -> Screen:
    """The receipt."""
    text = Markup("<b>Каникулы записаны</b>\n{}: {}\n{}").format(one.title, span(one), _long(one))
    return Screen(text, ((Button("Добавить ещё", action("f.n", "break", "new")), ALL), (menus.HOME,)), closes=True)


def dropped(one: Break) -> Screen:
    text = Markup("Убрано: <b>{}</b>, {}.\nЭти дни снова считаются учебными.").format(one.title, span(one))
    return Screen(text, ((Button("Вернуть", action("ck.back", one.id)), ALL), (menus.HOME,)))


def taken(one: Break) -> str:
    """Why a new one cannot be kept: these days are in another already."""
    return f"Эти дни уже есть: {one.title}, {span(one)}. Пришлите другой последний день или вернитесь назад."


def span(one: Break) -> str:
    return days.words(one.first) if one.first == one.last else f"{days.words(one.first)} – {days.words(one.last)}"


def _long(one: Break) -> str:
    many = (one.last - one.first).days + 1
    return words.plural(many, "день", "дня", "дней")


def _label(one: Break) -> str:
    head = f"{_short(one.first)}–{_short(one.last)} "
    return head + words.shorten(one.title.replace(" каникулы", ""), LABEL_LIMIT - len(head))


def _short(day: date) -> str:
    return f"{day:%d.%m}"
