"""Drafts: only answers. A change is made on the revision it was based on, or not at all."""

from datetime import datetime
from sqlite3 import Row
from typing import NamedTuple

import orjson

from domain.drafted import Draft
from domain.people import Person, Scope
from storage.database import Transaction
from storage.instants import instant

COLUMNS = "d.id, d.form, d.version, d.subject, d.school_id, d.answers, d.kept, d.reasons, d.revision"
MINE = "(d.school_id = :school OR (d.school_id IS NULL AND d.begun_by = :person))"
GET = f"SELECT {COLUMNS} FROM drafts d WHERE d.id = :id AND {MINE}"
FOCUS = f"""SELECT {COLUMNS}, f.revision AS seen FROM focus f JOIN drafts d ON d.id = f.draft_id
    WHERE f.person_id = :person AND {MINE}"""
GOES_ON = "UPDATE focus SET revision = :revision WHERE person_id = :person AND draft_id = :draft"


class Stored(NamedTuple):
    """A draft and where it belongs. `subject` says what it is about: a period, a pair, a new thing."""

    id: int
    form: str
    version: int
    subject: str
    school_id: int | None
    draft: Draft
    revision: int


class Focus(NamedTuple):
    """The open form of a person, and the revision of it that they have `seen`."""

    stored: Stored
    seen: int


async def open_one(
    db: Transaction, form: str, version: int, subject: str, by: Person, now: datetime, draft: Draft
) -> Stored:
    """The draft about this subject: the one begun before, or a new one with these first answers."""
    scope = by.post.scope
    found = await about(db, form, subject)
    if found is not None:
        return found
    made = await db.one(
        """INSERT INTO drafts
               (form, version, subject, school_id, answers, kept, reasons, begun_by, begun_at, changed_at)
           VALUES (:form, :version, :subject, :school, :answers, :kept, :reasons, :by, :now, :now)
           RETURNING id, form, version, subject, school_id, answers, kept, reasons, revision""",
        form=form,
        version=version,
        subject=subject,
        school=scope.school_id,
        by=by.id,
        now=instant(now),
        **_packed(draft),
    )
    assert made is not None
    return _stored(made)


async def about(db: Transaction, form: str, subject: str) -> Stored | None:
    """The draft about a subject, its owner included: "5:2026-Q3"."""
    row = await db.one(
        f"SELECT {COLUMNS} FROM drafts d WHERE d.form = :form AND d.subject = :subject", form=form, subject=subject
    )
    return _stored(row) if row else None


async def get(db: Transaction, by: Person, draft_id: int) -> Stored | None:
    """One of the school's drafts, or, in the department, one's own."""
    row = await db.one(GET, id=draft_id, school=by.post.school_id, person=by.id)
    return _stored(row) if row else None


async def save(db: Transaction, stored: Stored, draft: Draft, version: int, now: datetime) -> Stored | None:
    """The draft one revision on; None where it was changed elsewhere since it was loaded."""
    changed = await db.run(
        """UPDATE drafts SET answers = :answers, kept = :kept, reasons = :reasons, version = :version,
           revision = revision + 1, changed_at = :now WHERE id = :id AND revision = :revision""",
        id=stored.id,
        revision=stored.revision,
        version=version,
        now=instant(now),
        **_packed(draft),
    )
    if not changed:
        return None
    return Stored(stored.id, stored.form, version, stored.subject, stored.school_id, draft, stored.revision + 1)


async def drop(db: Transaction, draft_id: int) -> None:
    await db.run("DELETE FROM drafts WHERE id = :id", id=draft_id)


async def drop_own(db: Transaction, form: str, person_id: int) -> None:
    """What this person has begun of a form that nobody goes on with later; none of it is open any more."""
    await db.run("DELETE FROM drafts WHERE form = :form AND begun_by = :person", form=form, person=person_id)


