"""Which coordinators have been told of their week: pairs at risk and late questionnaires."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from storage import notes
from storage.database import Transaction

NOTE: Final = "attention.week"  # the week's Monday and the people, with spaces


def monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


async def people(db: Transaction, today: date) -> frozenset[int]:
    """Those who have read of the week of this day."""
    week, *told = (await notes.get(db, NOTE) or "-").split(" ")
    return frozenset(map(int, told)) if week == monday(today).isoformat() else frozenset()


async def add(db: Transaction, today: date, who: Collection[int]) -> None:
    """From now on these count as told, too."""
    if who:
        told = await people(db, today) | frozenset(who)
        await notes.put(db, NOTE, " ".join([monday(today).isoformat(), *map(str, sorted(told))]))
