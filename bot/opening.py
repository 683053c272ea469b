"""Opening the database, with a sentence for the administrator where that fails."""

from pathlib import Path

from storage.database import Database, DatabaseBusy, Reached, unwatched
from storage.schema import NewerDatabase
from views import checks


class StartFailed(RuntimeError):
    """The process cannot work. The message is a sentence for the administrator."""


async def database(path: Path, reached: Reached = unwatched) -> Database:
    """Open, migrated and proved to be writable. Raises `StartFailed`."""
    try:
        opened = await Database.open(path, reached)
    except DatabaseBusy:
        raise StartFailed(checks.BUSY_DATABASE) from None
    except NewerDatabase:
        raise StartFailed(checks.NEWER_DATABASE) from None
    except Exception as error:  # of many types; their words are about the file, not about people
        raise StartFailed(checks.database_trouble(str(path), str(error))) from error
    try:
        async with opened.transaction():
            return opened
    except Exception as error:
        await opened.close()
        raise StartFailed(checks.database_trouble(str(path), str(error))) from error
