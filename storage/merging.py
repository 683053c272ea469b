"""One school becomes a part of another: what it keeps goes along, what it has filed stays under its own name."""

from datetime import datetime
from typing import Final

from domain.people import Role
from storage import school_life
from storage.database import Transaction
from storage.instants import instant

# Files go along because agreements and materials are opened by whoever keeps them.
MOVES: Final = ("mentors", "mentees", "pairs", "partners", "publications", "materials", "files")
WAITING: Final = "school_id = :source AND role = :mentor AND used_at IS NULL AND revoked_at IS NULL"


async def contents(db: Transaction, school_id: int) -> dict[str, int]:
    """What would go along, by table, and the drafts that would not."""
    found = {}
    for table in ("mentors", "mentees", "pairs", "partners", "publications", "materials", "drafts"):
        found[table] = int(await db.value(f"SELECT count(*) FROM {table} WHERE school_id = :id", id=school_id))
    return found


async def merge(db: Transaction, source: int, target: int, now: datetime) -> None:
    """Codes stay as they are. Mentors act for the new school from now on; posts of coordinators end."""
    both = {"source": source, "target": target}
    # The numbers of one school's list on paper mean others in the other's.
    await db.run("UPDATE mentees SET list_no = NULL WHERE school_id = :source", source=source)
    for table in MOVES:
        await db.run(f"UPDATE {table} SET school_id = :target WHERE school_id = :source", **both)
    # What a coordinator thought of a school's programme stays with that school, and what was answered stays in the
    # figures it was shown in: counted anew elsewhere, it could be told from the difference.
    await db.run(
        """UPDATE sheets SET school_id = :target
           WHERE school_id = :source AND pair_id IS NOT NULL AND filled_at IS NULL""",
        **both,
    )
    await db.run(
        """UPDATE faults SET school_id = :target WHERE school_id = :source AND closed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM faults own
           WHERE own.school_id = :target AND own.kind = faults.kind AND own.closed_at IS NULL)""",
        **both,
    )
    await db.run(
        """UPDATE contest_entries SET school_id = :target WHERE school_id = :source
           AND contest_id IN (SELECT id FROM contests WHERE closed_at IS NULL) AND NOT EXISTS (SELECT 1
           FROM contest_entries own WHERE own.contest_id = contest_entries.contest_id AND own.school_id = :target)""",
        **both,
    )
    mentor = Role.MENTOR.value
    await db.run(
        """UPDATE drafts SET school_id = :target WHERE school_id = :source AND EXISTS (SELECT 1 FROM roles r
           WHERE r.role = :mentor AND r.school_id = :source AND r.revoked_at IS NULL
           AND drafts.subject LIKE '@' || r.id || ':%')""",
        **both,
        mentor=mentor,
    )
    await db.run(
        "UPDATE roles SET school_id = :target WHERE school_id = :source AND role = :mentor AND revoked_at IS NULL",
        **both,
        mentor=mentor,
    )
    await db.run(f"UPDATE invitations SET school_id = :target WHERE {WAITING}", **both, mentor=mentor)
    await db.run(
        "UPDATE extension_wishes SET granted = 0, answered_at = :now WHERE school_id = :source AND granted IS NULL",
        source=source,
        now=instant(now),
    )
    await school_life.archive(db, source, now)
    await db.run("UPDATE schools SET merged_into = :target WHERE id = :source", **both)
