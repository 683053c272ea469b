"""How long the department waits for a screen, a picture or a table of 40 schools and 2,000 pairs.

Whoever adds a document to the desk adds its line to `PIECES`.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from bot import rendering
from bot.rendered import Rendered
from domain.board import Board
from domain.forms.monitoring import MONITORING
from storage import board, control
from storage.database import Database
from tests.bench.desk_town import HALF, NOW, PAIRS, SCHOOLS, YEAR, build
from tests.bench.town import PERIOD, TOWN, ZONE
from views import control_rows, control_schools, quarter, stages
from views.screen import File

LIMIT: Final = 3.0  # seconds
RUNS: Final = 5
Piece = Callable[[Database], Awaitable[int]]


def rendered(renderer: str, **args: str | int | None) -> Piece:
    """A file as delivery makes it: its size."""

    async def piece(database: Database) -> int:
        made = await rendering.render(database, NOW, TOWN, File("document", renderer, args))
        if not isinstance(made, Rendered):
            raise TypeError(f"{renderer} is kept with the messenger")
        return len(made.content)

    return piece


async def schools(database: Database) -> int:
    async with database.transaction() as db:
        return len(control_schools.listing(await control.load(db, TOWN, YEAR, NOW), 0).text)


async def rows(database: Database) -> int:
    async with database.transaction() as db:
        return len(control_rows.times(await control.load(db, TOWN, YEAR, NOW), 0).text)


async def seven(database: Database) -> int:
    async with database.transaction() as db:
        return len(stages.listing(await control.load(db, TOWN, YEAR, NOW), 0).text)


async def one_quarter(database: Database) -> int:
    async with database.transaction() as db:
        found: Board = await board.load(db, PERIOD, ZONE)
        return len(quarter.quarter(found, NOW.date(), await board.periods(db, MONITORING), 0).text)


PIECES: Final[tuple[tuple[str, Piece], ...]] = (
    ("control by school, a screen", schools),
    ("completeness, a screen", rows),
    ("seven stages, a screen", seven),
    ("control, a picture", rendered("control_chart", year=YEAR, page=0)),
    ("control, a table", rendered("control_table", year=YEAR)),
    ("a quarter, a screen", one_quarter),
    ("quarters, a picture", rendered("quarter_chart", period=PERIOD)),
    ("a quarter, a table", rendered("quarter_table", period=PERIOD)),
    ("a quarter's material, a document", rendered("material", period=PERIOD)),
    ("a half-year's note, a document", rendered("quality_note", period=HALF)),
    ("results of all, a picture", rendered("growth_chart", period=HALF, side="mentee", school=None)),
    ("results of all, a table", rendered("growth_table", period=HALF, school=None)),
    ("control material, a document", rendered("control_material", year=YEAR)),
    ("list of schools, a letter", rendered("school_letter")),
    ("letters to all mentors", rendered("thank_you", mentors="", school=None, **{"from": ""})),
    ("bases of all schools, a table", rendered("base_table", school=None)),
    ("key of a school, a table", rendered("key_sheet", school=1)),
    ("dates of the year, a calendar", rendered("calendar", person=1, school=None)),
    ("indicators, a picture", rendered("indicator_chart", year=YEAR)),
    ("partners of all schools, a table", rendered("partners_table", school=None)),
)


def lines(folder: Path) -> list[str]:
    return asyncio.run(_lines(folder))


async def _lines(folder: Path) -> list[str]:
    path = folder / "desk.sqlite3"
    await build(path)
    database = await Database.open(path)
    found = [f"{f'seconds, {SCHOOLS} schools, {PAIRS:,} pairs':<34}{'first':>10}{'median':>10}{'max':>10}{'bytes':>12}"]
    for name, piece in PIECES:
        took: list[float] = []
        for _ in range(RUNS):
            begun = time.monotonic()
            size = await piece(database)
            took.append(time.monotonic() - begun)
        over = "" if max(took) <= LIMIT else f"  over {LIMIT:.0f} s"
        figures = "".join(f"{value:>10.2f}" for value in (took[0], statistics.median(took), max(took)))
        found.append(f"{name:<34}{figures}{size:>12,}{over}")
    await database.close()
    return found
