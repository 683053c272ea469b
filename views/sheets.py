"""Questionnaires on the screen: one's own, those of a pair, those a school waits for. Never what a mentee answered."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import questionnaires as rules
from domain.questionnaires import Moment, Side
from domain.registry import Pair
from domain.sheets import Dropped, Sheet, Source
from views import link_cards_screen, menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

ENDS: Final = {Moment.BEFORE: "До", Moment.AFTER: "После"}
HOW: Final = {Source.SELF: "в боте", Source.LINK: "по ссылке", Source.PAPER: "с бумаги"}
TOGETHER: Final = "Ответы видны только вместе с другими, от пяти анкет."
ALL_AT_ONCE: Final = "Можно прислать все оценки одним сообщением, по порядку: 8 7 9 10 …"
WISHES_AT_ONCE: Final = "Можно прислать все ответы одним сообщением: + - + …"
BY_LINK_MEANWHILE: Final = "Эту анкету уже заполнили по ссылке: изменить её нельзя."
DECLINED: Final = "Анкету больше не ждём"
WANTED: Final = "Анкету снова ждём"
WAITING: Final = Button("Все анкеты", action("qs.wait", 0))


def name(sheet: Sheet) -> str:
    """«До · Ш07-014», «После · Наставников Пётр», «До · программа 2026»."""
    return f"{ENDS[sheet.moment]} · {whose(sheet)}"


def whose(sheet: Sheet) -> str:
    if sheet.side is Side.COORDINATOR:
        return f"программа {sheet.year}"
    return sheet.code or sheet.mentor


def title(sheet: Sheet, mine: bool) -> str:
    """Above each question; one's own are told apart by the mentees they are about."""
    about = words.shorten(sheet.codes, 30) if mine and sheet.side is Side.MENTOR else whose(sheet)
    return f"{rules.TITLES[sheet.moment]} · {about}"


def fill(sheet: Sheet) -> str:
    """The action that opens its questions, or goes on where they were left."""
    return action("f.n", sheet.form.key, sheet.id)


def standing(sheet: Sheet, today: date, zone: tzinfo) -> str:
    """«ждёт до пн, 8 декабря 2026»."""
    if sheet.filled_at:
        return f"заполнена {words.day(sheet.filled_at.astimezone(zone).date())}"
    if sheet.dropped is Dropped.DECLINED:
        return "не заполнят"
    if sheet.dropped is Dropped.STATE:
        return "не заполнена, " + ("пара завершена" if sheet.over else "пара снова работает")
    return f"срок был {words.day(sheet.due_on)}" if sheet.late(today) else f"ждёт до {words.day(sheet.due_on)}"


def mine(shown: Sequence[Sheet], page: int, today: date, zone: tzinfo) -> Screen:
    """A mentor's own."""
    head = Markup("<b>Мои анкеты</b>")
    if not shown:
        empty = Markup("Сейчас отвечать не на что. Анкета придёт, когда пара начнёт или завершит работу.")
        return Screen(head + "\n\n" + empty, ((menus.HOME,),))
    here = paging.page_of(shown, page)
    lines = [Markup("• {}: {}").format(own_name(one), standing(one, today, zone)) for one in here]
    open_still = [one for one in here if one.waits or one.source is Source.SELF]
    rows: list[Row] = [(Button(words.shorten(_own_label(one), LABEL_LIMIT), fill(one)),) for one in open_still]
    if pager := paging.pager("qs.own", (), page, len(shown)):
        rows.append(pager)
    note = Markup("Двенадцать нажатий, можно прерваться и продолжить.")
    return Screen(Markup("\n").join((head, *lines, Markup(""), note)), (*rows, (menus.HOME,)))


def own_name(sheet: Sheet) -> str:
    about = sheet.codes if sheet.side is Side.MENTOR else whose(sheet)
    return f"{ENDS[sheet.moment]} · {about}"


def _own_label(sheet: Sheet) -> str:
    return ("Исправить: " if sheet.filled_at else "") + own_name(sheet)


def of_pair(pair: Pair, sheets: Sequence[Sheet], page: int, today: date, zone: tzinfo) -> Screen:
    lines = [
        Markup("<b>Анкеты · {}</b>").format(words.shorten(", ".join(pair.mentees), 40)),
        Markup("Наставник: <b>{}</b>\n").format(pair.mentor),
    ]
    if not sheets:
        lines.append(Markup("Анкеты появятся, когда пара начнёт работу."))
    here = paging.page_of(sheets, page)
    lines += [Markup("• {}: {}").format(name(one), standing(one, today, zone)) for one in here]
    rows: list[Row] = [(_to_card(one),) for one in here]
    if (many := _by_link(sheets)) > 1:
        rows.insert(0, (link_cards_screen.button(many, pair.id),))
    if pager := paging.pager("qs.list", (pair.id,), page, len(sheets)):
        rows.append(pager)
    rows += [(Button("К паре", action("p.open", pair.id)), WAITING), (menus.HOME,)]
    return Screen(Markup("\n").join(lines), tuple(rows))


def waiting(
    programme: Sequence[Sheet], sheets: Sequence[Sheet], filled: int, page: int, today: date, zone: tzinfo
) -> Screen:
    """What a school waits for; the coordinator's own stands first."""
    late = sum(one.late(today) for one in sheets)
    lines = [Markup("<b>Анкеты</b>"), Markup("Ждут: <b>{}</b>, из них поздно: <b>{}</b>").format(len(sheets), late)]
    lines.append(Markup("Заполнены: <b>{}</b>").format(filled))
    rows: list[Row] = []
    for one in programme:
        lines.append(Markup("Моя · {}: {}").format(name(one), standing(one, today, zone)))
        label = f"{'Исправить' if one.filled_at else 'Моя'} · {name(one)}"
        rows.append((Button(words.shorten(label, LABEL_LIMIT), fill(one)),))
    if (many := _by_link(sheets)) > 1:
        rows.append((link_cards_screen.button(many, None),))
    rows += [(_to_card(one, today),) for one in paging.page_of(sheets, page)]
    if pager := paging.pager("qs.wait", (), page, len(sheets)):
        rows.append(pager)
    rows.append((Button("Найти", action("f.n", "search", "sheets")), menus.HOME))
    return Screen(Markup("\n").join(lines), tuple(rows))


def found(sheets: Sequence[Sheet], sought: str, page: int, today: date) -> Screen:
    rows: list[Row] = [(_to_card(one, today),) for one in paging.page_of(sheets, page)]
    if pager := paging.pager("qs.found", (), page, len(sheets)):
        rows.append(pager)
    text = Markup("<b>Анкеты</b> · «{}»\nНайдено: {}").format(words.shorten(sought, 40), len(sheets))
    again = Button("Искать ещё", action("f.n", "search", "sheets"))
    return Screen(text, (*rows, (again, WAITING), (menus.HOME,)))


def _by_link(sheets: Sequence[Sheet]) -> int:
    """How many may be answered by a link."""
    return sum(one.side is Side.MENTEE and one.waits for one in sheets)


def _to_card(sheet: Sheet, today: date | None = None) -> Button:
    mark = "✓ " if sheet.filled_at else ""
    late = " · поздно" if today and sheet.late(today) else ""
    return Button(mark + words.shorten(name(sheet), LABEL_LIMIT - len(mark + late)) + late, action("qs.card", sheet.id))
