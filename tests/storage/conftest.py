from collections.abc import AsyncIterator

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
