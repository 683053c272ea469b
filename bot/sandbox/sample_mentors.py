"""What the sample's mentor has behind them: a seminar."""

from datetime import datetime, timedelta

from domain.municipality import Municipality
from storage import events, guests
from storage.database import Transaction


async def seminar(db: Transaction, town: Municipality, head: int, person: int, school_id: int, now: datetime) -> None:
    """Two months ago; the mentor was there."""
    began = (now - timedelta(days=61)).astimezone(town.zone).replace(hour=14, minute=0, second=0, microsecond=0)
    event = await events.save(
        db,
        head,
        began - timedelta(days=14),
        title="Семинар «Как начать»",
        about="Первая встреча, доверие, цели на полгода",
        place="Дом учителя, зал 2",
        starts_at=began,
        audience="mentors",
        period=None,
    )
    await events.announced(db, event, began - timedelta(days=14))
    await guests.answer(db, event, person, school_id, began - timedelta(days=10), comes=True)
    await guests.mark(db, event, person, head, began + timedelta(hours=2))
