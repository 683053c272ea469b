"""From the start of the process to its first poll, with 10,000 people and a million old rows in the database."""

import asyncio
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Final

from bot.clock import SystemClock
from tests.bench import town
from tests.bench.processes import BOT_CORE, Running, Steering, started

PEOPLE: Final = 10_000
ROWS: Final = 1_000_000
ROUNDS: Final = 5
IMPORT: Final = (sys.executable, "-c", "import aiogram")


def lines(folder: Path) -> list[str]:
    """The bot is started as an administrator starts it; a first start of each does not count."""
    path = folder / "start.sqlite3"
    asyncio.run(town.build(path, PEOPLE))
    asyncio.run(town.age(path, ROWS, SystemClock().now()))
    ours, imports = [], []
    for turn in range(ROUNDS + 1):
        first, second = _first_poll(folder, path), _import()
        if turn:
            ours.append(first)
            imports.append(second)
    ratios = [a / b for a, b in zip(ours, imports, strict=True)]
    return [
        f"{'seconds':<34}{'min':>10}{'median':>10}{'max':>10}",
        _row(f"to the first poll, {ROWS:,} old rows", ours),
        _row("import aiogram", imports),
        _row("ratio", ratios),
    ]


def _first_poll(folder: Path, path: Path) -> float:
    token = "101:bench-start-0123456789"
    with Steering(folder / "server.log") as server:
        env = {**os.environ, "BOT_TOKEN": token, "BOT_API_URL": server.url, "BOT_DATABASE": str(path)}
        since = time.monotonic()
        process = started((sys.executable, "-m", "bot", "run"), BOT_CORE, folder / "start.log", env=env)
        bot = Running("ours", token, [], process, since, folder / "start.log")
        try:
            return server.polled(bot)
        finally:
            bot.end()


def _import() -> float:
    since = time.monotonic()
    started(IMPORT, BOT_CORE).wait()
    return time.monotonic() - since


def _row(name: str, values: list[float]) -> str:
    return f"{name:<34}{min(values):>10.2f}{statistics.median(values):>10.2f}{max(values):>10.2f}"
