"""What a renderer gives: bytes with a name, or a file that the messenger has already."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.municipality import Municipality
from storage.database import Database

Args = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Rendered:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Remote:
    """The messenger has it already, under this id; `instead` is for the day when it does not any more."""

    file_id: str
    instead: Callable[[], Awaitable[Rendered]]


Renderer = Callable[[Database, datetime, Municipality, Args], Awaitable[Rendered | Remote]]
