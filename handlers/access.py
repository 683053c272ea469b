"""The door: finds the person and the role they act in, before any route is tried."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import ChatMemberUpdated, TelegramObject, User

from domain.people import Role
from handlers.case import Case
from storage import people
from views import menus, screen


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
        if user is not None and not user.is_bot:
            person = await people.find(data["db"], user.id)
            if person is None and user.id in data["town"].admins:
                person_id = await people.add(data["db"], user.id, user.full_name, data["now"])
                await people.appoint(data["db"], person_id, Role.DEPARTMENT, data["now"])
                person = await people.find(data["db"], user.id)
            if person is not None:
                # Blocking the bot is no sign of life.
                if not person.reachable and not isinstance(event, ChatMemberUpdated):
                    await people.reachable(data["db"], person.id)
                data["case"] = Case(data["db"], person, data["now"], data["town"])
        try:
            return await handler(event, data)
        except LookupError:
            return screen.Reply(screens=(menus.not_found(),))
