"""Mentors on the coordinator's screen."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.registry import Mentor
from views import menus, paging, words
from views.actions import action
from views.screen import Button, Row, Screen

ALL = Button("Все наставники", action("t.list", 0))
NEW = Button("Новый наставник", action("f.n", "mentor", "new"))
BACK_TO_PAIR = Button("Вернуться к паре", action("f.n", "pair", "new"))


def listing(shown: Sequence[Mentor], page: int, total: int) -> Screen:
    """A button each; those in the bot are marked."""
    rows: list[Row] = [(Button(words.shorten(one.label, 28), action("t.open", one.id)),) for one in shown]
    if pager := paging.pager("t.list", (), page, total):
        rows.append(pager)
    text = words.plural(total, "наставник", "наставника", "наставников") if total else "Пока никого."
    return Screen(Markup("<b>Наставники</b>\n{}").format(text), (*rows, (NEW,), (menus.HOME,)))


def card(mentor: Mentor) -> Screen:
    rows: list[Row] = [(ALL, menus.HOME)]
    if mentor.person_id is None:
        rows.insert(0, (_invite(mentor),))
    return Screen(_facts(mentor), tuple(rows))


def registered(mentor: Mentor, pair_waits: bool) -> Screen:
    """The receipt: the code, and the next step."""
    rows: list[Row] = [(BACK_TO_PAIR,)] if pair_waits else []
    text = Markup("<b>Наставник записан</b>\n\n") + _facts(mentor)
    return Screen(text, (*rows, (_invite(mentor),), (menus.HOME,)), closes=True)


def qr_caption(mentor: Mentor) -> Markup:
    return Markup("Тот же вход по камере: <b>{}</b>").format(mentor.label)


def _invite(mentor: Mentor) -> Button:
    return Button("Пригласить в бот", action("t.invite", mentor.id))


def _facts(mentor: Mentor) -> Markup:
    lines = [Markup("<b>{}</b>").format(mentor.label), Markup("Код: <b>{}</b>").format(mentor.code)]
    if mentor.place:
        lines.append(Markup("{}: {}").format("Место работы" if mentor.kind == "adult" else "Класс", mentor.place))
    lines.append(Markup("Согласие: {}").format(mentor.consent or "не записано"))
    lines.append(Markup("В боте: {}").format("да" if mentor.person_id else "нет"))
    return Markup("\n").join(lines)
