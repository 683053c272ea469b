"""What the bot can count of a school's half-year by itself (row 4.2): from questionnaires and from goals."""

from datetime import date, tzinfo

from domain.growth import growth as grown
from domain.periods import Period
from domain.quality import Counted, counted
from domain.results import Days
from storage import goals, growth
from storage.database import Transaction


async def known(db: Transaction, school_id: int, half: Period, today: date, zone: tzinfo) -> Counted:
    """Of what was answered in this half-year, and of goals that came to their end in it."""
    found = await growth.load(db, Days(half.start, half.end, today), zone, school_id)
    ends = grown(await goals.growth(db, school_id, half.start, half.end))
    return counted(found.of(school_id), ends)
