"""Looking for something by words at a desk: the button, the question, and the list of what was found."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from views import paging, words
from views.actions import action
from views.screen import Button, Row, Screen

TITLES: Final[Mapping[str, str]] = {
    "partners": "Поиск партнёра",
    "materials": "Поиск материала",
    "publications": "Поиск публикации",
    "faults": "Поиск сбоя",
    "concerns": "Поиск сообщения",
    "sheets": "Поиск анкеты",
    "mentors": "Поиск наставника",
    "mentees": "Поиск наставляемого",
    "pairs": "Поиск пары",
    "stories": "Поиск истории",
    "journal": "Поиск в журнале",
}
NO_WORDS: Final = "Напишите хотя бы одно слово или число. Например: завод."
TURNS: Final[Mapping[str, str]] = {
    "mentors": "t.found",
    "mentees": "e.found",
    "pairs": "p.found",
    "stories": "ma.found",
}


def row(total: int, desk: str) -> tuple[Row, ...]:
    """The button, where a list is longer than a page."""
    return ((Button("Найти", action("f.n", "search", desk)),),) if total > paging.PER_PAGE else ()


def found(desk: str, title: str, sought: str, rows: Sequence[Row], page: int, total: int, back: Button) -> Screen:
    """A page of what was found, `rows` being its buttons."""
    pager: tuple[Row, ...] = (paging.pager(TURNS[desk], (), page, total),)
    many = f"нашлось {total}" if total else "ничего нет. Попробуйте меньше букв"
    text = Markup("<b>{}</b>\nПо словам «{}»: {}.").format(title, words.shorten(sought, 60), many)
    again = Button("Искать ещё", action("f.n", "search", desk))
    return Screen(text, (*rows, *filter(None, pager), (again, back)))
