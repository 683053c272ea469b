"""Dates of their own that single schools were given.

Wherever a date is asked for in the eyes of a school, EFFECTIVE and ENDS_AT stand for the deadline's own columns. A
school's date never makes the one of everybody earlier: of two, the later counts.
"""

from dataclasses import replace
from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain.submissions import Due
from storage import years
from storage.database import Transaction, Value
from storage.instants import day, instant, moment

# With `deadlines d` and an alias `s` whose id is the school's.
OWN: Final = """LEFT JOIN extensions x ON x.roadmap_row = d.roadmap_row AND x.period = d.period
    AND x.school_id = s.id"""
EFFECTIVE: Final = "CASE WHEN x.until > d.effective THEN x.until ELSE d.effective END"
ENDS_AT: Final = "CASE WHEN x.ends_at > d.ends_at THEN x.ends_at ELSE d.ends_at END"
OPEN: Final = "(d.closed_at IS NULL OR x.ends_at > d.closed_at)"

DUE: Final = f"""SELECT d.id, d.year, d.roadmap_row, d.period, d.form, d.nominal, {EFFECTIVE} AS effective,
    {ENDS_AT} AS ends_at, d.since, d.moved_at, d.closed_at, x.until > d.effective AS extended
    FROM deadlines d JOIN schools s ON s.id = :school {OWN}"""


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


def _due(row: Row) -> Due:
    return years.from_row(row, extended=bool(row["extended"]))
