"""The database as it was at one moment, in a file of its own: copied while others go on working, and looked at."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import aiosqlite


class Damaged(RuntimeError):
    """A copy that does not hold what it should. The message says what is wrong with it, and nothing of its content."""


@dataclass(frozen=True, slots=True)
class Contents:
    """`version` of the schema, and the hashes of all files that the database knows to be kept beside it."""

    version: int
    files: frozenset[str]


async def copy(path: Path, target: Path) -> None:
    """What is committed, nothing half-done; in one file without a log beside it. sqlite3.Error where there is no
    database, OSError where there is no room."""
    source = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False)
    async with aiosqlite.Connection(lambda: source, iter_chunk_size=64) as read, aiosqlite.connect(target) as written:
        await read.backup(written)
        async with written.execute("PRAGMA journal_mode = DELETE"):
            pass


def contents(path: Path) -> Contents:
    """Raises `Damaged` where the file is no whole database of this program."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as db:
            said = [row[0] for row in db.execute("PRAGMA integrity_check")]
            if said != ["ok"]:
                raise Damaged("integrity_check")
            if db.execute("PRAGMA foreign_key_check").fetchone():
                raise Damaged("foreign_key_check")
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            files = db.execute("SELECT sha256 FROM files WHERE state = 'kept'") if version >= FILES_SINCE else ()
            return Contents(version, frozenset(row[0] for row in files))
    except sqlite3.Error as error:
        raise Damaged(type(error).__name__) from None


FILES_SINCE = 4  # the version of the schema from which on files are kept
