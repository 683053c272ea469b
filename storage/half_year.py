"""Everything the note of a half-year is made of, in one load (row 4.2)."""

from datetime import tzinfo
from typing import Final

from domain.forms.quality import QUALITY
from domain.half_year import HalfYear
from storage import board
from storage.database import Transaction

EARLIER: Final = 1  # half-years to compare with


async def load(db: Transaction, period: str, zone: tzinfo) -> HalfYear:
    """Raises LookupError for a half-year that never was."""
    known = await board.periods(db, QUALITY)
    if period not in known:
        raise LookupError(period)
    place = known.index(period)
    earlier = [await board.load(db, one, zone) for one in known[max(0, place - EARLIER) : place]]
    return HalfYear(await board.load(db, period, zone), tuple(earlier))
