"""Whether a morning's plan costs more per school where there are more schools."""

import asyncio
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from scheduler import planning
from storage.database import Database
from tests.bench.town import TOWN, build

RUNS: Final = 5
REMINDERS: Final = datetime(2026, 12, 4, 9, tzinfo=UTC)  # 14 days before the deadline: everybody is reminded


async def _plan(path: Path, many: int) -> float:
    """Seconds per school."""
    await build(path, many)
    database = await Database.open(path)
    async with database.transaction() as db:
        begun = time.perf_counter()
        notices = await planning.plan(db, REMINDERS, TOWN)
        seconds = time.perf_counter() - begun
    await database.close()
    assert len(notices) == many, "a reminder each"
    return seconds / many


async def _ratios(folder: Path) -> list[float]:
    ratios = []
    for run in range(RUNS):
        few, many = [await _plan(folder / f"plan{run}-{many}.sqlite3", many) for many in (40, 400)]
        ratios.append(many / few)
    return ratios


def lines(folder: Path) -> list[str]:
    ratios = asyncio.run(_ratios(folder))
    return [
        f"plan per school, 400 schools against 40: min {min(ratios):.2f}, median {statistics.median(ratios):.2f}, "
        f"max {max(ratios):.2f}"
    ]
