"""Rows that a school still has to prove with a document (1.2, 1.4, 1.6), in the eyes of each coordinator."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from sqlite3 import Row
from typing import Final

import orjson

from domain import roadmap
from domain.drafted import Draft
from domain.forms.evidence import of_school
from domain.municipality import Municipality
from domain.people import Role
from domain.periods import Period
from domain.reminders import Debt, DebtState, Returned
from domain.roadmap import Owner
from storage import board
from storage.database import Transaction
from storage.extensions import EFFECTIVE, ENDS_AT, OPEN, OWN
from storage.instants import day, instant, moment
from storage.owing import Owing, key

ROWS: Final = tuple(row for row in roadmap.ROWS if row.proof and row.owner is Owner.SCHOOL)
FORMS: Final = {row.number: of_school(row.number) for row in ROWS}


def _by_row(what: Callable[[roadmap.Row], str]) -> str:
    cases = " ".join(f"WHEN '{row.number}' THEN '{what(row)}'" for row in ROWS)
    return f"CASE d.roadmap_row {cases} END"


def _evidence(what: str, row: str, state: str) -> str:
    """Of that row in that state, by the school and for the period in question."""
    return (
        f"(SELECT {what} FROM evidence e WHERE e.roadmap_row = {row} AND e.period = d.period"
        f" AND coalesce(e.school_id, 0) = s.id AND e.state {state})"
    )


NUMBERS: Final = ", ".join(f"'{row.number}'" for row in ROWS)
AFTER: Final = _by_row(lambda row: row.after)  # what must be agreed to first
RETURNED_AT: Final = _evidence("e.changed_at", "d.roadmap_row", "= 'returned'")
AGREED_AT: Final = _evidence("e.changed_at", AFTER, "= 'agreed'")
DONE: Final = "EXISTS " + _evidence("1", "d.roadmap_row", "<> 'returned'")
FILED: Final = "EXISTS " + _evidence("1", "d.roadmap_row", "IS NOT NULL")
ALL: Final = f"deadlines d JOIN schools s ON d.roadmap_row IN ({NUMBERS}) AND s.archived_at IS NULL {OWN}"
OWED_BY: Final = f"""{ALL} JOIN roles r ON r.school_id = s.id AND r.role = :role AND r.revoked_at IS NULL
    JOIN people p ON p.id = r.person_id"""
# In force, open, and the school's turn: not before what it comes after is agreed to.
ASKED: Final = f"""s.created_at < {ENDS_AT} AND d.since <= {EFFECTIVE} AND {OPEN}
    AND ({AFTER} = '' OR {AGREED_AT} IS NOT NULL)"""
NEAR: Final = f"{ASKED} AND {EFFECTIVE} <= :horizon AND NOT {DONE}"


async def owing(
    db: Transaction, town: Municipality, horizon: date, *, person_id: int | None = None, reachable: bool = True
) -> list[Owing]:
    """By person; with `reachable` off people out of reach count as well."""
    rows = await db.all(
        f"""SELECT p.id AS person_id, p.telegram_id, r.id AS post, r.granted_at, s.id AS school_id, s.name AS school,
                d.roadmap_row, d.period, d.nominal, {EFFECTIVE} AS effective, x.until > d.effective AS extended,
                d.since, {RETURNED_AT} AS returned_at, {AGREED_AT} AS agreed_at, f.answers
            FROM {OWED_BY} LEFT JOIN drafts f ON f.form = {_by_row(lambda row: FORMS[row.number].key)}
                AND f.subject = s.id || ':' || d.roadmap_row || '-' || d.year
            WHERE {NEAR} {"AND p.id = :person" if person_id else ""}
                {"AND p.unreachable_since IS NULL" if reachable else ""} ORDER BY p.id, effective, s.number""",
        role=Role.COORDINATOR.value,
        horizon=horizon.isoformat(),
        person=person_id,
    )
    return [_owing(dict(row), town) for row in rows]


async def overdue(db: Transaction, now: datetime) -> list[Row]:
    """What was never filed and is late, as `board.overdue` has it; 1.6 once the school can do it."""
    return await db.all(
        f"""SELECT d.roadmap_row, d.period, {EFFECTIVE} AS effective, s.id AS school_id, s.number, s.name AS school
            FROM {ALL} WHERE {ASKED} AND {ENDS_AT} <= :now AND NOT {FILED} ORDER BY effective, d.period, s.number""",
        now=instant(now),
    )


def _owing(row: Mapping[str, str | int], town: Municipality) -> Owing:
    """Reminders are expected from the day on which the date is in force and the coordinator in their post; of what
    was returned, or had to wait for an agreement, from that day on."""
    instants = (row["granted_at"], row["returned_at"], row["agreed_at"])
    began = [moment(str(one)).astimezone(town.zone).date() for one in instants if one]
    number, period, school_id = str(row["roadmap_row"]), str(row["period"]), int(row["school_id"])
    return Owing(
        int(row["person_id"]),
        int(row["telegram_id"]),
        int(row["post"]),
        str(row["school"]),
        day(str(row["effective"] if row["extended"] else row["nominal"])),
        Debt(
            key(number, period, school_id),
            number,
            Period.parse(period),
            school_id,
            day(str(row["effective"])),
            Returned(0) if row["returned_at"] else _progress(number, row["answers"]),
            max(day(str(row["since"])), *began),
        ),
    )


def _progress(number: str, answers: str | int | None) -> DebtState:
    form, draft = FORMS[number], Draft(orjson.loads(answers)) if isinstance(answers, str) else None
    return board.progress(form, draft)
