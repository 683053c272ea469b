"""One event before the handlers: the express first, then the framework with its routes."""

import asyncio
from datetime import datetime
from typing import Any, Final, NoReturn

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.methods import GetMe
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject, User

from bot.cause import lean
from domain.municipality import Municipality
from handlers.express import EXPRESS, Express
from storage.database import Transaction

EVENTS: Final[dict[str, type[TelegramObject]]] = {
    "message": Message,
    "edited_message": Message,
    "callback_query": CallbackQuery,
    "my_chat_member": ChatMemberUpdated,
}
PATIENCE: Final = 20.0  # seconds one handler may take


class NoNetwork(BaseSession):
    """aiogram's bot is context here and nothing else: handlers return what is to be sent. It knows its own
    name, because a command in a group may be addressed to it."""

    def __init__(self, me: User) -> None:
        super().__init__()
        self._me = me

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(self, bot: Bot, method: Any, timeout: Any = None) -> Any:  # noqa: ASYNC109
        if isinstance(method, GetMe):
            return self._me
        raise RuntimeError("a handler called Telegram: return a Screen, a Notice or a Reply")

    def stream_content(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RuntimeError("a handler read a file from Telegram")


def context(number: int, name: str) -> Bot:
    """The bot that handlers find in their updates: its id and name, no token."""
    me = User(id=number, is_bot=True, first_name=name, username=name)
    return Bot(f"{number}:context", session=NoNetwork(me))


async def serve(
    dispatcher: Dispatcher, bot: Bot, kind: str, raw: Any, db: Transaction, now: datetime, town: Municipality
) -> Any:
    """What the handlers make of an event, None where nobody serves it. The express is asked first."""
    quick: Express | None = dispatcher.get(EXPRESS)
    returned: Any = await quick.serve(kind, raw, db, now, town) if quick else None
    if returned is None:
        event = EVENTS[kind].model_validate(lean(kind, raw), context={"bot": bot})
        async with asyncio.timeout(PATIENCE):
            returned = await dispatcher.propagate_event(kind, event, bot=bot, db=db, now=now, town=town)
    return None if returned is UNHANDLED else returned
