"""What a handler is given about who asks, and the filters its routes are written with."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.municipality import Municipality
from domain.people import Person, Role, Scope
from storage.database import Transaction
from views import actions


@dataclass(frozen=True, slots=True)
class Case:
    """One update of somebody who may use the bot. `now` is UTC, `today` the local day."""

    db: Transaction
    person: Person
    now: datetime
    town: Municipality

    @property
    def today(self) -> date:
        return self.now.astimezone(self.town.zone).date()

    @property
    def scope(self) -> Scope:
        return self.person.post.scope

    @property
    def school_id(self) -> int:
        """The coordinator's or mentor's school. Raises LookupError for the department, which has none."""
        if self.person.post.school_id is None:
            raise LookupError("the department has no school of its own")
        return self.person.post.school_id


class On(Filter):
    """A button of this verb; its arguments come as `args`, split into exactly `parts`, else no match.
    Only people with a role match. `name` is handed on as `verb` where one handler serves several."""

    def __init__(self, verb: str, parts: int = 0, name: str = "") -> None:
        self.verb, self.parts, self.name = verb, parts, name

    async def __call__(self, query: CallbackQuery, case: Case | None = None) -> bool | dict[str, Any]:
        verb, rest = actions.parse(query.data or "")
        if case is None or verb != self.verb:
            return False
        args = rest.split(actions.SEPARATOR, self.parts - 1) if self.parts else []
        if len(args) != self.parts or not all(args):
            return False
        return {"args": args, "verb": self.name} if self.name else {"args": args}


class OnAny(Filter):
    """The same for a family of verbs in a private chat: `parts` says how many arguments each takes, and
    `verb` comes without the `family` it begins with."""

    def __init__(self, family: str, parts: dict[str, int]) -> None:
        self.parts = {family + verb: (verb, count) for verb, count in parts.items()}

    async def __call__(self, query: CallbackQuery, case: Case | None = None) -> bool | dict[str, Any]:
        verb, rest = actions.parse(query.data or "")
        name, parts = self.parts.get(verb, ("", 0))
        args = rest.split(actions.SEPARATOR, parts - 1)
        if case is None or not name or len(args) != parts or not all(args) or not _is_private(query):
            return False
        return {"args": args, "verb": name}


class OwnWords(Filter):
    """A text the person wrote to the bot alone: no command, nothing forwarded."""

    async def __call__(self, message: Message, case: Case | None = None) -> bool:
        text = message.text
        return bool(case and text and text[0] != "/" and not message.forward_origin and _is_private(message))


class Acts(Filter):
    """Only for people who act in one of these roles now."""

    def __init__(self, *roles: Role) -> None:
        self.roles = roles

    async def __call__(self, event: Message | CallbackQuery, case: Case | None = None) -> bool:
        return case is not None and case.person.post.role in self.roles


class Private(Filter):
    """A conversation with one person; a button under a message too old to be seen counts as one."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        return _is_private(event)


def _is_private(event: Message | CallbackQuery) -> bool:
    message = event.message if isinstance(event, CallbackQuery) else event
    return message is None or message.chat.type == ChatType.PRIVATE


def number(text: str) -> int:
    """An id from a button. Raises LookupError: a forged one finds nothing, as a foreign one."""
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise LookupError(text)
    return int(text)
