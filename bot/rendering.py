"""Files made when they are sent: a renderer reads in one short transaction and draws in a thread."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.municipality import Municipality
from storage.database import Database
from views.screen import File

Args = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Rendered:
    name: str
    content: bytes


Renderer = Callable[[Database, datetime, Municipality, Args], Awaitable[Rendered]]


async def qr(_database: Database, _now: datetime, _town: Municipality, args: Args) -> Rendered:
    """An invitation link as a picture."""
    from views import qr as pictures

    return Rendered("invitation.png", await asyncio.to_thread(pictures.png, str(args["link"])))


RENDERERS: Final[dict[str, Renderer]] = {
    "qr": qr,
}


async def render(database: Database, now: datetime, town: Municipality, file: File) -> Rendered:
    """The bytes of a file. Any exception is the renderer's: the words of the message go without it."""
    return await RENDERERS[file.renderer](database, now, town, file.args)
