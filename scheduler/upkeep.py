"""At night: forget what nobody asks for any more, and look whether the audit is whole."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from domain import guessing
from storage import audit, knocks, outbox, receipts, updates
from storage.database import Database

KEEP_UPDATES: Final = timedelta(days=3)  # Telegram repeats an update for 24 hours
KEEP_FAILURES: Final = timedelta(days=30)
KEEP_OUTBOX: Final = timedelta(days=30)


async def prune(database: Database, now: datetime) -> None:
    """A piece at a time, each a transaction of its own, so that others get their turn."""
    async with database.transaction("upkeep", apart=True) as db:
        await receipts.settle_all(db)  # what becomes of their messages is read from rows that go now
    seen = partial(updates.prune, before=now - KEEP_UPDATES, failed_before=now - KEEP_FAILURES)
    wrong = partial(knocks.prune, before=now - guessing.KEEP)
    for forget in (seen, partial(outbox.prune, before=now - KEEP_OUTBOX), wrong):
        gone = 1
        while gone:
            async with database.transaction("upkeep", apart=True) as db:
                gone = await forget(db)


async def look_through(database: Database) -> int | None:
    """The number of the first line of the audit that does not fit its chain, or None; /status tells it too. A piece
    at a time, so that others get their turn."""
    end = audit.End()
    while not end.done:
        async with database.transaction("upkeep", apart=True) as db:
            end = await audit.look(db, end)
            if end.done:
                await audit.note(db, end.broken)
    return end.broken
