"""What is under way between two mornings: broadcasts that come to their end, events that draw near, contests."""

from datetime import datetime, timedelta
from typing import Final

from domain import events as rules
from domain.contests import Contest
from domain.events import Event
from domain.municipality import Municipality
from domain.people import Role
from storage import broadcasts, contests, events, guests, jury, people, receipts, unsent, watch
from storage.database import Transaction
from views import contests as contest_views
from views import events as event_views
from views import receipts as receipt_views
from views.screen import Notice

LONG_OVER: Final = timedelta(days=7)  # a clock set back less far still finds its events


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """The delivery report of each broadcast that has ended, reminders of events to those who signed up, and the word
    to a jury that it may begin."""
    sent, coming = await receipts.under_way(db), await events.since(db, now - LONG_OVER)
    open_contests = await contests.awaited(db)
    if not (sent or coming or open_contests):
        await watch.nothing_left(db)
        return []
    notices = []
    for broadcast in sent:
        prefix = broadcasts.prefix(broadcast)
        if await unsent.waiting(db, prefix):
            continue
        await receipts.settle(db, broadcast)
        await receipts.gone_without_trace(db, broadcast, now)
        count = await receipts.count(db, broadcast.id)
        if count.queued:
            continue  # with the messenger right now
        await receipts.reported(db, broadcast.id, now)
        sender = await people.get(db, broadcast.by_person)
        if sender and any(post.role is Role.DEPARTMENT for post in sender.posts):
            screen = receipt_views.ended(broadcast, count)
            notices.append(Notice(sender.telegram_id, screen, f"broadcast-end:{broadcast.id}"))
    for event in coming:
        notices += await _remind(db, event, now, town)
    for contest in open_contests:
        if contest.ends_at <= now:
            notices += await _call_jury(db, contest, now)
    return notices


async def _call_jury(db: Transaction, contest: Contest, now: datetime) -> list[Notice]:
    """Applications are over: each member is told once how many there are for them."""
    await contests.jury_told(db, contest.id, now)
    notices = []
    for member in await jury.members(db, contest.id):
        theirs = await jury.to_judge(db, contest.id, member["id"])
        if theirs and member["unreachable_since"] is None:
            screen = contest_views.judging(contest, len(theirs))
            notices.append(
                Notice(member["telegram_id"], screen, f"contest-judging:{contest.id}:{contest.ends_on}:{member['id']}")
            )
    return notices


async def _remind(db: Transaction, event: Event, now: datetime, town: Municipality) -> list[Notice]:
    """Each guest once for each call of each start, by what is written at their name and by the message's key."""
    if event.starts_at <= now:
        await unsent.take_back(db, await unsent.keys(db, events.reminder(event)))  # too late to be of use
        return []
    calls = rules.calls(event.starts_at, town.zone, town.morning, town.quiet_from, town.quiet_until)
    due = rules.due(now, event.starts_at, calls)
    if due is None or event.moved_at >= calls[due]:
        return []  # they were told the time when it was changed
    screen = event_views.reminder(event, now.astimezone(town.zone).date(), town.zone)
    told = await guests.to_remind(db, event, due, calls[due])
    await guests.reminded(db, event, due, [row["id"] for row in told])
    return [
        Notice(row["telegram_id"], screen, f"{events.reminder(event)}{_at(event)}:{due}:{row['id']}") for row in told
    ]


def _at(event: Event) -> str:
    return f"{event.starts_at:%Y%m%d%H%M}"
