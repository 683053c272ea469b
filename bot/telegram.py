"""Screens as Bot API requests, and Telegram's answers in our words. Nothing here touches the network."""

import json
import logging
import re
from dataclasses import dataclass
from typing import Any, Final

from bot import markup
from bot.http import Answer
from views.screen import Button, Screen

log = logging.getLogger(__name__)

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
METHODS: Final = {"photo": "sendPhoto", "document": "sendDocument"}


@dataclass(frozen=True, slots=True)
class Request:
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
    return _json({key: value for key, value in json.loads(body).items() if key != "message_id"})


def as_plain(body: str) -> str | None:
    """The words of a message without markup and buttons, or None where there are none."""
    content = json.loads(body)
    words = markup.plain(str(content.get("text") or content.get("caption") or "")).strip()
    if not words or "chat_id" not in content:
        return None
    return _json({"chat_id": content["chat_id"], "text": markup.shorten(words, TEXT_LIMIT)})


def moved(body: str, chat_id: int) -> str:
    return _json({**json.loads(body), "chat_id": chat_id})


def has_keyboard(body: str) -> bool:
    return "reply_markup" in json.loads(body)


def message_of(body: str) -> int | None:
    """The message that an edit is about."""
    value = json.loads(body).get("message_id")
    return value if isinstance(value, int) else None


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
        log.error("a text of %d characters was cut to %d: a screen says too much", len(text), limit)
    return short


def _keyboard(screen: Screen) -> dict[str, Any]:
    if not screen.rows:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_button(button) for button in row] for row in screen.rows]}}


def _button(button: Button) -> dict[str, str]:
    target = {"url": button.url} if button.url else {"callback_data": button.action}
    return {"text": button.label, **target}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Done:
    """It is as we wanted it, now or before: "not modified" and a tap too old to answer count as well."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Seconds to leave the chat alone."""

    retry_after: float


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing arrives there until the person writes again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has become a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Gone:
    """The message to change is not there, or cannot be changed any more."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """Telegram will never take this request: our bug."""

    reason: str


@dataclass(frozen=True, slots=True)
class Outage:
    """No answer, or the server's own trouble. `unknown` when it may have been carried out; `server_wide`
    when others would fare no better."""

    reason: str
    unknown: bool
    server_wide: bool


@dataclass(frozen=True, slots=True)
class Unauthorized:
    """The token is not valid, or not any more."""


class TokenRefused(RuntimeError):
    """Telegram does not know the token: nothing can go on."""


Outcome = Done | SlowDown | Unreachable | Moved | Gone | Malformed | Outage | Unauthorized

DONE: Final = ("message is not modified", "query is too old", "query id is invalid")
UNREACHABLE: Final = (
    "bot was blocked by the user",
    "user is deactivated",
    "chat not found",
    "user not found",
    "bot can't initiate conversation",
    "bot can't send messages to bots",
    "bot was kicked",
    "bot is not a member",
    "group chat was deactivated",
    "the group chat was deleted",
    "not enough rights to send",
    "need administrator rights in the channel chat",
    "have no rights to send a message",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "peer_id_invalid",
    "user_is_blocked",
    "input_user_deactivated",
    "topic_closed",
)
GONE: Final = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "there is no text in the message to edit",
    "message identifier is not specified",
)
_QUOTED: Final = re.compile(r"\".*\"|'.*'|«.*»")  # may repeat what somebody wrote
_RETRY: Final = re.compile(r"retry after (\d+)", re.IGNORECASE)


def outcome(answer: Answer) -> Outcome:
    """What an answer means for the request. Both lists above are closed: a refusal that is on neither
    is our bug, a failure of the server is an outage."""
    if answer.ok:
        result = answer.result if isinstance(answer.result, dict) else {}
        message_id = result.get("message_id")
        return Done(message_id if isinstance(message_id, int) else None)
    said = answer.description.lower()
    if answer.code == 429:
        found = _RETRY.search(said)
        return SlowDown(float(answer.retry_after or (found[1] if found else 1)))
    if not answer.from_api or answer.code >= 500:
        # A gateway that gave up waiting does not know; any other one was refused behind it.
        return Outage(f"HTTP {answer.code}", unknown=answer.code == 504, server_wide=answer.code == 504)
    if answer.code == 401:
        return Unauthorized()
    if answer.new_chat is not None:
        return Moved(answer.new_chat)
    if any(words in said for words in DONE):
        return Done()
    for reason in UNREACHABLE:
        if reason in said:
            return Unreachable(reason)
    if any(words in said for words in GONE):
        return Gone()
    return Malformed(f"{answer.code} {_QUOTED.sub('…', answer.description)[:120]}")
