"""The department's group chat: bound with /bind, it receives the summaries. Otherwise the bot is silent there."""

from typing import Any, Final

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import JOIN_TRANSITION, LEAVE_TRANSITION, ChatMemberUpdatedFilter, Command, Filter
from aiogram.types import ChatMemberUpdated, Message

from domain import signs
from domain.people import Role
from handlers.case import Case
from storage import groups
from storage.database import Transaction
from views import groups as views
from views import menus
from views.screen import Screen

BIND: Final = "bind"
UNBIND: Final = "unbind"
GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)


class Group(Filter):
    """A conversation of many."""

    async def __call__(self, event: Message | ChatMemberUpdated) -> bool:
        return event.chat.type in GROUPS


class ByHand(Filter):
    """Said by a person: two bots that answer each other would never end. What is said in a channel's name, forwarded
    or made by another bot is nobody's word."""

    async def __call__(self, message: Message) -> bool:
        if message.sender_chat is not None and not _anonymous(message):
            return False
        if message.forward_origin is not None or message.via_bot is not None:
            return False
        return message.from_user is None or not message.from_user.is_bot or _anonymous(message)


async def bind(message: Message, case: Case | None = None) -> Screen:
    if not _of_department(case):
        return views.refused(anonymous=_anonymous(message))
    assert case
    new = await groups.bind(
        case.db, message.chat.id, signs.name(message.chat.title or "", menus.NAMELESS), case.person.id, case.now
    )
    return views.bound(new)


async def unbind(message: Message, case: Case | None = None) -> Screen:
    if not _of_department(case):
        return views.refused(anonymous=_anonymous(message))
    assert case
    return views.unbound(await groups.unbind(case.db, message.chat.id))


async def moved_on(message: Message, db: Transaction) -> None:
    """Said in the old chat: where the group went."""
    assert message.migrate_to_chat_id
    await groups.move(db, message.chat.id, message.migrate_to_chat_id)


async def moved_in(message: Message, db: Transaction) -> None:
    """Said in the new chat: where the group came from."""
    assert message.migrate_from_chat_id
    await groups.move(db, message.migrate_from_chat_id, message.chat.id)


async def added(event: ChatMemberUpdated, db: Transaction, case: Case | None = None) -> Screen | None:
    """A group that has just become a supergroup adds the bot too: bound already, it needs no hint."""
    if not _of_department(case) or event.chat.id in await groups.bound(db):
        return None
    return views.hint()


async def removed(event: ChatMemberUpdated, db: Transaction) -> None:
    await groups.unbind(db, event.chat.id)


async def silent(message: Message) -> None:
    """What people say among themselves is not ours."""


def is_command(message: Any, bot_name: str) -> bool:
    """Whether a message of a group, as it came from the wire, is one of our commands, said by a person to this bot.
    In a group several bots may listen: "/bind@another_bot" is not ours."""
    if not isinstance(message, dict):
        return False
    text = message.get("text") or message.get("caption")
    if not isinstance(text, str):
        return False
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    command, _, addressee = word.removeprefix("/").lower().partition("@")
    sender = message.get("from")
    machine = isinstance(sender, dict) and sender.get("is_bot") is True and not _speaks_for_group(message)
    return word.startswith("/") and command in (BIND, UNBIND) and addressee in ("", bot_name.lower()) and not machine


def _speaks_for_group(message: dict[str, Any]) -> bool:
    chat, sender = message.get("chat"), message.get("sender_chat")
    return isinstance(chat, dict) and isinstance(sender, dict) and sender.get("id") == chat.get("id")


def _of_department(case: Case | None) -> bool:
    """Whatever role they act in now: who is of the department may bind its group."""
    return case is not None and any(post.role is Role.DEPARTMENT for post in case.person.posts)


def _anonymous(message: Message) -> bool:
    """An administrator who speaks in the group's name cannot be told from another."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def router() -> Router:
    routes = Router(name="groups")
    here = Group()
    routes.message.register(bind, here, ByHand(), Command(BIND, ignore_case=True))
    routes.message.register(unbind, here, ByHand(), Command(UNBIND, ignore_case=True))
    routes.message.register(moved_on, here, F.migrate_to_chat_id)
    routes.message.register(moved_in, here, F.migrate_from_chat_id)
    routes.message.register(silent, here)
    routes.edited_message.register(silent, here)
    routes.my_chat_member.register(added, here, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    routes.my_chat_member.register(removed, here, ChatMemberUpdatedFilter(LEAVE_TRANSITION))
    return routes
