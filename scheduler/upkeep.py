"""At night: forget what nobody asks for any more, and look whether the audit is whole."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from domain import guessing
from domain.keeping import Keeping
from storage import audit, files, knocks, outbox, pruning, receipts, updates
from storage.database import Database, Transaction
from storage.shelf import Shelf

Forget = Callable[[Transaction], Awaitable[int]]
Aside = Callable[..., Awaitable[object]]  # does work with these arguments in a thread

KEEP_UPDATES: Final = timedelta(days=3)  # Telegram repeats an update for 24 hours
DAY: Final = timedelta(days=1)  # a stranger's chat, and what lies on the disk without a row
DEFAULT: Final = Keeping()


async def prune(database: Database, now: datetime, keep: Keeping = DEFAULT, aside: Aside = asyncio.to_thread) -> None:
    """A piece at a time, each a transaction of its own, so that others get their turn; the disk is swept `aside`."""
    async with database.transaction("upkeep", apart=True) as db:
        await receipts.settle_all(db)  # what becomes of their messages is read from rows that go now
    for forget in _all(now, keep):
        gone = 1
        while gone:
            async with database.transaction("upkeep", apart=True) as db:
                gone = await forget(db)
    async with database.transaction("upkeep", apart=True) as db:
        known = await files.hashes(db)
    await aside(Shelf.beside(database.path).sweep, known, now - DAY)


def _all(now: datetime, keep: Keeping) -> tuple[Forget, ...]:
    return (
        partial(updates.prune, before=now - KEEP_UPDATES, failed_before=now - keep.failures),
        partial(outbox.prune, before=now - keep.outbox),
        partial(outbox.forget_strangers, before=now - DAY),
        partial(pruning.strangers, before=now),
        partial(pruning.drafts, before=now - keep.drafts),
        partial(files.forget_unused, before=now - keep.files),
        partial(pruning.links, before=now - keep.links),
        partial(knocks.prune, before=now - max(keep.knocks, guessing.KEEP)),
        partial(pruning.concerns, before=now - keep.concerns),
        partial(pruning.mentees, before=now - keep.mentees),
    )


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
