"""One tick: what is due now, computed from the database. A second tick finds nothing left to do."""

from datetime import datetime

from domain import reminders as rules
from domain.municipality import Municipality
from scheduler import morning, summaries
from storage import notes, reminders
from storage.database import Transaction
from views.screen import Notice


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """What people are to be told, in order; all that makes it happen once is written in this transaction.

    In quiet hours nothing is planned, and reminders that could not leave before them are taken back: the
    morning says it all anew, with the right number of days.
    """
    if rules.sendable_at(now, town.zone, town.morning, town.quiet_from, town.quiet_until) > now:
        await reminders.recall(db)
        return []
    notices = await _morning(db, now, town)
    return [*notices, *await summaries.news(db, now, town)]


async def _morning(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    today = now.astimezone(town.zone).date()
    if not rules.morning_has_come(now, town.zone, town.morning):
        return []
    if await notes.get(db, reminders.MORNING) == today.isoformat():
        return []
    notices = [*await morning.plan(db, today, town), *await summaries.overdue(db, now, town)]
    await notes.put(db, reminders.MORNING, today.isoformat())
    return notices
