"""What a person does to the bot: says, presses, sends, edits. Each becomes an update."""

import random
import zlib
from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox import entities, images, keyboards, people, samples
from bot.sandbox.messages import TEXT_LIMIT
from bot.sandbox.params import Upload
from bot.sandbox.parts import Parts, Question
from bot.sandbox.people import Impossible
from bot.sandbox.world import Chat, Group, Kept, Person

SERVICE_COMMAND: Final = "bot_command"


@dataclass(frozen=True, slots=True)
class Said:
    """`update_id` is None when the bot is not told: it did not ask, or in a group it is not its business."""

    update_id: int | None
    message_id: int
    message_ids: tuple[int, ...] = ()


def say(parts: Parts, person_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None) -> Said:
    """A text; a long one goes out in pieces, as every messenger does it."""
    words = entities.clean(text).strip()
    if not words:
        raise Impossible("there is nothing to say: the text is empty")
    pieces = _pieces(words)
    said = [_post(parts, person_id, chat_id, _words(piece), reply_to) for piece in pieces]
    return Said(said[-1].update_id, said[-1].message_id, tuple(one.message_id for one in said))


def send(parts: Parts, person_id: int, kind: str, caption: str, text: str, chat_id: int | None = None) -> Said:
    """Something that is not a text: one of `samples.KINDS`."""
    person = people.one(parts, person_id)
    content = samples.content(parts, person, kind, text)
    words, marks = entities.trimmed(caption, [])
    if words:
        content |= {"caption": words, "caption_entities": marks + entities.discovered(words)}
    return _post(parts, person_id, chat_id, content)


def upload(parts: Parts, person_id: int, file: Upload, caption: str, chat_id: int | None, as_document: bool) -> Said:
    """A file of the viewer's own: a picture as a photo unless it is wanted as a document."""
    if not file.content:
        raise Impossible("the file is empty")
    size = images.size(file.content)
    if size and not as_document and images.mime(file.content) != "image/gif":
        stored = parts.files.add(file.content, file.name, "photo", images.mime(file.content) or "", size)
        content: dict[str, Any] = {"photo": [stored.picture()]}
    else:
        content = {"document": parts.files.add(file.content, file.name, "document", file.mime).document()}
    words = caption.strip()
    if words:
        content |= {"caption": words, "caption_entities": entities.discovered(words)}
    return _post(parts, person_id, chat_id, content)


def edit(parts: Parts, person_id: int, message_id: int, text: str, chat_id: int | None = None) -> Said:
    """The person changes the words of their own message."""
    person = _able(parts, person_id)
    chat = people.place(parts, person, chat_id)
    kept = parts.world.find(chat, message_id)
    if kept is None or kept.by_bot or kept.body["from"]["id"] != person_id:
        raise Impossible(f"message {message_id} is not there or not theirs")
    words = entities.clean(text).strip()
    if not words:
        raise Impossible("there is nothing to say: the text is empty")
    name, marks = ("text", "entities") if "text" in kept.body else ("caption", "caption_entities")
    changed = {name: words, marks: entities.discovered(words), "edit_date": parts.stamp()}
    kept.body = kept.body | changed  # what waits in the queue keeps the old words
    parts.world.keep(chat, kept)
    update = parts.updates.put({"edited_message": kept.body}) if _told(parts, chat, kept.body) else None
    return Said(update, message_id)


def press(
    parts: Parts,
    person_id: int,
    message_id: int,
    *,
    data: str | None = None,
    label: str | None = None,
    chat_id: int | None = None,
    force: bool = False,
) -> tuple[int | None, str]:
    """The update's number and the query's id. With `force` any data goes, from any message, as a forger's would."""
    person = _able(parts, person_id)
    chat = people.place(parts, person, chat_id)
    kept = parts.world.find(chat, message_id)
    if not force or data is None:
        data = _button(kept, message_id, data, label)
    query = str(random.randrange(10**17, 10**18))  # noqa: S311
    # A message that is gone is still named, with the date 0: that is how Telegram tells.
    gone = {"chat": chat.chat(), "message_id": message_id, "date": 0}
    content = {
        "id": query,
        "from": person.user(),
        "message": kept.body if kept else gone,
        "chat_instance": str(zlib.crc32(str(chat.id).encode()) << 31),
        "data": data,
    }
    parts.questions[query] = Question(chat.id, parts.monotonic())
    return parts.updates.put({"callback_query": content}), query


def _button(kept: Kept | None, message_id: int, data: str | None, label: str | None) -> str:
    markup = kept.body.get("reply_markup", {}) if kept else {}
    rows: keyboards.Rows = markup.get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if (data is not None and button.get("callback_data") == data) or (
            label is not None and button["text"] == label
        ):
            if "callback_data" not in button:
                raise Impossible(f"the button «{button['text']}» is a link")
            return str(button["callback_data"])
    seen = ", ".join(f"«{button['text']}»" for row in rows for button in row)
    raise Impossible(f"message {message_id} has no such button" + (f"; it has {seen}" if seen else ""))


def _post(
    parts: Parts, person_id: int, chat_id: int | None, content: dict[str, Any], reply_to: int | None = None
) -> Said:
    person = _able(parts, person_id)
    chat = people.place(parts, person, chat_id)
    body = {
        "message_id": parts.world.next_message(chat),
        "from": person.user(),
        "chat": chat.chat(),
        "date": parts.stamp(),
        **content,
    }
    if reply_to is not None:
        replied = parts.world.find(chat, reply_to)
        if replied is None:
            raise Impossible(f"there is no message {reply_to} to reply to")
        body["reply_to_message"] = {key: value for key, value in replied.body.items() if key != "reply_to_message"}
    if isinstance(chat, Person):
        chat.started = True
    parts.world.keep(chat, Kept(body, by_bot=False))
    update = parts.updates.put({"message": body}) if _told(parts, chat, body) else None
    return Said(update, body["message_id"], (body["message_id"],))


def _able(parts: Parts, person_id: int) -> Person:
    person = people.one(parts, person_id)
    if person.blocked:
        raise Impossible(f"person {person_id} has blocked the bot: unblock it first")
    return person


def _told(parts: Parts, chat: Chat, body: dict[str, Any]) -> bool:
    """In a group a bot sees commands, replies to itself and its name, and nothing else."""
    if not isinstance(chat, Group):
        return True
    if chat.bot != "member":
        return False
    me = parts.world.me
    if body.get("reply_to_message", {}).get("from", {}).get("id") == me["id"]:
        return True
    text = str(body.get("text") or body.get("caption") or "")
    address = f"@{me['username']}".lower()
    for found in [*body.get("entities", []), *body.get("caption_entities", [])]:
        content = text.encode("utf-16-le")[2 * found["offset"] : 2 * (found["offset"] + found["length"])]
        word = content.decode("utf-16-le").lower()
        if found["type"] == SERVICE_COMMAND and (found["offset"] == 0) and ("@" not in word or word.endswith(address)):
            return True
        if found["type"] == "mention" and word == address:
            return True
    return False


def _words(text: str) -> dict[str, Any]:
    marks = entities.discovered(text)
    return {"text": text} | ({"entities": marks} if marks else {})


def _pieces(words: str) -> list[str]:
    content = words.encode("utf-16-le")
    pieces, at = [], 0
    while at < len(content):
        end = at + 2 * TEXT_LIMIT
        if end < len(content) and 0xD8 <= content[end - 1] <= 0xDB:  # not through the middle of one character
            end -= 2
        pieces.append(content[at:end].decode("utf-16-le"))
        at = end
    return pieces
