"""Chats as the page and the control API see them."""

from datetime import UTC, datetime
from typing import Any, Final

from bot.sandbox import entities, profile
from bot.sandbox.parts import Parts
from bot.sandbox.world import Chat, Group, Kept, Person, World

FILES: Final = "/control/files"
KINDS: Final = (
    "sticker",
    "voice",
    "video",
    "video_note",
    "audio",
    "animation",
    "contact",
    "venue",  # before the location that it contains
    "location",
    "dice",
    "poll",
)


def person(one: Person) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "username": one.username,
        "title": one.title,
        "started": one.started,
        "blocked": one.blocked,
    }


def chat(parts: Parts, one: Chat, newest: int | None = None) -> dict[str, Any]:
    """`newest` cuts the messages to that many."""
    kept_here = list(parts.world.messages[one.id].values())
    return {
        "id": one.id,
        "title": one.title if isinstance(one, Group) else one.name,
        "typing": one.id in parts.world.typing,
        **({"members": one.members, "bot": one.bot} if isinstance(one, Group) else {"backstage": one.backstage}),
        "messages": [message(parts, kept) for kept in kept_here[-newest if newest else 0 :]],
        "toasts": parts.world.toasts[one.id],
        "commands": profile.seen(parts.world, one),
    }


def every(world: World) -> list[Chat]:
    """Each group stands beside its first member; those backstage come last."""
    here = [group for group in world.groups.values() if group.moved_to is None]
    chats: list[Chat] = []
    for person in sorted(world.people.values(), key=lambda one: one.backstage):
        chats += [person, *(group for group in here if group.members[:1] == [person.id])]
    return [*chats, *(group for group in here if not group.members)]


def message(parts: Parts, kept: Kept) -> dict[str, Any]:
    body = kept.body
    text = body.get("text") or body.get("caption") or ""
    marks = body.get("entities") or body.get("caption_entities") or []
    sender = body["from"]
    shown = {
        "message_id": body["message_id"],
        "from": {
            "id": sender["id"],
            "name": f"{sender['first_name']} {sender.get('last_name', '')}".strip(),
            "bot": sender["is_bot"],
        },
        "date": datetime.fromtimestamp(body["date"], UTC).isoformat(),
        "text": text,
        "html": entities.as_html(text, marks),
        "buttons": [[_button(button) for button in row] for row in _rows(body)],
        "edited": "edit_date" in body,
    }
    if "photo" in body:
        shown["photo"] = {"url": f"{FILES}/{body['photo'][-1]['file_unique_id']}"}
    if "document" in body:
        document = body["document"]
        url = f"{FILES}/{document['file_unique_id']}"
        shown["document"] = {"name": document["file_name"], "size": document["file_size"], "url": url}
    if kind := "forward" if "forward_origin" in body else next((kind for kind in KINDS if kind in body), None):
        shown["kind"] = kind
    if reply := body.get("reply_to_message"):
        shown["reply_to"] = reply["message_id"]
    return shown


def _rows(body: dict[str, Any]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = body.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _button(button: dict[str, Any]) -> dict[str, str]:
    shown = {"text": button["text"], "data": button.get("callback_data"), "url": button.get("url")}
    return {key: value for key, value in shown.items() if value is not None}
