"""The product's database, in memory: a year has a hundred thousand statements."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.database import Database


@asynccontextmanager
async def in_memory() -> AsyncIterator[Database]:
    """Migrated and empty."""
    database = await Database.open(":memory:")
    try:
        yield database
    finally:
        await database.close()
