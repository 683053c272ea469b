"""Telegram as seen from the bot's border, in memory: what it does with each request, and what goes wrong.

Only the meaning of the Bot API is here: no HTTP, no waiting. People's side of it is in `machine_phones`.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from bot.clock import Clock
from bot.http import Answer, Api, NoAnswer

Button = tuple[str, str]  # label and callback data

TEXT_LIMIT: Final = 4096
DATA_LIMIT: Final = 64  # bytes
RETRY_AFTER: Final = 3  # seconds


class Fault(StrEnum):
    """What becomes of one request."""

    SLOW_DOWN = "429"
    BROKEN = "500"
    GATEWAY = "504, carried out all the same"
    REFUSED = "no connection"
    LOST = "reset before it was read"
    UNHEARD = "carried out, then reset"


@dataclass(slots=True)
class Message:
    """What stands in a chat. `content` is its text and keyboard as they came, comparable with a body's."""

    id: int
    text: str
    buttons: tuple[Button, ...]
    content: str


@dataclass(slots=True)
class Chat:
    """One person's conversation with the bot. `shown` holds every button that ever stood there, and where;
    `cleared`: the person has deleted messages."""

    messages: dict[int, Message] = field(default_factory=dict)
    shown: list[tuple[int, str]] = field(default_factory=list)
    next_id: int = 1
    blocked: bool = False
    ever_blocked: bool = False
    cleared: bool = False

    def put(self, message: Message) -> None:
        self.messages[message.id] = message
        self.shown += [(message.id, data) for _, data in message.buttons if (message.id, data) not in self.shown]

    def take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1


@dataclass(frozen=True, slots=True)
class Act:
    """A request that was carried out: what somebody saw, when. For an answer to a tap `content` is its toast.
    `line` tells the processes apart; `heard` says that the one that asked was told of the success."""

    at: datetime
    method: str
    chat: int
    content: str
    tap: str
    line: int
    heard: bool


def content(params: Mapping[str, Any]) -> str:
    """Words and keyboard of a request, whichever message they are for."""
    words = str(params.get("text") or params.get("caption") or "")
    return json.dumps([words, params.get("reply_markup")], ensure_ascii=False)


def buttons(params: Mapping[str, Any]) -> tuple[Button, ...]:
    rows = (params.get("reply_markup") or {}).get("inline_keyboard") or []
    return tuple((one["text"], one["callback_data"]) for row in rows for one in row if "callback_data" in one)


class Messenger:
    """Chats by id. `faults` await the next requests, in order; `acts` is all that was carried out."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, int] = {}  # the chat of each tap
        self.faults: deque[Fault] = deque()
        self.acts: list[Act] = []

    def request(self, line: int, method: str, params: dict[str, Any]) -> Answer:
        """Raises `NoAnswer` where the connection fails."""
        fault = self.faults.popleft() if self.faults else None
        match fault:
            case None:
                return self._carry_out(method, params, line)
            case Fault.SLOW_DOWN:
                words = f"Too Many Requests: retry after {RETRY_AFTER}"
                return Answer(False, code=429, description=words, retry_after=RETRY_AFTER)
            case Fault.BROKEN:
                return Answer(False, code=500, description="Internal Server Error")
            case Fault.REFUSED:
                raise NoAnswer("refused", unknown=False)
            case Fault.LOST:
                raise NoAnswer("reset", unknown=True)
            case Fault.GATEWAY:
                self._carry_out(method, params, line, heard=False)
                return Answer(False, code=504, description="not an answer of the Bot API", from_api=False)
            case Fault.UNHEARD:
                self._carry_out(method, params, line, heard=False)
                raise NoAnswer("reset", unknown=True)

    def _carry_out(self, method: str, params: dict[str, Any], line: int, heard: bool = True) -> Answer:
        if method == "getMe":
            return Answer(True, {"id": 4242, "is_bot": True, "first_name": "bot", "username": "sample_bot"}, 200)
        tap = str(params.get("callback_query_id", ""))
        if tap and tap not in self.taps:
            return _refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if tap:
            toast = str(params.get("text", ""))
            self.acts.append(Act(self.clock.now(), method, self.taps[tap], toast, tap, line, heard))
            return Answer(True, True, 200)
        number = params["scope"]["chat_id"] if method == "setMyCommands" else params["chat_id"]
        answer, message = self._write(number, method, params)
        if message:
            self.chats[number].put(message)
            self.acts.append(Act(self.clock.now(), method, number, message.content, "", line, heard))
        return answer

    def _write(self, number: int, method: str, params: dict[str, Any]) -> tuple[Answer, Message | None]:
        """The answer, and how a message looks now where one has changed or come."""
        chat = self.chats.get(number)
        if chat is None:
            return _refused(400, "Bad Request: chat not found"), None
        if chat.blocked:
            return _refused(403, "Forbidden: bot was blocked by the user"), None
        if method in ("setMyCommands", "sendChatAction", "deleteMessage"):
            return Answer(True, True, 200), None
        if len(_words(params)) > 2 * TEXT_LIMIT:  # tags included, which the messenger does not count
            return _refused(400, "Bad Request: message is too long"), None
        if any(not 0 < len(data.encode()) <= DATA_LIMIT for _, data in buttons(params)):
            return _refused(400, "Bad Request: BUTTON_DATA_INVALID"), None
        old = None if method.startswith("send") else chat.messages.get(params["message_id"])
        if old is None and not method.startswith("send"):
            return _refused(400, "Bad Request: message to edit not found"), None
        if old and method == "editMessageReplyMarkup":
            params = {**params, "text": old.text}
        message = Message(old.id if old else chat.take_id(), _words(params), buttons(params), content(params))
        if message == old:
            return _refused(400, "Bad Request: message is not modified: its content is the same"), None
        return Answer(True, {"message_id": message.id}, 200), message


class Line(Api):
    """What one process talks to Telegram through. Once cut, nothing it asks for happens any more."""

    def __init__(self, messenger: Messenger, number: int) -> None:
        self._messenger, self._number = messenger, number
        self._calls: set[asyncio.Task[None]] = set()
        self.cut = False

    async def call(self, method: str, body: str = "{}", *, wait: float = 30) -> Answer:
        await asyncio.sleep(0)  # others get their turn between asking and being heard
        if self.cut:
            raise NoAnswer("nobody is there to hear", unknown=True)
        return self._messenger.request(self._number, method, json.loads(body))

    def submit(self, method: str, body: str, done: Callable[[Answer | NoAnswer], None]) -> None:
        task = asyncio.ensure_future(self._call_and_tell(method, body, done))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def upload(self, method: str, params: Mapping[str, Any], field: str, name: str, content: bytes) -> Answer:
        return await self.call(method, json.dumps(dict(params)))

    async def close(self) -> None:
        self.cut = True


def _words(params: Mapping[str, Any]) -> str:
    return str(params.get("text") or params.get("caption") or "")


def _refused(code: int, words: str) -> Answer:
    return Answer(False, code=code, description=words)
