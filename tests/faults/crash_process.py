"""The bot's process as a test sees it: begun, moved in time, ended, and how far it has come."""

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self

from tests.faults.zygote import Order

HOUSE = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")
PAUSE = 5.0  # seconds: the bot's own timeouts begin there
ERRORS = "errors"  # the file with what the children say on standard error


@asynccontextmanager
async def workplace() -> AsyncIterator[tuple[Path, "Process"]]:
    """A zygote and a folder for its children, in memory where that can be had: what a killed process has written
    is there afterwards in either case, a disk would prove no more."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        process = await Process.open(Path(name) / ERRORS)
        try:
            yield Path(name), process
        finally:
            await process.close()


class Process:
    """At most one child of a zygote at a time. `news` is set by everything that is heard of it."""

    def __init__(self, zygote: asyncio.subprocess.Process, errors: IO[bytes]) -> None:
        self._zygote = zygote
        self._errors = errors
        self._listening = asyncio.create_task(self._listen())
        self._watching = asyncio.create_task(self._watch_the_machine())
        self.news = asyncio.Event()
        self.pid: int | None = None
        self.reached: list[str] = []
        self.stands: float | None = None
        self.code: int | None = None  # the zygote is not ready yet
        self.pauses = 0  # how often the whole machine has stood still for seconds

    @classmethod
    async def open(cls, errors: Path) -> Self:
        """`errors` gets what the children say on standard error."""
        file = errors.open("ab")
        zygote = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.zygote",
            cwd=HOUSE,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=file,
        )
        process = cls(zygote, file)
        await process.over()
        return process

    @property
    def ended(self) -> bool:
        return self.code is not None

    def start(self, order: Order) -> None:
        """A new child. The one before has ended."""
        assert self.ended
        assert self._zygote.stdin
        assert not self._listening.done(), "the zygote has ended, see what it said on standard error"
        self.pid, self.reached, self.stands, self.code = None, [], None, None
        self._zygote.stdin.write(order.line())

    def signal(self, number: signal.Signals) -> None:
        """A child that does not exist yet, or any more, is not told."""
        if self.pid and not self.ended:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    async def over(self) -> None:
        """Until the child has ended."""
        while not self.ended:
            self.news.clear()
            await self.news.wait()

    async def kill(self) -> None:
        """The child has ended when this returns, even where it did not exist yet."""
        while not self.ended:
            self.news.clear()
            self.signal(signal.SIGKILL)
            await self.news.wait()

    async def close(self) -> None:
        """After the last child."""
        if self._zygote.stdin:
            self._zygote.stdin.close()
        await self._zygote.wait()
        await self._listening
        self._watching.cancel()
        self._errors.close()

    async def _listen(self) -> None:
        assert self._zygote.stdout
        async for line in self._zygote.stdout:
            for what, value in json.loads(line).items():
                self._hear(what, value)
            self.news.set()
        self.code = self.code or 1
        self.news.set()

    async def _watch_the_machine(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(1)
            self.pauses += loop.time() - before > PAUSE

    def _hear(self, what: str, value: Any) -> None:
        match what:
            case "forked":
                self.pid = value
            case "reached":
                self.reached.append(value)
            case "stands":
                self.stands = value
            case "ended":
                self.code = value
            case "ready":
                self.code = 0
