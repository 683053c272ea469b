"""What is under way between two mornings: broadcasts that come to their end."""

from datetime import datetime

from domain.municipality import Municipality
from domain.people import Role
from storage import broadcasts, people, receipts, unsent, watch
from storage.database import Transaction
from views import receipts as receipt_views
from views.screen import Notice


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """The delivery report of each broadcast that has ended."""
    sent = await receipts.under_way(db)
    if not sent:
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
    return notices
