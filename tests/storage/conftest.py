from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.village import Village


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    """Nobody and nothing in it yet."""
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        yield Village(db)
    await database.close()


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database of this release with a school in it."""
    path = tmp_path / "data" / "bot.sqlite3"
    database = await Database.open(path)
    async with database.transaction() as db:
        await db.run("INSERT INTO schools (number, name, created_at) VALUES (7, 'Школа № 7', 'x')")
    await database.close()
    return path
