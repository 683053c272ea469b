"""Dates of their own that single schools were given, and their wishes for one.

Wherever a date is asked for in the eyes of a school, EFFECTIVE and ENDS_AT stand for the deadline's own columns. A
school's date never makes the one of everybody earlier: of two, the later counts.
"""

from dataclasses import replace
from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain.extending import Wish
from domain.people import Scope
from domain.submissions import Due
from storage import years
from storage.database import Transaction, Value
from storage.instants import day, instant, maybe_moment, moment

# With `deadlines d` and an alias `s` whose id is the school's.
OWN: Final = """LEFT JOIN extensions x ON x.roadmap_row = d.roadmap_row AND x.period = d.period
    AND x.school_id = s.id"""
EFFECTIVE: Final = "CASE WHEN x.until > d.effective THEN x.until ELSE d.effective END"
ENDS_AT: Final = "CASE WHEN x.ends_at > d.ends_at THEN x.ends_at ELSE d.ends_at END"
OPEN: Final = "(d.closed_at IS NULL OR x.ends_at > d.closed_at)"

DUE: Final = f"""SELECT d.id, d.year, d.roadmap_row, d.period, d.form, d.nominal, {EFFECTIVE} AS effective,
    {ENDS_AT} AS ends_at, d.since, d.moved_at, d.closed_at, x.until > d.effective AS extended
    FROM deadlines d JOIN schools s ON s.id = :school {OWN}"""
WISH: Final = """SELECT w.*, s.name AS school, d.id AS deadline_id, d.form FROM extension_wishes w
    JOIN schools s ON s.id = w.school_id JOIN deadlines d ON d.roadmap_row = w.roadmap_row AND d.period = w.period"""


async def dues(db: Transaction, school_id: int, form: str | None = None) -> list[Due]:
    """Every deadline as this school has it, by day."""
    rows = await db.all(
        f"{DUE} WHERE (:form IS NULL OR d.form = :form) ORDER BY effective, d.id", school=school_id, form=form
    )
    return [_due(row) for row in rows]


async def due(db: Transaction, school_id: int, form: str, period: str) -> Due | None:
    """The deadline of a form for a period, as this school has it."""
    row = await db.one(f"{DUE} WHERE d.form = :form AND d.period = :period", school=school_id, form=form, period=period)
    return _due(row) if row else None


async def due_of(db: Transaction, school_id: int, deadline_id: int) -> Due | None:
    """One deadline, as this school has it."""
    row = await db.one(f"{DUE} WHERE d.id = :id", school=school_id, id=deadline_id)
    return _due(row) if row else None


async def given(db: Transaction, due: Due) -> dict[int, Due]:
    """A deadline in the eyes of each school that has a later date of its own."""
    rows = await db.all(
        """SELECT school_id, until, ends_at FROM extensions
           WHERE roadmap_row = :row AND period = :period AND until > :effective""",
        row=due.row,
        period=due.period,
        effective=due.effective.isoformat(),
    )
    return {
        row["school_id"]: replace(due, effective=day(row["until"]), ends_at=moment(row["ends_at"]), extended=True)
        for row in rows
    }


async def put(
    db: Transaction,
    due: Due,
    school_id: int,
    until: tuple[date, datetime] | None,
    reason: str | None,
    by_person: int,
    now: datetime,
) -> int:
    """Give a school a date of its own (the day, and the instant it ends), another one, or (None) none any more. A wish
    that waits is answered with it. The event's id. To be called within `reminders.changing`."""
    where: dict[str, Value] = {"row": due.row, "period": due.period, "school": school_id}
    before = await db.value(
        "SELECT until FROM extensions WHERE roadmap_row = :row AND period = :period AND school_id = :school", **where
    )
    stamp: dict[str, Value] = {"by": by_person, "now": instant(now), "reason": reason}
    if until is None:
        await db.run(
            "DELETE FROM extensions WHERE roadmap_row = :row AND period = :period AND school_id = :school", **where
        )
    else:
        await db.run(
            """INSERT INTO extensions (roadmap_row, period, school_id, until, ends_at, reason, by_person, at)
               VALUES (:row, :period, :school, :until, :ends_at, :reason, :by, :now)
               ON CONFLICT (roadmap_row, period, school_id) DO UPDATE SET until = excluded.until,
                   ends_at = excluded.ends_at, reason = excluded.reason, by_person = excluded.by_person,
                   at = excluded.at""",
            **where,
            **stamp,
            until=until[0].isoformat(),
            ends_at=instant(until[1]),
        )
        await db.run(
            """UPDATE extension_wishes SET granted = 1, answered_at = :now, answered_by = :by
               WHERE roadmap_row = :row AND period = :period AND school_id = :school AND granted IS NULL""",
            **where,
            by=by_person,
            now=instant(now),
        )
    return int(
        await db.value(
            """INSERT INTO extension_events (roadmap_row, period, school_id, at, by_person, before, after, reason)
               VALUES (:row, :period, :school, :now, :by, :before, :after, :reason) RETURNING id""",
            **where,
            **stamp,
            before=before,
            after=until[0].isoformat() if until else None,
        )
    )


