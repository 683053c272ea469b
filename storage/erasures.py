"""Who asked for an erasure, who agreed, and what came of it: numbers alone, whatever was erased."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Row
from typing import Final

from storage import backups
from storage.database import Transaction
from storage.instants import instant, moment

PERSON, SCHOOL, YEAR = "person", "school", "year"
MENTOR: Final = "mentor"  # who has no account: kept as a person with minus the id of the mentor
WAITS: Final = timedelta(days=7)  # for a second person of the department; for one's own second word a day
SECOND_WORD: Final = timedelta(days=1)
COLUMNS: Final = "id, kind, subject, reason, asked_by, asked_at"
OPEN: Final = "done_at IS NULL AND dropped_at IS NULL AND asked_at > :since"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One that waits for a second word. `subject` is a mentor's or school's id, or a year."""

    id: int
    kind: str
    subject: int
    reason: str
    asked_by: int
    asked_at: datetime


async def ask(db: Transaction, kind: str, subject: int, reason: str | None, by: int, now: datetime) -> int:
    """The one that waits already, where there is one."""
    for one in await waiting(db, now):
        if (one.kind, one.subject) == (kind, subject) and kind != PERSON:
            return one.id
    return int(
        await db.value(
            """INSERT INTO erasures (kind, subject, reason, asked_by, asked_at)
               VALUES (:kind, :subject, :reason, :by, :now) RETURNING id""",
            kind=PERSON if kind == MENTOR else kind,
            subject=-subject if kind == MENTOR else subject,
            reason=reason,
            by=by,
            now=instant(now),
        )
    )


async def waiting(db: Transaction, now: datetime) -> list[Erasure]:
    """Schools, years and mentors without an account, the oldest first."""
    rows = await db.all(
        f"SELECT {COLUMNS} FROM erasures WHERE {OPEN} AND (kind <> 'person' OR subject < 0) ORDER BY id",
        since=instant(now - WAITS),
    )
    return [_erasure(row) for row in rows]


async def get(db: Transaction, erasure_id: int, now: datetime) -> Erasure | None:
    """One that waits for a second person of the department."""
    return next((one for one in await waiting(db, now) if one.id == erasure_id), None)


async def own(db: Transaction, person_id: int, by: int, now: datetime) -> int | None:
    """That somebody has asked for a person to be erased, within the day: for themselves, or in the department."""
    found = await db.value(
        f"""SELECT id FROM erasures WHERE {OPEN} AND kind = 'person' AND subject = :person AND asked_by = :by
            ORDER BY id DESC LIMIT 1""",
        since=instant(now - SECOND_WORD),
        person=person_id,
        by=by,
    )
    return None if found is None else int(found)


async def drop(db: Transaction, erasure_id: int, now: datetime) -> None:
    await db.run(
        "UPDATE erasures SET dropped_at = :now WHERE id = :id AND done_at IS NULL", id=erasure_id, now=instant(now)
    )


async def done(db: Transaction, erasure_id: int, by: int, now: datetime) -> None:
    """sqlite3.IntegrityError where a school or a year is confirmed by whoever asked."""
    await db.run(
        "UPDATE erasures SET confirmed_by = :by, done_at = :now WHERE id = :id", id=erasure_id, by=by, now=instant(now)
    )


async def backed_up(db: Transaction, one: Erasure) -> bool:
    """Whether there is a good backup made since it was asked for."""
    last = await backups.last(db)
    return last is not None and last.at > one.asked_at


async def all_done(db: Transaction) -> list[tuple[str, int, datetime]]:
    """Kind, subject and when: what a backup made before does not know yet."""
    rows = await db.all("SELECT kind, subject, done_at FROM erasures WHERE done_at IS NOT NULL ORDER BY id")
    return [(*_named(row), moment(row["done_at"])) for row in rows]


def _named(row: Row) -> tuple[str, int]:
    """Kind and subject as the house calls them."""
    return (MENTOR, -row["subject"]) if row["subject"] < 0 else (row["kind"], row["subject"])


def _erasure(row: Row) -> Erasure:
    return Erasure(row["id"], *_named(row), row["reason"] or "", row["asked_by"], moment(row["asked_at"]))
