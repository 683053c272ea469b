"""Group chats that receive the department's summaries."""

from datetime import datetime

from storage.database import Transaction
from storage.instants import instant


async def bind(db: Transaction, chat_id: int, title: str, by_person: int, now: datetime) -> bool:
    """False where it was bound already."""
    changed = await db.run(
        """INSERT INTO chats (id, title, bound_at, bound_by) VALUES (:id, :title, :now, :by)
           ON CONFLICT (id) DO UPDATE SET
               title = excluded.title, bound_at = excluded.bound_at, bound_by = excluded.bound_by
           WHERE chats.bound_at IS NULL""",
        id=chat_id,
        title=title,
        by=by_person,
        now=instant(now),
    )
    return changed == 1


async def unbind(db: Transaction, chat_id: int) -> bool:
    """False where it was not bound."""
    changed = await db.run(
        "UPDATE chats SET bound_at = NULL, bound_by = NULL WHERE id = :id AND bound_at IS NOT NULL", id=chat_id
    )
    return changed == 1


async def move(db: Transaction, old: int, new: int) -> None:
    """The group has become a supergroup with another id: the binding goes with it. Telegram tells it twice,
    once in each chat; the second time changes nothing."""
    await db.run(
        """INSERT INTO chats (id, title, bound_at, bound_by)
           SELECT :new, title, bound_at, bound_by FROM chats WHERE id = :old AND bound_at IS NOT NULL
           ON CONFLICT (id) DO UPDATE SET
               title = excluded.title, bound_at = excluded.bound_at, bound_by = excluded.bound_by""",
        old=old,
        new=new,
    )
    await unbind(db, old)


async def bound(db: Transaction) -> list[int]:
    """The chats to write summaries to."""
    return [row["id"] for row in await db.all("SELECT id FROM chats WHERE bound_at IS NOT NULL ORDER BY id")]
