"""Evidence of the rows 1.1–1.6: what was filed, agreed to or returned, with its history."""

from datetime import date, datetime
from sqlite3 import Row

import orjson

from domain.evidence import Evidence, Standing, State, Step
from domain.people import Scope
from domain.submissions import Due
from storage import extensions, years
from storage.database import Transaction
from storage.instants import instant, maybe_day, moment

COLUMNS = """e.id, e.roadmap_row, e.period, e.school_id, e.state, e.number, e.dated, e.file_id, e.link, e.comment,
    e.remark, e.reason, e.revision, e.first_at, e.on_time, e.changed_at, e.by_person"""
OF_SCHOOL = "coalesce(e.school_id, 0) = coalesce(:school, 0)"


async def get(db: Transaction, scope: Scope, evidence_id: int) -> Evidence | None:
    row = await db.one(
        f"SELECT {COLUMNS} FROM evidence e WHERE e.id = :id AND (:school IS NULL OR e.school_id = :school)",
        id=evidence_id,
        school=scope.school_id,
    )
    return _evidence(row) if row else None


async def of(db: Transaction, row: str, period: str, school_id: int | None) -> Evidence | None:
    """The one of a school, or with None the department's own."""
    found = await db.one(
        f"SELECT {COLUMNS} FROM evidence e WHERE e.roadmap_row = :row AND e.period = :period AND {OF_SCHOOL}",
        row=row,
        period=period,
        school=school_id,
    )
    return _evidence(found) if found else None


async def due(db: Transaction, row: str, year: int, school_id: int | None = None) -> Due | None:
    """The row's date in a year in force, as a school has it."""
    found = next((one for one in await years.deadlines(db, year=year) if one.row == row), None)
    if found is None or school_id is None:
        return found
    return await extensions.due_of(db, school_id, found.id)


async def file(
    db: Transaction,
    due: Due,
    school_id: int | None,
    *,
    state: State,
    by_person: int,
    now: datetime,
    number: str | None = None,
    dated: date | None = None,
    file_id: int | None = None,
    link: str | None = None,
    comment: str | None = None,
    reason: str | None = None,
) -> int:
    """File it, or change what was filed: whether it was on time stays as it was the first time. Nobody is late
    with what was not asked of them: a date over before it was in force, a school put on the list after it."""
    before = await of(db, due.row, due.period, school_id)
    on_time = now < due.ends_at or not await _expected(db, due, school_id)
    values = {
        "state": state.value,
        "number": number,
        "dated": dated.isoformat() if dated else None,
        "file_id": file_id,
        "link": link,
        "comment": comment,
        "remark": None,
        "reason": reason,
    }
    evidence_id = int(
        await db.value(
            """INSERT INTO evidence (roadmap_row, period, school_id, state, number, dated, file_id, link, comment,
                   remark, reason, first_at, on_time, changed_at, by_person)
               VALUES (:row, :period, :school, :state, :number, :dated, :file_id, :link, :comment, :remark, :reason,
                   :now, :on_time, :now, :by)
               ON CONFLICT (roadmap_row, period, coalesce(school_id, 0)) DO UPDATE SET state = excluded.state,
                   number = excluded.number, dated = excluded.dated, file_id = excluded.file_id,
                   link = excluded.link, comment = excluded.comment, remark = excluded.remark,
                   reason = excluded.reason, revision = evidence.revision + 1, changed_at = excluded.changed_at,
                   by_person = excluded.by_person
               RETURNING id""",
            row=due.row,
            period=due.period,
            school=school_id,
            on_time=int(on_time),
            by=by_person,
            now=instant(now),
            **values,
        )
    )
    await _remember(db, evidence_id, before, values, by_person, now)
    return evidence_id


async def judge(
    db: Transaction, one: Evidence, state: State, remark: str | None, by_person: int, now: datetime
) -> bool:
    """Agree to what was filed, or return it. False where it has been changed or judged meanwhile."""
    changed = await db.run(
        """UPDATE evidence SET state = :state, remark = :remark, revision = revision + 1, changed_at = :now,
           by_person = :by WHERE id = :id AND revision = :revision AND state = 'filed'""",
        id=one.id,
        revision=one.revision,
        state=state.value,
        remark=remark,
        by=by_person,
        now=instant(now),
    )
    if changed:
        await _remember(db, one.id, one, {**_values(one), "state": state.value, "remark": remark}, by_person, now)
    return changed == 1


