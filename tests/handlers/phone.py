"""What Telegram would hand over for a tap or a word, and a dispatcher to feed it to."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from aiogram import Dispatcher
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, InaccessibleMessage, Message, User

from bot import serving
from domain.municipality import Municipality
from domain.people import Person
from handlers import routes
from handlers.case import Case
from storage import people
from storage.database import Transaction
from views.screen import Reply, Screen

STRANGER = 666
BOT = 424242
GROUP = -100500


def user(telegram_id: int, name: str = "Ирина") -> User:
    return User(id=telegram_id, is_bot=False, first_name=name)


def tap(data: str, telegram_id: int = STRANGER, chat: int | None = None) -> CallbackQuery:
    """A button under a message; in a private chat unless another is given."""
    place = Chat(id=chat or telegram_id, type="private" if chat is None else "supergroup")
    under = InaccessibleMessage(chat=place, message_id=7)
    return CallbackQuery(id="1", from_user=user(telegram_id), chat_instance="1", data=data, message=under)


def say(text: str, telegram_id: int = STRANGER, now: datetime | None = None, **extra: Any) -> Message:
    """A message in the private chat, or wherever `chat` says."""
    chat = extra.pop("chat", Chat(id=telegram_id, type="private"))
    date = now or datetime.fromisoformat("2026-11-24T09:00:00+03:00")
    return Message(message_id=8, date=date, chat=chat, from_user=user(telegram_id), text=text or None, **extra)


def group(chat_id: int = GROUP, kind: str = "supergroup") -> Chat:
    return Chat(id=chat_id, type=kind, title="Управление")


def member(telegram_id: int, before: str, after: str, chat: Chat | None = None) -> ChatMemberUpdated:
    """The bot itself comes or goes, by somebody's hand."""
    bot = {"id": BOT, "is_bot": True, "first_name": "Бот"}
    return ChatMemberUpdated.model_validate(
        {
            "chat": chat or group(),
            "from": user(telegram_id),
            "date": 1795500000,
            "old_chat_member": _status(bot, before),
            "new_chat_member": _status(bot, after),
        }
    )


@cache
def _house() -> Dispatcher:
    """Putting it together takes a while, and it remembers nothing."""
    dispatcher = Dispatcher(disable_fsm=True)
    routes.attach(dispatcher)
    return dispatcher


class Line:
    """The way an update takes: through the door and every route of the house, to what is returned."""

    def __init__(self, db: Transaction, town: Municipality, now: datetime) -> None:
        self.db, self.town, self.now = db, town, now
        self._bot = serving.context(BOT, town.bot_name)
        self.house = _house()

    async def feed(self, event: Message | CallbackQuery | ChatMemberUpdated) -> Any:
        kinds = {Message: "message", CallbackQuery: "callback_query", ChatMemberUpdated: "my_chat_member"}
        raw = event.model_dump(mode="json", by_alias=True, exclude_none=True)
        return await serving.serve(self.house, self._bot, kinds[type(event)], raw, self.db, self.now, self.town)


def shown(returned: Any) -> str:
    """All words of a reply, one screen after the other."""
    return "\n".join(str(screen.text) for screen in screens(returned))


def screens(returned: Any) -> tuple[Screen, ...]:
    if isinstance(returned, Reply):
        return returned.screens
    assert isinstance(returned, Screen), returned
    return (returned,)


def labels(returned: Any) -> list[str]:
    return [button.label for row in screens(returned)[-1].rows for button in row]


def actions(returned: Any) -> list[str]:
    return [button.action for row in screens(returned)[-1].rows for button in row]


async def again(case: Case) -> Case:
    """The same person as the next update finds them. LookupError when they are nobody any more."""
    person: Person | None = await people.get(case.db, case.person.id)
    if person is None:
        raise LookupError(case.person.id)
    return replace(case, person=person)


def _status(bot: dict[str, Any], status: str) -> dict[str, Any]:
    body: dict[str, Any] = {"user": bot, "status": status}
    if status == "kicked":
        body["until_date"] = 0
    return body
