"""Whether Telegram would take a request as it stands in the outbox, and what people read in it."""

import json
import re
import unicodedata
from typing import Any, Final

from bot.rendering import RENDERERS
from bot.sandbox import keyboards, messages
from bot.sandbox.params import Params
from bot.sandbox.refusal import Refused
from storage.parcel import Row

SAYING: Final = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")
BLANK: Final = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing


def flaw(row: Row) -> str | None:
    """Why it would be refused, or None: the sandbox is as strict as Telegram."""
    body = json.loads(row.body)
    params = Params(body)
    try:
        match row.method:
            case "answerCallbackQuery":
                whole = 0 < len(body["callback_query_id"]) < 64 and len(body.get("text", "")) <= 200
            case "sendMessage" | "editMessageText":
                messages.text(params)
                whole = body["chat_id"] == row.chat_id and ("message_id" in body) == (row.method != "sendMessage")
            case "sendPhoto" | "sendDocument":
                messages.caption(params)
                whole = body["chat_id"] == row.chat_id and json.loads(row.file or "{}").get("renderer") in RENDERERS
            case "editMessageReplyMarkup" | "deleteMessage":
                whole = body["chat_id"] == row.chat_id and isinstance(body["message_id"], int)
            case "setMyCommands":
                whole = all(re.fullmatch("[a-z0-9_]{1,32}", one["command"]) for one in body["commands"])
            case _:
                return f"an unknown method: {row.method}"
        keyboards.read(params)
    except (Refused, KeyError) as refusal:
        return f"{row.method} refused, {refusal}: {row.body[:300]}"
    labels = [button["text"] for button in buttons(body)]
    if not all(map(shows, labels)):
        return f"a button that shows nothing: {labels!a}"
    return None if whole else f"{row.method} is not whole: {row.body[:300]}"


def shows(text: str) -> bool:
    """Whether anything can be seen of it."""
    return any(unicodedata.category(letter)[0] not in "CZ" and letter not in BLANK for letter in text)


def says(row: Row, chat: int) -> bool:
    return row.chat_id == chat and row.method in SAYING


def words(row: Row) -> str:
    """All that is read: the text, and the buttons under it."""
    body = json.loads(row.body)
    text = str(body.get("text") or body.get("caption") or "")
    return "\n".join((text, *(button["text"] for button in buttons(body))))


def buttons(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for line in body.get("reply_markup", {}).get("inline_keyboard", []) for button in line]
