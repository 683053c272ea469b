"""A moved date: the receipt, what those concerned are told, and its history."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.deadlines import Move, days_left
from domain.submissions import Due
from views import calendar, menus, paging, words
from views.actions import action
from views.roadmap import moved as both_days
from views.screen import Button, Row, Screen, together

UNDONE: Final = "перенос отменён"
PER_PAGE: Final = 5  # entries, several lines each


def moved(before: Due, after: Due, today: date) -> Screen:
    """The receipt: left in the chat."""
    text = Markup("<b>Срок перенесён</b>\n{}\n\nБыло: {}\nСтало: <b>{}</b>\n\n{}").format(
        calendar.name(after),
        both_days(before.nominal, before.effective),
        both_days(after.nominal, after.effective),
        "Напоминания пойдут по новой дате." if after.effective >= today else "Этот день уже прошёл: срок вышел.",
    )
    return Screen(text, closes=True)


def news(after: Due, known: tuple[date, date], reason: str, today: date) -> Screen:
    """For everybody it concerns; `known` are the days they know of."""
    text = Markup("<b>Срок перенесён</b>\n{}\n\nБыло: {}\nСтало: <b>{}</b>, {}\nПричина: {}").format(
        calendar.name(after),
        both_days(*known),
        both_days(after.nominal, after.effective),
        words.days_left(days_left(today, after.effective)),
        reason,
    )
    return Screen(text, ((Button(f"Строка {after.row}", action("ro.row", after.row)),),), stays=True)


def history(due: Due, moves: Sequence[Move], page: int, zone: tzinfo) -> Screen:
    """Newest first; the last move can be undone."""
    entries = [_entry(move, zone) for move in paging.page_of(moves, page, PER_PAGE)] if moves else []
    rows: list[Row] = []
    if pager := paging.pager("y.log", (due.id,), page, len(moves), PER_PAGE):
        rows.append(pager)
    if moves and moves[0].before != moves[0].after and moves[0].after == due.nominal and not due.closed:
        rows.append((Button(f"Вернуть на {moves[0].before:%d.%m.%Y}", action("y.undo?", moves[0].id)),))
    head = Markup("<b>История срока</b>\n{}").format(calendar.name(due))
    body = together([head, *entries]) if entries else head + "\n\nПереносов не было."
    return Screen(body, (*rows, (Button("К сроку", action("y.date", due.id)), menus.HOME)))


def ask_undo(due: Due, last: Move) -> Screen:
    text = Markup("<b>Вернуть срок?</b>\n{}\n\nСейчас: {}\nБудет: <b>{}</b>\n\nКураторам придёт сообщение.").format(
        calendar.name(due), days.words(due.nominal), days.words(last.before)
    )
    return Screen(text, ((Button("Вернуть", action("y.undo", last.id)), Button("Назад", action("y.date", due.id))),))


def _entry(move: Move, zone: tzinfo) -> Markup:
    return Markup("{}, {}\n{}\n→ <b>{}</b>\n{}").format(
        words.moment(move.at, zone),
        move.by,
        both_days(move.before, move.counted_before),
        both_days(move.after, move.counted_after),
        move.reason,
    )
