"""Chats as the messenger knows them: which message carries the keyboard, and whether words arrive."""

from datetime import datetime

from storage.database import Transaction, instant


async def live_message(db: Transaction, chat_id: int) -> int | None:
    """The message with the current keyboard."""
    value = await db.value("SELECT live_message FROM chats WHERE id = :chat_id", chat_id=chat_id)
    return None if value is None else int(value)


async def set_live(db: Transaction, chat_id: int, message_id: int | None) -> int | None:
    """Which message carries the keyboard from now on; returns the previous one."""
    previous = await live_message(db, chat_id)
    await db.run(
        "INSERT INTO chats (id, live_message) VALUES (:chat_id, :message_id)"
        " ON CONFLICT (id) DO UPDATE SET live_message = excluded.live_message",
        chat_id=chat_id,
        message_id=message_id,
    )
    return previous


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
