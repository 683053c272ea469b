"""Messages of the bot: their words checked and sent."""

import asyncio
from typing import Any, Final

from bot.sandbox import chats, entities, keyboards, markup
from bot.sandbox.params import Params
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import bad
from bot.sandbox.world import Chat, Kept, World

TEXT_LIMIT: Final = 4096  # UTF-16 units, counted after the tags are gone
CAPTION_LIMIT: Final = 1024
SOURCE_LIMIT: Final = 32_768  # bytes, tags and all
TYPING_LASTS: Final = 5.0  # seconds
ACTIONS: Final = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


async def send_message(parts: Parts, params: Params) -> dict[str, Any]:
    chat = chats.writable(parts.world, params.text("chat_id"))
    return deliver(parts, chat, params, text(params))


async def send_chat_action(parts: Parts, params: Params) -> bool:
    chat = chats.writable(parts.world, params.text("chat_id"))
    if params.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    parts.world.typing.add(chat.id)
    parts.world.touch()
    asyncio.get_running_loop().call_later(TYPING_LASTS, _stop_typing, parts.world, chat.id)
    return True


def text(params: Params) -> dict[str, Any]:
    """The text of a call with its entities, as fields of a message. Raises `Refused`."""
    if not params.text("text"):
        raise bad("message text is empty")
    words, marks = _formatted(params, "text", "entities")
    if not words:
        raise bad("text must be non-empty")
    if markup.units(words) > TEXT_LIMIT:
        raise bad("message is too long")
    return {"text": words} | ({"entities": marks} if marks else {})


def caption(params: Params) -> dict[str, Any]:
    """The same for a caption, which may be empty."""
    words, marks = _formatted(params, "caption", "caption_entities")
    if markup.units(words) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    return ({"caption": words} if words else {}) | ({"caption_entities": marks} if marks else {})


def deliver(parts: Parts, chat: Chat, params: Params, content: dict[str, Any]) -> dict[str, Any]:
    """The message as sent, once keyboard, reply and pace allow it. Raises `Refused`."""
    keyboard = keyboards.read(params)
    reply = _reply(parts.world, chat, params)
    parts.pace.send(chat.id)
    body = {
        "message_id": parts.world.next_message(chat),
        "from": parts.world.me,
        "chat": chat.chat(),
        "date": parts.stamp(),
        **content,
    }
    if reply:
        body["reply_to_message"] = {key: value for key, value in reply.body.items() if key != "reply_to_message"}
    if keyboard and keyboards.is_inline(keyboard):
        body["reply_markup"] = keyboard
    if params.flag("protect_content"):
        body["has_protected_content"] = True
    parts.world.typing.discard(chat.id)
    parts.world.keep(chat, Kept(body, by_bot=True, sealed=not keyboards.is_inline(keyboard)))
    return body


def _formatted(params: Params, name: str, marks_name: str) -> tuple[str, list[dict[str, Any]]]:
    words = entities.clean(params.text(name))
    if len(words.encode()) > SOURCE_LIMIT:
        raise bad("text is too long")
    marks: list[dict[str, Any]] = []
    mode = params.text("parse_mode").lower()
    if mode == "html":
        words, marks = markup.parse(words)
    elif mode and mode != "none":
        raise bad("unsupported parse_mode")
    elif (given := params.parsed(marks_name, "can't parse entities JSON object")) is not None:
        marks = entities.checked(given)
    words, marks = entities.trimmed(words, marks)
    return words, entities.settled(words, marks)


def _reply(world: World, chat: Chat, params: Params) -> Kept | None:
    wanted = params.parsed("reply_parameters", "can't parse reply parameters JSON object") or {}
    if not isinstance(wanted, dict):
        raise bad("object expected as reply parameters")
    number = Params(wanted).number("message_id") or params.number("reply_to_message_id")
    if not number:
        return None
    found = world.find(chat, number)
    optional = wanted.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    if found is None and not optional:
        raise bad("message to be replied not found")
    return found


def _stop_typing(world: World, chat_id: int) -> None:
    if chat_id in world.typing:
        world.typing.discard(chat_id)
        world.touch()
