"""Screens as Bot API requests. Nothing here touches the network."""

import re
from typing import Any, Final, NamedTuple

import orjson

from bot import logs, markup
from views.screen import Button, Screen

log = logs.get(__name__)

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
# Of a body written here; inside its words every quote has a backslash before it.
_PLACE: Final = re.compile(r'{"chat_id":-?[0-9]+,"message_id":([0-9]+)')
_KEYBOARD: Final = ',"reply_markup":'
METHODS: Final = {"photo": "sendPhoto", "document": "sendDocument"}


class Request(NamedTuple):
    """A method and its JSON; `file` is JSON too: what to render when it is sent."""

    method: str
    body: str
    file: str | None = None


def send(chat_id: int, screen: Screen) -> Request:
    """The screen as a new message."""
    if screen.file is None:
        return Request("sendMessage", _json({"chat_id": chat_id, **_text(screen)}))
    body = {"chat_id": chat_id, "parse_mode": "HTML", **_keyboard(screen)}
    if screen.text:
        body["caption"] = _fitting(str(screen.text), CAPTION_LIMIT)
    file = {"kind": screen.file.kind, "renderer": screen.file.renderer, "args": dict(screen.file.args)}
    return Request(METHODS[screen.file.kind], _json(body), _json(file))


def edit(chat_id: int, message_id: int, screen: Screen) -> Request:
    """The screen in the place of a text message; without rows the keyboard goes."""
    return Request("editMessageText", _json({"chat_id": chat_id, "message_id": message_id, **_text(screen)}))


def strip(chat_id: int, message_id: int) -> Request:
    """The keyboard of a message goes, its text stays."""
    return Request("editMessageReplyMarkup", _json({"chat_id": chat_id, "message_id": message_id}))


def delete(chat_id: int, message_id: int) -> Request:
    """A message goes out of the chat, for everybody in it."""
    return Request("deleteMessage", _json({"chat_id": chat_id, "message_id": message_id}))


def answer_tap(callback_query_id: str, toast: str = "") -> Request:
    """Every tap is answered, or the button keeps spinning."""
    body = {"callback_query_id": callback_query_id}
    return Request("answerCallbackQuery", _json({**body, "text": toast[:200]} if toast else body))


def set_commands(commands: list[tuple[str, str]], chat_id: int | None = None) -> Request:
    """The command menu of one chat, or everybody's."""
    menu = [{"command": command, "description": words} for command, words in commands]
    body: dict[str, Any] = {"commands": menu}
    if chat_id is not None:
        body["scope"] = {"type": "chat", "chat_id": chat_id}
    return Request("setMyCommands", _json(body))


def as_new(body: str) -> str:
    """The body of an edit as that of a new message."""
    return _json({key: value for key, value in orjson.loads(body).items() if key != "message_id"})


def as_plain(body: str) -> str | None:
    """The words of a message without markup and buttons, or None where there are none."""
    content = orjson.loads(body)
    words = markup.plain(str(content.get("text") or content.get("caption") or "")).strip()
    if not words or "chat_id" not in content:
        return None
    return _json({"chat_id": content["chat_id"], "text": markup.shorten(words, TEXT_LIMIT)})


def moved(body: str, chat_id: int) -> str:
    return _json({**orjson.loads(body), "chat_id": chat_id})


def place(body: str) -> tuple[int | None, bool]:
    """The message that an edit is about, and whether a keyboard is under it."""
    found = _PLACE.match(body)
    return int(found[1]) if found else None, _KEYBOARD in body


def _text(screen: Screen) -> dict[str, Any]:
    return {
        "text": _fitting(str(screen.text), TEXT_LIMIT),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        **_keyboard(screen),
    }


def _fitting(text: str, limit: int) -> str:
    short = markup.cut(text, limit)
    if short is not text:
        log.error("a text was cut: a screen says too much", count=len(text))
    return short


def _keyboard(screen: Screen) -> dict[str, Any]:
    if not screen.rows:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_button(button) for button in row] for row in screen.rows]}}


def _button(button: Button) -> dict[str, str]:
    target = {"url": button.url} if button.url else {"callback_data": button.action}
    return {"text": button.label, **target}


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
