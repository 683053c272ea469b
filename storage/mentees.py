"""Mentees: a code, a class, and a consent on paper. Never a name."""

from datetime import datetime
from sqlite3 import Row

from domain import history
from domain.competences import COMPETENCE_LABELS, packed, unpacked
from domain.history import Fields
from domain.people import Scope
from domain.registry import Mentee
from storage import registry_history, schools
from storage.database import Transaction
from storage.instants import instant

COLUMNS = "e.id, e.school_id, e.code, e.grade, e.request, e.consent_kind, e.consent, e.wants, e.form"
WITHIN = """(:school IS NULL OR e.school_id = :school) AND (:mentor IS NULL OR EXISTS (
    SELECT 1 FROM pair_mentees pm JOIN pairs p ON p.id = pm.pair_id
    WHERE pm.mentee_id = e.id AND p.mentor_id = :mentor))"""


async def add(
    db: Transaction,
    school_id: int,
    now: datetime,
    grade: str | None = None,
    request: str | None = None,
    consent_kind: str | None = None,
    consent: str | None = None,
) -> Mentee:
    """The code is given here and never again."""
    row = await db.one(
        """INSERT INTO mentees (school_id, code, grade, request, consent_kind, consent, created_at)
           VALUES (:school, :code, :grade, :request, :kind, :consent, :now)
           RETURNING id, school_id, code, grade, request, consent_kind, consent, wants, form""",
        school=school_id,
        code=await schools.next_code(db, school_id, "mentee"),
        grade=grade,
        request=request,
        kind=consent_kind,
        consent=consent,
        now=instant(now),
    )
    assert row is not None
    return _mentee(row)


async def get(db: Transaction, scope: Scope, mentee_id: int) -> Mentee | None:
    row = await db.one(
        f"SELECT {COLUMNS} FROM mentees e WHERE e.id = :id AND {WITHIN}",
        id=mentee_id,
        school=scope.school_id,
        mentor=scope.mentor_id,
    )
    return _mentee(row) if row else None


async def listing(db: Transaction, scope: Scope) -> list[Mentee]:
    """Those not archived, newest code first: the one just registered is the one wanted."""
    rows = await db.all(
        f"SELECT {COLUMNS} FROM mentees e WHERE e.archived_at IS NULL AND {WITHIN} ORDER BY e.id DESC",
        school=scope.school_id,
        mentor=scope.mentor_id,
    )
    return [_mentee(row) for row in rows]


async def of_pair(db: Transaction, pair_id: int) -> list[Mentee]:
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM mentees e JOIN pair_mentees pm ON pm.mentee_id = e.id
            WHERE pm.pair_id = :pair ORDER BY e.code""",
        pair=pair_id,
    )
    return [_mentee(row) for row in rows]


async def change(db: Transaction, mentee: Mentee, what: str, fields: Fields, by_person: int, now: datetime) -> None:
    """Fields as they are kept: keys with commas. The history tells those that changed."""
    kept: Fields = {
        "grade": mentee.grade,
        "request": mentee.request,
        "wants": packed(mentee.wants),
        "form": mentee.form,
        "consent_kind": mentee.consent_kind,
        "consent": mentee.consent,
    }
    before, after = history.changed(kept, fields)
    if after:
        columns = ", ".join(f"{key} = :{key}" for key in after)
        await db.run(f"UPDATE mentees SET {columns} WHERE id = :id", id=mentee.id, **after)
        await registry_history.record(db, "mentee", mentee.id, what, by_person, now, before, after)


def _mentee(row: Row) -> Mentee:
    mentee_id, school_id, code, grade, request, consent_kind, consent, wants, form = row
    asked = unpacked(wants, COMPETENCE_LABELS)
    return Mentee(mentee_id, school_id, code, grade, request, consent_kind, consent, asked, form)
