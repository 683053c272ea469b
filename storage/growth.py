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

OF_PAIRS: Final = "b.pair_id = a.pair_id AND coalesce(b.mentee_id, 0) = coalesce(a.mentee_id, 0)"
OF_PROGRAMMES: Final = "b.school_id = a.school_id AND coalesce(b.pair_id, 0) = 0 AND b.year = a.year"
WHO: Final = "CASE a.side WHEN 'mentee' THEN a.mentee_id ELSE coalesce(m.person_id, -m.id) END"
# By pair wherever there is one, also where its school has become a part of another in between.
FILLED: Final = """
SELECT a.id, a.school_id, a.side, {who} AS who, a.answers AS after, a.filled_at AS after_at, b.answers AS before,
    b.filled_at AS before_at
FROM sheets a
LEFT JOIN sheets b ON b.moment = 'before' AND b.side = a.side AND b.answers IS NOT NULL AND b.dropped_at IS NULL
    AND {same}
LEFT JOIN pairs p ON p.id = a.pair_id
LEFT JOIN mentors m ON m.id = p.mentor_id
WHERE a.moment = 'after' AND a.pair_id IS {of_pairs} AND a.answers IS NOT NULL AND a.dropped_at IS NULL
    AND (:school IS NULL OR a.school_id = :school)
    AND (a.filled_at BETWEEN :since AND :until OR b.filled_at BETWEEN :since AND :until)
"""
BOTH: Final = (
    FILLED.format(who=WHO, same=OF_PAIRS, of_pairs="NOT NULL")
    + "UNION ALL"
    + FILLED.format(who="a.school_id", same=OF_PROGRAMMES, of_pairs="NULL")
)
AWAITED: Final = """
SELECT school_id, side, count(*) AS many FROM sheets WHERE moment = 'after' AND answers IS NULL AND dropped_at IS NULL
AND (:school IS NULL OR school_id = :school) AND opened_at >= :since AND opened_at < :until GROUP BY school_id, side
"""
SPAN: Final = """
SELECT min(filled_at) AS first, max(filled_at) AS last FROM sheets WHERE moment = 'after' AND answers IS NOT NULL
AND dropped_at IS NULL AND (:school IS NULL OR school_id = :school)
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
    since, until = _instants(half_of(days.since).start, half_of(days.until).end, zone)
    rows = await db.all(BOTH, school=school_id, since=since, until=until)
    return results.results([_sheets(row, zone) for row in rows], days)


async def awaited(
    db: Transaction, since: date, until: date, zone: tzinfo, school_id: int | None = None
) -> dict[tuple[int, str], int]:
    """How many were asked within these days and have not answered yet, by school and side."""
    first, end = _instants(since, until, zone)
    rows = await db.all(AWAITED, school=school_id, since=first, until=end)
    return {(row["school_id"], row["side"]): row["many"] for row in rows}


async def span(db: Transaction, zone: tzinfo, school_id: int | None = None) -> tuple[date, date] | None:
    """The first and the last local day on which anybody filled a second sheet."""
    row = await db.one(SPAN, school=school_id)
    if row is None or row["first"] is None:
        return None
    return moment(row["first"]).astimezone(zone).date(), moment(row["last"]).astimezone(zone).date()


def _instants(since: date, until: date, zone: tzinfo) -> tuple[str, str]:
    """The beginning of the first day and the end of the last one."""
    first, after = (datetime.combine(day, time(), zone) for day in (since, until + timedelta(1)))
    return instant(first), instant(after)


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
