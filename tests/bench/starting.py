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
    lines = [f"{'seconds':<34}{'min':>10}{'median':>10}{'max':>10}"]
    for which, name in enumerate(("", ", CPU")):
        mine, base = ([pair[which] for pair in pairs] for pairs in (ours, imports))
        lines += [
            _row(f"to the first poll{name}", mine),
            _row(f"import aiogram{name}", base),
            _row(f"ratio{name}", [a / b for a, b in zip(mine, base, strict=True)]),
        ]
    return lines


def _first_poll(folder: Path, path: Path) -> tuple[float, float]:
    """Seconds that pass, and those of CPU."""
    token = "101:bench-start-0123456789"
    with Steering(folder / "server.log") as server:
        env = {**os.environ, "BOT_TOKEN": token, "BOT_API_URL": server.url, "BOT_DATABASE": str(path)}
        since = time.monotonic()
        process = started((sys.executable, "-m", "bot", "run"), BOT_CORE, folder / "start.log", env=env)
        bot = Running("ours", token, [], process, since, folder / "start.log")
        try:
            return server.polled(bot), bot.cpu()
        finally:
            bot.end()


def _import() -> tuple[float, float]:
    since = time.monotonic()
    _, _, used = os.wait4(started(IMPORT, BOT_CORE).pid, 0)
    return time.monotonic() - since, used.ru_utime + used.ru_stime


def _row(name: str, values: list[float]) -> str:
    return f"{name:<34}{min(values):>10.2f}{statistics.median(values):>10.2f}{max(values):>10.2f}"
