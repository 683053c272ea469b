"""Control by row: how many schools have each, and who has not; completeness and timeliness of those with a day."""

from collections.abc import Sequence

from markupsafe import Markup

from domain import timeliness
from domain.control_board import Column, Control
from domain.timeliness import Timeliness
from views import control, control_schools, control_words, menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together


def listing(board: Control, page: int) -> Screen:
    """Every row: how many have it."""
    places = range(len(board.columns))
    shown = paging.page_of(places, page)
    lines = [
        Markup("{}: <b>{} из {}</b>{}").format(
            control_words.title(board.columns[place]), *board.score(place), _overdue(board, place)
        )
        for place in shown
    ]
    buttons: list[Row] = [(_open(board, board.columns[place]),) for place in shown]
    if pager := paging.pager("bd.rows", (board.year,), page, len(places)):
        buttons.append(pager)
    head = Markup("<b>Строки, {} год</b>\nУ скольких школ сделано").format(board.year)
    return Screen(together([head, together(lines, "\n")]), (*buttons, control.back(board)))


def row(board: Control, place: int, page: int) -> Screen:
    """Who has not done one row, the oldest lateness first."""
    column, (have, asked), lacking = board.columns[place], board.score(place), board.lacking(place)
    head = [Markup("<b>{}</b>\n{}").format(control_words.title(column), column.row.measure)]
    if column.due:
        head.append(Markup("Срок: {}").format(words.day(column.due.effective)))
    head.append(Markup("Сделано: <b>{} из {}</b>").format(have, asked))
    shown = paging.page_of(lacking, page)
    lines = [
        Markup("{}: <b>{}</b>").format(line.school, control_words.said(cell, column.measure)) for line, cell in shown
    ]
    nobody = Markup("Все сделали.") if asked else Markup("Пока никого не ждём.")
    body = together(lines, "\n") if lines else nobody
    buttons = control_schools.buttons(board, [line for line, _ in shown], f"{place}.{page}")
    if pager := paging.pager("bd.row", (board.year, *column.key), page, len(lacking)):
        buttons.append(pager)
    ways = (Button("К строкам", action("bd.rows", board.year, place // paging.PER_PAGE)), menus.HOME)
    return Screen(together([together(head, "\n"), body]), (*buttons, control.find(board), ways))


def times(board: Control, page: int) -> Screen:
    """Completeness and timeliness of every row that has a day, four on a page."""
    places = [place for place, column in enumerate(board.columns) if column.dated]
    shown = paging.page_of(places, page, per_page=4)
    blocks = [_block(board.columns[place], timeliness.of_column(board, place)) for place in shown]
    buttons: list[Row] = [(_open(board, board.columns[place]),) for place in shown]
    if pager := paging.pager("bd.time", (board.year,), page, len(places), per_page=4):
        buttons.append(pager)
    head = Markup("<b>Полнота и сроки, {} год</b>").format(board.year)
    return Screen(together([head, *blocks]), (*buttons, control.back(board)))


def _block(column: Column, of: Timeliness) -> Markup:
    day = Markup(", до {}").format(words.short_day(column.due.effective)) if column.due else Markup("")
    lines = [Markup("<b>{}</b>{}").format(control_words.title(column), day)]
    if not of.expected:
        return together([*lines, Markup("Пока никого не ждём")], "\n")
    lines.append(
        Markup("Сдали <b>{} из {}</b> ({}), вовремя <b>{}</b> ({}){}").format(
            of.filed,
            of.expected,
            words.percent(of.filed, of.expected),
            of.on_time,
            words.percent(of.on_time, of.expected),
            f", позже {of.late}" if of.late else "",
        )
    )
    if of.filed < of.expected:
        open_ = (("начали", of.begun), ("не начали", of.not_started), ("нет связи", of.unreachable))
        lines.append(_counted(open_))
    rest = (
        ("просрочили", of.overdue),
        ("исправили", of.corrected),
        ("на проверке", of.waiting),
        ("на доработке", of.returned),
        ("срок продлён", of.extended),
    )
    if any(count for _, count in rest):
        lines.append(_counted(rest))
    return together(lines, "\n")


def _counted(pairs: Sequence[tuple[str, int]]) -> Markup:
    said = Markup(", ").join(Markup("{} {}").format(name, count) for name, count in pairs if count)
    return said[:1].upper() + said[1:]


def _open(board: Control, column: Column) -> Button:
    name = words.shorten(f"{control_words.short(column)} {column.row.title}", LABEL_LIMIT)
    return Button(name, action("bd.row", board.year, *column.key, 0))


def _overdue(board: Control, place: int) -> str:
    late = sum(cell.owed for _, cell in board.column(place))
    return f", просрочено {late}" if late else ""
