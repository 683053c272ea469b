"""Updates in which every text is marked and every number of a person or a chat is one that nothing else is like: of
every kind, with every field of a message, and with every button there is. Half of what serves them fails, with all of
it in its error."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import Chat, Message, User

from domain.municipality import Municipality
from handlers import bindings, routes
from handlers.express import EXPRESS, Express
from storage.database import Transaction
from tests.faults.random_talk import verbs
from tests.faults.random_types import KINDS, Object, Types

MARK: Final = "Q9Z7Сидоров"
PEOPLE: Final = 7_310_731_000  # the first of them; groups have the same below zero
PLACE: Final = 73.107310731
SECRETS: Final = (MARK, str(PEOPLE)[:7], str(PLACE), "Сидоров", "Q9Z7")
FAILING: Final = 2  # one in so many


class Marked(Types):
    """Objects of the types, marked."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng, lambda field: f"{MARK} {field}", {User: self.user, Chat: self.group})

    def user(self, number: int = 77) -> Object:
        return {"id": PEOPLE + number, "is_bot": False} | {
            name: f"{MARK}_{name}" for name in ("first_name", "last_name", "username")
        }

    def chat(self, number: int) -> Object:
        return {"id": PEOPLE + number, "type": "private", "first_name": MARK, "username": MARK}

    def group(self) -> Object:
        return {"id": -PEOPLE, "type": "supergroup", "title": MARK}

    def value(self, annotation: Any, depth: int, name: str) -> Any:
        if annotation is int and name.endswith("_id") and "message" not in name:
            return PEOPLE + 500
        return PLACE if annotation is float else super().value(annotation, depth, name)


class Feed:
    """Who does it is a number beside `PEOPLE`."""

    def __init__(self, dispatcher: Dispatcher, persons: list[int]) -> None:
        self.types, self.persons = Marked(random.Random(1)), persons
        self.verbs = verbs(dispatcher)
        self._number = 0

    def updates(self) -> Iterator[Object]:
        yield from self._kinds()
        yield from self._messages()
        yield from self._forms()
        yield from self._buttons()

    def _kinds(self) -> Iterator[Object]:
        for kind in KINDS * 4:
            yield self.types.update(self._next(), kind)

    def _messages(self) -> Iterator[Object]:
        """One with each thing that a message can hold: a contact, a place, a poll, a file with a name…"""
        for name, field in Message.model_fields.items():
            for person in (self.persons[1], 66):
                made = self.types.of(Message, 0, field.alias or name)
                made |= {"chat": self.types.chat(person), "from": self.types.user(person)}
                yield {"update_id": self._next(), "message": made}

    def _forms(self) -> Iterator[Object]:
        """Every form, and words for its first question; a file, too."""
        for form in routes.table():
            for person in self.persons:
                for subject in ("new", "1"):
                    yield self.tap(person, bindings.begin(form, subject))
                yield self.say(person, {"text": f"{MARK} Пётр, +7 912 345-67-89"})
                yield self.say(person, {"document": {"file_id": MARK, "file_unique_id": MARK, "file_name": MARK}})

    def _buttons(self) -> Iterator[Object]:
        """Every button there is, with what may be there and with what may not; and what is taken for a command."""
        for person in (*self.persons, 66):
            for verb, parts in self.verbs.items():
                yield self.tap(person, ":".join((verb, *["1"] * parts)))
                yield self.tap(person, ":".join((verb, *["Q9Z7"] * parts)))
            for command in ("start", "find", "bind", "my_data", "help", "quarter", "unknown"):
                yield self.say(person, {"text": f"/{command} {MARK}"})

    def tap(self, person: int, data: str) -> Object:
        under = {"message_id": 7, "date": 1, "chat": self.types.chat(person), "text": MARK}
        query = {"id": f"{MARK}", "from": self.types.user(person), "chat_instance": MARK, "data": data}
        return {"update_id": self._next(), "callback_query": {**query, "message": under}}

    def say(self, person: int, more: Object) -> Object:
        message = {"message_id": self._number, "date": 1_795_500_000, "chat": self.types.chat(person)}
        return {"update_id": self._next(), "message": {**message, "from": self.types.user(person), **more}}

    def _next(self) -> int:
        self._number += 1
        return self._number


class Trouble(Exception):
    """Of somebody whose errors say too much."""


class Sabotage(BaseMiddleware):
    """Lets a handler do its work and then fails, now and then; `said` are the words of its errors."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._count = 0

    async def __call__(self, handler: Any, event: Any, data: Any) -> Any:
        returned = await handler(event, data)
        self.fail(event)
        return returned

    def fail(self, event: object) -> None:
        self._count += 1
        if self._count % FAILING == 0:
            self.said.append(repr(event))
            try:
                raise ValueError(repr(event))
            except ValueError as error:
                raise Trouble(MARK, PEOPLE, repr(event)) from error


class FailingExpress:
    """The same on the way of answers to forms."""

    def __init__(self, express: Express, sabotage: Sabotage) -> None:
        self._express, self._sabotage = express, sabotage

    async def serve(
        self, kind: str, event: Mapping[str, Any], db: Transaction, now: datetime, town: Municipality
    ) -> Any:
        returned = await self._express.serve(kind, event, db, now, town)
        if returned is not None:
            self._sabotage.fail(event)
        return returned


def house(sabotage: Sabotage) -> Dispatcher:
    """Every route there is, and somebody who spoils it."""
    dispatcher = Dispatcher(disable_fsm=True)
    routes.attach(dispatcher)
    for observer in (
        dispatcher.message,
        dispatcher.edited_message,
        dispatcher.callback_query,
        dispatcher.my_chat_member,
    ):
        observer.middleware(sabotage)
    dispatcher[EXPRESS] = FailingExpress(dispatcher[EXPRESS], sabotage)
    return dispatcher
