"""What schools owe, in the eyes of each coordinator, and the calendar it is counted by."""

import json
from datetime import date, timedelta
from sqlite3 import Row
from typing import Final

from domain import reporting
from domain.drafted import Draft
from domain.municipality import Municipality
from domain.people import Role
from domain.periods import Period
from domain.reminders import Debt, Returned
from domain.submissions import State
from domain.workdays import WorkCalendar
from storage import board, unproved, years
from storage.database import Transaction, Value
from storage.extensions import EFFECTIVE
from storage.instants import day, moment
from storage.owing import Owing, key

__all__ = ["Owing", "key"]

HORIZON: Final = timedelta(days=60)  # no reminder comes earlier before its date, whatever the holidays
OWED_BY: Final = f"""{board.ALL} JOIN roles r ON r.school_id = s.id AND r.role = :role AND r.revoked_at IS NULL
    JOIN people p ON p.id = r.person_id"""
NEAR: Final = f"{board.STILL} AND {EFFECTIVE} <= :horizon"
KEY: Final = "d.roadmap_row || ':' || d.period || ':' || s.id"  # as `key` makes it
RETURNED_AT: Final = "(SELECT max(m.at) FROM remarks m WHERE m.submission_id = b.id)"
MARKS: Final = "(SELECT count(*) FROM remarks m WHERE m.submission_id = b.id AND m.answered_at IS NULL)"
# What the last filing ended: nothing (a correction), or a debt.
ENDED: Final = """coalesce((SELECT coalesce(e.before, 'returned') FROM submission_events e WHERE e.submission_id = b.id
    ORDER BY e.id DESC LIMIT 1), 'returned')"""
OWING: Final = f"""
    SELECT p.id AS person_id, p.telegram_id, r.id AS post, r.granted_at, s.id AS school_id, s.name AS school,
        d.roadmap_row, d.form, d.period, d.nominal, {EFFECTIVE} AS effective, x.until > d.effective AS extended,
        d.since, b.state, {RETURNED_AT} AS returned_at, {MARKS} AS marks, f.answers, f.kept, f.reasons
    FROM {OWED_BY} LEFT JOIN drafts f ON f.form = d.form AND f.subject = s.id || ':' || d.period"""


async def calendar(db: Transaction, town: Municipality, today: date) -> WorkCalendar:
    """The production calendar around today and back to the oldest date in force, with the department's own word on
    single days: what is owed since then is counted in working days from that date on."""
    first = min([today.year, *await years.listing(db)])
    return town.calendar(range(first - 1, today.year + 2)).with_overrides(await years.overrides(db))


async def owing(
    db: Transaction, town: Municipality, today: date, *, person_id: int | None = None, reachable: bool = True
) -> list[Owing]:
    """Everything that can be said today, by person, or to one of them. People out of reach owe nothing until they
    are back: then the newest reminder goes out and the others are missed. With `reachable` off they count."""
    rows = await db.all(
        f"""{OWING} WHERE {NEAR} {"AND p.id = :person" if person_id else ""}
            {"AND p.unreachable_since IS NULL" if reachable else ""} ORDER BY p.id, effective, s.number""",
        **params(today),
        person=person_id,
    )
    proofs = await unproved.owing(db, town, today + HORIZON, person_id=person_id, reachable=reachable)
    return sorted([*(_owing(row, town) for row in rows), *proofs], key=lambda one: one.person_id)


async def of_school(db: Transaction, town: Municipality, school_id: int, period: str) -> list[Owing]:
    """A period a school has just filed for, in the eyes of each of its coordinators; nothing where that was a mere
    correction, or where the school did not owe it."""
    rows = await db.all(
        f"""{OWING} WHERE {board.OF_FORM} AND d.period = :period AND s.id = :school AND {ENDED} = 'returned'
            AND (b.revision > 1 OR ({board.IN_FORCE}))""",
        **params(),
        period=period,
        school=school_id,
    )
    return [_owing(row, town) for row in rows]


def params(today: date = date.min) -> dict[str, Value]:
    """Of the queries above: over all forms."""
    return {
        "form": None,
        "role": Role.COORDINATOR.value,
        "horizon": (today + HORIZON).isoformat(),
    }


def _owing(row: Row, town: Municipality) -> Owing:
    """Reminders are expected from the day on which both the date is in force and the coordinator in their post; of
    what was sent back, from the day after: that day they were told."""
    since = max(day(row["since"]), moment(row["granted_at"]).astimezone(town.zone).date())
    if row["returned_at"]:
        since = max(since, moment(row["returned_at"]).astimezone(town.zone).date() + timedelta(days=1))
    return Owing(
        row["person_id"],
        row["telegram_id"],
        row["post"],
        row["school"],
        day(row["effective"] if row["extended"] else row["nominal"]),
        Debt(
            key(row["roadmap_row"], row["period"], row["school_id"]),
            row["roadmap_row"],
            Period.parse(row["period"]),
            row["school_id"],
            day(row["effective"]),
            Returned(row["marks"])
            if row["state"] == State.RETURNED
            else board.progress(reporting.FORMS[row["form"]], _draft(row)),
            since,
        ),
    )


def _draft(row: Row) -> Draft | None:
    if row["answers"] is None:
        return None
    return Draft(json.loads(row["answers"]), json.loads(row["kept"]), json.loads(row["reasons"]))
