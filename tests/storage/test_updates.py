from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from storage import updates
from storage.database import Database, Transaction
from storage.updates import Seen

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
async def db() -> AsyncIterator[Transaction]:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        yield db
    await database.close()


async def test_updates_seen_before_are_known_with_their_digests(db: Transaction) -> None:
    await updates.add(db, [Seen(5, "five"), Seen(7, "seven", "ValueError")], NOW)
    assert await updates.known(db, [4, 5, 6, 7]) == {5: "five", 7: "seven"}
    assert await updates.known(db, [5]) == {5: "five"}
    assert await updates.known(db, [4, 5, 10**15]) == {5: "five"}
    assert await updates.known(db, []) == {}
    assert await updates.highest(db) == 7


async def test_a_server_that_counts_anew_finds_every_number_free(db: Transaction) -> None:
    await updates.add(db, [Seen(5, "five")], NOW)
    await updates.forget(db)
    assert (await updates.known(db, [5]), await updates.highest(db)) == ({}, None)


async def test_pruning_keeps_what_telegram_may_still_repeat_and_failures_for_longer(db: Transaction) -> None:
    await updates.add(
        db, [Seen(1, "old"), Seen(2, "old"), Seen(3, "old", "message: KeyError")], NOW - timedelta(days=4)
    )
    await updates.add(db, [Seen(4, "new")], NOW)
    month = NOW - timedelta(days=30)
    assert [await updates.prune(db, NOW - timedelta(days=3), month, limit=1) for _ in range(3)] == [1, 1, 0]
    assert await updates.known(db, [1, 2, 3, 4]) == {3: "old", 4: "new"}
    assert await updates.failures(db, 5) == [(NOW - timedelta(days=4), 3, "message: KeyError")]
    assert await updates.prune(db, NOW, NOW) == 1
