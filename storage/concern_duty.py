"""Who answers concerns. The newest appointment counts, for as long as that post in the department lasts."""

from datetime import datetime
from typing import Final

from domain.concerns import Duty
from domain.history import Event
from storage.database import Transaction
from storage.instants import instant, moment

# Concerns go past the schools: whoever is a school's coordinator as well is not to read them.
FIT: Final = """r.role = 'department' AND r.revoked_at IS NULL AND NOT EXISTS (SELECT 1 FROM roles own
    WHERE own.person_id = r.person_id AND own.role = 'coordinator' AND own.revoked_at IS NULL)"""
NEWEST: Final = "(SELECT max(id) FROM concern_duty)"
# The post on duty, or NULL. Every load of concerns for the department is compared with it.
POST: Final = f"""(SELECT d.post_id FROM concern_duty d JOIN roles r ON r.id = d.post_id
    WHERE d.id = {NEWEST} AND {FIT})"""


async def current(db: Transaction) -> Duty | None:
    """None where nobody was appointed, or whoever was has left the department since."""
    row = await db.one(
        f"""SELECT d.id, d.post_id, p.name, p.telegram_id, d.at, p.unreachable_since
            FROM concern_duty d JOIN roles r ON r.id = d.post_id JOIN people p ON p.id = r.person_id
            WHERE d.id = {NEWEST} AND {FIT}"""
    )
    if row is None:
        return None
    since, reachable = moment(row["at"]), row["unreachable_since"] is None
    return Duty(row["id"], row["post_id"], row["name"], row["telegram_id"], since, reachable)


async def newest(db: Transaction) -> int:
    """The number of the last appointment, be it in force or not; 0 where there was none."""
    return int(await db.value(f"SELECT coalesce({NEWEST}, 0)"))


async def fit(db: Transaction, post_id: int) -> bool:
    """Whether this post may be on duty."""
    return await db.value(f"SELECT 1 FROM roles r WHERE r.id = :post AND {FIT}", post=post_id) is not None


async def appoint(db: Transaction, post_id: int, by_person: int, now: datetime) -> int:
    """The appointment's number. That the post is fit was asked before."""
    return int(
        await db.value(
            "INSERT INTO concern_duty (post_id, at, by_person) VALUES (:post, :now, :by) RETURNING id",
            post=post_id,
            now=instant(now),
            by=by_person,
        )
    )


async def history(db: Transaction) -> list[Event]:
    """Every appointment, the newest first."""
    rows = await db.all(
        """SELECT d.at, b.name AS by_name, p.name, r.person_id = d.by_person AS own FROM concern_duty d
           JOIN roles r ON r.id = d.post_id JOIN people p ON p.id = r.person_id
           JOIN people b ON b.id = d.by_person ORDER BY d.id DESC"""
    )
    return [
        Event(moment(row["at"]), row["by_name"], "taken" if row["own"] else "given", {}, {"who": row["name"]})
        for row in rows
    ]
