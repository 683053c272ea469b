"""Everything the analytical material of a quarter is made of, in one load (row 4.1)."""

from datetime import date, tzinfo

from domain import indicators as rules
from domain.forms.monitoring import MONITORING
from domain.pairs import State
from domain.periods import Period
from domain.quarter import Quarter
from storage import board, indicators
from storage.database import Transaction
from storage.pairs import WORKED

EARLIER = 4  # quarters


async def load(db: Transaction, period: str, today: date, zone: tzinfo) -> Quarter:
    """Raises LookupError for a quarter that never was. `today` is the local day."""
    known = await board.periods(db, MONITORING)
    if period not in known:
        raise LookupError(period)
    now = await board.load(db, period, zone)
    place = known.index(period)
    earlier = [await board.load(db, one, zone) for one in known[max(0, place - EARLIER) : place]]
    quarter = Period.parse(period)
    targets = await indicators.targets(db, quarter.year)
    satisfied = await indicators.satisfied(db, Period(quarter.year, "Y").start, quarter.end, today, zone)
    measured = rules.measure([filed.answers for filed in now.filed], targets, satisfied)
    return Quarter(now, tuple(earlier), measured, await stops(db, quarter))


async def stops(db: Transaction, period: Period) -> dict[str, int]:
    """Pairs of all schools that ended early within the period, by the reason's key; the most frequent first."""
    rows = await db.all(
        f"""SELECT p.reason, count(*) AS many FROM pairs p WHERE p.state = :stopped AND {WORKED}
            AND p.closed_on BETWEEN :since AND :until AND p.reason IS NOT NULL GROUP BY p.reason ORDER BY 2 DESC, 1""",
        stopped=State.STOPPED.value,
        since=period.start.isoformat(),
        until=period.end.isoformat(),
    )
    return {row["reason"]: row["many"] for row in rows}
