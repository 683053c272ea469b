"""The history of partners, materials, publications and faults: every step, who and when."""

from datetime import datetime

import orjson

from domain.history import Event, Fields
from storage.database import Transaction
from storage.instants import instant, moment


async def record(
    db: Transaction,
    registry: str,
    subject_id: int,
    what: str,
    by_person: int,
    now: datetime,
    before: Fields | None = None,
    after: Fields | None = None,
) -> None:
    await db.run(
        """INSERT INTO registry_history (registry, subject_id, at, by_person, what, before, after)
           VALUES (:registry, :subject, :now, :by, :what, :before, :after)""",
        registry=registry,
        subject=subject_id,
        now=instant(now),
        by=by_person,
        what=what,
        before=_packed(before),
        after=_packed(after),
    )


async def of(db: Transaction, registry: str, subject_id: int) -> list[Event]:
    """Newest first. The subject was loaded within the person's scope before."""
    rows = await db.all(
        """SELECT h.at, p.name, h.what, h.before, h.after FROM registry_history h
           JOIN people p ON p.id = h.by_person
           WHERE h.registry = :registry AND h.subject_id = :subject ORDER BY h.id DESC""",
        registry=registry,
        subject=subject_id,
    )
    return [
        Event(moment(row["at"]), row["name"], row["what"], _fields(row["before"]), _fields(row["after"]))
        for row in rows
    ]


def _packed(fields: Fields | None) -> str | None:
    return orjson.dumps(dict(fields)).decode() if fields else None


def _fields(text: str | None) -> Fields:
    return orjson.loads(text) if text else {}
