"""Messages said unasked that have not left yet: taken back, or held until people are awake.

What is being sent right now is neither: it counts as said.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from storage import people
from storage.database import Transaction
from storage.instants import instant

# Spelt as in the index `outbox_waiting`, or a month of messages is looked through at every tick of a night.
NOT_LEFT: Final = "key IS NOT NULL AND state IN ('later', 'ready', 'dropped')"


async def keys(db: Transaction, prefix: str) -> list[str]:
    """Of messages that wait, or were refused for good."""
    rows = await db.all(
        f"SELECT key FROM outbox WHERE {NOT_LEFT} AND key >= :prefix AND key < :end", prefix=prefix, end=_end(prefix)
    )
    return [row["key"] for row in rows]


async def take_back(db: Transaction, taken: Sequence[str]) -> None:
    """They will not be sent; their keys may be put anew. One whose sending had an unknown end goes as well: it may
    have arrived, but must not come again at night or with yesterday's number of days."""
    await db.run_many(f"DELETE FROM outbox WHERE key = :key AND {NOT_LEFT}", [{"key": key} for key in taken])


async def forget(db: Transaction, chat_id: int) -> None:
    """Whatever is held for this chat until the morning will not be sent."""
    await db.run(f"DELETE FROM outbox WHERE {NOT_LEFT} AND state = 'later' AND chat_id = :chat", chat=chat_id)


async def forget_nobodies(db: Transaction, chats: Collection[int]) -> None:
    """The same for those of the chats whose person has no post left: what was said to them in one is not theirs
    any more."""
    for chat in chats:
        if await people.find(db, chat) is None:
            await forget(db, chat)


async def waiting(db: Transaction, prefix: str) -> bool:
    """Whether one of them is still to leave."""
    found = await db.value(
        f"SELECT 1 FROM outbox WHERE {NOT_LEFT} AND state <> 'dropped' AND key >= :prefix AND key < :end LIMIT 1",
        prefix=prefix,
        end=_end(prefix),
    )
    return found is not None


async def hold(db: Transaction, prefixes: Sequence[str], until: datetime) -> None:
    """Those that could not leave wait; for those that wait already the newest word counts."""
    ranges = " OR ".join(f"(key >= :from{n} AND key < :to{n})" for n in range(len(prefixes)))
    bounds = {f"from{n}": prefix for n, prefix in enumerate(prefixes)}
    bounds |= {f"to{n}": _end(prefix) for n, prefix in enumerate(prefixes)}
    await db.run(
        f"""UPDATE outbox SET state = 'later', not_before = :until
            WHERE {NOT_LEFT} AND state <> 'dropped' AND not_before <> :until AND ({ranges})""",
        **bounds,
        until=instant(until),
    )


def _end(prefix: str) -> str:
    """The first key after all that begin with the prefix."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
