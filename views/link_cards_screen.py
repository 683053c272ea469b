"""Links to many sheets at once on the screen: what is asked before, and the file that comes."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from domain.questionnaires import Moment
from domain.sheets import Sheet
from views import words
from views.actions import action
from views.screen import Button, File, Screen

MADE: Final = "Распечатайте и разрежьте"
NOBODY: Final = "Новых ссылок не нужно: все отвечают или ответили"


def button(many: int, pair_id: int | None) -> Button:
    """Of a group, or with None of the whole school."""
    return Button(f"Ссылки всем на печать: {many}", _action(pair_id, sure=False))


def ask(many: int, replaced: int, pair_id: int | None) -> Screen:
    text = Markup(
        "<b>Ссылки на печать: {}</b>\nПрежних ссылок: {}. Их ещё не открыли, они перестанут работать."
    ).format(many, replaced)
    no = Button("Оставить", action("qs.wait", 0) if pair_id is None else action("qs.pair", pair_id))
    return Screen(text, ((Button("Сделать новые", _action(pair_id, sure=True)), no),))


def sheet(cards: Sequence[tuple[Sheet, str]], begun: int, until: date) -> Screen:
    """The file; each sheet with the payload of its link. `begun`: how many answer by the link they have."""
    text = Markup(
        "<b>Ссылки на анкеты: {}</b>\nКарточка на каждого, по восемь на листе. Действуют до <b>{}</b>."
    ).format(len(cards), words.short_day(until))
    if begun:
        text += Markup("\nУже отвечают: {}, их ссылки прежние.").format(begun)
    told = ",".join(f"{one.code} {'b' if one.moment is Moment.BEFORE else 'a'} {link}" for one, link in cards)
    return Screen(text, file=File("document", "link_cards", {"cards": told, "until": until.isoformat()}), stays=True)


def _action(pair_id: int | None, sure: bool) -> str:
    return action("qs.every", int(sure)) if pair_id is None else action("qs.cards", pair_id, int(sure))
