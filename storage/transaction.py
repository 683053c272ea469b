"""Statements that land together or not at all: run where they are asked for, or apart on a thread."""

import sqlite3
from collections.abc import Mapping, Sequence
from sqlite3 import Row
from typing import Any

import aiosqlite

from domain.audit import Deed
from storage.familiar import Familiar

Value = str | int | float | None
MANY = 64  # rows in one statement


class Transaction:
    """Statements with named parameters (of many rows also by place); all of them land together or not at all."""

    def __init__(self, connection: sqlite3.Connection, familiar: Familiar | None = None) -> None:
        self._connection = connection
        self.familiar = familiar or Familiar()
        self.depth = 0  # of savepoints
        self.update_id: int | None = None  # of the update that is served now
        self.deeds: list[Deed] = []  # what goes into the audit with this transaction

    @property
    def changes(self) -> int:
        """Rows written so far, in whatever transaction: two readings tell whether something was changed."""
        return self._connection.total_changes

    async def one(self, sql: str, **params: Value) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, params).fetchone()
        return row

    async def all(self, sql: str, **params: Value) -> list[Row]:
        return self._connection.execute(sql, params).fetchall()

    async def value(self, sql: str, **params: Value) -> Any:
        """The first column of the first row, or None."""
        row = await self.one(sql, **params)
        return None if row is None else row[0]

    async def run(self, sql: str, **params: Value) -> int:
        """How many rows it changed."""
        return self._connection.execute(sql, params).rowcount

    async def run_many(self, sql: str, rows: Sequence[Mapping[str, Value] | Sequence[Value]]) -> None:
        self._connection.executemany(sql, rows)

    async def insert(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Many rows, in this order: `sql` has braces in place of what follows VALUES. A statement for each row
        would cost twice as much."""
        done = 0
        while done < len(rows):
            many = min(MANY, 1 << (len(rows) - done).bit_length() - 1)  # powers of two: few statements to prepare
            marks = "(" + ", ".join("?" * len(rows[done])) + ")"
            values = [value for row in rows[done : done + many] for value in row]
            self._connection.execute(sql.format(", ".join([marks] * many)), values)
            done += many

    def savepoint(self) -> "Savepoint":
        """A part that can fail alone: an exception undoes it and goes on up."""
        return Savepoint(self)


class Savepoint:
    """`async with` it. One inside another is undone alone, together with the deeds that were to be audited."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def __aenter__(self) -> None:
        self._deeds = len(self._transaction.deeds)
        self._transaction.depth += 1
        await self._transaction.run(f"SAVEPOINT s{self._transaction.depth}")

    async def __aexit__(self, error: type[BaseException] | None, *_: object) -> None:
        name = f"s{self._transaction.depth}"
        self._transaction.depth -= 1
        if error is not None:
            await self._transaction.run(f"ROLLBACK TO {name}")
            self._transaction.familiar.forget()
            del self._transaction.deeds[self._deeds :]
        await self._transaction.run(f"RELEASE {name}")


class Apart(Transaction):
    """The same on aiosqlite's thread: the process goes on while a long statement runs."""

    def __init__(self, connection: sqlite3.Connection, thread: aiosqlite.Connection, familiar: Familiar) -> None:
        super().__init__(connection, familiar)
        self._thread = thread

    async def one(self, sql: str, **params: Value) -> Row | None:
        async with self._thread.execute(sql, params) as cursor:
            return await cursor.fetchone()

    async def all(self, sql: str, **params: Value) -> list[Row]:
        return list(await self._thread.execute_fetchall(sql, params))

    async def run(self, sql: str, **params: Value) -> int:
        async with self._thread.execute(sql, params) as cursor:
            return cursor.rowcount

    async def insert(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        marks = "(" + ", ".join("?" * len(rows[0])) + ")" if rows else ""
        await self.run_many(sql.format(marks), rows)

    async def run_many(self, sql: str, rows: Sequence[Mapping[str, Value] | Sequence[Value]]) -> None:
        async with self._thread.executemany(sql, rows):
            return
