"""What is on disk: the tables as values that two runs can be compared by, and the messages on their way."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.faults.crash_faces import Face, of_request

BORDER: Final = ("chats", "updates", "outbox")  # the messenger's numbers, different in every run
_VARYING: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*\+00:00|[0-9a-f]{64}")  # instants, hashes of secrets

Books = Counter[tuple[str, str]]  # a table and a row of it, without ids


@dataclass(frozen=True, slots=True)
class Sent:
    """A row of the outbox that is a message: how far it has come, and how often its result was unknown."""

    id: int
    chat: int
    state: str
    uncertain: int


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """For reading only: what a killed process has left stays as it is, to be recovered by the next one."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def books(path: Path) -> Books:
    """Everything that was answered, decided and said. Instants and secrets are left out."""
    with opened(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return Counter(
            (table, row)
            for table in tables
            if table not in BORDER and not table.startswith("sqlite_")
            for row in _rows(connection, table)
        )


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    found = connection.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in found.description]
    for row in found:
        yield " · ".join(f"{name}={_plain(value)}" for name, value in zip(names, row, strict=True) if name != "id")


def _plain(value: Any) -> str:
    return _VARYING.sub("…", str(value))


def unsettled(path: Path) -> int:
    """Rows that are still to leave now, or on their way."""
    with opened(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending')").fetchone()
        return int(count)


def failures(path: Path) -> int:
    """Updates that were undone and apologised for."""
    with opened(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM updates WHERE failure IS NOT NULL").fetchone()
        return int(count)


def under_way(path: Path) -> list[tuple[Sent, Face]]:
    """Messages that a process had claimed when it ended: nobody knows whether they arrived."""
    if not path.exists():
        return []
    with opened(path) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'outbox'").fetchone():
            return []
        return [
            (Sent(*row[:4]), of_request(row[1], row[4]))
            for row in connection.execute(
                "SELECT id, chat_id, state, uncertain, body FROM outbox WHERE state = 'sending' AND method LIKE 'send%'"
            )
        ]


def messages(path: Path) -> list[Sent]:
    """Every message there was, in the order in which they were put."""
    with opened(path) as connection:
        found = connection.execute(
            "SELECT id, chat_id, state, uncertain FROM outbox WHERE method LIKE 'send%' ORDER BY id"
        )
        return [Sent(*row) for row in found]
