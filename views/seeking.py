"""Looking for something in a long list: the button, and what was found."""

from typing import Final

from markupsafe import Markup

from views import words
from views.actions import action
from views.paging import PER_PAGE
from views.screen import Button, Row, Screen

NOTHING: Final = "Ничего не нашлось. Попробуйте одно слово или его начало, например: семинар."


def row(total: int, *subject: str | int) -> tuple[Row, ...]:
    """The button, where a list is longer than a page."""
    if total <= PER_PAGE:
        return ()
    return ((Button("Найти", action("f.n", "seek", ".".join(map(str, subject)))),),)


def found(screen: Screen, sought: str, many: int, *, as_text: bool = False) -> Screen:
    """A list of what fits alone; with `as_text` the list itself is in the words of the screen."""
    head = Markup("<b>Нашлось: {}</b> · «{}»").format(many, words.shorten(sought, 40))
    if many > PER_PAGE and not as_text:
        head += Markup("\nПоказаны первые {}. Уточните слова, если нужного нет.").format(PER_PAGE)
    return Screen(Markup("{}\n\n{}").format(head, screen.text) if as_text else head, screen.rows)
