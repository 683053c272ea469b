"""Updates that have taken effect: a repeated one changes nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from storage.database import Transaction
from storage.instants import instant, moment

SPREAD: Final = 1000  # a batch lies closer together, where nobody has forged its numbers
NEAR: Final = "SELECT id, digest FROM updates WHERE id BETWEEN :lowest AND :highest"


class Seen(NamedTuple):
    """`digest` identifies the content, without holding any of it; `failure` says of which kind the update was, and
    the type and place of the exception."""

    id: int
    digest: str
    failure: str | None = None


async def known(db: Transaction, ids: Iterable[int]) -> dict[int, str]:
    """Those of the ids that were seen before, with their digests."""
    wanted = set(ids)
    if not wanted:
        return {}
    lowest, highest = min(wanted), max(wanted)
    if highest - lowest <= SPREAD:
        rows = await db.all(NEAR, lowest=lowest, highest=highest)
    else:
        listed = ", ".join(str(int(update_id)) for update_id in wanted)
        rows = await db.all(f"SELECT id, digest FROM updates WHERE id IN ({listed})")
    return {update_id: digest for update_id, digest in rows if update_id in wanted}


async def highest(db: Transaction) -> int | None:
    value = await db.value("SELECT max(id) FROM updates")
    return None if value is None else int(value)


async def add(db: Transaction, seen: Sequence[Seen], now: datetime) -> None:
    at = instant(now)
    await db.insert(
        "INSERT INTO updates (id, at, digest, failure) VALUES {}",
        [(one.id, at, one.digest, one.failure) for one in seen],
    )


async def forget(db: Transaction) -> None:
    """The server counts anew: old numbers say nothing about new updates."""
    await db.run("DELETE FROM updates")


async def failures(db: Transaction, limit: int) -> list[tuple[datetime, int, str]]:
    """Updates that were undone: when, their number, and what went wrong; newest first."""
    rows = await db.all(
        "SELECT at, id, failure FROM updates WHERE failure IS NOT NULL ORDER BY at DESC, id DESC LIMIT :limit",
        limit=limit,
    )
    return [(moment(row["at"]), row["id"], row["failure"]) for row in rows]


async def prune(db: Transaction, before: datetime, failed_before: datetime, limit: int = 1000) -> int:
    """Forget what came before then, and later the failures too; at most `limit` rows; how many went. Telegram
    repeats an update for 24 hours."""
    return await db.run(
        """DELETE FROM updates WHERE id IN (SELECT id FROM updates
           WHERE at < :failed_before OR (at < :before AND failure IS NULL) LIMIT :limit)""",
        before=instant(before),
        failed_before=instant(failed_before),
        limit=limit,
    )
