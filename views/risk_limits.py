"""Numbers of pairs at risk by school, and from when on something is one: the department's, without any pair's name."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from markupsafe import Markup

from domain.forms.care import LIMITS
from domain.risks import Limits
from views import menus, paging, words
from views.actions import action
from views.screen import Button, Row, Screen, together

CHANGE: Final = Button("Изменить пороги", action("f.n", "risk-limits", "town"))


def numbers(schools: Sequence[tuple[str, int, int]], limits: Limits, last: str, page: int) -> Screen:
    """`schools`: name, pairs at work, pairs at risk. `last`: who changed the limits last, and when."""
    ordered = sorted(schools, key=lambda one: -one[2])
    many, risky = sum(one[1] for one in schools), sum(one[2] for one in schools)
    head = Markup("<b>Пары, которым нужна помощь</b>\nПо всем школам: <b>{} из {}</b> ({})").format(
        words.number(risky), words.number(many), words.percent(risky, many)
    )
    lines = [
        Markup("{}: <b>{} из {}</b>").format(name, risk, whole) for name, whole, risk in paging.page_of(ordered, page)
    ]
    note = Markup("Какие это пары, видит только куратор школы.")
    rows: list[Row] = []
    if pager := paging.pager("at.all", (), page, len(ordered)):
        rows.append(pager)
    rows.append((CHANGE, Button("Каникулы", action("ck.breaks", 0))))
    body = together(lines, "\n") if lines else Markup("Пар, которые работают, пока нет.")
    return Screen(
        together([head, body, note, _limits(limits, last)]),
        (*rows, (Button("Контроль", action("bd.now")), menus.HOME)),
    )


def saved(changed: int, limits: Limits) -> Screen:
    """The receipt."""
    what = "Пороги записаны" if changed else "Ничего не изменилось"
    text = together([Markup("<b>{}</b>").format(what), _limits(limits, "")])
    return Screen(text, ((Button("Пары по школам", action("at.all", 0)), menus.HOME),), closes=True)


def changed(when: str, name: str) -> str:
    return f"Изменено {when}, {name}."


def _limits(limits: Limits, last: str) -> Markup:
    lines = [
        Markup("{}: <b>{}</b>").format(LIMITS.question(each.name).title, getattr(limits, each.name))
        for each in fields(limits)
    ]
    text = together([Markup("<b>Когда паре нужна помощь</b>"), *lines], "\n")
    return text + Markup("\n{}").format(last) if last else text
