"""Whether a school costs more where there are more schools: the morning's plan, and the department's board."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from bot import rendering, replies
from domain.forms.monitoring import MONITORING
from scheduler import planning
from storage import board, outbox
from storage.database import Database
from tests.bench.town import PERIOD, REMINDERS, TOWN, ZONE, build, report
from views import quarter

RUNS: Final = 5
LONG: Final = 2.0  # seconds after which a piece is not repeated any more
SIZES: Final = (40, 400, 4_000, 40_000)
Piece = Callable[[Database], Awaitable[int]]


class Undone(Exception):
    """Ends a transaction whose effects are not wanted."""


async def plan(database: Database) -> int:
    """Every reminder of a morning, queued."""
    notices = []
    try:
        async with database.transaction() as db:
            notices = await planning.plan(db, REMINDERS, TOWN)
            await outbox.put(db, [replies.notice(one) for one in notices], REMINDERS)
            raise Undone
    except Undone:
        return len(notices)


async def screen(database: Database) -> int:
    """The board in the chat: its first page."""
    async with database.transaction() as db:
        found = await board.load(db, PERIOD, ZONE)
        quarter.quarter(found, REMINDERS.date(), await board.periods(db, MONITORING), 0)
    return len(found.standings)


async def table(database: Database) -> int:
    """The board as .xlsx."""
    return len((await rendering.quarter_table(database, REMINDERS, TOWN, {"period": PERIOD})).content)


async def picture(database: Database) -> int:
    """The board as a picture."""
    return len((await rendering.quarter_chart(database, REMINDERS, TOWN, {"period": PERIOD})).content)


# What is measured, and up to how many schools.
PIECES: Final[tuple[tuple[str, Piece, int], ...]] = (
    ("the morning's reminders", plan, 40_000),
    ("the board, a screen", screen, 40_000),
    ("the board, a table", table, 4_000),  # 2 ms a school: a thread draws 40,000 for more than a minute
    ("the board, a picture", picture, 400),  # 36 pixels a school: larger ones no messenger would take
)


@asynccontextmanager
async def _town(folder: Path, many: int) -> AsyncIterator[Database]:
    path = folder / f"town{many}.sqlite3"
    if not path.exists():
        await build(path, many)
        await report(path, many)
    database = await Database.open(path)
    try:
        yield database
    finally:
        await database.close()


async def _seconds(folder: Path, many: int, piece: Piece) -> float:
    """CPU per school, all threads: the median of some runs. A quick first one does not count."""
    async with _town(folder, many) as database:
        seconds: list[float] = []
        while len(seconds) <= RUNS and sum(seconds) < LONG:
            begun = time.process_time()
            assert await piece(database)
            seconds.append(time.process_time() - begun)
    return statistics.median(seconds[1:] or seconds) / many


async def _lines(folder: Path, sizes: tuple[int, ...]) -> list[str]:
    title = f"CPU per school, × that of {sizes[0]}"
    lines = [f"{title:<34}" + "".join(f"{many:>10,}" for many in sizes) + f"{'ms per school':>16}"]
    for name, piece, most in PIECES:
        costs = []
        for many in (one for one in sizes if one <= most):
            costs.append(await _seconds(folder, many, piece))
        ratios = "".join(f"{cost / costs[0]:>10.2f}" for cost in costs) + " " * 10 * (len(sizes) - len(costs))
        lines.append(f"{name:<34}{ratios}{costs[-1] * 1000:>16.3f}")
    return lines


def lines(folder: Path, sizes: tuple[int, ...] = SIZES) -> list[str]:
    return asyncio.run(_lines(folder, sizes))
