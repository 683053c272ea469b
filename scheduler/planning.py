"""One tick: what is due now, computed from the database. A second tick finds nothing left to do."""

from datetime import datetime, timedelta
from typing import Final

from domain import reminders as rules
from domain.municipality import Municipality
from scheduler import checkins, concerns, goals, morning, partners, sheets, summaries, under_way, weekly
from storage import notes, reminders, watch
from storage.database import Transaction
from views.screen import Notice

LEAD: Final = timedelta(seconds=30)  # longer than a tick: nothing is planned that could leave in quiet hours only


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """What people are to be told, in order; all that makes it happen once is written in this transaction.

    In quiet hours nothing is planned, and what could not leave before them is taken back or held: the morning
    says it all anew, with the right number of days.
    """
    for moment in (now, now + LEAD):
        wake = rules.sendable_at(moment, town.zone, town.morning, town.quiet_from, town.quiet_until)
        if wake > moment:
            await reminders.recall(db)
            await summaries.hold(db, wake)
            return []
    notices = await _morning(db, now, town)
    known = await notes.some(db, summaries.TOLD, watch.NOTE)  # asked after every batch, so asked together
    if watch.NOTE in known:
        notices += await under_way.plan(db, now, town)
    return [*notices, *await summaries.news(db, now, town, known.get(summaries.TOLD))]


async def _morning(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    today = now.astimezone(town.zone).date()
    if not rules.morning_has_come(now, town.zone, town.morning):
        await reminders.recall(db)  # the process was down in the night, or its clock was set back
        return []
    planned, again = await reminders.planned(db)
    if planned != today.isoformat():
        notices = [*await checkins.plan(db, now, town), *await morning.plan(db, today, town)]
        notices += await summaries.overdue(db, now, town)
        notices += await partners.plan(db, today, town)
        notices += [*await goals.plan(db, today, town), *await concerns.plan(db, today, town)]
        notices += await sheets.plan(db, now, town)
        notices = [*await weekly.plan(db, today, town), *notices]  # what has a date stands below it, nearer at hand
    elif again:
        notices = await morning.plan_again(db, today, town, again)
    else:
        return []
    await reminders.plan_made(db, today)
    return notices
