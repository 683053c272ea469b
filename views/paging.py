"""Long lists: eight at a time, with ‹ 1 из 3 › underneath."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from views.actions import action
from views.screen import Button, Row

PER_PAGE: Final = 8
Item = TypeVar("Item")


def page_of(items: Sequence[Item], page: int, per_page: int = PER_PAGE) -> Sequence[Item]:
    """One page; a number past the end (the list has shrunk) gives the last one."""
    page = _within(page, len(items), per_page)
    return items[page * per_page : (page + 1) * per_page]


def pager(verb: str, args: Sequence[str | int], page: int, total: int, per_page: int = PER_PAGE) -> Row:
    """The row that turns pages: `verb`, its arguments, and the page at the end. Empty for a single page."""
    return turner(lambda number: action(verb, *args, number), page, total, per_page)


def turner(turn: Callable[[int], str], page: int, total: int, per_page: int = PER_PAGE) -> Row:
    """The same where the page is not the last of the arguments: `turn` makes a page's action."""
    last = max(0, (total - 1) // per_page)
    if not last:
        return ()
    page = _within(page, total, per_page)
    back = (Button("‹", turn(page - 1)),) if page else ()
    forth = (Button("›", turn(page + 1)),) if page < last else ()
    return (*back, Button(f"{page + 1} из {last + 1}", turn(page)), *forth)


def _within(page: int, total: int, per_page: int) -> int:
    return max(0, min(page, (total - 1) // per_page))
