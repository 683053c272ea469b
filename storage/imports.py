"""Tables that people sent to be taken into the registry, from the file to what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from domain.imports.registry import Given
from domain.imports.tables import Fault
from domain.people import Person, Role
from storage.database import Transaction
from storage.instants import instant

# Whoever sent it is still in the post they sent it from.
IN_POST: Final = f"""EXISTS (SELECT 1 FROM roles r WHERE r.person_id = i.by_person AND r.revoked_at IS NULL
    AND (i.school_id IS NULL AND r.role = '{Role.DEPARTMENT.value}'
         OR r.school_id = i.school_id AND r.role = '{Role.COORDINATOR.value}'))"""


@dataclass(frozen=True, slots=True)
class Job:
    """An import that waits for the machine. `own` is the number of the only school it may touch; `digest` is of what
    the person has confirmed, None where nothing was shown to them yet."""

    id: int
    state: str
    sha256: str
    own: int | None
    school_id: int | None
    by_person: int
    chat_id: int
    digest: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What is kept of an import: `faults` of one that was refused, `given` codes of one that was done."""

    state: str
    faults: Sequence[Fault]
    given: Sequence[Given]


async def add(db: Transaction, file_id: int, by: Person, now: datetime) -> int:
    """To be read as soon as its file is there. What the same person has not confirmed so far is dropped."""
    await db.run(
        """UPDATE imports SET state = 'dropped', changed_at = :now
           WHERE by_person = :by AND state IN ('waiting', 'ready')""",
        by=by.id,
        now=instant(now),
    )
    return int(
        await db.value(
            """INSERT INTO imports (file_id, school_id, by_person, state, at, changed_at)
               VALUES (:file, :school, :by, 'waiting', :now, :now) RETURNING id""",
            file=file_id,
            school=by.post.school_id,
            by=by.id,
            now=instant(now),
        )
    )


async def to_do(db: Transaction, now: datetime) -> list[Job]:
    """Those whose turn it is, oldest first. A file that was refused, or a post that has ended, ends its import."""
    await db.run(
        f"""UPDATE imports AS i SET state = 'dropped', changed_at = :now WHERE state IN ('waiting', 'wanted')
            AND (NOT {IN_POST} OR EXISTS (SELECT 1 FROM files f WHERE f.id = i.file_id AND f.state = 'refused'))""",
        now=instant(now),
    )
    rows = await db.all(
        """SELECT i.id, i.state, f.sha256, s.number, i.school_id, i.by_person, p.telegram_id, i.digest
           FROM imports i JOIN files f ON f.id = i.file_id AND f.state = 'kept'
           JOIN people p ON p.id = i.by_person LEFT JOIN schools s ON s.id = i.school_id
           WHERE i.state IN ('waiting', 'wanted') ORDER BY i.id"""
    )
    return [Job(*row) for row in rows]


async def waiting(db: Transaction) -> bool:
    """Whether there is one that cannot begin yet: its file is on its way."""
    return bool(await db.value("SELECT 1 FROM imports WHERE state IN ('waiting', 'wanted') LIMIT 1"))


async def turn(
    db: Transaction,
    import_id: int,
    before: Sequence[str],
    after: str,
    now: datetime,
    *,
    digest: str | None = None,
    faults: Sequence[Fault] = (),
    given: Sequence[Given] = (),
) -> bool:
    """Into another state; False where it is in none of those `before` any more."""
    report = {
        "faults": [[one.sheet, one.cell, one.words] for one in faults],
        "given": [[one.sheet, one.row, one.list_no, one.code, one.new] for one in given],
    }
    changed = await db.run(
        f"""UPDATE imports SET state = :after, digest = coalesce(:digest, digest), report = :report, changed_at = :now
            WHERE id = :id AND state IN ({", ".join(repr(str(state)) for state in before)})""",
        id=import_id,
        after=after,
        digest=digest,
        report=orjson.dumps(report).decode(),
        now=instant(now),
    )
    return changed == 1


async def report(db: Transaction, by_person: int, import_id: int) -> Report | None:
    """One's own alone, and for as long as the post it was sent from lasts: the codes are the school's."""
    row = await db.one(
        f"SELECT i.state, i.report FROM imports i WHERE i.id = :id AND i.by_person = :by AND {IN_POST}",
        id=import_id,
        by=by_person,
    )
    if row is None:
        return None
    kept = orjson.loads(row["report"]) if row["report"] else {"faults": [], "given": []}
    return Report(row["state"], [Fault(*one) for one in kept["faults"]], [Given(*one) for one in kept["given"]])
