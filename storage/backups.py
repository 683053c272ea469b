"""What is known of backups: the last good one, and whether one has failed since."""

from datetime import datetime
from typing import Final

import orjson

from domain.health import LastCopy
from storage import notes
from storage.database import Transaction
from storage.instants import instant, moment

GOOD: Final = "backup.good"
FAILED: Final = "backup.failed"


async def good(db: Transaction, copy: LastCopy) -> None:
    said = {"at": instant(copy.at), "files": copy.files, "missing": copy.missing, "sealed": copy.sealed}
    await notes.put(db, GOOD, orjson.dumps(said).decode())
    await notes.drop(db, FAILED)


async def failed(db: Transaction, now: datetime) -> None:
    """Kept until one succeeds."""
    await notes.put(db, FAILED, instant(now))


async def last(db: Transaction) -> LastCopy | None:
    """The last good one."""
    note = await notes.get(db, GOOD)
    if note is None:
        return None
    said = orjson.loads(note)
    return LastCopy(moment(said["at"]), said["files"], said["missing"], said["sealed"])


async def failed_at(db: Transaction) -> datetime | None:
    note = await notes.get(db, FAILED)
    return None if note is None else moment(note)
