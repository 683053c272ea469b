"""Messages changed or taken back."""

from typing import Any, Final

from bot.sandbox import chats, keyboards, media, messages
from bot.sandbox.params import Params
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import bad
from bot.sandbox.world import Chat, Group, Kept, World

SAME: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
DELETABLE: Final = 48 * 3600  # seconds
CONTENT: Final = ("text", "entities", "caption", "caption_entities", "photo", "document", "reply_markup")
MAX_DELETED: Final = 100


async def edit_text(parts: Parts, params: Params) -> dict[str, Any]:
    chat, kept = _editable(parts.world, params)
    if "text" not in kept.body:
        raise bad("there is no text in the message to edit")
    return _change(parts, chat, kept, messages.text(params) | _keyboard(params), ("text", "entities", "reply_markup"))


async def edit_caption(parts: Parts, params: Params) -> dict[str, Any]:
    chat, kept = _editable(parts.world, params)
    if "text" in kept.body:
        raise bad("there is no caption in the message to edit")
    replaced = ("caption", "caption_entities", "reply_markup")
    return _change(parts, chat, kept, messages.caption(params) | _keyboard(params), replaced)


async def edit_keyboard(parts: Parts, params: Params) -> dict[str, Any]:
    """Without a keyboard the present one goes."""
    chat, kept = _editable(parts.world, params)
    return _change(parts, chat, kept, _keyboard(params), ("reply_markup",))


async def edit_media(parts: Parts, params: Params) -> dict[str, Any]:
    """Another file in place of the present one, or of a text."""
    chat, kept = _editable(parts.world, params)
    wanted = params.parsed("media", "can't parse input media JSON object")
    if not isinstance(wanted, dict):
        raise bad("media must be an object" if wanted is not None else "there is no media in the request")
    kind = wanted.get("type")
    if kind not in media.KINDS:
        raise bad("can't parse InputMedia: type must be photo or document here")
    caption = messages.caption(Params(wanted))
    new = media.attached(parts.files, params, kind, str(wanted.get("media", "")), "media")
    return _change(parts, chat, kept, new | caption | _keyboard(params), CONTENT)


async def delete_one(parts: Parts, params: Params) -> bool:
    chat = chats.known(parts.world, params.text("chat_id"))
    number = params.number("message_id")
    if number is None:
        raise bad("message identifier is not specified")
    _delete(parts, chat, number)
    return True


async def delete_many(parts: Parts, params: Params) -> bool:
    """Those that are not there are passed over."""
    chat = chats.known(parts.world, params.text("chat_id"))
    numbers = params.parsed("message_ids", "can't parse message identifiers JSON object")
    if numbers is None:
        raise bad("message identifiers are not specified")
    if not isinstance(numbers, list):
        raise bad("expected an Array of message identifiers")
    if len(numbers) > MAX_DELETED:
        raise bad("too many message identifiers specified")
    if not all(str(number).isdecimal() for number in numbers):
        raise bad("message identifier must be a Number")
    for number in map(int, numbers):
        if parts.world.find(chat, number):
            _delete(parts, chat, number)
    return True


def _editable(world: World, params: Params) -> tuple[Chat, Kept]:
    if params.text("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    chat = chats.writable(world, params.text("chat_id"))
    number = params.number("message_id")
    if number is None:
        raise bad("message identifier is not specified")
    kept = world.find(chat, number)
    if kept is None:
        raise bad("message to edit not found")
    if not kept.by_bot or kept.sealed:
        raise bad("message can't be edited")
    return chat, kept


def _keyboard(params: Params) -> dict[str, Any]:
    keyboard = keyboards.read_inline(params)
    return {"reply_markup": keyboard} if keyboard else {}


def _change(parts: Parts, chat: Chat, kept: Kept, new: dict[str, Any], replaced: tuple[str, ...]) -> dict[str, Any]:
    body = {key: value for key, value in kept.body.items() if key not in replaced} | new
    if all(body.get(name) == kept.body.get(name) for name in CONTENT):
        raise bad(SAME)
    parts.pace.edit()
    # A change of the buttons alone does not mark a message as edited.
    words_changed = any(body.get(name) != kept.body.get(name) for name in CONTENT if name != "reply_markup")
    kept.body = body | ({"edit_date": parts.stamp()} if words_changed else {})
    parts.world.keep(chat, kept)
    return kept.body


def _delete(parts: Parts, chat: Chat, number: int) -> None:
    kept = parts.world.find(chat, number)
    if kept is None:
        raise bad("message to delete not found")
    if isinstance(chat, Group) and not kept.by_bot:
        raise bad("message can't be deleted")
    if parts.stamp() - kept.body["date"] > DELETABLE:
        raise bad("message can't be deleted for everyone")
    del parts.world.messages[chat.id][number]
    parts.world.touch()
