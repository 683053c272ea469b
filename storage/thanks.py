"""Mentors by what they have done: pairs that began, meetings that stand in the log (row 1.8)."""

from datetime import date

from domain.pairs import State
from domain.people import Scope
from domain.thanks import Thanked
from storage.database import Transaction
from storage.instants import day

FIGURES = """
WITH met AS (
    SELECT p.mentor_id, count(*) AS meetings, count(t.minutes) AS timed, coalesce(sum(t.minutes), 0) AS minutes
    FROM meetings t JOIN pairs p ON p.id = t.pair_id WHERE t.undone_at IS NULL AND p.state <> :draft GROUP BY 1),
led AS (
    SELECT mentor_id, count(*) AS pairs, min(starts_on) AS since,
        max(coalesce(closed_on, :today)) AS until
    FROM pairs WHERE state <> :draft AND starts_on <= :today GROUP BY 1)
SELECT m.id AS mentor_id, m.code, m.name, s.name AS school, led.pairs, coalesce(met.meetings, 0) AS meetings,
    coalesce(met.timed, 0) AS timed, coalesce(met.minutes, 0) AS minutes, led.since, led.until
FROM mentors m JOIN schools s ON s.id = m.school_id AND s.archived_at IS NULL
JOIN led ON led.mentor_id = m.id LEFT JOIN met ON met.mentor_id = m.id
WHERE m.archived_at IS NULL AND (:school IS NULL OR m.school_id = :school) AND (:mentor IS NULL OR m.id = :mentor)
ORDER BY s.number, m.kind, coalesce(m.name, m.code), m.id
"""


async def listing(db: Transaction, scope: Scope, today: date) -> list[Thanked]:
    """By school, adults by name, then pupils by code. Whoever has not begun a pair yet is not among them."""
    rows = await db.all(
        FIGURES, school=scope.school_id, mentor=scope.mentor_id, draft=State.DRAFT.value, today=today.isoformat()
    )
    return [Thanked(**dict(row) | {"since": day(row["since"]), "until": day(row["until"])}) for row in rows]
