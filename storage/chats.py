"""Chats as the messenger knows them: which message carries the keyboard, and whether words arrive."""

from collections.abc import Mapping
from datetime import datetime

from storage.database import Transaction
from storage.instants import instant


async def live_message(db: Transaction, chat_id: int) -> int | None:
    """The message with the current keyboard."""
    value = await db.value("SELECT live_message FROM chats WHERE id = :chat_id", chat_id=chat_id)
    return None if value is None else int(value)


async def set_live(db: Transaction, lives: Mapping[int, int | None]) -> dict[int, int | None]:
    """Which message carries the keyboard of each chat from now on; returns what has changed: the ones before."""
    known = await db.all(
        f"SELECT id, live_message FROM chats WHERE id IN ({', '.join(str(int(chat_id)) for chat_id in lives)})"
    )
    before = {row["id"]: row["live_message"] for row in known}
    changed = {chat_id: before.get(chat_id) for chat_id, live in lives.items() if before.get(chat_id) != live}
    await db.run_many(
        "INSERT INTO chats (id, live_message) VALUES (:chat_id, :message_id)"
        " ON CONFLICT (id) DO UPDATE SET live_message = excluded.live_message",
        [{"chat_id": chat_id, "message_id": lives[chat_id]} for chat_id in changed],
    )
    return changed


async def take_commands(db: Transaction, chat_id: int, digest: str) -> bool:
    """Remember the command menu of the chat; False when it has that menu already."""
    changed = await db.run(
        "INSERT INTO chats (id, commands) VALUES (:chat_id, :digest)"
        " ON CONFLICT (id) DO UPDATE SET commands = excluded.commands"
        " WHERE coalesce(commands, '') <> excluded.commands",
        chat_id=chat_id,
        digest=digest,
    )
    return changed > 0


async def move(db: Transaction, old: int, new: int) -> None:
    """A group became a supergroup: the same people at another address."""
    await db.run(
        "UPDATE chats SET id = :new, live_message = NULL"
        " WHERE id = :old AND NOT EXISTS (SELECT 1 FROM chats WHERE id = :new)",
        old=old,
        new=new,
    )


async def mark_unreachable(db: Transaction, chat_id: int, now: datetime) -> None:
    """The messenger refuses to bring this person anything, since now at the latest."""
    await db.run(
        "UPDATE people SET unreachable_since = :now WHERE telegram_id = :chat_id AND unreachable_since IS NULL",
        chat_id=chat_id,
        now=instant(now),
    )
