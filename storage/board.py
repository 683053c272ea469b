"""A period of all schools in one load, be it a quarter (4.1) or a half-year (4.2): text, picture and table show the
same value."""

from datetime import datetime, tzinfo
from sqlite3 import Row

from domain import drafted, reporting
from domain.board import Board, Contact, Standing, owed
from domain.drafted import Draft
from domain.form import Form
from domain.people import EVERYTHING, Role
from domain.reminders import Begun, NotStarted
from storage import drafts, extensions, people, submissions, years
from storage.database import Transaction
from storage.extensions import EFFECTIVE, ENDS_AT, OPEN, OWN
from storage.instants import instant, moment

# Every school and every date, each as it counts for that school, with what the school has filed.
ALL = f"""deadlines d JOIN schools s ON s.archived_at IS NULL {OWN}
    LEFT JOIN submissions b ON b.form = d.form AND b.period = d.period AND b.school_id = s.id"""
# A school put on the list after the date had passed does not owe that period, nor does anybody where the
# date had passed before it was in force. Without a :form all forms are meant.
# The forms are named: else the whole past is read before the few dates that count are looked at.
NAMED = ", ".join(f"'{key}'" for key in reporting.FORMS)
OF_FORM = f"d.form IN ({NAMED}) AND d.form = coalesce(:form, d.form)"
IN_FORCE = f"{OF_FORM} AND s.created_at < {ENDS_AT} AND d.since <= {EFFECTIVE}"
MISSING = f"{IN_FORCE} AND {OPEN} AND b.id IS NULL"
# What was sent back is owed again, though the period may be closed to others.
STILL = f"{OF_FORM} AND (b.state = 'returned' OR ({MISSING}))"


async def load(db: Transaction, period: str, zone: tzinfo) -> Board:
    """Every school on the list, and those that left it but had filed for this period. LookupError for a period that
    nothing reports on."""
    form = reporting.of(period)
    due = await years.due(db, form.key, period)
    given = await extensions.given(db, due) if due else {}
    filed = await submissions.of(db, EVERYTHING, form.key, period)
    begun = await drafts.begun(db, form.key, period)
    contacts: dict[int, list[Contact]] = {}
    for row in await people.staff(db, Role.COORDINATOR):
        lost = row["unreachable_since"]
        since = moment(lost).astimezone(zone).date() if lost else None
        contacts.setdefault(row["school_id"], []).append(Contact(row["name"], since))
    rows = await db.all(
        """SELECT s.id, s.number, s.name, s.created_at FROM schools s WHERE s.archived_at IS NULL
           OR EXISTS (SELECT 1 FROM submissions b WHERE b.form = :form AND b.period = :period AND b.school_id = s.id)
           ORDER BY s.number""",
        form=form.key,
        period=period,
    )
    standings = tuple(
        Standing(
            row["id"],
            row["number"],
            row["name"],
            tuple(contacts.get(row["id"], ())),
            filed.get(row["id"]) or progress(form, begun.get(row["id"])),
            own is not None and owed(own) and moment(row["created_at"]) < own.ends_at,
            own.effective if own and own.extended else None,
        )
        for row in rows
        for own in (given.get(row["id"], due),)
    )
    return Board(period, due, standings)


async def owing(db: Transaction, form: Form, now: datetime) -> set[str]:
    """A form's periods that are over and were not filed by some school yet."""
    rows = await db.all(
        f"SELECT DISTINCT d.period FROM {ALL} WHERE {MISSING} AND {ENDS_AT} <= :now",
        form=form.key,
        now=instant(now),
    )
    return {row["period"] for row in rows}


async def overdue(db: Transaction, now: datetime) -> list[Row]:
    """What was never filed and is late, of all forms, the oldest date first: roadmap_row, period, effective (as it
    counts for the school), school_id, number, school (its name)."""
    return await db.all(
        f"""SELECT d.roadmap_row, d.period, {EFFECTIVE} AS effective, s.id AS school_id, s.number, s.name AS school
            FROM {ALL} WHERE {MISSING} AND {ENDS_AT} <= :now ORDER BY effective, d.period, s.number""",
        form=None,
        now=instant(now),
    )


async def periods(db: Transaction, form: Form) -> list[str]:
    """Of a form, those there is something to show of: with a date or with something filed, in time's order."""
    rows = await db.all(
        """SELECT period FROM deadlines WHERE form = :form
           UNION SELECT period FROM submissions WHERE form = :form ORDER BY period""",
        form=form.key,
    )
    return [row["period"] for row in rows]


def progress(form: Form, draft: Draft | None) -> NotStarted | Begun:
    """How far a draft is; one that was opened and left without an answer has not begun."""
    counted = drafted.submission(form, draft) if draft else {}
    if draft is None or not counted:
        return NotStarted()
    return Begun(len(counted), len(drafted.visible(form, draft.answers)))
