"""Processes of the bot without the seconds of its imports: one has imported everything and forks the others.

They end as any Python process does, threads and all, because how they end is what is looked at.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[2]


@dataclass
class Child:
    """One process. What it says on standard error comes through a pipe, so that no limit of files cuts it short."""

    nursery: "Nursery"
    pid: int
    _errors: int
    _heard: bytes = b""
    _code: int | None = None

    def said(self) -> str:
        """So far."""
        with suppress(BlockingIOError):
            while more := os.read(self._errors, 65536):
                self._heard += more
        return self._heard.decode()

    async def says(self, words: str, times: int = 1, seconds: float = 60) -> None:
        async with asyncio.timeout(seconds):
            while self.said().count(words) < times:
                await asyncio.sleep(0.01)

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    async def ended(self, seconds: float) -> int:
        """The exit code, below zero for a signal. Raises TimeoutError, and kills it, when that takes longer."""
        waiting = asyncio.create_task(asyncio.to_thread(self.nursery.order, {"end": self.pid}))
        try:
            async with asyncio.timeout(seconds):
                self._code = await asyncio.shield(waiting)
        except TimeoutError:
            self.signal(9)
            self._code = await waiting
            raise
        return self._code

    async def close(self) -> None:
        if self._code is None:
            self.signal(9)
            await self.ended(10)
        os.close(self._errors)


class Nursery:
    """`begin` a bot: "busy", or "bot" for the real one; one order at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.nursery"],
            cwd=HOUSE,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, what: str, environment: dict[str, str], folder: Path) -> Child:
        pipe = folder / f"errors-{time.monotonic_ns()}"
        os.mkfifo(pipe)
        errors = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        order = {"begin": what, "environment": environment, "folder": str(folder), "errors": str(pipe)}
        return Child(self, self.order(order), errors)

    def order(self, order: Mapping[str, object]) -> int:
        """What it answers: a pid, or an exit code."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        with self._process:
            assert self._process.stdin
            self._process.stdin.close()


def _forked(order: dict[str, Any]) -> bool:
    """Whether this is the child, in its own place."""
    pid = os.fork()
    if pid:
        print(pid, flush=True)
        return False
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    os.dup2(os.open(order["errors"], os.O_WRONLY), 2)
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    return True


def main() -> int:
    from bot import __main__ as bot
    from handlers import routes
    from tests.bot import busy

    assert routes
    mains: dict[str, Callable[[], int]] = {"busy": busy.main, "bot": lambda: bot.main([])}
    for line in sys.stdin:
        order = json.loads(line)
        if "end" in order:
            _, status = os.waitpid(order["end"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
        elif _forked(order):
            return mains[order["begin"]]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
