"""The department's group chat: bound with /bind, it receives the summaries. Otherwise the bot is silent there."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command
from aiogram.types import ChatMemberUpdated, Message

from domain.people import Role
from handlers.case import Case
from storage import groups
from storage.database import Transaction
from views import groups as views
from views.screen import Screen

GROUPS = F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP})
PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)


def _department(case: Case | None) -> bool:
    """Whatever role they act in now: who is of the department may bind its group."""
    return case is not None and any(post.role is Role.DEPARTMENT for post in case.person.posts)


async def bind(message: Message, case: Case | None = None) -> Screen:
    if case is None or not _department(case):
        return views.refused()
    new = await groups.bind(case.db, message.chat.id, message.chat.title or "", case.person.id, case.now)
    return views.bound(new)


async def unbind(message: Message, case: Case | None = None) -> Screen:
    if case is None or not _department(case):
        return views.refused()
    return views.unbound(await groups.unbind(case.db, message.chat.id))


async def moved(message: Message, db: Transaction) -> None:
    """Telegram tells both chats; the first to come moves the binding."""
    if message.migrate_to_chat_id is not None:
        await groups.moved(db, message.chat.id, message.migrate_to_chat_id)


async def membership(event: ChatMemberUpdated, db: Transaction, case: Case | None = None) -> Screen | None:
    """Removed: the binding ends. Added by somebody of the department: how to bind."""
    if event.new_chat_member.status not in PRESENT:
        await groups.unbind(db, event.chat.id)
        return None
    return views.hint() if _department(case) and event.old_chat_member.status not in PRESENT else None


async def silent(message: Message) -> None:
    """What people say among themselves is not ours."""


def router() -> Router:
    routes = Router(name="groups")
    routes.message.register(bind, Command("bind"), GROUPS)
    routes.message.register(unbind, Command("unbind"), GROUPS)
    routes.message.register(moved, F.migrate_to_chat_id, GROUPS)
    routes.message.register(silent, GROUPS)
    routes.edited_message.register(silent, GROUPS)
    routes.my_chat_member.register(membership, GROUPS)
    return routes
