"""What no server should send: updates with something missing, of a wrong type, or no updates at all."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any, Final

from tests.faults.random_crowd import Object
from tests.faults.random_words import Words

JUNK: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1.5, "", "x", [], {}, [[]], {"id": {}}, {"id": "1"}, float("inf"), 2**63, 2**70, -(2**64),
    "\ud800", "\x00", [None], {"": ""}, 10**400,
)  # fmt: skip
ENTRIES: Final[tuple[Any, ...]] = (
    None,
    1,
    "update",
    [],
    {},
    {"message": {}},
    {"update_id": None},
    {"update_id": "7"},
    [{"message": 1}],
)
NUMBERS: Final = (True, 2**63, 2**70, -(2**63) - 1, 1.0, "7", -5)
KINDS: Final = ("unheard_of", "message2", "", "from", "\ud800")


class Broken:
    """`of` spoils a good update; `entry` is something in its place."""

    def __init__(self, rng: random.Random, words: Words) -> None:
        self.rng, self.words = rng, words

    def entry(self) -> Any:
        return self.rng.choice(ENTRIES)

    def of(self, raw: Object) -> Object:
        """One to three wounds."""
        spoilt: Object = json.loads(json.dumps(raw))
        ways: tuple[Callable[[Object], Object], ...] = (
            self._without, self._without, self._junk, self._junk, self._junk, self._deep, self._unknown, self._two,
            self._bare, self._number, self._named,
        )  # fmt: skip
        for _ in range(self.rng.choice((1, 1, 2, 3))):
            spoilt = self.rng.choice(ways)(spoilt)
        return spoilt

    def _places(self, value: Any) -> list[tuple[Any, Any]]:
        """Every (container, key) but the update's number."""
        found: list[tuple[Any, Any]] = []
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if key != "update_id":
                found.append((value, key))
            if isinstance(inner, dict | list):
                found += self._places(inner)
        return found

    def _without(self, raw: Object) -> Object:
        if places := self._places(raw):
            container, key = self.rng.choice(places)
            del container[key]
        return raw

    def _junk(self, raw: Object) -> Object:
        if places := self._places(raw):
            container, key = self.rng.choice(places)
            container[key] = self._piece()
        return raw

    def _piece(self) -> Any:
        """A piece of junk of its own: one that is shared could be put into itself."""
        return copy.deepcopy(self.rng.choice(JUNK))

    def _deep(self, raw: Object) -> Object:
        """A message in answer to a message, and so on."""
        if isinstance(inner := raw.get("message"), dict):
            for _ in range(self.rng.choice((5, 100, 300))):
                raw["message"] = {**inner, "reply_to_message": raw["message"]}
        return raw

    def _unknown(self, raw: Object) -> Object:
        return {"update_id": raw["update_id"], self.rng.choice(KINDS): {"text": self.words.mark(), "id": "1"}}

    def _two(self, raw: Object) -> Object:
        """A kind that nobody knows, before or after the real one."""
        extra = {self.rng.choice(KINDS): {"text": self.words.mark()}}
        return {**raw, **extra} if self.rng.random() < 0.5 else {**extra, **raw}

    def _bare(self, raw: Object) -> Object:
        return {"update_id": raw["update_id"]}

    def _named(self, raw: Object) -> Object:
        """What an answer would have to name is odd: the tap or the chat."""
        for event in (value for value in raw.values() if isinstance(value, dict)):
            for named in (event, event.get("chat"), event.get("from")):
                if isinstance(named, dict) and "id" in named and self.rng.random() < 0.5:
                    named["id"] = self._piece()
        return raw

    def _number(self, raw: Object) -> Object:
        return {**raw, "update_id": self.rng.choice(NUMBERS)}
