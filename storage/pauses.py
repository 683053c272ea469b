"""Since when a pair rests."""

from datetime import date, tzinfo

from domain.pairs import State
from storage.database import Transaction
from storage.instants import moment


async def since(db: Transaction, pair_id: int, zone: tzinfo) -> date | None:
    """The local day of its last pause; None where none is kept."""
    at = await db.value(
        "SELECT max(at) FROM pair_events WHERE pair_id = :pair AND after = :paused",
        pair=pair_id,
        paused=State.PAUSED.value,
    )
    return None if at is None else moment(at).astimezone(zone).date()
