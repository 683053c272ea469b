"""What the department and its groups are told unasked. Everything stays in the chat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import reporting
from domain.board import Board
from domain.submissions import Submission
from views import quarter, reports, words
from views.actions import action
from views.screen import Button, Row, Screen

LISTED: Final = 20  # schools named in one message; the others are counted


@dataclass(frozen=True, slots=True)
class News:
    """A school filed, or corrected what the department had been told of."""

    submission: Submission
    corrected: bool


@dataclass(frozen=True, slots=True)
class Late:
    """The schools that owe one period, `days` after its date."""

    period: str
    day: date
    days: int
    schools: tuple[str, ...]


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
    """All that is late, in one message."""
    parts = [Markup("<b>Не сдан отчёт: {}</b>").format(sum(len(one.schools) for one in late))]
    room = LISTED
    for one in late:
        head = Markup("{}, срок был {}, прошло {}:").format(
            words.period(one.period), words.day(one.day), words.plural(one.days, "день", "дня", "дней")
        )
        parts.append(Markup("\n").join([head, *_bullets(one.schools, room)]))
        room = max(0, room - len(one.schools))
    return Screen(Markup("\n\n").join(parts), _rows(list(dict.fromkeys(one.period for one in late))[-3:]), stays=True)


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
