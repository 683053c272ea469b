"""Sheets whose day has come: whom to remind, and what was said."""

from datetime import date, timedelta
from sqlite3 import Row
from typing import Final

from domain.people import Role
from domain.questionnaires import SECOND_CALL
from storage.database import Transaction

LATE: Final = "s.filled_at IS NULL AND s.dropped_at IS NULL AND c.archived_at IS NULL"
# While a pair is at rest nobody is asked about it.
AT_REST: Final = "coalesce(p.state, '') = 'paused'"
THEIRS: Final = """SELECT 1 FROM roles r JOIN people h ON h.id = r.person_id WHERE r.mentor_id = p.mentor_id
    AND r.role = 'mentor' AND r.revoked_at IS NULL AND h.unreachable_since IS NULL"""


async def mentors_due(db: Transaction, today: date) -> list[Row]:
    """What mentors within reach are to be told, by person: id, telegram_id, person_id, post, school, due_on,
    moment, codes."""
    return await db.all(
        f"""SELECT s.id, h.telegram_id, h.id AS person_id, r.id AS post, s.due_on, s.moment, c.name AS school,
                (SELECT group_concat(e.code, ', ') FROM pair_mentees pm JOIN mentees e ON e.id = pm.mentee_id
                 WHERE pm.pair_id = p.id) AS codes
            FROM sheets s JOIN pairs p ON p.id = s.pair_id JOIN schools c ON c.id = s.school_id
            JOIN roles r ON r.mentor_id = p.mentor_id AND r.role = :role AND r.revoked_at IS NULL
            JOIN people h ON h.id = r.person_id
            WHERE {LATE} AND s.side = 'mentor' AND NOT ({AT_REST}) AND h.unreachable_since IS NULL
            AND ((s.told = 0 AND s.due_on <= :today) OR (s.told = 1 AND s.due_on <= :second))
            ORDER BY h.id, s.due_on, s.id""",
        role=Role.MENTOR.value,
        today=today.isoformat(),
        second=_second(today),
    )


async def told(db: Transaction, sheet_ids: list[int], today: date) -> None:
    """Where the day of the second word has come as well, this one stands for both."""
    await db.run_many(
        "UPDATE sheets SET told = CASE WHEN due_on <= :second THEN 2 ELSE 1 END WHERE id = :id",
        [{"id": one, "second": _second(today)} for one in sheet_ids],
    )


async def late_by_school(db: Transaction, today: date) -> list[Row]:
    """What coordinators have to see to: late sheets of mentees, of mentors who cannot be written to, and their own;
    school_id, school, side, moment, year, due_on, who (a code, or a mentor), by school and day."""
    return await db.all(
        f"""SELECT s.school_id, c.name AS school, s.side, s.moment, s.year, s.due_on,
                coalesce(e.code, m.name, m.code, '') AS who
            FROM sheets s JOIN schools c ON c.id = s.school_id LEFT JOIN pairs p ON p.id = s.pair_id
            LEFT JOIN mentors m ON m.id = p.mentor_id LEFT JOIN mentees e ON e.id = s.mentee_id
            WHERE {LATE} AND s.due_on < :today AND NOT ({AT_REST})
            AND (s.side <> 'mentor' OR NOT EXISTS ({THEIRS}))
            ORDER BY s.school_id, s.due_on, s.id""",
        today=today.isoformat(),
    )


def _second(today: date) -> str:
    return (today - timedelta(days=SECOND_CALL)).isoformat()
