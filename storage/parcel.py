"""A message on its way out, as values: what is put into the outbox, and what is found there."""

from datetime import datetime
from typing import Final, NamedTuple

AT_ONCE: Final = 0  # answers to taps: wait for nothing, nothing waits for them
ANSWER: Final = 10  # what a person has asked for
TIDYING: Final = 40
BROADCAST: Final = 50

ASIDE: Final = 0  # the chat's keyboard stays where it is
LIVE: Final = 1  # this message carries it from now on
CLOSES: Final = 2  # no message does: a receipt ends the conversation


class Parcel(NamedTuple):
    """A request ready for the wire. `key` makes a second one change nothing; `file` is what to render when
    it is sent; `live` says whether the message becomes the one with the chat's keyboard."""

    chat_id: int
    method: str
    body: str
    priority: int = ANSWER
    file: str | None = None
    live: int = ASIDE
    key: str | None = None
    not_before: datetime | None = None


class Row(NamedTuple):
    """A parcel in the outbox, with what has happened to it so far."""

    id: int
    chat_id: int
    method: str
    body: str
    file: str | None
    live: int
    priority: int
    attempts: int
    uncertain: int
    error: str | None

    @property
    def repeatable(self) -> bool:
        """Carried out twice it leaves the chat as once."""
        return self.method.startswith(("edit", "delete", "set", "answer"))
