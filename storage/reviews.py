"""The review of what schools have filed: what waits, each step with its note, remarks to single questions."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row
from typing import Final

import orjson

from domain.form import Answers
from domain.people import Scope
from domain.review import STEPS, Event, Heap, Step, Waiting
from domain.submissions import State
from storage.database import Transaction
from storage.instants import instant, moment

WAITING: Final = "s.form = :form AND s.period = :period AND s.state = 'submitted'"
PLAIN: Final = "s.reasons = '{}'"  # no soft check spoke, or none does any more
# The newest filing a reviewer may have seen: what comes later is not meant by a button shown before.
FILING: Final = "(SELECT max(h.id) FROM submission_history h WHERE h.submission_id = s.id)"

HEAP: Final = """SELECT form, period, count(*) FILTER (WHERE state = 'submitted'),
    count(*) FILTER (WHERE state = 'returned'), count(*) FILTER (WHERE state = 'accepted') FROM submissions"""


async def queue(db: Transaction, form: str, period: str, state: State = State.SUBMITTED) -> list[Waiting]:
    """What waits for a look, or was looked at: with doubts first, then corrections, then the longest waiting."""
    rows = await db.all(
        f"""SELECT s.id, c.name AS school, c.number, s.revision, s.changed_at, s.on_time, s.reasons,
                EXISTS (SELECT 1 FROM remarks m WHERE m.submission_id = s.id) AS sent_back
            FROM submissions s JOIN schools c ON c.id = s.school_id
            WHERE s.form = :form AND s.period = :period AND s.state = :state
            ORDER BY {PLAIN}, s.revision = 1, s.changed_at, s.id""",
        form=form,
        period=period,
        state=state.value,
    )
    return [
        Waiting(
            row["id"],
            row["school"],
            row["number"],
            row["revision"],
            moment(row["changed_at"]),
            bool(row["on_time"]),
            len(orjson.loads(row["reasons"])),
            bool(row["sent_back"]),
        )
        for row in rows
    ]


async def heaps(db: Transaction, form: str | None = None) -> list[Heap]:
    """Every period of a form (or of all) there is something filed for, the newest first."""
    rows = await db.all(
        f"{HEAP} WHERE :form IS NULL OR form = :form GROUP BY form, period ORDER BY period DESC, form", form=form
    )
    return [Heap(*row) for row in rows]


async def heap(db: Transaction, form: str, period: str) -> Heap:
    """One of them; all zero where nothing was filed."""
    row = await db.one(
        f"{HEAP} WHERE form = :form AND period = :period GROUP BY form, period", form=form, period=period
    )
    return Heap(*row) if row else Heap(form, period, 0, 0, 0)


async def plain(db: Transaction, form: str, period: str) -> tuple[int, int, int]:
    """What may be accepted at once: how many, how many of them corrections, and the newest filing among them."""
    row = await db.one(
        f"""SELECT count(*), count(*) FILTER (WHERE s.revision > 1), coalesce(max({FILING}), 0)
            FROM submissions s WHERE {WAITING} AND {PLAIN}""",
        form=form,
        period=period,
    )
    assert row is not None
    return tuple(row)


async def plain_ids(db: Transaction, form: str, period: str, newest: int) -> list[tuple[int, int]]:
    """Which, with the revision of each: those that could be seen when `newest` was the newest filing."""
    rows = await db.all(
        f"SELECT s.id, s.revision FROM submissions s WHERE {WAITING} AND {PLAIN} AND {FILING} <= :newest ORDER BY s.id",
        form=form,
        period=period,
        newest=newest,
    )
    return [(row["id"], row["revision"]) for row in rows]


async def take(
    db: Transaction,
    submission_id: int,
    revision: int,
    step: Step,
    by_person: int,
    now: datetime,
    note: str | None = None,
) -> int | None:
    """Do one step to the revision that was looked at. The event's id, or None where the submission is another one
    by now: corrected, or decided by somebody else. Around a step that changes what is owed, `reminders.changing`."""
    before, after = STEPS[step]
    changed = await db.run(
        "UPDATE submissions SET state = :after WHERE id = :id AND state = :before AND revision = :revision",
        id=submission_id,
        before=before.value,
        after=after.value,
        revision=revision,
    )
    if not changed:
        return None
    return await _event(db, submission_id, revision, before, after, by_person, now, note)


async def ask(db: Transaction, submission_id: int, by_person: int, now: datetime, note: str) -> int:
    """A school asks to have an accepted submission back: nothing changes, but it is in the history."""
    revision = int(await db.value("SELECT revision FROM submissions WHERE id = :id", id=submission_id))
    return await _event(db, submission_id, revision, State.ACCEPTED, State.ACCEPTED, by_person, now, note)


async def history(db: Transaction, scope: Scope, submission_id: int) -> list[Event]:
    """Every step, the newest first. Empty out of the scope."""
    rows = await db.all(
        """SELECT e.id, e.at, p.name, e.before, e.after, e.revision, e.note
           FROM submission_events e JOIN submissions s ON s.id = e.submission_id JOIN people p ON p.id = e.by_person
           WHERE e.submission_id = :id AND (:school IS NULL OR s.school_id = :school) ORDER BY e.id DESC""",
        id=submission_id,
        school=scope.school_id,
    )
    return [_read(row) for row in rows]


async def filings(db: Transaction, submission_id: int) -> dict[int, Answers]:
    """The answers of every revision."""
    rows = await db.all(
        "SELECT revision, answers FROM submission_history WHERE submission_id = :id ORDER BY revision",
        id=submission_id,
    )
    return {row["revision"]: orjson.loads(row["answers"]) for row in rows}


async def filed_by(db: Transaction, submission_ids: Sequence[int]) -> list[Row]:
    """Whom to tell of a decision: id, period, form, and each coordinator's telegram_id."""
    wanted = ", ".join(str(int(one)) for one in submission_ids) or "0"
    return await db.all(
        f"""SELECT s.id, s.form, s.period, c.name AS school, s.school_id, p.id AS person_id, p.telegram_id
            FROM submissions s JOIN schools c ON c.id = s.school_id
            JOIN roles r ON r.school_id = s.school_id AND r.role = 'coordinator' AND r.revoked_at IS NULL
            JOIN people p ON p.id = r.person_id WHERE s.id IN ({wanted}) ORDER BY p.telegram_id, s.period, c.number"""
    )


async def _event(
    db: Transaction,
    submission_id: int,
    revision: int,
    before: State,
    after: State,
    by_person: int,
    now: datetime,
    note: str | None,
) -> int:
    return int(
        await db.value(
            """INSERT INTO submission_events (submission_id, at, by_person, before, after, revision, note)
               VALUES (:id, :now, :by, :before, :after, :revision, :note) RETURNING id""",
            id=submission_id,
            now=instant(now),
            by=by_person,
            before=before.value,
            after=after.value,
            revision=revision,
            note=note,
        )
    )


def _read(row: Row) -> Event:
    before = State(row["before"]) if row["before"] else None
    return Event(row["id"], moment(row["at"]), row["name"], before, State(row["after"]), row["revision"], row["note"])
