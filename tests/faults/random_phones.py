"""What every chat has been shown, read from the outbox as it leaves: the buttons there are to press, the last words."""

import json
import re
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

from storage.parcel import Row

SECRET: Final = re.compile(r"start=([\w-]+)")
REMEMBERED: Final = 12  # messages with buttons, of one chat


@dataclass(slots=True)
class Phone:
    """`shown` are messages with what their buttons carry, oldest first."""

    last: str = ""
    shown: deque[tuple[int, list[str]]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))


class Phones:
    """All chats; `secrets` are the invitations anybody has seen."""

    def __init__(self) -> None:
        self.of: dict[int, Phone] = {}
        self.secrets: deque[str] = deque(maxlen=20)
        self._next = 1000

    def phone(self, chat: int) -> Phone:
        return self.of.setdefault(chat, Phone())

    def receive(self, row: Row) -> int | None:
        """The message a row becomes: a new one, or the one it changes."""
        body: dict[str, Any] = json.loads(row.body)
        message: int | None = body.get("message_id")
        if message is None and row.method.startswith("send"):
            self._next += 1
            message = self._next
        text = str(body.get("text") or body.get("caption") or "")
        self.secrets.extend(SECRET.findall(text))
        phone = self.phone(row.chat_id)
        if text and message is not None:
            phone.last = text
        buttons = [
            button["callback_data"]
            for line in body.get("reply_markup", {}).get("inline_keyboard", [])
            for button in line
            if "callback_data" in button
        ]
        if buttons and message is not None:
            phone.shown.append((message, buttons))
        return message
