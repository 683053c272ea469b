"""The department's control (row 5.1) on the phone: the year as a whole, and the ways into it."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain import roadmap, timeliness
from domain.control import Cell
from domain.control_board import Control
from views import control_words, menus, words
from views.actions import action
from views.screen import Button, File, Row, Screen, together

PER_PICTURE: Final = 40  # schools
NO_YEAR: Final = Screen(
    Markup("<b>Контроль</b>\nГод дорожной карты ещё не включён. Включите его, и здесь появятся все школы и строки."),
    ((Button("Сроки", action("y.list")),), (menus.HOME,)),
)
NO_YEAR_YET: Final = Screen(Markup("Год дорожной карты ещё не включён. Его включает управление."), ((menus.HOME,),))


def year(control: Control, known: Sequence[int]) -> Screen:
    """Where the year stands. `known` are the years in force."""
    head = [Markup("<b>Контроль, {} год</b>").format(control.year), *sums(control)]
    own = [Markup("{} {}: <b>{}</b>").format(row.number, row.title, _own(row, cell)) for row, cell in control.own]
    text = together([together(head, "\n"), together([Markup("<b>Управление</b>"), *own], "\n")])
    of_year = control.year
    rows: list[Row] = [
        (Button("По школам", action("bd.list", of_year, 0)), Button("По строкам", action("bd.rows", of_year, 0))),
        (
            Button("Полнота и сроки", action("bd.time", of_year, 0)),
            Button("Семь этапов", action("st.list", of_year, 0)),
        ),
        (Button("Пары, которым нужна помощь", action("at.all", 0)),),
        (Button("Картинка", action("bd.chart", of_year, 0)), Button("Таблица .xlsx", action("bd.table", of_year))),
    ]
    if near := _neighbours(of_year, known):
        rows.append(near)
    return Screen(text, (*rows, (menus.HOME,)))


def picture(control: Control, page: int) -> Screen:
    """The squares, so many schools on each picture; under it the way to the next ones."""
    pages = max(1, -(-len(control.lines) // PER_PICTURE))
    page = max(0, min(page, pages - 1))
    text = Markup("Контроль, {} год").format(control.year)
    buttons: tuple[Row, ...] = ()
    if pages > 1:
        text += Markup(", картинка {} из {}").format(page + 1, pages)
        if page + 1 < pages:
            buttons = ((Button("Следующие школы ›", action("bd.chart", control.year, page + 1)),),)
    args = {"year": control.year, "page": page}
    return Screen(text, buttons, file=File("photo", "control_chart", args), stays=True)


def table(control: Control) -> Screen:
    text = Markup("Контроль, {} год: школы и строки, полнота и сроки, семь этапов").format(control.year)
    return Screen(text, file=File("document", "control_table", {"year": control.year}), stays=True)


def sums(control: Control) -> list[Markup]:
    """How much is handed in by today, over all schools."""
    whole = timeliness.of_year(control)
    lines = [
        Markup("К сегодняшнему дню сдано <b>{} из {}</b> ({})").format(
            whole.filed, whole.due_so_far, words.percent(whole.filed, whole.due_so_far)
        )
    ]
    more = (("просрочено", whole.overdue), ("на проверке", whole.waiting), ("на доработке", whole.returned))
    told = [Markup("{}: <b>{}</b>").format(name, count) for name, count in more if count]
    return [*lines, Markup(" · ").join(told)] if told else lines


def find(control: Control, where: str = "board") -> Row:
    """One question: some letters of a school. A short list needs none."""
    return (Button("Найти школу", action("f.n", "control_find", f"{where}.{control.year}")),)


def back(control: Control) -> Row:
    return (Button("К контролю", action("bd.open", control.year)), menus.HOME)


def _own(row: roadmap.Row, cell: Cell) -> str:
    if row.number == "1.3" and cell.count:
        return words.plural(cell.count, "школа", "школы", "школ") + f" с {words.short_day(cell.filed_on or cell.due)}"
    if row.number == "5.1" and cell.of is not None:
        return f"сдано {cell.count} из {cell.of}"
    return control_words.said(cell)


def _neighbours(year: int, known: Sequence[int]) -> Row:
    earlier = [one for one in known if one < year][-1:]
    later = [one for one in known if one > year][:1]
    return (
        *(Button(f"‹ {one}", action("bd.open", one)) for one in earlier),
        *(Button(f"{one} ›", action("bd.open", one)) for one in later),
    )
