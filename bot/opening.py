"""Opening the database, with a sentence for the administrator where that fails."""

import os
from pathlib import Path
from typing import Final

from storage import cleaning, notes
from storage.database import Database, Reached, unwatched
from storage.locking import DatabaseBusy
from storage.schema import NewerDatabase
from views import checks, menus

WRITABLE: Final = "opening.writable"  # a note that says nothing: to lock a file is not yet to write on its disk


class StartFailed(RuntimeError):
    """The process cannot work. The message is a sentence for the administrator."""


async def database(path: Path, reached: Reached = unwatched) -> Database:
    """Open, migrated and proved to be writable. Raises `StartFailed`."""
    if _may_only_be_read(path):
        # Not even looked into: that would leave a log beside it which may only be read, either.
        raise StartFailed(checks.database_trouble(str(path), "read-only"))
    try:
        opened = await Database.open(path, reached)
    except DatabaseBusy:
        raise StartFailed(checks.BUSY_DATABASE) from None
    except NewerDatabase:
        raise StartFailed(checks.NEWER_DATABASE) from None
    except Exception as error:  # of many types; their words are about the file, not about people
        raise StartFailed(checks.database_trouble(str(path), str(error))) from error
    try:
        async with opened.transaction() as db:
            await notes.put(db, WRITABLE, "yes")
            await cleaning.names(db, menus.NAMELESS)
    except BaseException as error:
        await opened.close()
        if isinstance(error, Exception):
            raise StartFailed(checks.database_trouble(str(path), str(error))) from error
        raise
    return opened


def _may_only_be_read(path: Path) -> bool:
    return path.exists() and not os.access(path, os.W_OK)
