"""What the questionnaires tell: a pair of sheets is of the same pair, side and mentee.

Sheets count on the local day on which they were filled, a pair of them on that of the second (nearly always the one
after). What leaves this module is cut by the rule of five: no answer of one person can be told from it.
"""

import json
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from sqlite3 import Row
from typing import Final

from domain import results
from domain.growth import Growth
from domain.periods import half_of
from domain.results import Days, Place, Results, Sheets
from storage.database import Transaction
from storage.instants import instant, moment

Scales = dict[Place, Growth]

FILLED: Final = """
WITH filled AS (SELECT * FROM sheets WHERE answers IS NOT NULL AND dropped_at IS NULL)
SELECT a.id, a.school_id, a.side, a.answers AS after, a.filled_at AS after_at, b.answers AS before,
    b.filled_at AS before_at,
    CASE a.side WHEN 'mentee' THEN a.mentee_id WHEN 'mentor' THEN coalesce(m.person_id, -m.id)
        ELSE a.school_id END AS who
FROM filled a
LEFT JOIN filled b ON b.moment = 'before' AND b.school_id = a.school_id AND b.side = a.side
    AND coalesce(b.pair_id, 0) = coalesce(a.pair_id, 0) AND coalesce(b.mentee_id, 0) = coalesce(a.mentee_id, 0)
    AND coalesce(b.year, 0) = coalesce(a.year, 0)
LEFT JOIN pairs p ON p.id = a.pair_id
LEFT JOIN mentors m ON m.id = p.mentor_id
WHERE a.moment = 'after' AND (:school IS NULL OR a.school_id = :school)
    AND (a.filled_at BETWEEN :since AND :until OR b.filled_at BETWEEN :since AND :until)
"""


async def school(db: Transaction, school_id: int, since: date, until: date, zone: tzinfo = UTC) -> Scales:
    """Growth by side and key; days are local to `zone`, both included."""
    found = await load(db, Days(since, until, since), zone, school_id)
    return dict(found.of(school_id).scales)


async def schools(db: Transaction, since: date, until: date, zone: tzinfo = UTC) -> dict[int, Scales]:
    """The same of each school where anybody filled the second sheet."""
    found = await load(db, Days(since, until, since), zone)
    return {school_id: dict(outcome.scales) for school_id, outcome in found.schools.items()}


async def load(db: Transaction, days: Days, zone: tzinfo, school_id: int | None = None) -> Results:
    """Everything there is to tell of these days, of one school or of all. Whole half-years are read: blocks of five
    are cut from their first day on."""
    first, last = half_of(days.since).start, half_of(days.until).end + timedelta(1)
    rows = await db.all(
        FILLED,
        school=school_id,
        since=instant(datetime.combine(first, time(), zone)),
        until=instant(datetime.combine(last, time(), zone)),
    )
    return results.results([_sheets(row, zone) for row in rows], days)


def _sheets(row: Row, zone: tzinfo) -> Sheets:
    answered = moment(row["after_at"]).astimezone(zone)
    before = row["before"]
    return Sheets(
        row["id"],
        row["school_id"],
        row["side"],
        row["who"],
        json.loads(row["after"]),
        answered,
        None if before is None else json.loads(before),
        None if before is None else max(answered, moment(row["before_at"]).astimezone(zone)),
    )
