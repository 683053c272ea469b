"""The product's database on SQLite without a thread between: a year has a hundred thousand statements."""

import sqlite3
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager
from typing import Any, Self, cast

import aiosqlite

from storage.database import PRAGMAS, Database, unwatched


class Cursor:
    """What `storage.database` uses of a cursor: awaited, entered, read."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    async def fetchone(self) -> Any:
        return self._cursor.fetchone()

    def __await__(self) -> Generator[Any, None, Self]:
        yield from ()
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_failure: object) -> None:
        self._cursor.close()


class Connection:
    """What `storage.database` uses of a connection."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.row_factory = sqlite3.Row

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, sql: str, params: Any = ()) -> Cursor:
        return Cursor(self._connection.execute(sql, params))

    def executemany(self, sql: str, params: Any) -> Cursor:
        return Cursor(self._connection.executemany(sql, params))

    async def execute_fetchall(self, sql: str, params: Any = ()) -> list[Any]:
        return self._connection.execute(sql, params).fetchall()

    async def close(self) -> None:
        self._connection.close()


@asynccontextmanager
async def in_memory() -> AsyncIterator[Database]:
    """Migrated and empty."""
    connection = Connection()
    for pragma in PRAGMAS:
        await connection.execute(pragma)
    database = Database(cast(aiosqlite.Connection, connection), None, unwatched)
    await database._migrate()
    try:
        yield database
    finally:
        await database.close()
