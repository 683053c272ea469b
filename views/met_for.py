"""The coordinator logs for a mentor of the school."""

from datetime import date

from markupsafe import Markup

from domain import days
from domain.registry import Pair
from views import meetings, menus
from views.actions import action
from views.screen import Button, Screen


def ask(pair: Pair, many: int, last: str | None) -> Screen:
    """When did they meet?"""
    text = Markup("<b>Когда встретились?</b>\n{}\nНаставник: {}\nВстреч: {}{}").format(
        meetings.codes(pair),
        pair.mentor,
        many,
        f", последняя {days.words(date.fromisoformat(last))}" if last else "",
    )
    rows = (
        (Button("Сегодня", action("v.on", pair.id, 0)), Button("Вчера", action("v.on", pair.id, 1))),
        (meetings.other_day(pair), Button("Встречи пары", action("v.log", pair.id, 0))),
        (Button("К паре", action("p.open", pair.id)), menus.HOME),
    )
    return Screen(text, rows)


def resumed(pair: Pair) -> Screen:
    """For the coordinators: the mentor has taken the pause off."""
    text = Markup("<b>Пара снова встречается</b>\n{}\nНаставник: {}\nПауза снята вместе с записью встречи.")
    row = (Button("Открыть", action("p.open", pair.id)),)
    return Screen(text.format(meetings.codes(pair), pair.mentor), (row,), stays=True)