async def event(db: Transaction, event_id: int) -> tuple[int, int]:
    """The deadline and the school of one change. LookupError where there was none."""
    row = await db.one(
        """SELECT d.id, e.school_id FROM extension_events e
           JOIN deadlines d ON d.roadmap_row = e.roadmap_row AND d.period = e.period WHERE e.id = :id""",
        id=event_id,
    )
    if row is None:
        raise LookupError(event_id)
    return int(row["id"]), int(row["school_id"])


async def history(db: Transaction, due: Due, school_id: int) -> list[Row]:
    """Oldest first: at, name, before, after, reason."""
    return await db.all(
        """SELECT e.at, p.name, e.before, e.after, e.reason FROM extension_events e JOIN people p ON p.id = e.by_person
           WHERE e.school_id = :school AND e.roadmap_row = :row AND e.period = :period ORDER BY e.id""",
        school=school_id,
        row=due.row,
        period=due.period,
    )


async def wish(
    db: Transaction, due: Due, school_id: int, until: date, reason: str, by_person: int, now: datetime
) -> int | None:
    """A school asks; None where it has asked already and waits for the answer."""
    made = await db.value(
        """INSERT INTO extension_wishes (roadmap_row, period, school_id, until, reason, by_person, at)
           VALUES (:row, :period, :school, :until, :reason, :by, :now)
           ON CONFLICT (roadmap_row, period, school_id) WHERE granted IS NULL DO NOTHING RETURNING id""",
        row=due.row,
        period=due.period,
        school=school_id,
        until=until.isoformat(),
        reason=reason,
        by=by_person,
        now=instant(now),
    )
    return None if made is None else int(made)


async def wished(db: Transaction, scope: Scope, wish_id: int) -> Wish | None:
    rows = await db.all(f"{WISH} WHERE w.id = :id", id=wish_id)
    return next((one for one in map(_wish, rows) if scope.school_id in (None, one.school_id)), None)


async def last_wish(db: Transaction, due: Due, school_id: int) -> Wish | None:
    """The school's newest wish about this date, answered or not."""
    row = await db.one(
        f"{WISH} WHERE d.id = :deadline AND w.school_id = :school ORDER BY w.id DESC LIMIT 1",
        deadline=due.id,
        school=school_id,
    )
    return _wish(row) if row else None


async def waiting(db: Transaction) -> list[Wish]:
    """Wishes nobody has answered, oldest first; a school that has filed meanwhile wishes nothing."""
    rows = await db.all(
        f"""{WISH} WHERE w.granted IS NULL AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.form = d.form
            AND b.period = d.period AND b.school_id = w.school_id AND b.state <> 'returned') ORDER BY w.id"""
    )
    return [_wish(row) for row in rows]


async def decline(db: Transaction, wish_id: int, answer: str, by_person: int, now: datetime) -> bool:
    """False where it was answered before."""
    changed = await db.run(
        """UPDATE extension_wishes SET granted = 0, answered_at = :now, answered_by = :by, answer = :answer
           WHERE id = :id AND granted IS NULL""",
        id=wish_id,
        answer=answer,
        by=by_person,
        now=instant(now),
    )
    return changed == 1


def _due(row: Row) -> Due:
    return years.from_row(row, extended=bool(row["extended"]))


def _wish(row: Row) -> Wish:
    return Wish(
        row["id"],
        row["deadline_id"],
        row["form"] or "",
        row["period"],
        row["school_id"],
        row["school"],
        day(row["until"]),
        row["reason"],
        row["by_person"],
        None if row["granted"] is None else bool(row["granted"]),
        maybe_moment(row["answered_at"]),
        row["answer"],
    )
