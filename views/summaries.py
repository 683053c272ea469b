"""What the department and its groups are told unasked. Everything stays in the chat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import groupby
from typing import Final

from markupsafe import Markup

from domain import reporting
from domain.board import Board
from domain.submissions import Submission
from views import quarter, reports, words
from views.actions import action
from views.screen import Button, Row, Screen

LISTED: Final = 20  # schools named in one message; the others are counted
A_SCREEN: Final = 8  # late schools with their rows, two lines each: what a phone shows without scrolling


@dataclass(frozen=True, slots=True)
class News:
    """A school filed, or corrected what the department had been told of."""

    submission: Submission
    corrected: bool


@dataclass(frozen=True, slots=True)
class Late:
    """A school and what it owes of the order: rows with their periods, in their order; `days` after the oldest date."""

    school: str
    rows: tuple[tuple[str, str], ...]
    days: int


def filed(entries: Sequence[News], boards: Sequence[Board], zone: tzinfo) -> Screen:
    """One school with its main numbers, or many in a list; how many have filed by now."""
    parts = [_one(entries[0], zone)] if len(entries) == 1 else [_many(entries)]
    parts += [
        Markup("{}: подано <b>{} из {}</b>").format(words.period(board.period), len(board.filed), board.asked)
        for board in boards
    ]
    return Screen(Markup("\n\n").join(parts), _rows([board.period for board in boards]), stays=True)


def ended(board: Board) -> Screen:
    """The period's date has passed: how it turned out."""
    text = Markup("<b>Итог: {}</b>\nСрок прошёл {}.\n\n{}").format(
        reports.title(reporting.of(board.period).key, board.period),
        words.day(board.due.effective) if board.due else "",
        quarter.counts(board),
    )
    return Screen(text, _rows([board.period]), stays=True)


def overdue(late: Sequence[Late]) -> Screen:
    """Every row of the order that is late, by school, on one screen of a phone; the rest is on the board."""
    year = max(period[:4] for one in late for _, period in one.rows)
    many = sum(len(one.rows) for one in late)
    head = Markup("<b>Просрочено: {} у {}</b>\nСтроки и сколько дней ждём самую старую.").format(
        words.plural(many, "строка", "строки", "строк"), words.plural(len(late), "школы", "школ", "школ")
    )
    lines = [
        Markup("{}\n<b>{}</b> · {}").format(
            one.school, _owed(one.rows, year), words.plural(one.days, "день", "дня", "дней")
        )
        for one in late
    ]
    button = Button("Все долги по школам", action("bd.list", year, 0))
    return Screen(Markup("\n").join([head + "\n", *_bullets(lines, A_SCREEN)]), ((button,),), stays=True)


def _owed(rows: Sequence[tuple[str, str]], year: str) -> str:
    """«1.2, 4.1 (II кв., III кв.)»: a period where there are several, its year where that is not the newest."""
    names = []
    for number, group in groupby(rows, key=lambda row: row[0]):
        parts = [words.short_period(period).removesuffix(year).rstrip() for _, period in group if period != f"{year}-Y"]
        names.append(f"{number} ({', '.join(parts)})" if parts else number)
    return ", ".join(names)


def without_buttons(screen: Screen) -> Screen:
    """For a group: its members are not known to the bot."""
    return replace(screen, rows=())


def _one(news: News, zone: tzinfo) -> Markup:
    one = news.submission
    when = words.moment(one.changed_at if news.corrected else one.first_at, zone)
    state = "Исправлено" if news.corrected else "Подан вовремя" if one.on_time else "Подан после срока"
    numbers = quarter.key_numbers(reporting.FORMS[one.form], [one.answers])
    return Markup("<b>{}</b>\n{}\n{}: {}\n{}").format(
        one.school, reports.title(one.form, one.period), state, when, numbers
    )


def _many(entries: Sequence[News]) -> Markup:
    lines = [f"{one.submission.school}{_remark(one)}" for one in entries]
    head = Markup("<b>Новые отчёты: {}</b>").format(len(entries))
    return Markup("\n").join([head, *_bullets(lines, LISTED)])


def _remark(news: News) -> str:
    if news.corrected:
        return ": исправлено"
    return "" if news.submission.on_time else ": после срока"


def _bullets(lines: Sequence[str], room: int) -> list[Markup]:
    shown = [Markup("• {}").format(line) for line in lines[:room]]
    rest = len(lines) - len(shown)
    if rest:
        shown.append(Markup("{}ещё {}").format("и " if shown else "", words.plural(rest, "школа", "школы", "школ")))
    return shown


def _rows(periods: Sequence[str]) -> tuple[Row, ...]:
    return tuple((Button(words.period(one), action("q.open", one)),) for one in periods)