async def without_file(db: Transaction, file_id: int, remark: str, by_person: int, now: datetime) -> str | None:
    """A file turned out to be nothing that is kept: what was filed with it is returned. Its row, where there is one."""
    found = await db.one(f"SELECT {COLUMNS} FROM evidence e WHERE e.file_id = :id AND e.state = 'filed'", id=file_id)
    if found is None:
        return None
    await judge(db, _evidence(found), State.RETURNED, remark, by_person, now)
    return str(found["roadmap_row"])


async def queue(db: Transaction, row: str, period: str) -> list[tuple[Evidence, str]]:
    """What waits to be agreed to, with the school's name; the longest waiting first."""
    rows = await db.all(
        f"""SELECT {COLUMNS}, s.name AS school FROM evidence e JOIN schools s ON s.id = e.school_id
            WHERE e.roadmap_row = :row AND e.period = :period AND e.state = 'filed' AND s.archived_at IS NULL
            ORDER BY e.changed_at, e.id""",
        row=row,
        period=period,
    )
    return [(_evidence(one), one["school"]) for one in rows]


async def standings(db: Transaction, due: Due, now: datetime, *, reviewed: bool) -> list[Standing]:
    """Every school on the list, and those that left it but had filed; by number."""
    given = await extensions.given(db, due)
    rows = await db.all(
        f"""SELECT {COLUMNS}, s.id AS whose, s.number AS code, s.name, s.created_at FROM schools s
            LEFT JOIN evidence e ON e.school_id = s.id AND e.roadmap_row = :row AND e.period = :period
            WHERE s.archived_at IS NULL OR e.id IS NOT NULL ORDER BY s.number""",
        row=due.row,
        period=due.period,
    )
    found = []
    for row in rows:
        own = given.get(row["whose"], due)
        found.append(
            Standing(
                row["whose"],
                row["code"],
                row["name"],
                _evidence(row) if row["id"] is not None else None,
                own.since <= own.effective and moment(row["created_at"]) < own.ends_at,
                now >= own.ends_at,
                reviewed,
            )
        )
    return found


async def history(db: Transaction, evidence_id: int) -> list[Step]:
    """Newest first."""
    rows = await db.all(
        """SELECT h.at, p.name, h.before, h.after FROM evidence_history h JOIN people p ON p.id = h.by_person
           WHERE h.evidence_id = :id ORDER BY h.id DESC""",
        id=evidence_id,
    )
    return [
        Step(
            moment(row["at"]),
            row["name"],
            None if row["before"] is None else orjson.loads(row["before"]),
            orjson.loads(row["after"]),
        )
        for row in rows
    ]


async def _expected(db: Transaction, due: Due, school_id: int | None) -> bool:
    if due.since > due.effective:
        return False
    if school_id is None:
        return True
    created = await db.value("SELECT created_at FROM schools WHERE id = :id", id=school_id)
    return created is not None and moment(created) < due.ends_at


async def _remember(
    db: Transaction,
    evidence_id: int,
    before: Evidence | None,
    after: dict[str, str | int | None],
    by_person: int,
    now: datetime,
) -> None:
    await db.run(
        """INSERT INTO evidence_history (evidence_id, at, by_person, before, after)
           VALUES (:id, :now, :by, :before, :after)""",
        id=evidence_id,
        by=by_person,
        now=instant(now),
        before=orjson.dumps(_values(before)).decode() if before else None,
        after=orjson.dumps(after).decode(),
    )


def _values(one: Evidence) -> dict[str, str | int | None]:
    return {
        "state": one.state.value,
        "number": one.number,
        "dated": one.dated.isoformat() if one.dated else None,
        "file_id": one.file_id,
        "link": one.link,
        "comment": one.comment,
        "remark": one.remark,
        "reason": one.reason,
    }


def _evidence(row: Row) -> Evidence:
    return Evidence(
        row["id"],
        row["roadmap_row"],
        row["period"],
        row["school_id"],
        State(row["state"]),
        row["number"],
        maybe_day(row["dated"]),
        row["file_id"],
        row["link"],
        row["comment"],
        row["remark"],
        row["reason"],
        row["revision"],
        moment(row["first_at"]),
        bool(row["on_time"]),
        moment(row["changed_at"]),
        row["by_person"],
    )
