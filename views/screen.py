"""What a person is shown, free of any messenger: screens, buttons, notices.

Texts are `markupsafe.Markup`: build them with `Markup("<b>{}</b>").format(value)`, and every value is
escaped by construction. Allowed tags are the messenger's subset: b, i, u, s, a, code, pre, blockquote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from markupsafe import Markup, escape

LABEL_LIMIT: Final = 28  # characters of a button that a 360-pixel phone shows two in a row of
ACTION_LIMIT: Final = 64  # bytes of callback data


def bold(words: str) -> Markup:
    """The words escaped and in bold; quicker than formatting, for what is said with every answer."""
    return safe(f"<b>{escape(words)}</b>")


def together(lines: Sequence[Markup], between: str = "\n\n") -> Markup:
    """Lines that are escaped already, as one text."""
    return safe(between.join(lines))


def safe(text: str) -> Markup:
    """What is escaped already, and a string: markup without the questions that `Markup` asks."""
    return str.__new__(Markup, text)


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what it does: `action` (see `views.actions`) or `url`, exactly one of them."""

    label: str
    action: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if bool(self.action) == bool(self.url):
            raise ValueError(f"a button needs an action or a url: {self.label!r}")
        if not 0 < len(self.label) <= LABEL_LIMIT:
            raise ValueError(f"a label has 1 to {LABEL_LIMIT} characters: {self.label!r}")
        if len(self.action) > ACTION_LIMIT // 4 and len(self.action.encode()) > ACTION_LIMIT:
            raise ValueError(f"an action has at most {ACTION_LIMIT} bytes: {self.action!r}")


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file made when it is sent, not before: the renderer's name and what it needs to know.

    `kind` is "photo" or "document". The arguments are JSON values; they carry the scope they were
    allowed with, so that rendering later cannot show more.
    """

    kind: str
    renderer: str
    args: Mapping[str, str | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Screen:
    """One message. A live screen takes the place of the previous one of its conversation;
    with `stays` it is left in the chat as it is: a reminder, a file. With `closes` it takes the live
    screen's place and then stays, buttons and all: a receipt. What comes next is a new message."""

    text: Markup
    rows: tuple[Row, ...] = ()
    file: File | None = None
    stays: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A screen for somebody who did not ask just now. `key` makes a second one change nothing;
    `not_before` is an aware instant, for quiet hours."""

    chat_id: int
    screen: Screen
    key: str | None = None
    not_before: datetime | None = None
    interactive: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler returns when one screen is not enough. `toast` is the short line a tap flashes."""

    screens: tuple[Screen, ...] = ()
    notices: tuple[Notice, ...] = ()
    toast: str = ""
    unsay: bool = False  # the person's message is taken out of the chat: it holds what is not to be kept
    commands_for: str = ""  # the role whose command menu this chat gets from now on
