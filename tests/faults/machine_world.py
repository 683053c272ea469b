"""One bot process after another over one database, with everything real but Telegram: batches, ticks, deliveries,
and the end of a process at any point between two states of its file."""

import asyncio
import itertools
import shutil
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.types import TelegramObject

from bot import replies, serving
from bot.clock import MovableClock
from bot.delivery import Delivery
from bot.intake import Intake
from bot.pace import Pace
from bot.rendering import Rendered
from handlers import routes
from handlers.express import EXPRESS
from scheduler import planning
from storage import outbox
from storage.database import Database
from tests.faults import machine_town as town
from tests.faults.machine_facts import Facts
from tests.faults.messenger import Line, Messenger
from tests.village import TOWN
from views.screen import File

T = TypeVar("T")
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
TURNS: Final = 12  # of the loop, in which whatever is under way ends: nothing here waits for a network
LONGEST_NAP: Final = 60.0
PATIENCE: Final = 40  # naps in a row


class Loop(asyncio.SelectorEventLoop):
    """Its time stands still until it is moved: nobody waits, and a run can be repeated exactly."""

    at = 0.0

    def time(self) -> float:
        return self.at


class Stumble(BaseMiddleware):
    """The handlers of these updates fail once they have done their work: a bug of ours. The express is asked first
    about everything, so it knows which update the framework is given next."""

    def __init__(self) -> None:
        self.updates: set[int] = set()
        self._numbers: dict[int, int] = {}
        self._fails = False
        self.express: Any = None

    def learn(self, batch: list[dict[str, Any]]) -> None:
        """Before they are taken."""
        self._numbers = {
            id(event): raw["update_id"] for raw in batch for key, event in raw.items() if key != "update_id"
        }

    async def serve(self, kind: str, event: Any, *more: Any) -> Any:
        self._fails = self._numbers.get(id(event)) in self.updates
        returned = await self.express.serve(kind, event, *more)
        if returned is not None and self._fails:
            raise ArithmeticError("a bug of ours")
        return returned

    async def __call__(
        self, handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: Any, data: dict[str, Any]
    ) -> Any:
        returned = await handler(event, data)
        if self._fails:
            raise ArithmeticError("a bug of ours")
        return returned


@cache
def house() -> tuple[Dispatcher, Stumble, Bot]:
    """Every route, put together once: it remembers nothing but the stumbling."""
    dispatcher, stumble = Dispatcher(disable_fsm=True), Stumble()
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.middleware(stumble)
    routes.attach(dispatcher)
    stumble.express, dispatcher[EXPRESS] = dispatcher[EXPRESS], stumble
    return dispatcher, stumble, serving.context(4242, TOWN.bot_name)


class World:
    """The process that lives now. After `burn(n)` it dies at the n-th point it comes to, or at the n-th of that
    name: `dead` then holds the name. Its ghost is heard by nobody, and `rise` begins the next one with the file
    as it was left."""

    def __init__(self, folder: Path) -> None:
        self.loop = Loop()
        self.clock = MovableClock(town.START, lambda: EPOCH)
        self.messenger = Messenger(self.clock)
        self.dead = ""
        self.ticked_at = town.START
        self._fuse, self._at = 0, ""
        self._lives = itertools.count()
        self._paths = (folder / f"bot.{life}.sqlite3" for life in itertools.count())
        self.path = next(self._paths)
        self.path.write_bytes(town.template())
        self.run(self._open())
        self.run(self.begin())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def begin(self) -> None:
        """As `App.start` does."""
        await self.delivery.resume()
        await self.tick()

    async def take(self, batch: list[dict[str, Any]]) -> None:
        house()[1].learn(batch)
        await self.intake.take(batch)

    async def tick(self) -> None:
        """As `App.tick` does."""
        if self.dead:
            return
        now = self.ticked_at = self.clock.now()
        async with self.database.transaction("tick") as db:
            notices = await planning.plan(db, now, TOWN)
            await outbox.put(db, [replies.notice(one) for one in notices], now)

    async def deliver(self, steps: int) -> None:
        """A few steps; what they have begun may be on its way still."""
        for _ in range(steps):
            if not self.dead:
                await self.delivery.step()
                await asyncio.sleep(0)

    async def drain(self) -> None:
        """Until nothing is left that could leave now; pauses are slept over."""
        naps = 0
        while not self.dead:
            worked = await self.delivery.step()
            await self._turns()
            if self.delivery.idle and not self.facts.unsettled():
                return
            if worked or not self.delivery.idle:
                naps = 0
                continue
            naps += 1
            assert naps < PATIENCE, "something can never leave"
            self.loop.at += min(LONGEST_NAP, 2.0**naps)
            await self._turns()

    def burn(self, points: int, at: str = "") -> None:
        self._fuse, self._at = points, at

    def kill(self) -> None:
        """Now, between two points, if it lives."""
        if not self.dead:
            self._die("idle")

    async def rise(self) -> None:
        """The next process opens what the last one has left; it has yet to `begin`."""
        await self.close()
        self.dead, self._fuse = "", 0
        await self._open()

    async def close(self) -> None:
        """In order, if it lives."""
        self.intake.stop()
        self.delivery.halt()
        await self.delivery.stop(0)
        await self.line.close()
        await self._turns()
        self.facts.close()
        await self.database.close()
        if self.dead:
            self.path = self._left

    async def _open(self) -> None:
        self.line = Line(self.messenger, next(self._lives))
        self.database = await Database.open(self.path, self._reached)
        self.facts = Facts(self.path)
        pace = Pace(overall=0, chat_interval=0, group_minute=0, monotonic=self.loop.time)
        self.delivery = Delivery(self.line, self.database, self.clock, _render, pace, self._reached)
        dispatcher, _, bot = house()
        self.intake = Intake(
            self.line,
            self.database,
            dispatcher,
            self.clock,
            TOWN,
            bot,
            self.delivery.wake,
            self._reached,
            self.delivery,
        )

    def _reached(self, point: str) -> None:
        if self._fuse and not self.dead and self._at in ("", point):
            self._fuse -= 1
            if not self._fuse:
                self._die(point)

    def _die(self, point: str) -> None:
        """What the kernel leaves of a killed process: the file, its log, and nothing of what was in memory."""
        self.dead, self.line.cut = point, True
        self._left = next(self._paths)
        for suffix in ("", "-wal"):
            if Path(f"{self.path}{suffix}").exists():
                shutil.copyfile(f"{self.path}{suffix}", f"{self._left}{suffix}")

    @staticmethod
    async def _turns() -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)


async def _render(_file: File) -> Rendered:
    return Rendered("file", b"file")
