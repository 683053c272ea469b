"""Where a bot may speak, and what it can learn about a chat."""

import re
from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import Refused, bad, forbidden
from bot.sandbox.world import Chat, Group, Kept, Person, World


def known(world: World, chat_id: str) -> Chat:
    """The chat of a call. Raises `Refused` where Telegram knows no such chat, or the group has moved."""
    if not chat_id.strip():
        raise bad("chat_id is empty")
    chat = world.chat(int(chat_id)) if re.fullmatch(r"-?\d{1,19}", chat_id.strip()) else None
    if chat is None:
        raise bad("chat not found")
    if isinstance(chat, Group) and chat.moved_to is not None:
        parameters = {"migrate_to_chat_id": chat.moved_to}
        raise Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters)
    return chat


def writable(world: World, chat_id: str) -> Chat:
    """A chat that takes the bot's messages. Raises `Refused`."""
    chat = known(world, chat_id)
    if isinstance(chat, Person):
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif chat.bot == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    elif chat.bot == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


async def get_chat(parts: Parts, params: Params) -> dict[str, Any]:
    chat = known(parts.world, params.text("chat_id"))
    if isinstance(chat, Person) and not chat.started:
        raise bad("chat not found")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = chat.chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }
    pinned = [kept for number in parts.world.pinned[chat.id] if (kept := parts.world.find(chat, number))]
    return full | ({"pinned_message": pinned[-1].body} if pinned else {})


async def get_chat_member(parts: Parts, params: Params) -> dict[str, Any]:
    chat = known(parts.world, params.text("chat_id"))
    user_id = params.number("user_id")
    if user_id is None:
        raise bad("invalid user_id specified")
    if user_id == parts.world.me["id"]:
        status = chat.bot if isinstance(chat, Group) else "kicked" if chat.blocked else "member"
        return membership(parts.world.me, status)
    person = parts.world.people.get(user_id)
    if person is None:
        raise bad("user not found")
    if isinstance(chat, Group):
        return membership(person.user(), "member" if person.id in chat.members else "left")
    return membership(person.user(), "member" if person.id == chat.id else "left")


async def get_chat_member_count(parts: Parts, params: Params) -> int:
    chat = known(parts.world, params.text("chat_id"))
    return len(chat.members) + (chat.bot == "member") if isinstance(chat, Group) else 2


async def get_chat_administrators(parts: Parts, params: Params) -> list[dict[str, Any]]:
    """Nobody in a sandbox group is more than a member, except its first person, who made it."""
    chat = known(parts.world, params.text("chat_id"))
    if not isinstance(chat, Group):
        raise bad("there are no administrators in the private chat")
    owner = next((parts.world.people[member] for member in chat.members if member in parts.world.people), None)
    return [{"status": "creator", "user": owner.user(), "is_anonymous": False}] if owner else []


async def leave_chat(parts: Parts, params: Params) -> bool:
    chat = writable(parts.world, params.text("chat_id"))
    if not isinstance(chat, Group):
        raise bad("chat member status can't be changed in private chats")
    move_bot(parts, chat, "left", parts.world.me)
    return True


def move_bot(parts: Parts, chat: Chat, status: str, actor: dict[str, Any]) -> int | None:
    """The bot's own place in a chat changes, by a person's or its own doing: an update says so."""
    if isinstance(chat, Group):
        before, chat.bot = chat.bot, status
    else:
        before, chat.blocked = ("kicked" if chat.blocked else "member"), status == "kicked"
    parts.world.touch()
    change = {
        "chat": chat.chat(),
        "from": actor,
        "date": parts.stamp(),
        "old_chat_member": membership(parts.world.me, before),
        "new_chat_member": membership(parts.world.me, status),
    }
    return parts.updates.put({"my_chat_member": change})


def membership(user: dict[str, Any], status: str) -> dict[str, Any]:
    """As a Telegram ChatMember."""
    return {"user": user, "status": status} | ({"until_date": 0} if status == "kicked" else {})


async def pin(parts: Parts, params: Params) -> bool:
    chat = writable(parts.world, params.text("chat_id"))
    kept = _message(parts, chat, params, "pin")
    number = kept.body["message_id"]
    parts.world.pinned[chat.id] = [*(old for old in parts.world.pinned[chat.id] if old != number), number]
    parts.world.touch()
    return True


async def unpin(parts: Parts, params: Params) -> bool:
    """Without a message the newest pinned one."""
    chat = writable(parts.world, params.text("chat_id"))
    pinned = parts.world.pinned[chat.id]
    number = _message(parts, chat, params, "unpin").body["message_id"] if params.text("message_id") else None
    if number is None and pinned:
        number = pinned[-1]
    if number not in pinned:
        raise bad("message to unpin not found")
    parts.world.pinned[chat.id] = [old for old in pinned if old != number]
    parts.world.touch()
    return True


def _message(parts: Parts, chat: Chat, params: Params, what: str) -> Kept:
    kept = parts.world.find(chat, params.number("message_id"))
    if kept is None:
        raise bad(f"message to {what} not found")
    return kept
