"""Small facts the bot keeps about itself, by key."""

from storage.transaction import Transaction


async def get(db: Transaction, key: str) -> str | None:
    value = await db.value("SELECT value FROM settings WHERE key = :key", key=key)
    return None if value is None else str(value)


async def some(db: Transaction, first: str, second: str) -> dict[str, str]:
    """Those of two that there are, for the price of one."""
    rows = await db.all("SELECT key, value FROM settings WHERE key IN (:first, :second)", first=first, second=second)
    return {row["key"]: str(row["value"]) for row in rows}


async def put(db: Transaction, key: str, value: str) -> None:
    await db.run(
        """INSERT INTO settings (key, value) VALUES (:key, :value)
           ON CONFLICT (key) DO UPDATE SET value = excluded.value""",
        key=key,
        value=value,
    )


async def drop(db: Transaction, key: str) -> None:
    await db.run("DELETE FROM settings WHERE key = :key", key=key)
