"""From when on something is a risk: the department's word, each kept."""

from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Row

from domain.risks import KEYS, Limits
from storage.database import Transaction
from storage.instants import instant


async def current(db: Transaction) -> Limits:
    """The department's, where it has said something."""
    rows = await db.all("SELECT key, value FROM risk_limits ORDER BY id")
    return Limits(**{row["key"]: row["value"] for row in rows if row["key"] in KEYS})


async def change(db: Transaction, values: Mapping[str, int], by_person: int, now: datetime) -> int:
    """Keeps what was before; how many have changed."""
    known = await current(db)
    changed = {key: value for key, value in values.items() if key in KEYS and getattr(known, key) != value}
    await db.run_many(
        "INSERT INTO risk_limits (key, value, by_person, at) VALUES (:key, :value, :by, :now)",
        [{"key": key, "value": value, "by": by_person, "now": instant(now)} for key, value in changed.items()],
    )
    return len(changed)


async def last_change(db: Transaction) -> Row | None:
    """Of the limits: at, and the `name` of whoever it was."""
    return await db.one(
        "SELECT l.at, o.name FROM risk_limits l JOIN people o ON o.id = l.by_person ORDER BY l.id DESC LIMIT 1"
    )
