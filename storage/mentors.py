"""Mentors of the schools: adults by name, pupils by code."""

from datetime import datetime
from sqlite3 import Row

from domain import history
from domain.history import Fields
from domain.people import Scope
from domain.registry import Mentor
from storage import registry_history, schools
from storage.database import Transaction
from storage.instants import instant

COLUMNS = "m.id, m.school_id, m.code, m.kind, m.name, m.place, m.consent, m.person_id"
WITHIN = "(:school IS NULL OR m.school_id = :school) AND (:mentor IS NULL OR m.id = :mentor)"


async def add(
    db: Transaction,
    school_id: int,
    kind: str,
    now: datetime,
    name: str | None,
    place: str | None,
    consent: str | None,
    from_mentee: int | None = None,
) -> Mentor:
    """`from_mentee` is who they were before: nobody is that twice."""
    code = await schools.next_code(db, school_id, "mentor")
    row = await db.one(
        """INSERT INTO mentors (school_id, code, kind, name, place, consent, from_mentee, created_at)
           VALUES (:school, :code, :kind, :name, :place, :consent, :from_mentee, :now)
           RETURNING id, school_id, code, kind, name, place, consent, person_id""",
        school=school_id,
        code=code,
        kind=kind,
        name=name if kind == "adult" else None,
        place=place,
        consent=consent,
        from_mentee=from_mentee,
        now=instant(now),
    )
    assert row is not None
    return Mentor(*row)


async def get(db: Transaction, scope: Scope, mentor_id: int) -> Mentor | None:
    row = await db.one(f"SELECT {COLUMNS} FROM mentors m WHERE m.id = :id AND {WITHIN}", id=mentor_id, **_within(scope))
    return Mentor(*row) if row else None


async def listing(db: Transaction, scope: Scope) -> list[Mentor]:
    """Those not archived, by name."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM mentors m WHERE m.archived_at IS NULL AND {WITHIN}
            ORDER BY coalesce(m.name, m.code), m.id""",
        **_within(scope),
    )
    return [Mentor(*row) for row in rows]


async def of_mentee(db: Transaction, scope: Scope, mentee_id: int) -> Mentor | None:
    """Whom this mentee has become."""
    row = await db.one(
        f"SELECT {COLUMNS} FROM mentors m WHERE m.from_mentee = :mentee AND {WITHIN}",
        mentee=mentee_id,
        **_within(scope),
    )
    return Mentor(*row) if row else None


async def change(db: Transaction, mentor: Mentor, fields: Fields, by_person: int, now: datetime) -> None:
    """Name and place; the history tells those that changed."""
    before, after = history.changed({"name": mentor.name, "place": mentor.place}, fields)
    if after:
        columns = ", ".join(f"{key} = :{key}" for key in after)
        await db.run(f"UPDATE mentors SET {columns} WHERE id = :id", id=mentor.id, **after)
        await registry_history.record(db, "mentor", mentor.id, "corrected", by_person, now, before, after)


async def connect(db: Transaction, mentor_id: int, person_id: int) -> None:
    """The mentor has come to the bot as this person."""
    await db.run("UPDATE mentors SET person_id = :person WHERE id = :id", id=mentor_id, person=person_id)


async def chat(db: Transaction, mentor_id: int) -> Row | None:
    """Where to write to them: person_id, telegram_id and their post (None once it has ended); None where they do not
    use the bot."""
    return await db.one(
        """SELECT p.id AS person_id, p.telegram_id, r.id AS post FROM mentors m JOIN people p ON p.id = m.person_id
           LEFT JOIN roles r ON r.person_id = p.id AND r.mentor_id = m.id AND r.revoked_at IS NULL
           WHERE m.id = :id""",
        id=mentor_id,
    )


async def account(db: Transaction, mentor_id: int) -> Row | None:
    """The same while they have their post; None where they have left, too."""
    found = await chat(db, mentor_id)
    return None if found is None or found["post"] is None else found


async def reach(db: Transaction, mentor_id: int) -> int | None:
    """The chat in which this mentor hears the bot now: None without a post, or where the messenger refuses us."""
    found = await db.value(
        """SELECT p.telegram_id FROM mentors m JOIN people p ON p.id = m.person_id AND p.unreachable_since IS NULL
           JOIN roles r ON r.person_id = p.id AND r.mentor_id = m.id AND r.revoked_at IS NULL WHERE m.id = :id""",
        id=mentor_id,
    )
    return None if found is None else int(found)


def _within(scope: Scope) -> dict[str, int | None]:
    return {"school": scope.school_id, "mentor": scope.mentor_id}
