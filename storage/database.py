"""One SQLite file: open it, bring its schema up to date, and work on it in transactions.

Every read and write happens inside a `Transaction`; there is no other way to reach the data. Transactions
of one process take turns. What only SQLite can do stays in this file and in `transaction.py`.

A statement of an update costs microseconds, the way to another thread and back ten times as much: so
statements run where they are asked for. What waits for the disk, or may take long, runs on aiosqlite's thread.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from sqlite3 import Row
from typing import IO, Self
from urllib.parse import quote

import aiosqlite

from domain import finding
from storage import audit, locking, schema
from storage.familiar import Familiar
from storage.transaction import Apart, Transaction, Value

__all__ = ["Database", "Reached", "Transaction", "Value", "look", "unwatched"]

SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000")

Reached = Callable[[str], None]


def unwatched(_point: str) -> None:
    """Nobody wants to know how far the process has come."""


class Database:
    """The file and its lock. Use `open`, then `transaction`, and `close` at the end."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        thread: aiosqlite.Connection,
        lock: IO[str] | None,
        path: Path | str,
        reached: Reached,
    ) -> None:
        self._connection = connection
        self._thread = thread
        self._lock_file = lock
        self._path = path
        self._reached = reached
        self._turn = asyncio.Lock()
        self._familiar = Familiar()

    @property
    def path(self) -> Path:
        """Where it lies; what is kept in files of its own lies beside it."""
        return Path(self._path)

    @classmethod
    async def open(cls, path: Path | str, reached: Reached = unwatched) -> Self:
        """Open or create the file and migrate it. Raises `DatabaseBusy` when another process holds it,
        OSError or sqlite3.Error when it cannot be read or written. A half-done migration leaves the old one.
        `reached` is told the name of each point between two states of the file: before and after a commit."""
        lock = None
        if str(path) != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            lock = locking.take(Path(f"{path}.lock"))
        thread = None
        try:
            # Both ways to this connection are never used at once: a transaction is one task, and waits.
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
            connection.row_factory = Row
            connection.create_function("fold", 1, finding.fold, deterministic=True)
            thread = await aiosqlite.Connection(lambda: connection, iter_chunk_size=64)
            database = cls(connection, thread, lock, path, reached)
            for setting in SETTINGS:
                await database._pragma(setting)
            await database._migrate()
            database._familiar.watch(connection)
        except BaseException:
            if thread:
                await thread.close()
            if lock:
                lock.close()
            raise
        return database

    @asynccontextmanager
    async def transaction(self, name: str = "other", *, apart: bool = False) -> AsyncIterator[Transaction]:
        """Commit at the end, roll back on any exception. No network call belongs inside; `apart` where
        statements may take long. Its points are `name.commit` and `name.committed`."""
        async with self._turn:
            if apart:
                db: Transaction = Apart(self._connection, self._thread, self._familiar)
            else:
                db = Transaction(self._connection, self._familiar)
            before = self._connection.total_changes
            try:
                await db.run("BEGIN IMMEDIATE")
                yield db
                await audit.put(db, db.deeds)
                self._reached(f"{name}.commit")
                if self._connection.total_changes == before and not apart:
                    self._connection.execute("COMMIT")  # nothing goes to the disk
                else:
                    await self._end("COMMIT")
                self._reached(f"{name}.committed")
            except BaseException:
                self._familiar.forget()
                # Who was cancelled does not know whether the thread has begun or ended it: it goes in its order.
                with suppress(sqlite3.OperationalError):
                    await self._end("ROLLBACK")
                raise

    async def _end(self, statement: str) -> None:
        """What has begun ends, even where its task is cancelled meanwhile: nobody must wonder how."""
        ending = asyncio.ensure_future(self._thread.execute(statement))
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            await asyncio.wait([ending])
            raise

    async def close(self) -> None:
        async with self._turn:
            await self._thread.close()
            if self._lock_file:
                self._lock_file.close()

    async def _migrate(self) -> None:
        """Raises `BrokenReferences`. To rebuild a table others refer to is to drop it: enforced meanwhile, that would
        empty them (ON DELETE CASCADE). So references are not enforced, but looked at before each commit."""
        pending = schema.pending(await self._version())
        if not pending:
            return
        await self._pragma("foreign_keys = OFF")  # has no effect inside a transaction
        for migration in pending:
            async with self.transaction("migration", apart=True) as db:
                for statement in migration.statements:
                    await db.run(statement)
                if broken := await db.all("PRAGMA foreign_key_check"):
                    raise schema.BrokenReferences(migration.number, {row["table"] for row in broken})
                await db.run(f"PRAGMA user_version = {migration.number}")
        await self._pragma("foreign_keys = ON")

    async def _pragma(self, setting: str) -> None:
        async with self._thread.execute(f"PRAGMA {setting}"):
            return  # closed: a statement that is not at its end would keep the first commit out

    async def _version(self) -> int:
        async with self._thread.execute("PRAGMA user_version") as cursor:
            row = await cursor.fetchone()
        return int(row[0]) if row else 0


@asynccontextmanager
async def look(path: Path) -> AsyncIterator[Transaction]:
    """Read what is committed, beside the process that works on the file. Raises sqlite3.Error where there is none."""
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)
    connection.row_factory = Row
    try:
        yield Transaction(connection)
    finally:
        connection.close()
