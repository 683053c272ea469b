"""Events of the department: seminars of row 3.2 and others."""

import json
from datetime import datetime
from sqlite3 import Row
from typing import Final

from domain.events import SEMINAR, Event
from domain.people import Role
from storage import watch
from storage.database import Transaction
from storage.instants import instant, maybe_moment, moment

COLUMNS: Final = """e.id, e.roadmap_row, e.period, e.title, e.about, e.place, e.starts_at, e.audience, e.moved_at,
    e.announced_at, e.cancelled_at, e.cancel_reason"""
AUDIENCES: Final = {Role.COORDINATOR: ("coordinators", "everybody"), Role.MENTOR: ("mentors", "everybody")}


async def save(
    db: Transaction,
    by_person: int,
    now: datetime,
    *,
    title: str,
    about: str | None,
    place: str,
    starts_at: datetime,
    audience: str,
    period: str | None,
    event_id: int | None = None,
) -> int:
    """A new event, or this one changed; what it was stays in the history. `period` makes it the seminar of row 3.2
    of that period."""
    before = await _values(db, event_id) if event_id is not None else None
    values = {
        "row": SEMINAR if period else None,
        "period": period,
        "title": title,
        "about": about,
        "place": place,
        "starts_at": instant(starts_at),
        "audience": audience,
        "now": instant(now),
    }
    if event_id is None:
        saved = await db.value(
            """INSERT INTO events (roadmap_row, period, title, about, place, starts_at, audience, by_person, created_at,
                   moved_at)
               VALUES (:row, :period, :title, :about, :place, :starts_at, :audience, :by, :now, :now) RETURNING id""",
            **values,
            by=by_person,
        )
    else:
        saved = await db.value(
            """UPDATE events SET roadmap_row = :row, period = :period, title = :title, about = :about, place = :place,
               moved_at = CASE starts_at WHEN :starts_at THEN moved_at ELSE :now END, starts_at = :starts_at,
               audience = :audience WHERE id = :id AND cancelled_at IS NULL RETURNING id""",
            **values,
            id=event_id,
        )
    if saved is None:
        raise LookupError(event_id)
    await _remember(db, int(saved), before, by_person, now)
    return int(saved)


async def announced(db: Transaction, event_id: int, now: datetime) -> None:
    await db.run(
        "UPDATE events SET announced_at = :now WHERE id = :id AND announced_at IS NULL", id=event_id, now=instant(now)
    )
    await watch.look(db)


async def cancel(db: Transaction, event_id: int, reason: str, by_person: int, now: datetime) -> bool:
    """False where it was cancelled before, or has begun."""
    before = await _values(db, event_id)
    changed = await db.run(
        """UPDATE events SET cancelled_at = :now, cancel_reason = :reason
           WHERE id = :id AND cancelled_at IS NULL AND starts_at > :now""",
        id=event_id,
        reason=reason,
        now=instant(now),
    )
    if changed:
        await _remember(db, event_id, before, by_person, now)
    return changed == 1


async def get(db: Transaction, event_id: int) -> Event | None:
    row = await db.one(f"SELECT {COLUMNS} FROM events e WHERE e.id = :id", id=event_id)
    return _event(row) if row else None


async def listing(db: Transaction) -> list[Event]:
    """All, the latest first."""
    return [_event(row) for row in await db.all(f"SELECT {COLUMNS} FROM events e ORDER BY e.starts_at DESC, e.id DESC")]


async def for_role(db: Transaction, role: Role) -> list[Event]:
    """Announced to people of this role, the latest first; with those cancelled."""
    names = AUDIENCES.get(role, ())
    marks = ", ".join(repr(name) for name in names)
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM events e WHERE e.announced_at IS NOT NULL AND e.audience IN ({marks})
            ORDER BY e.starts_at DESC, e.id DESC"""
    )
    return [_event(row) for row in rows]


async def since(db: Transaction, starts_at: datetime) -> list[Event]:
    """Announced, not cancelled, and begun after that instant or still to come."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM events e WHERE e.starts_at >= :since AND e.announced_at IS NOT NULL
            AND e.cancelled_at IS NULL ORDER BY e.starts_at""",
        since=instant(starts_at),
    )
    return [_event(row) for row in rows]


def reminder(event: Event) -> str:
    """What the keys of reminders of it begin with."""
    return f"event:{event.id}:"


async def _values(db: Transaction, event_id: int) -> str:
    row = await db.one(f"SELECT {COLUMNS} FROM events e WHERE e.id = :id", id=event_id)
    if row is None:
        raise LookupError(event_id)
    return json.dumps(dict(row), ensure_ascii=False)


async def _remember(db: Transaction, event_id: int, before: str | None, by_person: int, now: datetime) -> None:
    await db.run(
        """INSERT INTO event_history (event_id, at, by_person, before, after)
           VALUES (:id, :now, :by, :before, :after)""",
        id=event_id,
        now=instant(now),
        by=by_person,
        before=before,
        after=await _values(db, event_id),
    )


def _event(row: Row) -> Event:
    return Event(
        row["id"],
        row["roadmap_row"],
        row["period"],
        row["title"],
        row["about"],
        row["place"],
        moment(row["starts_at"]),
        row["audience"],
        moment(row["moved_at"]),
        maybe_moment(row["announced_at"]),
        maybe_moment(row["cancelled_at"]),
        row["cancel_reason"],
    )
