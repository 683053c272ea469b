"""The figures of the seven stages (row 2.6), of all schools in a few statements."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from domain.stages import Figures
from storage.database import Transaction, Value
from storage.instants import instant
from storage.pairs import WORKED

# Drafts apart; a pair that was closed before the year, or begins after it, is no pair of the year.
LIVED: Final = f"""{WORKED} AND p.starts_on <= :until AND (p.closed_on IS NULL OR p.closed_on >= :since)"""
HERE: Final = "(:school IS NULL OR {}.school_id = :school)"
FILED: Final = f"""
    SELECT e.school_id, max(e.roadmap_row = '1.2') AS "order", max(e.roadmap_row = '1.6') AS roadmap
    FROM evidence e WHERE e.roadmap_row IN ('1.2', '1.6') AND e.period = :period AND e.state <> 'returned'
    AND e.school_id IS NOT NULL AND {HERE.format("e")} GROUP BY e.school_id"""
MENTEES: Final = f"""
    SELECT m.school_id, count(*) AS mentees, count(m.grade) AS mentees_placed, count(m.consent) AS mentees_agreed,
        sum(EXISTS (SELECT 1 FROM pair_mentees x JOIN pairs p ON p.id = x.pair_id
            WHERE x.mentee_id = m.id AND {LIVED})) AS mentees_paired
    FROM mentees m WHERE m.archived_at IS NULL AND {HERE.format("m")} GROUP BY m.school_id"""
MENTORS: Final = f"""
    SELECT m.school_id, count(*) AS mentors, count(m.place) AS mentors_placed,
        count(coalesce(m.consent, p.consented_at)) AS mentors_agreed
    FROM mentors m LEFT JOIN people p ON p.id = m.person_id
    WHERE m.archived_at IS NULL AND {HERE.format("m")} GROUP BY m.school_id"""
TRAINED: Final = f"""
    SELECT g.school_id, count(DISTINCT g.person_id) AS trained
    FROM event_guests g JOIN events e ON e.id = g.event_id
    WHERE g.attended = 1 AND e.cancelled_at IS NULL AND e.starts_at >= :begins AND e.starts_at < :ends
    AND g.school_id IS NOT NULL AND {HERE.format("g")} GROUP BY g.school_id"""
PAIRS: Final = f"""
    SELECT q.school_id, sum(q.lived) AS pairs, sum(q.state = 'draft') AS drafts,
        sum(q.lived AND q.state = 'active') AS working, sum(q.lived AND q.last IS NOT NULL) AS met,
        sum(q.lived AND q.state = 'active' AND coalesce(q.last, '') >= :recent) AS met_lately,
        sum(q.lived AND (q.state = 'completed' AND q.result IS NOT NULL
            OR q.state = 'stopped' AND q.reason IS NOT NULL)) AS closed
    FROM (SELECT p.school_id, p.state, p.result, p.reason, {LIVED} AS lived,
            (SELECT max(t.held_on) FROM meetings t WHERE t.pair_id = p.id AND t.undone_at IS NULL) AS last
          FROM pairs p WHERE p.starts_on <= :until AND {HERE.format("p")}) q
    GROUP BY q.school_id"""
NAMES: Final = frozenset(each.name for each in fields(Figures))


async def load(
    db: Transaction, year: int, begins: datetime, ends: datetime, recent: date, school_id: int | None = None
) -> dict[int, Figures]:
    """By school, those without anything on record left out; one school where it is given. `begins` and `ends` are
    the instants of the year, `recent` the first day on which a meeting is one of the last."""
    params: dict[str, Value] = {
        "school": school_id,
        "period": f"{year}-Y",
        "since": date(year, 1, 1).isoformat(),
        "until": date(year, 12, 31).isoformat(),
        "begins": instant(begins),
        "ends": instant(ends),
        "recent": recent.isoformat(),
    }
    found: dict[int, dict[str, Any]] = {}
    for sql in (FILED, MENTEES, MENTORS, TRAINED, PAIRS):
        for row in await db.all(sql, **params):
            known = {name: row[name] for name in row.keys() if name in NAMES}  # noqa: SIM118 (a Row is no mapping)
            found.setdefault(row["school_id"], {}).update(known)
    return {school: Figures(**counts) for school, counts in found.items()}
