"""One life's world: people and chats that outlive every process, a database on disk, and a process that is
started anew whenever it has ended."""

import asyncio
import os
import signal
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.clock import MovableClock
from bot.sandbox import people
from bot.sandbox.server import Sandbox
from tests.faults import crash_books
from tests.faults.crash_faces import Face, Sights
from tests.faults.crash_process import Process
from tests.faults.zygote import CLOCK, DATABASE, Kill, Order

TOKEN: Final = "100200300:sandbox-token-is-no-secret"
SILENCE: Final = 2.0  # seconds without any news
SILENCES: Final = 5  # in a row: what has not happened by then is lost; a pause of the whole machine is but one
PATIENCE: Final = 600.0  # seconds, however much is going on
ORDERLY: Final = 5.0  # seconds that a polite end may take
ADMIN: Final = 101
KILLED: Final = (-signal.SIGKILL, -signal.SIGALRM)
ANYWHERE: Final = "anywhere"


class Broke(Exception):
    """The bot has ended without being killed."""


@dataclass(frozen=True, slots=True)
class Death:
    """A kill that happened: at which point, at its how-manieth time in that process."""

    point: str
    nth: int


class Stage:
    """`until` something is so, the process is kept running; each new one gets the next of the kills."""

    def __init__(self, process: Process, sandbox: Sandbox, clock: MovableClock, folder: Path, house: str) -> None:
        self.process = process
        self.parts = sandbox.parts
        self.clock = clock
        self.file = folder / DATABASE
        self.sights = Sights(self.parts.world)
        self.kills: deque[Kill] = deque()
        self.deaths: list[Death] = []
        self.trace: list[str] = []
        self.claimed: dict[int, Face] = {}
        self.doomed: dict[int, Face] = {}
        self._order = Order(str(folder), sandbox.url, TOKEN, ADMIN, house)
        self._clock_file = folder / CLOCK
        self._kill: Kill | None = None
        self.parts.world.watchers.append(self._changed)
        self._write_clock()

    @property
    def ticked(self) -> bool:
        """Everything that is due by the clock is planned."""
        return self.process.stands == self.clock.offset.total_seconds()

    @property
    def unused(self) -> list[Kill]:
        """Kills that did not happen, soonest first."""
        return [self._kill, *self.kills] if self._kill else [*self.kills]

    def move_clock(self, instant: datetime) -> None:
        self.clock.move_to(instant)
        self._write_clock()
        self.process.signal(signal.SIGUSR1)

    async def until(self, met: Callable[[], bool]) -> bool:
        """False when it does not come to that. Raises `Broke`."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    self.process.news.clear()
                    if self.process.ended:
                        self._start()
                    if met():
                        return True
                    await self._hear_news()
                    if self.process.ended:
                        self._bury()
        except TimeoutError:
            return False

    async def settled(self) -> bool:
        """Everything put so far has taken effect, and all that follows from it has left."""
        return await self.until(self._is_settled)

    async def end(self) -> bool:
        """Ask the process to stop. False when a kill has hit it on the way. Raises `Broke`."""
        self.process.signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(ORDERLY):
                await self.process.over()
        except TimeoutError:
            raise Broke("it does not stop when asked to") from None
        if self.process.code == 0:
            self.trace += self.process.reached
            return True
        self._bury()
        return False

    async def _hear_news(self) -> None:
        for _ in range(SILENCES):
            with suppress(TimeoutError):
                await asyncio.wait_for(self.process.news.wait(), SILENCE)
                return
        raise TimeoutError

    def _start(self) -> None:
        self._kill = self.kills.popleft() if self.kills else None
        self.process.start(replace(self._order, kill=self._kill))

    def _bury(self) -> None:
        """Note what the dead process was about."""
        code, reached = self.process.code, self.process.reached
        self.trace += reached
        if code not in KILLED or self._kill is None:
            raise Broke(f"it has ended by itself with {code}")
        last = reached[-1] if self._kill.nth else ANYWHERE
        self.deaths.append(Death(last, reached.count(last)))
        self._kill = None
        for row, face in crash_books.under_way(self.file):
            self.claimed[row.id] = face
            if row.uncertain:
                self.doomed[row.id] = face  # under way twice: nobody sends it a third time

    def _is_settled(self) -> bool:
        if self.parts.updates.pending or not self.ticked:
            return False
        reached = self.process.reached
        return (
            self._last("tick.committed") >= self._last("intake.update")  # all that follows is planned
            and reached.count("delivery.send") == reached.count("delivery.sent")
            and not crash_books.unsettled(self.file)
        )

    def _last(self, point: str) -> int:
        """Which of all points reached by this process was the last of this name; below zero where none was."""
        reached = self.process.reached
        return next((n for n in range(len(reached) - 1, -1, -1) if reached[n] == point), -1)

    def _changed(self) -> None:
        self.sights.look()
        self.process.news.set()

    def _write_clock(self) -> None:
        new = self._clock_file.with_suffix(".new")
        new.write_text(repr(self.clock.offset.total_seconds()), "ascii")
        os.replace(new, self._clock_file)


@asynccontextmanager
async def stage(
    process: Process, folder: Path, at: datetime, house: str, known: Iterable[tuple[int, str]]
) -> AsyncIterator[Stage]:
    """A world where these people, and nobody else, have a chat with the bot."""
    clock = MovableClock(at)
    # Its monotonic clock stands still: nobody here gets tired of waiting for the answer to a tap.
    sandbox = Sandbox(TOKEN, clock, bot_name="sample_bot", strict_pace=False, monotonic=lambda: 0.0)
    await sandbox.start()
    for number, name in known:
        people.add_known(sandbox.parts, number, name, "", backstage=False)
    try:
        yield Stage(process, sandbox, clock, folder, house)
    finally:
        await process.kill()
        await sandbox.stop()
