"""People's side of the messenger: what they do becomes updates, which wait until the bot takes them."""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.faults.messenger import Chat, Messenger

BOT: Final = {"id": 4242, "is_bot": True, "first_name": "bot", "username": "sample_bot"}
FIRST_UPDATE: Final = 1001


@dataclass(frozen=True, slots=True)
class Move:
    """What one person did. `kind` is tap, text, edit, place or member; `said` is the words or the callback data.
    An `echo` is the same button again before anything has changed: what it asks for was done already."""

    id: int
    chat: int
    kind: str
    said: str
    raw: dict[str, Any] = field(compare=False)
    echo: bool = False

    @property
    def tap(self) -> str:
        """The id of the callback query."""
        return str(self.raw["callback_query"]["id"])

    @property
    def form(self) -> tuple[str, int, int] | None:
        """Verb, draft and revision of a form's button: "f.a:7:3:pupils:12" is a, 7, 3."""
        parts = self.said.split(":")
        if self.kind != "tap" or not parts[0].startswith("f.") or len(parts) < 3 or parts[0] in ("f.n", "f.x"):
            return None
        return parts[0][2:], int(parts[1]), int(parts[2])


class Phones:
    """Everybody's phone. `queue` is what the bot has not acknowledged, oldest first; `past` what it has."""

    def __init__(self, messenger: Messenger) -> None:
        self.messenger = messenger
        self.queue: list[Move] = []
        self.past: list[Move] = []
        self._next = FIRST_UPDATE

    def say(self, person: int, words: str) -> Move:
        return self._move(person, "text", words, {"message": {**self._message(person), "text": words}})

    def send_place(self, person: int) -> Move:
        """A message that is no text."""
        place = {"latitude": 56.3, "longitude": 44.0}
        return self._move(person, "place", "", {"message": {**self._message(person), "location": place}})

    def edit(self, person: int, words: str) -> Move:
        """Some message of theirs now reads otherwise."""
        message = {**self._message(person), "edit_date": self._date(), "text": words}
        return self._move(person, "edit", words, {"edited_message": message})

    def press(self, person: int, message: int, data: str, *, twice: bool = False) -> Move:
        """A button, whether it still stands there or not; `twice` before the bot could do anything about it."""
        move = self._press(person, message, data, echo=False)
        if twice:
            self._press(person, message, data, echo=True)
        return move

    def block(self, person: int, blocked: bool = True) -> Move:
        chat = self.chat(person)
        chat.blocked, chat.ever_blocked = blocked, chat.ever_blocked or blocked
        status = {True: "kicked", False: "member"}
        member = {
            "chat": self._place(person),
            "from": self._user(person),
            "date": self._date(),
            "old_chat_member": {"user": BOT, "status": status[not blocked], "until_date": 0},
            "new_chat_member": {"user": BOT, "status": status[blocked], "until_date": 0},
        }
        return self._move(person, "member", status[blocked], {"my_chat_member": member})

    def clear(self, person: int) -> None:
        """They delete the conversation; the buttons they remember do not go."""
        self.chat(person).messages.clear()
        self.chat(person).cleared = True

    def acknowledge(self, moves: list[Move]) -> None:
        """Telegram will not bring these again by itself."""
        self.queue = [move for move in self.queue if move not in moves]
        self.past += [move for move in moves if move not in self.past]

    def bring_back(self, moves: list[Move]) -> None:
        """Their acknowledgement never came: the bot died before it polled again."""
        self.queue[:0] = [move for move in moves if move not in self.queue]

    def chat(self, person: int) -> Chat:
        return self.messenger.chats.setdefault(person, Chat())

    def visible(self, person: int) -> list[tuple[int, str]]:
        """The buttons on the screen, the newest message first."""
        messages = sorted(self.chat(person).messages.values(), key=lambda one: -one.id)
        return [(one.id, data) for one in messages for _, data in one.buttons]

    def _press(self, person: int, message: int, data: str, echo: bool) -> Move:
        tap = f"tap-{self._next}"
        self.messenger.taps[tap] = person
        below = {"message_id": message, "date": self._date(), "chat": self._place(person), "from": BOT, "text": "…"}
        query = {"id": tap, "from": self._user(person), "chat_instance": "1", "data": data, "message": below}
        return self._move(person, "tap", data, {"callback_query": query}, echo)

    def _move(self, person: int, kind: str, said: str, event: dict[str, Any], echo: bool = False) -> Move:
        move = Move(self._next, person, kind, said, {"update_id": self._next, **event}, echo)
        self._next += 1
        self.queue.append(move)
        return move

    def _message(self, person: int) -> dict[str, Any]:
        number = self.chat(person).take_id()
        return {
            "message_id": number,
            "date": self._date(),
            "chat": self._place(person),
            "from": self._user(person),
        }

    def _date(self) -> int:
        return int(self.messenger.clock.now().timestamp())

    @staticmethod
    def _place(person: int) -> dict[str, Any]:
        return {"id": person, "type": "private"}

    @staticmethod
    def _user(person: int) -> dict[str, Any]:
        return {"id": person, "is_bot": False, "first_name": "Кто-то"}
