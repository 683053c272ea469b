"""The week whose pairs at risk coordinators were told of."""

from datetime import date, timedelta
from typing import Final

from storage import notes
from storage.database import Transaction

NOTE: Final = "attention.week"


def monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


async def this_week(db: Transaction, today: date) -> bool:
    return await notes.get(db, NOTE) == monday(today).isoformat()


async def week(db: Transaction, today: date) -> None:
    """From now on it counts as told."""
    await notes.put(db, NOTE, monday(today).isoformat())
