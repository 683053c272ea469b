"""What stands in a person's calendar: dates to come, and the events they signed up for."""

from datetime import date, datetime

from domain import roadmap
from domain.agenda import Agenda, DueDay, Meeting
from domain.roadmap import Owner
from storage.database import Transaction
from storage.instants import day, instant, moment

SCHOOLS_OWN = (Owner.SCHOOL, Owner.COORDINATORS)

# A date that is closed or had passed when its year was put in force asks nothing; a year that is closed neither.
COMING = """deadlines d JOIN years y ON y.year = d.year AND y.closed_at IS NULL
    WHERE d.closed_at IS NULL AND d.since <= d.effective"""
OWED = """SELECT d.roadmap_row, d.period, d.nominal, coalesce(x.until, d.effective) AS day,
        x.until IS NOT NULL AS extended
    FROM deadlines d JOIN years y ON y.year = d.year AND y.closed_at IS NULL
    JOIN schools s ON s.id = :school AND s.created_at < d.ends_at
    LEFT JOIN extensions x ON x.roadmap_row = d.roadmap_row AND x.period = d.period AND x.school_id = s.id
    WHERE (d.closed_at IS NULL OR x.until IS NOT NULL) AND d.since <= d.effective
    AND coalesce(x.until, d.effective) >= :today
    AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.form = d.form AND b.period = d.period
        AND b.school_id = s.id AND b.state <> 'returned')
    AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.roadmap_row = d.roadmap_row AND e.period = d.period
        AND e.school_id = s.id AND e.state <> 'returned')
    ORDER BY day, d.id"""


async def of_school(db: Transaction, school_id: int, person_id: int, today: date, now: datetime) -> Agenda:
    """What the school still owes, an extension in place of the date, and the person's own events."""
    rows = await db.all(OWED, school=school_id, today=today.isoformat())
    days = (
        DueDay(row["roadmap_row"], row["period"], day(row["nominal"]), day(row["day"]), bool(row["extended"]))
        for row in rows
        if roadmap.row(row["roadmap_row"]).owner in SCHOOLS_OWN
    )
    return Agenda(tuple(days), await _meetings(db, person_id, now))


async def of_department(db: Transaction, person_id: int, today: date, now: datetime) -> Agenda:
    """Every date to come, whoever it asks, and the person's own events."""
    rows = await db.all(
        f"SELECT d.roadmap_row, d.period, d.nominal, d.effective FROM {COMING} AND d.effective >= :today"
        " ORDER BY d.effective, d.id",
        today=today.isoformat(),
    )
    days = (DueDay(row["roadmap_row"], row["period"], day(row["nominal"]), day(row["effective"])) for row in rows)
    return Agenda(tuple(days), await _meetings(db, person_id, now))


async def _meetings(db: Transaction, person_id: int, now: datetime) -> tuple[Meeting, ...]:
    rows = await db.all(
        """SELECT e.id, e.title, e.place, e.starts_at FROM events e JOIN event_guests g ON g.event_id = e.id
           WHERE g.person_id = :person AND g.left_at IS NULL AND e.cancelled_at IS NULL AND e.starts_at > :now
           ORDER BY e.starts_at, e.id""",
        person=person_id,
        now=instant(now),
    )
    return tuple(Meeting(row["id"], row["title"], row["place"], moment(row["starts_at"])) for row in rows)
