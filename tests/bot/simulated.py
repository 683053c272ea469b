"""Delivery against a strict server, on seconds of the loop's own: an hour of sending takes a moment."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.clock import MovableClock
from bot.delivery import Delivery
from bot.pace import Pace
from bot.rendering import Rendered
from storage import outbox
from storage.database import Database
from storage.parcel import ANSWER, Parcel
from tests import hurry
from tests.bot.strict import Server
from views.screen import File

MONDAY = datetime(2026, 1, 12, 9, tzinfo=UTC)
GLANCE = 20e-6  # seconds that go by whenever somebody looks at the clock: nothing is computed in no time


class Office:
    """An outbox, whoever delivers from it, and the server at the other end."""

    def __init__(self, server: Server, database: Database) -> None:
        self.loop = hurry.loop()
        self.server = server
        self.database = database
        self.clock = MovableClock(read=lambda: MONDAY + timedelta(seconds=self.loop.time() - hurry.BEGIN))
        self.delivery = self._new()
        self._count = 0

    def text(self, chat: int, priority: int = ANSWER, method: str = "sendMessage") -> Parcel:
        """A message with words of its own: the next number."""
        self._count += 1
        return Parcel(chat, method, json.dumps({"chat_id": chat, "message_id": 1, "text": str(self._count)}), priority)

    async def put(self, parcels: Sequence[Parcel]) -> None:
        async with self.database.transaction() as db:
            await outbox.put(db, parcels, self.clock.now())
        self.delivery.wake()

    async def deliver(self, enough: Callable[[], bool]) -> None:
        while not enough():
            if not await self.delivery.step():
                await self.delivery.rest()

    async def deliver_for(self, seconds: float) -> None:
        until = self.loop.time() + seconds
        await self.deliver(lambda: self.loop.time() > until)

    async def deliver_all(self, feeding: asyncio.Task[None]) -> None:
        """Until nobody puts anything any more and nothing is left."""
        while True:
            await self.deliver(lambda: feeding.done() and self.delivery.idle)
            if not await self._unsettled():
                return
            await self.delivery.rest()
            await self.delivery.step()

    async def restart(self, *, polite: bool, seconds: float) -> None:
        """This process ends, another begins after a while. Not politely: what is under way is never settled."""
        old = self.delivery
        old.halt()
        if polite:
            await old.stop(0)
        await asyncio.sleep(seconds)
        self.delivery = self._new()
        await self.delivery.resume()

    async def rows(self, columns: str) -> list[tuple[Any, ...]]:
        async with self.database.transaction() as db:
            return [tuple(row) for row in await db.all(f"SELECT {columns} FROM outbox ORDER BY id")]

    async def _unsettled(self) -> int:
        async with self.database.transaction() as db:
            return await outbox.unsettled(db, self.clock.now())

    def _new(self) -> Delivery:
        return Delivery(self.server, self.database, self.clock, _render, Pace(monotonic=self._glance))  # type: ignore[arg-type]

    def _glance(self) -> float:
        self.loop.spend(GLANCE)
        return self.loop.time()


async def _render(file: File) -> Rendered:
    raise NotImplementedError


@asynccontextmanager
async def office(server: Server) -> AsyncIterator[Office]:
    database = await Database.open(":memory:")
    office = Office(server, database)
    try:
        yield office
    finally:
        await office.delivery.stop(0)
        await database.close()
