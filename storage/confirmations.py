"""A school's word that its list of partners is current (row 2.2), once a quarter."""

from datetime import datetime

from domain.partners import Confirmation
from storage.database import Transaction
from storage.instants import instant, moment


async def confirm(db: Transaction, school_id: int, period: str, partners: int, by_person: int, now: datetime) -> bool:
    """False where the quarter's word was given before: the first one stands."""
    changed = await db.run(
        """INSERT INTO partner_confirmations (school_id, period, partners, by_person, at)
           VALUES (:school, :period, :partners, :by, :now) ON CONFLICT (school_id, period) DO NOTHING""",
        school=school_id,
        period=period,
        partners=partners,
        by=by_person,
        now=instant(now),
    )
    return changed == 1


async def of(db: Transaction, period: str) -> dict[int, Confirmation]:
    """By school, all schools."""
    rows = await db.all(
        """SELECT c.school_id, c.partners, p.name, c.at FROM partner_confirmations c
           JOIN people p ON p.id = c.by_person WHERE c.period = :period""",
        period=period,
    )
    return {row["school_id"]: Confirmation(row["partners"], row["name"], moment(row["at"])) for row in rows}
