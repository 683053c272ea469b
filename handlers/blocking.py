"""Somebody stops the bot in their own chat: nothing can be brought to them until they write again."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import LEAVE_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated

from handlers.case import Private
from storage import chats
from storage.database import Transaction


async def stopped(event: ChatMemberUpdated, db: Transaction, now: datetime) -> None:
    """The department's board shows it at once, not with the first message that is refused."""
    await chats.mark_unreachable(db, event.chat.id, now)


def router() -> Router:
    routes = Router(name="blocking")
    routes.my_chat_member.register(stopped, Private(), ChatMemberUpdatedFilter(LEAVE_TRANSITION))
    return routes
