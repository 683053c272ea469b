"""What the registry knows about a school in numbers: the prefilled answers of row 4.1."""

from datetime import date

from domain.forms.monitoring import LOGGED, PAIRS
from storage.database import Transaction

COUNTS = """
WITH working AS (SELECT * FROM pairs WHERE school_id = :school AND state IN ('active', 'paused'))
SELECT
    (SELECT count(DISTINCT pm.mentee_id) FROM pair_mentees pm JOIN working w ON w.id = pm.pair_id) AS mentees,
    (SELECT count(DISTINCT mentor_id) FROM working) AS mentors,
    (SELECT count(DISTINCT w.mentor_id) FROM working w JOIN mentors m ON m.id = w.mentor_id
     WHERE m.kind = 'pupil') AS mentor_pupils,
    (SELECT count(*) FROM working) AS pairs,
    (SELECT count(*) FROM pairs WHERE school_id = :school AND state <> 'draft'
     AND starts_on BETWEEN :since AND :until) AS begun,
    (SELECT count(*) FROM pairs WHERE school_id = :school AND state = 'completed'
     AND closed_on BETWEEN :since AND :until) AS completed,
    (SELECT count(*) FROM pairs WHERE school_id = :school AND state = 'stopped'
     AND closed_on BETWEEN :since AND :until) AS stopped,
    (SELECT count(*) FROM meetings t JOIN pairs p ON p.id = t.pair_id WHERE p.school_id = :school
     AND t.undone_at IS NULL AND t.held_on BETWEEN :since AND :until) AS meetings,
    (SELECT count(*) FROM publications WHERE school_id = :school
     AND withdrawn_at IS NULL AND published_on BETWEEN :since AND :until) AS publications
"""


async def school(db: Transaction, school_id: int, since: date, until: date) -> dict[str, int]:
    """Counts as of now and within the quarter, both days included; keys are the monitoring's."""
    row = await db.one(COUNTS, school=school_id, since=since.isoformat(), until=until.isoformat())
    return dict(row) if row else {}


async def known(db: Transaction, school_id: int, since: date, until: date) -> dict[str, int]:
    """The same of what the school keeps here: one without pairs, or without a log of publications, is not measured
    against an empty one."""
    row = await db.one(
        f"""{COUNTS}, EXISTS (SELECT 1 FROM pairs WHERE school_id = :school) AS pairs_kept,
            EXISTS (SELECT 1 FROM publications WHERE school_id = :school) AS log_kept""",
        school=school_id,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    if row is None:
        return {}
    kept = (PAIRS if row["pairs_kept"] else ()) + (LOGGED if row["log_kept"] else ())
    return {key: row[key] for key in kept}
