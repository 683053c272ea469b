"""The journal of deeds: who did what, to what and when, on the screen and as a table."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import Final

from babel.dates import format_date
from markupsafe import Markup

from domain import audit
from domain.audit import Line
from views import journal_words, menus, paging, spreadsheets, words
from views.actions import action
from views.paperwork import DOCUMENTS
from views.screen import Button, File, Row, Screen, together

ACTIONS: Final[Mapping[str, str]] = journal_words.ACTIONS
BROKEN: Final = Markup(
    "<b>Журнал изменён в обход бота: строки с № {} не сходятся.</b> Сообщите тому, кто ведёт сервер."
)
EMPTY: Final = Markup("Пока пусто.")
NOTHING: Final = Markup("Ничего не нашлось. Напишите номер школы, день или слово, например: 7 вчера отчёт.")
LONGEST: Final = 50_000  # lines of one table
COLUMNS: Final = tuple(
    spreadsheets.Column(title)
    for title in ("№", "Когда", "Кто", "Роль", "Школа", "Что сделано", "О чём", "Обновление", "Цепочка")
)


def listing(lines: Sequence[Line], sought: str, page: int, total: int, broken: int | None, zone: tzinfo) -> Screen:
    """`total` lines have pages; `broken` is the first that does not fit its chain."""
    head = Markup("<b>Журнал действий</b>")
    if sought:
        head += Markup(" · «{}»").format(words.shorten(sought, 40))
    texts = [head]
    if broken is not None:
        texts.append(BROKEN.format(broken))
    if not lines:
        texts.append(NOTHING if sought else EMPTY)
    texts += [_line(one, zone) for one in lines]
    pages = paging.pager("au.found" if sought else "au.list", (), page, total)
    rows: list[Row] = [pages] if pages else []
    rows.append((Button("Найти", action("f.n", "search", "journal")), Button("Таблица .xlsx", action("au.months", 0))))
    if sought:
        rows.append((Button("Весь журнал", action("au.list", 0)),))
    return Screen(together(texts), (*rows, (DOCUMENTS, menus.HOME)))


def months(known: Sequence[str], page: int) -> Screen:
    rows: list[Row] = [(Button(_month(one), action("au.table", one)),) for one in paging.page_of(known, page)]
    if pager := paging.pager("au.months", (), page, len(known)):
        rows.append(pager)
    text = Markup("<b>Журнал таблицей</b>\n{}").format("За какой месяц?" if known else "Пока пусто.")
    return Screen(text, (*rows, (Button("К журналу", action("au.list", 0)), menus.HOME)))


def sent(month: str) -> Screen:
    text = Markup("<b>Журнал действий</b>\n{}").format(_month(month))
    return Screen(text, file=File("document", "journal_table", {"month": month}), stays=True)


def table(lines: Sequence[Line], month: str, whole: bool, zone: tzinfo) -> bytes:
    """One month, newest first; not `whole` where there was more than fits."""
    rows = [
        (
            one.number,
            one.deed.at,
            _who(one),
            journal_words.ROLES.get(one.role or "", ""),
            one.school or "",
            said(one),
            about(one),
            one.deed.update_id,
            one.chain,
        )
        for one in lines
    ]
    note = [
        f"Журнал действий, {_month(month)}. Строки только добавляются.",
        "Цепочка – отпечаток строки вместе со всеми до неё: сохранённая таблица покажет, что журнал потом изменили.",
    ]
    if not whole:
        note.append(f"Показаны последние {len(lines)} строк месяца.")
    return spreadsheets.workbook([spreadsheets.Sheet("Журнал", COLUMNS, rows)], note, zone)


def said(line: Line) -> str:
    """What was done, in words."""
    return ACTIONS.get(line.deed.action, line.deed.action)


def about(line: Line) -> str:
    """To what: «отчёт 12, IV квартал 2026»."""
    return ", ".join(_part(kind, value) for kind, value in audit.parts(line.deed.subject))


def _line(one: Line, zone: tzinfo) -> Markup:
    whose = ", ".join(part for part in (journal_words.ROLES.get(one.role or "", ""), one.school or "") if part)
    what = ": ".join(part for part in (said(one), about(one)) if part)
    return Markup("{} · {}{}\n<b>{}</b>").format(
        words.moment(one.deed.at, zone), _who(one), f", {whose}" if whose else "", what
    )


def _who(one: Line) -> str:
    if one.deed.person_id is None:
        return "не человек"
    return one.person or f"человек № {one.deed.person_id}"


def _part(kind: str, value: str) -> str:
    if kind == "period":
        return words.period(value)
    if kind == "month":
        return _month(value)
    if kind == "day":
        return words.day(date.fromisoformat(value))
    if kind == "step":
        return journal_words.STEPS.get(value, value)
    return f"{journal_words.KINDS[kind]} {value}"


def _month(key: str) -> str:
    return format_date(date.fromisoformat(f"{key}-01"), "LLLL y", locale="ru").capitalize()
