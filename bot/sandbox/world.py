"""Who is there and what was said: people, groups, messages as the bot sees them, and its profile."""

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from bot.sandbox.signal import Signal

MAX_MESSAGES: Final = 2000  # kept in one chat
MAX_TOASTS: Final = 50
AFTER_CRASH: Final = 1000  # numbers skipped, since the newest may not have reached the disk


@dataclass(slots=True)
class Person:
    """`title` is a word about them for the page; `started` says whether they ever wrote to the bot.
    A `backstage` person's phone is not shown until the viewer asks for it."""

    id: int
    name: str
    username: str = ""
    title: str = ""
    language: str = "ru"
    started: bool = False
    backstage: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> dict[str, Any]:
        """As a Telegram User."""
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.language}

    def chat(self) -> dict[str, Any]:
        return {"id": self.id, **self._names(), "type": "private"}

    def _names(self) -> dict[str, str]:
        first, _, last = self.name.partition(" ")
        names = {"first_name": first, "last_name": last, "username": self.username}
        return {key: value for key, value in names.items() if value or key == "first_name"}


@dataclass(slots=True)
class Group:
    """`bot` is the bot's status in it; `moved_to` is the supergroup that it has become."""

    id: int
    title: str
    members: list[int]
    bot: str = "left"
    moved_to: int | None = None

    @property
    def kind(self) -> str:
        return "supergroup" if str(self.id).startswith("-100") and len(str(self.id)) > 10 else "group"

    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "title": self.title, "type": self.kind}


Chat = Person | Group


@dataclass(slots=True)
class Kept:
    """`body` is the Bot API's Message. A message is `sealed` when its keyboard is not an inline one."""

    body: dict[str, Any]
    by_bot: bool
    sealed: bool = False


class World:
    """`touch` after every change: it tells the page and the disk."""

    def __init__(self, me: dict[str, Any]) -> None:
        self.me = me
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.messages: dict[int, dict[int, Kept]] = defaultdict(dict)
        self.toasts: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.pinned: dict[int, list[int]] = defaultdict(list)
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.profile: dict[str, Any] = {}
        self.typing: set[int] = set()
        self.rev = 1
        self.changed = Signal()
        self.watchers: list[Callable[[], None]] = []
        self._next: dict[str, int] = {"message": 1, "update": 500_001}

    def touch(self) -> None:
        self.rev += 1
        self.changed.fire()
        for watcher in self.watchers:
            watcher()

    def chat(self, chat_id: int) -> Chat | None:
        return self.people.get(chat_id) or self.groups.get(chat_id)

    def next_update(self) -> int:
        self._next["update"] += 1
        return self._next["update"] - 1

    def next_message(self, chat: Chat) -> int:
        """Supergroups count their own messages; everything else shares one count, as for a real bot."""
        count = str(chat.id) if isinstance(chat, Group) and chat.kind == "supergroup" else "message"
        number = self._next.get(count, 1)
        self._next[count] = number + 1
        return number

    def keep(self, chat: Chat, kept: Kept) -> None:
        here = self.messages[chat.id]
        here[kept.body["message_id"]] = kept
        for old in list(itertools.islice(here, max(0, len(here) - MAX_MESSAGES))):
            del here[old]
        self.touch()

    def find(self, chat: Chat, message_id: int | None) -> Kept | None:
        return self.messages[chat.id].get(message_id) if message_id is not None else None

    def toast(self, chat_id: int, toast: dict[str, Any]) -> None:
        self.toasts[chat_id] = [*self.toasts[chat_id], toast][-MAX_TOASTS:]
        self.touch()

    def dump(self) -> dict[str, Any]:
        return {
            "people": [asdict(person) for person in self.people.values()],
            "groups": [asdict(group) for group in self.groups.values()],
            "messages": {
                chat_id: [asdict(kept) for kept in kept_here.values()] for chat_id, kept_here in self.messages.items()
            },
            "toasts": self.toasts,
            "pinned": self.pinned,
            "commands": self.commands,
            "profile": self.profile,
            "next": self._next,
        }

    def load(self, saved: dict[str, Any], clean: bool) -> None:
        """`clean` is False when the last process did not end in order: numbers then jump ahead."""
        self.people = {one["id"]: Person(**one) for one in saved["people"]}
        self.groups = {one["id"]: Group(**one) for one in saved["groups"]}
        for chat_id, kept_here in saved["messages"].items():
            self.messages[int(chat_id)] = {one["body"]["message_id"]: Kept(**one) for one in kept_here}
        for name in ("toasts", "pinned"):
            getattr(self, name).update({int(chat_id): list(value) for chat_id, value in saved[name].items()})
        self.commands, self.profile = saved["commands"], saved["profile"]
        self._next = {count: number + (0 if clean else AFTER_CRASH) for count, number in saved["next"].items()}
