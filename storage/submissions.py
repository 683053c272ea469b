"""What the schools have filed: the newest answers, and every revision in the history."""

from datetime import datetime
from sqlite3 import Row

import orjson

from domain.form import Answers
from domain.people import Scope
from domain.submissions import State, Submission
from storage.database import Transaction
from storage.instants import instant, moment

COLUMNS = """s.id, s.form, s.form_version, s.school_id, c.name AS school, s.period, s.answers, s.reasons, s.state,
    s.revision, s.first_at, s.on_time, s.changed_at"""


class Accepted(ValueError):
    """Accepted by the department: to be opened again before it can be corrected."""


async def file(
    db: Transaction,
    *,
    form: str,
    form_version: int,
    school_id: int,
    period: str,
    answers: Answers,
    reasons: dict[str, str],
    by_person: int,
    on_time: bool,
    now: datetime,
) -> int:
    """File or correct: one submission per school and period, each revision kept. A correction answers the remarks it
    was sent back with. Raises `Accepted` for what the department has accepted: that is not changed."""
    packed = {
        "answers": orjson.dumps(dict(answers)).decode(),
        "reasons": orjson.dumps(reasons).decode(),
    }
    before = await db.value(
        "SELECT state FROM submissions WHERE form = :form AND school_id = :school AND period = :period",
        form=form,
        school=school_id,
        period=period,
    )
    if before == State.ACCEPTED:
        raise Accepted(period)
    row = await db.one(
        """INSERT INTO submissions (form, form_version, school_id, period, answers, reasons, state, first_at,
               on_time, changed_at, by_person)
           VALUES (:form, :version, :school, :period, :answers, :reasons, 'submitted', :now, :on_time, :now, :by)
           ON CONFLICT (form, school_id, period) DO UPDATE SET form_version = excluded.form_version,
               answers = excluded.answers, reasons = excluded.reasons, state = 'submitted',
               revision = submissions.revision + 1, changed_at = excluded.changed_at,
               by_person = excluded.by_person, announced_at = NULL
           RETURNING id, revision""",
        form=form,
        version=form_version,
        school=school_id,
        period=period,
        on_time=int(on_time),
        by=by_person,
        now=instant(now),
        **packed,
    )
    assert row is not None
    await db.run(
        """INSERT INTO submission_history (submission_id, revision, at, by_person, answers, reasons)
           VALUES (:id, :revision, :now, :by, :answers, :reasons)""",
        id=row["id"],
        revision=row["revision"],
        now=instant(now),
        by=by_person,
        **packed,
    )
    await db.run(
        """INSERT INTO submission_events (submission_id, at, by_person, before, after, revision)
           VALUES (:id, :now, :by, :before, 'submitted', :revision)""",
        id=row["id"],
        now=instant(now),
        by=by_person,
        before=before,
        revision=row["revision"],
    )
    if before == State.RETURNED:
        await db.run(
            "UPDATE remarks SET answered_at = :now WHERE submission_id = :id AND answered_at IS NULL",
            id=row["id"],
            now=instant(now),
        )
    return int(row["id"])


async def get(db: Transaction, scope: Scope, submission_id: int) -> Submission | None:
    found = await _load(db, scope, "s.id = :id", id=submission_id)
    return found[0] if found else None


async def of(db: Transaction, scope: Scope, form: str, period: str) -> dict[int, Submission]:
    """Filed for a period, by school."""
    found = await _load(db, scope, "s.form = :form AND s.period = :period", form=form, period=period)
    return {submission.school_id: submission for submission in found}


async def one(db: Transaction, scope: Scope, school_id: int, form: str, period: str) -> Submission | None:
    """What one school has filed for a period."""
    within = Scope(school_id) if scope.school_id in (None, school_id) else scope
    found = await _load(db, within, "s.form = :form AND s.period = :period", form=form, period=period)
    return found[0] if found and found[0].school_id == school_id else None


async def states(db: Transaction, school_id: int, form: str) -> dict[str, tuple[int, State]]:
    """A school's submissions by period: which, and where it stands; without its answers."""
    rows = await db.all(
        "SELECT id, period, state FROM submissions WHERE form = :form AND school_id = :school",
        form=form,
        school=school_id,
    )
    return {row["period"]: (row["id"], State(row["state"])) for row in rows}


async def before(db: Transaction, school_id: int, form: str, period: str) -> Submission | None:
    """The school's last submission of a period before this one."""
    found = await _load(db, Scope(school_id), "s.form = :form AND s.period < :period", form=form, period=period)
    return found[-1] if found else None


async def listing(db: Transaction, scope: Scope) -> list[Submission]:
    """Oldest period first."""
    return await _load(db, scope, "1 = 1")


async def unannounced(db: Transaction) -> list[Submission]:
    """Filed or corrected since the department was last told."""
    return await _load(db, Scope(), "s.announced_at IS NULL")


async def announced(db: Transaction, ids: list[int], now: datetime) -> None:
    await db.run_many(
        "UPDATE submissions SET announced_at = :now WHERE id = :id",
        [{"id": one, "now": instant(now)} for one in ids],
    )


async def _load(db: Transaction, scope: Scope, condition: str, **params: str | int) -> list[Submission]:
    # Left out where it is no limit: an OR would read every submission there is.
    within = "" if scope.school_id is None else "s.school_id = :school AND"
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM submissions s JOIN schools c ON c.id = s.school_id
            WHERE {within} {condition} ORDER BY s.period, s.id""",
        school=scope.school_id,
        **params,
    )
    return [_submission(row) for row in rows]


def _submission(row: Row) -> Submission:
    fields = dict(row)
    fields |= {key: orjson.loads(row[key]) for key in ("answers", "reasons")}
    fields |= {key: moment(row[key]) for key in ("first_at", "changed_at")}
    return Submission(**fields | {"on_time": bool(row["on_time"])})
