"""What the registry knows about a school in numbers: the prefilled answers of row 4.1."""

from datetime import date

from domain.form import Value
from domain.forms.monitoring import LOGGED, PAIRS, PARTNERS, TAUGHT, stopped_because
from storage.database import Transaction
from storage.pairs import WORKED

COUNTS = f"""
WITH working AS (SELECT * FROM pairs WHERE school_id = :school AND state IN ('active', 'paused'))
SELECT
    (SELECT count(DISTINCT pm.mentee_id) FROM pair_mentees pm JOIN working w ON w.id = pm.pair_id) AS mentees,
    (SELECT count(DISTINCT mentor_id) FROM working) AS mentors,
    (SELECT count(DISTINCT w.mentor_id) FROM working w JOIN mentors m ON m.id = w.mentor_id
     WHERE m.kind = 'pupil') AS mentor_pupils,
    (SELECT count(*) FROM working) AS pairs,
    (SELECT count(*) FROM pairs p WHERE school_id = :school AND {WORKED}
     AND starts_on BETWEEN :since AND :until) AS begun,
    (SELECT count(*) FROM pairs WHERE school_id = :school AND state = 'completed'
     AND closed_on BETWEEN :since AND :until) AS completed,
    (SELECT count(*) FROM pairs p WHERE school_id = :school AND state = 'stopped' AND {WORKED}
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


# A partner of two agreements is one; an agreement that ended within the quarter was in force in it.
KEPT = f"""{COUNTS},
    (SELECT count(DISTINCT fold(name)) FROM partners WHERE school_id = :school AND gives_mentors = 1
     AND agreed_on <= :until AND coalesce(valid_until, :since) >= :since AND coalesce(ended_on, :since) >= :since)
        AS partners,
    (SELECT count(DISTINCT pm.mentee_id) FROM pair_mentees pm JOIN working w ON w.id = pm.pair_id
     WHERE w.form = 'teacher-teacher') AS {TAUGHT},
    EXISTS (SELECT 1 FROM pairs WHERE school_id = :school) AS pairs_kept,
    EXISTS (SELECT 1 FROM partners WHERE school_id = :school) AS partners_kept,
    EXISTS (SELECT 1 FROM publications WHERE school_id = :school) AS log_kept
"""
STOPS = f"""SELECT reason, count(*) AS many FROM pairs p WHERE school_id = :school AND state = 'stopped' AND {WORKED}
    AND closed_on BETWEEN :since AND :until AND reason IS NOT NULL GROUP BY reason"""


async def known(db: Transaction, school_id: int, since: date, until: date) -> dict[str, Value]:
    """The same of what the school keeps here: one without pairs, partners or a log of publications is not measured
    against an empty one. Of pairs that ended early the reasons too, in words."""
    days = {"since": since.isoformat(), "until": until.isoformat()}
    row = await db.one(KEPT, school=school_id, **days)
    if row is None:
        return {}
    kept = (("pairs_kept", PAIRS), ("partners_kept", PARTNERS), ("log_kept", LOGGED))
    found: dict[str, Value] = {key: row[key] for flag, keys in kept if row[flag] for key in keys}
    if row["pairs_kept"]:
        found[TAUGHT] = row[TAUGHT]
    if row["stopped"]:
        stops = await db.all(STOPS, school=school_id, **days)
        found["stop_reason"] = stopped_because({stop["reason"]: stop["many"] for stop in stops})
    return found
