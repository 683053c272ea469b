"""Secrets that opened nothing: when, and from which account, known only by a keyed hash. The key is not in the file."""

from datetime import datetime
from hashlib import blake2b

from storage.database import Transaction
from storage.instants import instant, moment


def who(key: bytes, account: int) -> str:
    """The same for the same account; another than whatever else is made with the key."""
    return blake2b(str(account).encode(), key=key, digest_size=16, person=b"knocks").hexdigest()


async def add(db: Transaction, known: str, now: datetime) -> None:
    await db.run("INSERT INTO knocks (who, at) VALUES (:who, :now)", who=known, now=instant(now))


async def last(db: Transaction, known: str, many: int) -> list[datetime]:
    """The newest of one account, newest first."""
    rows = await db.all(
        "SELECT at FROM knocks WHERE who = :who ORDER BY at DESC, id DESC LIMIT :many", who=known, many=many
    )
    return [moment(row["at"]) for row in rows]


async def since(db: Transaction, begin: datetime) -> int:
    """How many there were, from all accounts together."""
    return int(await db.value("SELECT count(*) FROM knocks WHERE at > :begin", begin=instant(begin)))


async def prune(db: Transaction, before: datetime, limit: int = 1000) -> int:
    """Forget what came before then, at most `limit` rows; how many went."""
    return await db.run(
        "DELETE FROM knocks WHERE id IN (SELECT id FROM knocks WHERE at < :before LIMIT :limit)",
        before=instant(before),
        limit=limit,
    )
