"""Targets of a year, each change kept; what schools filed in it, and how many are satisfied."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from domain.form import Answers
from domain.forms.monitoring import MONITORING
from domain.people import EVERYTHING
from domain.results import SATISFIED, Days, Share
from domain.submissions import Submission
from storage import growth, submissions
from storage.database import Transaction
from storage.instants import instant

NEWEST = """SELECT key, value FROM targets t WHERE year = :year AND id =
    (SELECT max(id) FROM targets n WHERE n.year = t.year AND n.key = t.key)"""


async def targets(db: Transaction, year: int) -> dict[str, int | None]:
    """By the indicators' keys; those never set are missing, those taken back are None."""
    return {row["key"]: row["value"] for row in await db.all(NEWEST, year=year)}


async def set_targets(db: Transaction, year: int, values: Mapping[str, int | None], by: int, now: datetime) -> int:
    """Keeps what was before; how many have changed."""
    known = await targets(db, year)
    changed = {key: value for key, value in values.items() if known.get(key) != value}
    await db.run_many(
        "INSERT INTO targets (year, key, value, by_person, at) VALUES (:year, :key, :value, :by, :now)",
        [{"year": year, "key": key, "value": value, "by": by, "now": instant(now)} for key, value in changed.items()],
    )
    return len(changed)


async def years(db: Transaction) -> list[int]:
    """Years in force or reported on, in time's order."""
    rows = await db.all(
        """SELECT year FROM years UNION SELECT CAST(substr(period, 1, 4) AS INTEGER) FROM submissions
           WHERE form = :form ORDER BY 1""",
        form=MONITORING.key,
    )
    return [row[0] for row in rows]


async def filed(db: Transaction, year: int, until: str | None = None) -> list[Answers]:
    """The newest report of each school in this year; `until` is the last quarter that counts."""
    newest: dict[int, Submission] = {}
    for quarter in (f"{year}-Q{number}" for number in range(1, 5)):
        if until is None or quarter <= until:
            newest |= await submissions.of(db, EVERYTHING, MONITORING.key, quarter)
    return [one.answers for one in newest.values()]


async def satisfied(db: Transaction, since: date, until: date, today: date, zone: tzinfo) -> dict[str, Share]:
    """By side of the questionnaires, of all schools together; days are local to `zone`, both included."""
    found = await growth.load(db, Days(since, until, today), zone)
    return {side: share for (side, key), share in found.together.shares.items() if key == SATISFIED}
