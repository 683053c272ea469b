"""Control by school: the list, those found by letters, and every row of one school."""

from collections.abc import Sequence

from markupsafe import Markup

from domain import roadmap, timeliness
from domain.control_board import Control, Line
from views import control, control_words, menus, paging, questions, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together


def listing(board: Control, page: int) -> Screen:
    """Every school, those that owe most first."""
    ordered = board.by_attention
    head = together([Markup("<b>Школы, {} год</b>").format(board.year), *control.sums(board)], "\n")
    pager = paging.pager("bd.list", (board.year,), page, len(ordered))
    return _list(board, head, paging.page_of(ordered, page), pager, str(page), "Школ пока нет.")


def found(board: Control, lines: Sequence[Line], letters: str, page: int) -> Screen:
    """Schools that match the typed letters."""
    head = Markup("<b>Найдено: {}</b> по «{}»").format(len(lines), letters)
    pager = paging.pager("bd.found", (board.year, letters), page, len(lines))
    return _list(board, head, paging.page_of(lines, page), pager, "0", "Такой школы нет. Попробуйте короче.")


def school(board: Control, line: Line, came_from: str) -> Screen:
    """One school: every row. `came_from` is a page of the list, or a column and a page of it: «3.0»."""
    first: Row = (Button("Семь этапов", action("st.school", board.year, line.school_id)),)
    if not line.left:
        first = (*first, Button("Карточка школы", action("s.open", line.school_id)))
    return Screen(_school(board, line, told=True), (first, (_way_back(board, came_from), menus.HOME)))


def own(board: Control, line: Line) -> Screen:
    """The same for the school's own coordinator."""
    return Screen(_school(board, line, told=False), ((Button("Этапы программы", action("st.mine")),), (menus.HOME,)))


def buttons(board: Control, lines: Sequence[Line], came_from: str) -> list[Row]:
    """The way to each school."""
    return questions.pairs_of(
        [
            Button(words.squeeze(line.school, LABEL_LIMIT), action("bd.school", board.year, line.school_id, came_from))
            for line in lines
        ]
    )


def _list(board: Control, head: Markup, shown: Sequence[Line], pager: Row, came_from: str, nobody: str) -> Screen:
    body = together([_brief(line) for line in shown], "\n") if shown else Markup("{}").format(nobody)
    rows = buttons(board, shown, came_from)
    if pager:
        rows.append(pager)
    return Screen(together([head, body]), (*rows, control.find(board), control.back(board)))


def _brief(line: Line) -> Markup:
    if not line.owed:
        return Markup("{}: долгов нет").format(line.school)
    return Markup("{}: просрочено <b>{}</b>, дольше всего {}").format(
        line.school, line.owed, words.plural(line.oldest, "день", "дня", "дней")
    )


def _school(board: Control, line: Line, told: bool) -> Markup:
    whole = timeliness.tally((cell, line.reachable) for cell in line.cells)
    head = [Markup("<b>{}</b>\n{} год").format(line.school, board.year)]
    if line.left:
        into = f", вошла в {line.into}" if line.into else ""
        head.append(Markup("Выбыла из перечня{}").format(into))
    elif told and not line.reachable:
        head.append(Markup("Нет связи: нет куратора, или бот не может ему написать"))
    head.append(Markup("К сегодняшнему дню сдано <b>{} из {}</b>").format(whole.filed, whole.due_so_far))
    parts = [together(head, "\n")]
    for number, name in roadmap.SECTIONS.items():
        cells = [
            Markup("{}: <b>{}</b>").format(control_words.title(column), control_words.said(cell, column.measure))
            for column, cell in zip(board.columns, line.cells, strict=True)
            if column.row.section == number
        ]
        if cells:
            parts.append(together([Markup("<b>{}. {}</b>").format(number, name), *cells], "\n"))
    return together(parts)


def _way_back(board: Control, came_from: str) -> Button:
    place, _, page = came_from.partition(".")
    if page:
        return Button("К строке", action("bd.row", board.year, *board.columns[int(place)].key, page))
    return Button("К школам", action("bd.list", board.year, place))
