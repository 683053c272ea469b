"""A concern on the screen of whoever told it: that it was taken, what was answered, how to say more."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain.concerns import Concern, Line, What
from domain.registry import Pair
from views import menus, paging, words
from views.actions import action
from views.screen import Button, Row, Screen

NEW: Final = Button("Сообщить о проблеме", action("cn.new"))
MINE: Final = Button("Мои сообщения", action("cn.mine", 0))
PER_PAGE: Final = 3  # things said: each may be long, and all must fit one message
LAST: Final = 999  # a page past the end is the last one
SENT: Final = "Передано ответственному"
ADDED: Final = "Дополнение передано"
DONE: Final = {What.CLOSED: "Закрыто", What.REOPENED: "Открыто снова"}


def told(one: Concern, pairs: Sequence[Pair], page: int, *, on_duty: bool) -> Screen:
    """The receipt; which pair it is about is a tap, for those who want it."""
    who = (
        "Его видит только ответственный в управлении. Ответ придёт сюда."
        if on_duty
        else "Ответственного в управлении сейчас назначают; до него сообщение не прочтёт никто. Ответ придёт сюда."
    )
    text = Markup("<b>Сообщение № {} принято</b>\n{}").format(one.id, who)
    rows: list[Row] = []
    if one.pair_id:
        text += Markup("\nПара: <b>{}</b>").format(", ".join(one.codes))
    elif pairs:
        text += Markup("\n\nО какой паре речь? Можно не отвечать.")
        for pair in paging.page_of(pairs, page):
            label = words.shorten(", ".join(pair.mentees), 28)
            rows.append((Button(label, action("cn.pair", one.id, pair.id)),))
        if pager := paging.pager("cn.about", (one.id,), page, len(pairs)):
            rows.append(pager)
    return Screen(text, (*rows, (_more(one), MINE), (menus.HOME,)))


def mine(sent: Sequence[Concern], page: int, zone: tzinfo) -> Screen:
    rows: list[Row] = []
    for one in paging.page_of(sent, page):
        label = f"№ {one.id} · {one.lines[0].at.astimezone(zone):%d.%m} · {state(one)}"
        rows.append((Button(label, action("cn.my", one.id, LAST)),))
    if pager := paging.pager("cn.mine", (), page, len(sent)):
        rows.append(pager)
    text = "Видите вы и ответственный в управлении." if sent else "Вы пока ни о чём не сообщали."
    return Screen(Markup("<b>Мои сообщения о проблемах</b>\n{}").format(text), (*rows, (NEW,), (menus.HOME,)))


def card(one: Concern, page: int, zone: tzinfo) -> Screen:
    """The sender's: own words, and the answers."""
    head = Markup("<b>Сообщение № {}</b> · {}").format(one.id, state(one))
    if one.codes:
        head += Markup("\nПара: {}").format(", ".join(one.codes))
    lines = [head, *(_said(line, zone) for line in paging.page_of(one.lines, page, PER_PAGE))]
    rows: list[Row] = [(_more(one), MINE), (menus.HOME,)]
    if pager := paging.pager("cn.my", (one.id,), page, len(one.lines), PER_PAGE):
        rows.insert(0, pager)
    return Screen(Markup("\n\n").join(lines), tuple(rows))


def answered(one: Concern, said: str) -> Screen:
    """For the sender, unasked."""
    text = Markup("<b>Ответ на ваше сообщение № {}</b>\n{}").format(one.id, said)
    return Screen(text, ((Button("Открыть", action("cn.my", one.id, LAST)), _more(one)),), stays=True)


def state(one: Concern) -> str:
    if not one.open:
        return "закрыто"
    return "отвечено" if one.answered else "принято"


def title(one: Concern) -> str:
    return f"Сообщение № {one.id}"


def _more(one: Concern) -> Button:
    return Button("Дополнить", action("f.n", "concern-more", one.id))


def _said(line: Line, zone: tzinfo) -> Markup:
    when = words.moment(line.at, zone)
    if line.words is None:
        return Markup("<b>{}</b>\n{}").format(DONE[line.what], when)
    who = "Ответ управления" if line.what is What.ANSWERED else "Вы"
    return Markup("<b>{}</b> · {}\n{}").format(who, when, line.words)
