"""Updates that have taken effect: a repeated one changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction, instant


@dataclass(frozen=True, slots=True)
class Seen:
    """`digest` identifies the content, without holding any of it; `failure` is the type of an exception."""

    id: int
    digest: str
    failure: str | None = None


async def known(db: Transaction, ids: Iterable[int]) -> dict[int, str]:
    """Those of the ids that were seen before, with their digests."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = await db.all(
        f"SELECT id, digest FROM updates WHERE id IN ({', '.join(str(int(update_id)) for update_id in wanted)})"
    )
    return {row["id"]: row["digest"] for row in rows}


async def highest(db: Transaction) -> int | None:
    value = await db.value("SELECT max(id) FROM updates")
    return None if value is None else int(value)


async def add(db: Transaction, seen: Sequence[Seen], now: datetime) -> None:
    await db.run_many(
        "INSERT INTO updates (id, at, digest, failure) VALUES (:id, :at, :digest, :failure)",
        [{"id": one.id, "at": instant(now), "digest": one.digest, "failure": one.failure} for one in seen],
    )


async def forget(db: Transaction) -> None:
    """The server counts anew: old numbers say nothing about new updates."""
    await db.run("DELETE FROM updates")


async def prune(db: Transaction, before: datetime, limit: int = 1000) -> int:
    """Forget what came before then, at most `limit` rows; how many went. Telegram repeats for 24 hours."""
    return await db.run(
        "DELETE FROM updates WHERE id IN (SELECT id FROM updates WHERE at < :before LIMIT :limit)",
        before=instant(before),
        limit=limit,
    )
