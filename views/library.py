"""The library of materials on the screen: lists, tags, the card. A school stands on it, a person never."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain.materials import Material
from views import menus, paging, words
from views.actions import action
from views.questions import pairs_of
from views.screen import LABEL_LIMIT, Button, Row, Screen

ADD: Final = Button("Добавить", action("f.n", "material", "new"))
FIND: Final = Button("Найти", action("f.n", "search", "materials"))
ALL: Final = Button("Все материалы", action("lb.list", 0))
TAGS: Final = Button("Метки", action("lb.tags", 0))
OWN: Final = Button("Свои", action("lb.mine", 0))
DEPARTMENT: Final = "Управление образования"
WITHDRAWN: Final = "Материал снят"


def listing(shown: Sequence[Material], page: int, total: int, *, uploads: bool) -> Screen:
    """The whole library, newest first; whoever `uploads` may add to it."""
    rows = [*_buttons(shown), *_pager("lb.list", (), page, total)]
    count = _count(total) if total else "Пока пусто. Первый материал увидят все школы."
    if total:
        rows.append((FIND, TAGS))
    if uploads:
        rows.append((ADD, OWN))
    return Screen(Markup("<b>Материалы</b>\n{}").format(count), (*rows, (menus.HOME,)))


def tags(every: Sequence[tuple[str, int]], page: int) -> Screen:
    buttons = [Button(f"{tag} · {many}", action("lb.tag", tag, 0)) for tag, many in paging.page_of(every, page)]
    rows = [*pairs_of(buttons), *_pager("lb.tags", (), page, len(every))]
    text = "Сначала самые частые." if every else "Пока ни одной."
    return Screen(Markup("<b>Метки</b>\n{}").format(text), (*rows, (ALL, menus.HOME)))


def tagged(tag: str, shown: Sequence[Material], page: int, total: int) -> Screen:
    rows = [*_buttons(shown), *_pager("lb.tag", (tag,), page, total)]
    text = Markup("<b>Материалы</b>\nМетка «{}»: {}").format(tag, _count(total))
    return Screen(text, (*rows, (TAGS, ALL), (menus.HOME,)))


def found(shown: Sequence[Material], sought: str, page: int, total: int) -> Screen:
    rows = [*_buttons(shown), *_pager("lb.found", (), page, total)]
    text = Markup("<b>Материалы</b>\nПо словам «{}»: {}").format(
        words.shorten(sought, 60), _count(total) if total else "ничего нет. Попробуйте начало слова или метки."
    )
    return Screen(text, (*rows, (Button("Искать ещё", FIND.action), TAGS), (ALL, menus.HOME)))


def own(mine: Sequence[Material], page: int) -> Screen:
    """With those that were withdrawn."""
    rows = [*_buttons(paging.page_of(mine, page)), *_pager("lb.mine", (), page, len(mine))]
    text = Markup("<b>Свои материалы</b>\n{}").format(_count(len(mine)) if mine else "Пока ни одного.")
    return Screen(text, (*rows, (ADD, ALL), (menus.HOME,)))


def card(one: Material, zone: tzinfo, *, mine: bool, head: str = "") -> Screen:
    lines = [Markup("<b>{}</b>").format(one.title), Markup("{}").format(one.school or DEPARTMENT)]
    if one.about:
        lines.append(Markup("\n{}\n").format(one.about))
    lines.append(Markup("Метки: {}").format(", ".join(one.tags)))
    lines.append(Markup("Добавлено: {}").format(words.day(one.created_at.astimezone(zone).date())))
    if one.link:
        lines.append(Markup("Ссылка: {}").format(one.link))
    if one.withdrawn_at:
        lines.append(Markup("<b>Снят</b> {}: другие его не видят.").format(words.moment(one.withdrawn_at, zone)))
    rows: list[Row] = []
    if one.file is not None:
        rows.append((Button("Получить файл", action("lb.file", one.id)),))
    if mine and not one.withdrawn_at:
        rows.append((Button("Снять", action("lb.off?", one.id)),))
    rows.append((ALL, menus.HOME))
    text = Markup("\n").join(lines)
    return Screen(Markup("<b>{}</b>\n\n").format(head) + text if head else text, tuple(rows), closes=bool(head))


def ask_withdraw(one: Material) -> Screen:
    text = Markup("<b>Снять материал?</b>\n{}\n\nДругие школы и наставники его больше не увидят.").format(one.title)
    back = Button("Назад", action("lb.open", one.id))
    return Screen(text, ((Button("Снять", action("lb.off", one.id)), back),))


def _buttons(shown: Sequence[Material]) -> list[Row]:
    rows: list[Row] = []
    for one in shown:
        label = f"снят: {one.title}" if one.withdrawn_at else one.title
        rows.append((Button(words.shorten(label, LABEL_LIMIT), action("lb.open", one.id)),))
    return rows


def _pager(verb: str, args: Sequence[str | int], page: int, total: int) -> list[Row]:
    pager = paging.pager(verb, args, page, total)
    return [pager] if pager else []


def _count(total: int) -> str:
    return words.plural(total, "материал", "материала", "материалов")
