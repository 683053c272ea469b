"""Mentees on the coordinator's screen: codes only."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.forms.registry import CONSENT_KINDS
from domain.registry import Mentee
from views import menus, paging, words
from views.actions import action
from views.mentors import BACK_TO_PAIR
from views.screen import Button, Row, Screen

ALL = Button("Все наставляемые", action("e.list", 0))
NEW = Button("Новый наставляемый", action("f.n", "mentee", "new"))
KINDS = {option.value: option.label for option in CONSENT_KINDS}


def label(mentee: Mentee) -> str:
    """The code and the class; a missing consent shows."""
    parts = [mentee.code, mentee.grade or ""] + ([] if mentee.consent else ["нет согласия"])
    return words.shorten(" · ".join(filter(None, parts)), 28)


def listing(shown: Sequence[Mentee], page: int, total: int) -> Screen:
    rows: list[Row] = [(Button(label(one), action("e.open", one.id)),) for one in shown]
    if pager := paging.pager("e.list", (), page, total):
        rows.append(pager)
    text = words.plural(total, "код", "кода", "кодов") if total else "Пока никого."
    return Screen(Markup("<b>Наставляемые</b>\n{}").format(text), (*rows, (NEW,), (menus.HOME,)))


def card(mentee: Mentee) -> Screen:
    verb = "Изменить согласие" if mentee.consent else "Записать согласие"
    consent = Button(verb, action("f.n", "consent", f"mentee.{mentee.id}"))
    return Screen(_facts(mentee), ((consent,), (ALL, menus.HOME)))


def registered(mentee: Mentee, pair_waits: bool) -> Screen:
    """The receipt: the code, and where the name belongs."""
    text = Markup("<b>Код выдан: {}</b>\n\n{}\n\nИмя к коду запишите в школьном ключе на бумаге.")
    rows: list[Row] = [(BACK_TO_PAIR,)] if pair_waits else [(Button("Новая пара", action("f.n", "pair", "new")),)]
    return Screen(text.format(mentee.code, _facts(mentee)), (*rows, (menus.HOME,)), closes=True)


def _facts(mentee: Mentee) -> Markup:
    consent = f"{KINDS[mentee.consent_kind].lower()}, {mentee.consent}" if mentee.consent_kind else "не записано"
    return Markup("Код: <b>{}</b>\nКласс или год: {}\nЗапрос: {}\nСогласие: {}").format(
        mentee.code, mentee.grade or "–", mentee.request or "–", consent
    )
