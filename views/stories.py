"""Stories of pairs and groups that are over. Of children there are codes only; the mentor is not named either."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain import days, mentoring
from domain.registry import Pair
from views import menus, paging, pairs, searching, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

ALL: Final = Button("Все истории", action("ma.tales", 0))
NOTHING: Final = "Пока ни одной. История записывается последним вопросом, когда пару завершают: по желанию."


def listing(shown: Sequence[Pair], page: int, total: int) -> Screen:
    rows = _buttons(shown)
    if pager := paging.pager("ma.tales", (), page, total):
        rows.append(pager)
    rows += searching.row(total, "stories")
    many = words.plural(total, "история", "истории", "историй") if total else NOTHING
    return Screen(Markup("<b>Истории пар и групп</b>\n{}").format(many), (*rows, (menus.HOME,)))


def found(there: Sequence[Pair], sought: str, page: int) -> Screen:
    rows = _buttons(paging.page_of(there, page))
    return searching.found("stories", "Истории пар и групп", sought, rows, page, len(there), ALL)


def card(pair: Pair, own: bool) -> Screen:
    """`own`: the school's own coordinator goes on to the pair."""
    assert pair.closed_on
    lines = (
        Markup("<b>{}</b>\n{}").format(", ".join(pair.mentees), mentoring.LABELS.get(pair.form, pair.form)),
        Markup("Цель: {}\nРезультат: {}\n{}: {}").format(
            pair.goal, pair.result or "–", pairs.STATES[pair.state].capitalize(), days.words(pair.closed_on)
        ),
        Markup("<b>История</b>\n{}").format(pair.story),
    )
    to_pair: tuple[Row, ...] = ((Button("К паре", action("p.open", pair.id)),),) if own else ()
    return Screen(together(lines), (*to_pair, (ALL, menus.HOME)))


def _buttons(shown: Sequence[Pair]) -> list[Row]:
    return [
        (Button(words.shorten(f"{', '.join(one.mentees)} · {one.goal}", LABEL_LIMIT), action("ma.tale", one.id)),)
        for one in shown
    ]
