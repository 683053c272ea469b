"""What is over and kept long enough goes, a piece at a time: each function forgets at most `limit` rows of what ended
before then, and tells how many it was."""

from datetime import datetime
from typing import Final

from storage.database import Transaction
from storage.instants import instant

OVER: Final = """coalesce(e.archived_at, e.created_at) < :before
    AND coalesce(e.request, e.wants, e.consent, e.list_no) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM pair_mentees pm JOIN pairs p ON p.id = pm.pair_id
        WHERE pm.mentee_id = e.id AND (p.closed_on IS NULL OR p.closed_on >= :before))"""


async def drafts(db: Transaction, before: datetime, limit: int = 1000) -> int:
    """Nobody goes on with them."""
    return await _forget(db, "drafts", "changed_at < :before", before, limit)


async def links(db: Transaction, before: datetime, limit: int = 1000) -> int:
    """To sheets, used or not. Invitations stay: they tell who has let whom in."""
    return await _forget(db, "sheet_links", "expires_at < :before", before, limit)


async def concerns(db: Transaction, before: datetime, limit: int = 100) -> int:
    """With all that was said."""
    rows = await db.all(
        "SELECT id FROM concerns WHERE closed_at < :before LIMIT :limit", before=instant(before), limit=limit
    )
    gone = ", ".join(str(int(row["id"])) for row in rows)
    if gone:
        await db.run(f"DELETE FROM concern_lines WHERE concern_id IN ({gone})")
        await db.run(f"DELETE FROM concerns WHERE id IN ({gone})")
    return len(rows)


async def mentees(db: Transaction, before: datetime, limit: int = 500) -> int:
    """With no pair since then: the code, its class and its pairs stay for figures; what was asked, the consent on
    paper and the place on the school's list go, in the history too."""
    rows = await db.all(f"SELECT e.id FROM mentees e WHERE {OVER} LIMIT :limit", before=instant(before), limit=limit)
    gone = ", ".join(str(int(row["id"])) for row in rows)
    if gone:
        await db.run(
            f"UPDATE mentees SET request = NULL, wants = NULL, consent = NULL, list_no = NULL WHERE id IN ({gone})"
        )
        await db.run(f"DELETE FROM registry_history WHERE registry = 'mentee' AND subject_id IN ({gone})")
    return len(rows)


async def strangers(db: Transaction, before: datetime, limit: int = 1000) -> int:
    """Chats of people that are nobody here, once nothing is written to them."""
    return await _forget(
        db,
        "chats",
        """id > 0 AND NOT EXISTS (SELECT 1 FROM people p WHERE p.telegram_id = chats.id)
           AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.chat_id = chats.id) AND :before IS NOT NULL""",
        before,
        limit,
    )


async def _forget(db: Transaction, table: str, where: str, before: datetime, limit: int) -> int:
    return await db.run(
        f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE {where} LIMIT :limit)",
        before=instant(before),
        limit=limit,
    )
