from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.village import Village


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    """The year 2026 is in force, and only its last quarter is owed: by 20.12, a Sunday, so by Friday 18.12."""
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        await village.only("2026-Q4")
        yield village
    await database.close()
