"""The door: finds the person and the role they act in, before any route is tried."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.types import Chat, ChatMemberUpdated, TelegramObject, User

from domain.municipality import Municipality
from handlers import agreeing
from handlers.case import Case
from storage import people, reminders
from storage.database import Transaction
from views import menus, screen


async def enter(
    db: Transaction, user: Mapping[str, Any], now: datetime, town: Municipality, *, writes: bool = True
) -> Case | None:
    """The case of somebody known; None for strangers, and for whom the settings let in until they have agreed to be
    known. `user` is theirs as the messenger tells it, with `id`. Who `writes` is within reach again."""
    person = await people.find(db, user["id"])
    if person is None:
        return None
    if writes and not person.reachable and await people.reachable(db, person.id):
        await reminders.again(db, person.id)
    return Case(db, person, now, town)


class Access(BaseMiddleware):
    """Puts `case` into the data of known people; strangers have none. A load that found nothing in the
    person's scope ends here, with an answer that does not tell whether the thing exists."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = getattr(event, "from_user", None)
        chat: Chat | None = getattr(event, "chat", None)
        if user is not None and user.is_bot and (chat is None or chat.type == ChatType.PRIVATE):
            return UNHANDLED  # two machines would talk for ever; in a group a bot's name may stand for an admin
        if user is not None and not user.is_bot:
            # Blocking the bot is no sign of life.
            writes = not isinstance(event, ChatMemberUpdated)
            case = await enter(data["db"], dict(user), data["now"], data["town"], writes=writes)
            person, admins = (case.person if case else None), data["town"].admins
            unasked = user.id in admins if person is None else agreeing.stale(person, admins)
            if unasked and (asked := agreeing.first(event, person)):
                return asked
            if case is not None:
                data["case"] = case
        try:
            return await handler(event, data)
        except LookupError:
            return screen.Reply(screens=(menus.not_found(),))
