"""What mentors can give, and how many mentees each of them has at present."""

from datetime import datetime
from sqlite3 import Row
from typing import Final

from domain import history
from domain.competences import AGE_LABELS, COMPETENCE_LABELS, packed, unpacked
from domain.history import Fields
from domain.matching import Candidate, Profile
from domain.mentoring import LABELS
from domain.people import Scope
from storage import registry_history
from storage.database import Transaction

FIELDS: Final = ("competences", "ages", "forms", "hours", "places", "achievements", "interests")
COLUMNS: Final = ", ".join(f"m.{key}" for key in FIELDS)
BUSY: Final = """(SELECT count(DISTINCT pm.mentee_id) FROM pair_mentees pm JOIN pairs p ON p.id = pm.pair_id
    WHERE p.mentor_id = m.id AND p.closed_on IS NULL)"""


async def get(db: Transaction, scope: Scope, mentor_id: int) -> Profile | None:
    """None where there is no such mentor within the scope; an empty profile where nothing was said yet."""
    row = await db.one(
        f"""SELECT {COLUMNS} FROM mentors m WHERE m.id = :id
            AND (:school IS NULL OR m.school_id = :school) AND (:mentor IS NULL OR m.id = :mentor)""",
        id=mentor_id,
        school=scope.school_id,
        mentor=scope.mentor_id,
    )
    return profile(row) if row else None


async def change(
    db: Transaction, mentor_id: int, before: Profile, after: Profile, by_person: int, now: datetime
) -> None:
    """The mentor was loaded within the person's scope before."""
    was, fields = history.changed(_kept(before), _kept(after))
    if not fields:
        return
    columns = ", ".join(f"{key} = :{key}" for key in fields)
    await db.run(f"UPDATE mentors SET {columns} WHERE id = :id", id=mentor_id, **fields)
    await registry_history.record(db, "mentor", mentor_id, "profile", by_person, now, was, fields)


async def candidates(db: Transaction, scope: Scope) -> list[Candidate]:
    """Everybody on the school's list with the mentees of their pairs that are not over: drafts and pauses take a
    place, too. One mentee in two pairs of a mentor takes one."""
    rows = await db.all(
        f"""SELECT m.id, m.school_id, coalesce(m.name, m.code) AS label, m.kind = 'pupil' AS pupil, m.from_mentee,
                {BUSY} AS busy, {COLUMNS}
            FROM mentors m WHERE m.archived_at IS NULL AND (:school IS NULL OR m.school_id = :school)
            AND (:mentor IS NULL OR m.id = :mentor) ORDER BY m.id""",
        school=scope.school_id,
        mentor=scope.mentor_id,
    )
    return [
        Candidate(
            row["id"], row["school_id"], row["label"], bool(row["pupil"]), profile(row), row["busy"],
            was=row["from_mentee"],
        )
        for row in rows
    ]  # fmt: skip


async def busy(db: Transaction, mentor_id: int) -> int:
    """How many mentees one of them leads. The mentor was loaded within the person's scope before."""
    return int(await db.value(f"SELECT {BUSY} FROM mentors m WHERE m.id = :id", id=mentor_id))


async def leading(db: Transaction, mentee_id: int) -> frozenset[int]:
    """Mentors whose pair with this mentee is not over."""
    rows = await db.all(
        """SELECT p.mentor_id FROM pairs p JOIN pair_mentees pm ON pm.pair_id = p.id
           WHERE pm.mentee_id = :mentee AND p.closed_on IS NULL""",
        mentee=mentee_id,
    )
    return frozenset(row["mentor_id"] for row in rows)


def profile(row: Row) -> Profile:
    """From the columns of `FIELDS`."""
    return Profile(
        unpacked(row["competences"], COMPETENCE_LABELS),
        unpacked(row["ages"], AGE_LABELS),
        unpacked(row["forms"], LABELS),
        row["hours"],
        row["places"],
        row["achievements"],
        row["interests"],
    )


def _kept(one: Profile) -> Fields:
    return {
        "competences": packed(one.competences),
        "ages": packed(one.ages),
        "forms": packed(one.forms),
        "hours": one.hours,
        "places": one.places,
        "achievements": one.achievements,
        "interests": one.interests,
    }
