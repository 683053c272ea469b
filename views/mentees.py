"""Mentees on the coordinator's screen: codes only."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.forms.registry import CONSENT_KINDS
from domain.mentoring import LABELS
from domain.registry import Mentee, Mentor
from views import history, menus, paging, profiles, searching, words
from views.actions import action
from views.mentors import back_to_pair
from views.screen import Button, Row, Screen

ALL = Button("Все наставляемые", action("e.list", 0))
NEW = Button("Новый наставляемый", action("f.n", "mentee", "new"))
NEW_PAIR = Button("Новая пара", action("f.n", "pair", "new"))
CHANGE = "mentee_change"
KINDS = {option.value: option.label for option in CONSENT_KINDS}


def label(mentee: Mentee) -> str:
    """The code and the class; a missing consent shows."""
    parts = [mentee.code, mentee.grade or ""] + ([] if mentee.consent else ["нет согласия"])
    return words.shorten(" · ".join(filter(None, parts)), 28)


def listing(shown: Sequence[Mentee], page: int, total: int) -> Screen:
    rows = _buttons(shown)
    if pager := paging.pager("e.list", (), page, total):
        rows.append(pager)
    rows += searching.row(total, "mentees")
    text = words.plural(total, "код", "кода", "кодов") if total else "Пока никого."
    return Screen(Markup("<b>Наставляемые</b>\n{}").format(text), (*rows, (NEW,), (menus.HOME,)))


def found(there: Sequence[Mentee], sought: str, page: int) -> Screen:
    """Those that were looked for."""
    rows = _buttons(paging.page_of(there, page))
    return searching.found("mentees", "Наставляемые", sought, rows, page, len(there), ALL)


def card(mentee: Mentee, became: Mentor | None) -> Screen:
    """`became`: the mentor they are now."""
    verb = "Изменить согласие" if mentee.consent else "Записать согласие"
    consent = Button(verb, action("f.n", "consent", f"mentee.{mentee.id}"))
    if became:
        grown = Button(words.shorten(f"Теперь наставник {became.code}", 28), action("t.open", became.id))
    else:
        grown = Button("Станет наставником", action("ma.carry", mentee.id))
    rows: tuple[Row, ...] = (
        (find(mentee.id),),
        (consent,),
        (Button("Запрос", action("f.n", "wants", mentee.id)), Button("Изменить", action("f.n", CHANGE, mentee.id))),
        (grown,),
        (history.button("e.past", mentee.id),),
        (ALL, menus.HOME),
    )
    return Screen(_facts(mentee), rows)


def find(mentee_id: int) -> Button:
    return Button("Подобрать наставника", action("ma.find", mentee_id))


def registered(mentee: Mentee, pair_waits: int | None) -> Screen:
    """The receipt: the code, and where the name belongs."""
    text = Markup("<b>Код выдан: {}</b>\n\n{}\n\nИмя к коду запишите в школьном ключе на бумаге.")
    rows: list[Row] = [(back_to_pair(pair_waits),)] if pair_waits is not None else [(NEW_PAIR,), (find(mentee.id),)]
    return Screen(text.format(mentee.code, _facts(mentee)), (*rows, (menus.HOME,)), closes=True)


def _buttons(shown: Sequence[Mentee]) -> list[Row]:
    return [(Button(label(one), action("e.open", one.id)),) for one in shown]


def _facts(mentee: Mentee) -> Markup:
    consent = f"{KINDS[mentee.consent_kind].lower()}, {mentee.consent}" if mentee.consent_kind else "не записано"
    asked = filter(None, (profiles.competences(mentee.wants).lower(), LABELS.get(mentee.form or "")))
    needs = Markup("\nНужна помощь: {}").format("; ".join(asked)) if mentee.wants else Markup("")
    return Markup("Код: <b>{}</b>\nКласс или год: {}\nЗапрос: {}{}\nСогласие: {}").format(
        mentee.code, mentee.grade or "–", mentee.request or "–", needs, consent
    )
