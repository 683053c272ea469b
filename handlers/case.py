"""What a handler is given about who asks, and the filters its routes are written with."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

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
        return _day(self.now, self.town.zone)

    @property
    def scope(self) -> Scope:
        return self.person.post.scope

    @property
    def school_id(self) -> int:
        """The coordinator's or mentor's school. Raises LookupError for the department, which has none."""
        if self.person.post.school_id is None:
            raise LookupError("the department has no school of its own")
        return self.person.post.school_id


class OfVerb(Filter):
    """Buttons of one verb only: by it their routes are found."""

    def __init__(self, verb: str) -> None:
        self.verb = verb


class On(OfVerb):
    """A button of this verb; its arguments come as `args`, split into exactly `parts`, else no match.
    Only people with a role match."""

    def __init__(self, verb: str, parts: int = 0) -> None:
        super().__init__(verb)
        self.parts = parts

    async def __call__(self, query: CallbackQuery, case: Case | None = None) -> bool | dict[str, Any]:
        verb, rest = actions.parse(query.data or "")
        if case is None or verb != self.verb:
            return False
        args = rest.split(actions.SEPARATOR, self.parts - 1) if self.parts else [rest] if rest else []
        if len(args) != self.parts or not all(args):
            return False
        return {"args": args}


class Acts(Filter):
    """Only for people who act in one of these roles now."""

    def __init__(self, *roles: Role) -> None:
        self.roles = roles

    async def __call__(self, event: Message | CallbackQuery, case: Case | None = None) -> bool:
        return case is not None and case.person.post.role in self.roles


class Private(Filter):
    """A conversation with one person; a button under a message too old to be seen counts as one."""

    async def __call__(self, event: Message | CallbackQuery | ChatMemberUpdated) -> bool:
        message = event.message if isinstance(event, CallbackQuery) else event
        return message is None or message.chat.type == ChatType.PRIVATE


@lru_cache(maxsize=16)  # a batch asks for the same day many times
def _day(now: datetime, zone: tzinfo) -> date:
    return now.astimezone(zone).date()


def number(text: str) -> int:
    """An id from a button. Raises LookupError: a forged one finds nothing, as a foreign one, and none is written
    in two ways."""
    if not text.isascii() or not text.isdigit() or len(text) > 15 or text != str(int(text)):
        raise LookupError(text)
    return int(text)
