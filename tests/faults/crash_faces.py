"""What people saw: every message and every change of one, as it appeared in the chats."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NamedTuple

from bot.markup import plain
from bot.sandbox.world import World

NEWEST: Final = 60  # messages of a chat among which changes are looked for
_VARYING: Final = ((re.compile(r"\d\d:\d\d"), "hh:mm"), (re.compile(r"start=[\w-]+"), "start=…"))


class Face(NamedTuple):
    """One view of a message: its words and its buttons, without what differs from run to run."""

    chat: int
    text: str
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """A face, on which message it appeared, and whether the message was new."""

    face: Face
    message: int
    new: bool


class Sights:
    """Looks at the sandbox's world after each of its changes and remembers what the bot has shown."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._present: dict[tuple[int, int], Face] = {}
        self._bodies: dict[tuple[int, int], dict[str, Any]] = {}
        self._toasts: Counter[int] = Counter()
        self.all: list[Sight] = []
        self.count: Counter[Face] = Counter()

    def look(self) -> None:
        for chat, messages in self._world.messages.items():
            for kept in islice(reversed(messages.values()), NEWEST):
                if kept.by_bot:
                    self._compare(chat, kept.body)
        for chat, toasts in self._world.toasts.items():
            for toast in toasts[self._toasts[chat] :]:
                self._add(Face(chat, f"flash: {toast['text']}"), 0, new=True)
            self._toasts[chat] = len(toasts)

    def order(self) -> dict[int, list[Face]]:
        """What each chat has seen, by its first appearance; flashes go their own way."""
        seen = dict.fromkeys(sight.face for sight in self.all if sight.message)
        return {chat: [face for face in seen if face.chat == chat] for chat in {face.chat for face in seen}}

    def _compare(self, chat: int, body: dict[str, Any]) -> None:
        number = body["message_id"]
        if self._bodies.get((chat, number)) is body:
            return  # a change comes as another object
        self._bodies[chat, number] = body
        face = _face(chat, body.get("text") or body.get("caption") or "", body.get("reply_markup"))
        before = self._present.get((chat, number))
        if face == before:
            return
        self._present[chat, number] = face
        if before is None or face.text != before.text or face.labels:  # not when a keyboard is only taken away
            self._add(face, number, new=before is None)

    def _add(self, face: Face, number: int, *, new: bool) -> None:
        self.all.append(Sight(face, number, new))
        self.count[face] += 1


def of_request(chat: int, body: str) -> Face:
    """The face that a row of the outbox would have."""
    content = json.loads(body)
    return _face(chat, plain(content.get("text") or content.get("caption") or ""), content.get("reply_markup"))


def _face(chat: int, text: str, markup: dict[str, Any] | None) -> Face:
    for pattern, same in _VARYING:
        text = pattern.sub(same, text)
    labels = [button["text"] for row in (markup or {}).get("inline_keyboard", []) for button in row]
    return Face(chat, text.strip(), " | ".join(labels))
