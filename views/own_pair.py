"""One pair of a mentor, with what can be done."""

from markupsafe import Markup

from domain import days
from domain.pairs import CLOSED, WORKING
from views import meetings, menus
from views.actions import action
from views.screen import Button, Row, Screen


def card(summed: meetings.Summed) -> Screen:
    pair = summed[0]
    lines = [meetings.block(summed)]
    rows: list[Row] = []
    if pair.state in WORKING:
        lines.append(Markup("Срок: {} – {}").format(days.words(pair.starts_on), days.words(pair.ends_on)))
        rows.append(
            (Button("Встреча сегодня", action("v.on", pair.id, 0)), Button("Вчера", action("v.on", pair.id, 1)))
        )
    if pair.state in CLOSED and pair.closed_on:
        lines.append(Markup("Завершена: {}").format(days.words(pair.closed_on)))
    log = Button("Встречи пары", action("v.log", pair.id, 0))
    rows.append((meetings.other_day(pair), log) if pair.state in WORKING else (log,))
    rows.append((Button("Все мои пары", action("v.pairs")), menus.HOME))
    return Screen(Markup("\n").join(lines), tuple(rows))
