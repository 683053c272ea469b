"""Files made when they are sent: a renderer reads in one short transaction and draws in a thread."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from domain.municipality import Municipality
from storage import board
from storage.database import Database
from views.screen import File

Args = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Rendered:
    name: str
    content: bytes


T = TypeVar("T")
Renderer = Callable[[Database, datetime, Municipality, Args], Awaitable[Rendered]]


async def qr(_database: Database, _now: datetime, _town: Municipality, args: Args) -> Rendered:
    """An invitation link as a picture."""
    from views import qr as pictures

    return Rendered("invitation.png", await _drawn(pictures.png, str(args["link"])))


async def quarter_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The table of one quarter (.xlsx)."""
    from views import board as views

    period = str(args["period"])
    async with database.transaction("render", apart=True) as db:
        found = await board.load(db, period, town.zone)
    return Rendered(f"monitoring-{period}.xlsx", await _drawn(views.table, found, now, town.zone))


async def quarter_chart(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The picture of a quarter and those before it."""
    from views import board as views

    period = str(args["period"])
    async with database.transaction("render", apart=True) as db:
        shown = [one for one in await board.periods(db) if one <= period][-views.QUARTERS :]
        boards = [await board.load(db, one, town.zone) for one in shown]
    today = now.astimezone(town.zone).date()
    return Rendered(f"monitoring-{period}.png", await _drawn(views.picture, boards, today))


async def _drawn(draw: Callable[..., T], *args: object) -> T:
    """In a thread that the end of the process does not wait for: a large table takes longer than the end may."""
    loop = asyncio.get_running_loop()
    drawn: asyncio.Future[T] = loop.create_future()

    def settle(how: Callable[[Any], None], what: object) -> None:
        if not drawn.done():
            how(what)

    def report(how: Callable[[Any], None], what: object) -> None:
        with suppress(RuntimeError):  # nobody waits any more: the loop is closed
            loop.call_soon_threadsafe(settle, how, what)

    def work() -> None:
        try:
            result = draw(*args)
        except BaseException as error:
            report(drawn.set_exception, error)
        else:
            report(drawn.set_result, result)

    threading.Thread(target=work, daemon=True, name="drawing").start()
    return await drawn


RENDERERS: Final[dict[str, Renderer]] = {"qr": qr, "quarter_table": quarter_table, "quarter_chart": quarter_chart}


async def render(database: Database, now: datetime, town: Municipality, file: File) -> Rendered:
    """The bytes of a file. Any exception is the renderer's: the words of the message go without it."""
    return await RENDERERS[file.renderer](database, now, town, file.args)