async def begun(db: Transaction, form: str, period: str) -> dict[int, Draft]:
    """Drafts of all schools about a period, by school."""
    rows = await db.all(
        f"SELECT {COLUMNS} FROM drafts d WHERE d.form = :form AND d.subject = d.school_id || ':' || :period",
        form=form,
        period=period,
    )
    return {row["school_id"]: _stored(row).draft for row in rows}


async def unfinished(db: Transaction, by: Person, limit: int = 5) -> list[Stored]:
    """Newest first."""
    rows = await db.all(
        f"SELECT {COLUMNS} FROM drafts d WHERE {MINE} AND d.begun_by = :person ORDER BY d.changed_at DESC LIMIT :n",
        school=by.post.school_id,
        person=by.id,
        n=limit,
    )
    return [_stored(row) for row in rows]


async def focus_on(db: Transaction, person_id: int, draft_id: int, revision: int) -> None:
    """What this person types next answers this draft, as they were last shown it."""
    if await db.run(GOES_ON, person=person_id, draft=draft_id, revision=revision):
        return
    await db.run(
        """INSERT INTO focus (person_id, draft_id, revision) VALUES (:person, :draft, :revision)
           ON CONFLICT (person_id) DO UPDATE SET draft_id = excluded.draft_id, revision = excluded.revision""",
        person=person_id,
        draft=draft_id,
        revision=revision,
    )


async def focus(db: Transaction, by: Person) -> Focus | None:
    """The draft a typed answer belongs to, where this person may still see it."""
    row = await db.one(FOCUS, person=by.id, school=by.post.school_id)
    return Focus(_stored(row), row["seen"]) if row else None


async def leave(db: Transaction, person_id: int) -> bool:
    """Step out of whatever form is open; the draft stays. False where none was."""
    return await db.run("DELETE FROM focus WHERE person_id = :person", person=person_id) == 1


async def let_go(db: Transaction, person_id: int, draft_id: int) -> None:
    """The same, where it is this one that is open."""
    await db.run("DELETE FROM focus WHERE person_id = :person AND draft_id = :draft", person=person_id, draft=draft_id)


async def hand_in(db: Transaction, stored: Stored, result: int, person_id: int, now: datetime) -> None:
    """The draft has become `result`; a second tap finds the receipt instead of doing it again."""
    await db.run(
        """INSERT INTO receipts (draft_id, form, school_id, result, person_id, at)
           VALUES (:draft, :form, :school, :result, :person, :now)""",
        draft=stored.id,
        form=stored.form,
        school=stored.school_id,
        result=result,
        person=person_id,
        now=instant(now),
    )
    await drop(db, stored.id)


async def receipt(db: Transaction, by: Person, draft_id: int) -> tuple[str, int, bool] | None:
    """The form and the row that a handed-in draft became, and whether they have handed it in themselves; for those of
    the same school, or, in the department, that one person."""
    scope: Scope = by.post.scope
    row = await db.one(
        """SELECT form, result, person_id FROM receipts WHERE draft_id = :draft
           AND (school_id = :school OR (school_id IS NULL AND person_id = :person))""",
        draft=draft_id,
        school=scope.school_id,
        person=by.id,
    )
    return (row["form"], row["result"], row["person_id"] == by.id) if row else None


def _packed(draft: Draft) -> dict[str, str]:
    return {
        "answers": orjson.dumps(dict(draft.answers)).decode(),
        "kept": orjson.dumps(dict(draft.kept)).decode() if draft.kept else "{}",
        "reasons": orjson.dumps(dict(draft.reasons)).decode() if draft.reasons else "{}",
    }


def _stored(row: Row) -> Stored:
    """COLUMNS, and perhaps more behind them."""
    draft_id, form, version, subject, school_id, answers, kept, reasons, revision, *_ = row
    draft = Draft(
        orjson.loads(answers),
        orjson.loads(kept) if kept != "{}" else {},
        orjson.loads(reasons) if reasons != "{}" else {},
    )
    return Stored(draft_id, form, version, subject, school_id, draft, revision)
