"""Activated roadmap years and their deadlines, each a row that the department can move."""

from datetime import date, datetime
from sqlite3 import Row

from domain.deadlines import Deadline
from domain.submissions import Due
from storage.database import Transaction
from storage.instants import day, instant, maybe_moment, moment

COLUMNS = "id, year, roadmap_row, period, form, nominal, effective, ends_at, since, moved_at, closed_at"


async def activate(
    db: Transaction, year: int, deadlines: list[Deadline], by_person: int, now: datetime, today: date
) -> bool:
    """Put a year and its dates in force; False where it already is."""
    if await active(db, year):
        return False
    await db.run(
        "INSERT INTO years (year, activated_at, activated_by) VALUES (:year, :now, :by)",
        year=year,
        now=instant(now),
        by=by_person,
    )
    await db.run_many(
        """INSERT INTO deadlines (year, roadmap_row, period, form, nominal, effective, ends_at, since)
           VALUES (:year, :row, :period, :form, :nominal, :effective, :ends_at, :since)""",
        [
            {
                "year": year,
                "row": deadline.row.number,
                "period": deadline.period.key,
                "form": deadline.row.form,
                "nominal": deadline.nominal.isoformat(),
                "effective": deadline.effective.isoformat(),
                "ends_at": instant(deadline.ends_at),
                "since": today.isoformat(),
            }
            for deadline in deadlines
        ],
    )
    return True


async def active(db: Transaction, year: int) -> bool:
    return bool(await db.value("SELECT 1 FROM years WHERE year = :year", year=year))


async def listing(db: Transaction) -> list[int]:
    return [row["year"] for row in await db.all("SELECT year FROM years ORDER BY year")]


async def closed(db: Transaction) -> dict[int, datetime]:
    """The years that are over and closed, and since when."""
    rows = await db.all("SELECT year, closed_at FROM years WHERE closed_at IS NOT NULL")
    return {row["year"]: moment(row["closed_at"]) for row in rows}


async def deadlines(db: Transaction, year: int | None = None, form: str | None = None) -> list[Due]:
    """By day."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM deadlines WHERE (:year IS NULL OR year = :year)
            AND (:form IS NULL OR form = :form) ORDER BY effective, id""",
        year=year,
        form=form,
    )
    return [from_row(row) for row in rows]


async def get(db: Transaction, deadline_id: int) -> Due | None:
    row = await db.one(f"SELECT {COLUMNS} FROM deadlines WHERE id = :id", id=deadline_id)
    return from_row(row) if row else None


async def due(db: Transaction, form: str, period: str) -> Due | None:
    """The deadline of a form for a period."""
    row = await db.one(
        f"SELECT {COLUMNS} FROM deadlines WHERE form = :form AND period = :period", form=form, period=period
    )
    return from_row(row) if row else None


async def move(
    db: Transaction,
    deadline_id: int,
    nominal: date,
    effective: date,
    ends_at: datetime,
    by_person: int,
    now: datetime,
) -> None:
    await db.run(
        """UPDATE deadlines SET nominal = :nominal, effective = :effective, ends_at = :ends_at,
           moved_at = :now, moved_by = :by WHERE id = :id""",
        id=deadline_id,
        nominal=nominal.isoformat(),
        effective=effective.isoformat(),
        ends_at=instant(ends_at),
        by=by_person,
        now=instant(now),
    )


async def count_on(db: Transaction, deadline_id: int, effective: date, ends_at: datetime) -> None:
    """The date stands, another day counts: a day off has come or gone."""
    await db.run(
        "UPDATE deadlines SET effective = :effective, ends_at = :ends_at WHERE id = :id",
        id=deadline_id,
        effective=effective.isoformat(),
        ends_at=instant(ends_at),
    )


async def override(db: Transaction, on: date, is_off: bool | None) -> None:
    """The department's own word on a day; None takes it back."""
    if is_off is None:
        await db.run("DELETE FROM day_overrides WHERE day = :day", day=on.isoformat())
        return
    await db.run(
        """INSERT INTO day_overrides (day, is_off) VALUES (:day, :is_off)
           ON CONFLICT (day) DO UPDATE SET is_off = excluded.is_off""",
        day=on.isoformat(),
        is_off=int(is_off),
    )


async def overrides(db: Transaction) -> dict[date, bool]:
    """The department's own word on single days, for `WorkCalendar.with_overrides`: True is a day off."""
    return {day(row["day"]): bool(row["is_off"]) for row in await db.all("SELECT day, is_off FROM day_overrides")}


def from_row(row: Row, extended: bool = False) -> Due:
    """COLUMNS, in any order and perhaps with others."""
    return Due(
        row["id"],
        row["year"],
        row["roadmap_row"],
        row["period"],
        row["form"],
        day(row["nominal"]),
        day(row["effective"]),
        moment(row["ends_at"]),
        day(row["since"]),
        row["moved_at"] is not None,
        maybe_moment(row["closed_at"]),
        extended,
    )
