"""Whether a tick has anything to look for among broadcasts and events: most of the year it has not.

The note is left by whoever sends a broadcast or changes an event. Only a tick that finds nothing under way takes
it away, so that a note too many costs a look, and none is ever missing.
"""

from typing import Final

from storage import notes
from storage.database import Transaction

NOTE: Final = "watch"


async def look(db: Transaction) -> None:
    """Something is under way."""
    await notes.put(db, NOTE, "")


async def nothing_left(db: Transaction) -> None:
    await db.run("DELETE FROM settings WHERE key = :key", key=NOTE)
