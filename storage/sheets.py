"""Sheets of the questionnaires (row 4.2): found, filled, declined. A mentee's answers go in and never come out here."""

from collections.abc import Mapping
from datetime import date, datetime
from sqlite3 import Row

import orjson

from domain.form import Answers, Value
from domain.pairs import State
from domain.people import Scope
from domain.questionnaires import Moment, Side
from domain.sheets import Dropped, Sheet, Source
from storage.database import Transaction
from storage.instants import day, instant, maybe_moment

COLUMNS = """s.id, s.school_id, s.side, s.moment, s.form AS chosen, s.pair_id, s.year, coalesce(e.code, '') AS code,
    coalesce((SELECT group_concat(x.code, ', ') FROM pair_mentees pm JOIN mentees x ON x.id = pm.mentee_id
        WHERE pm.pair_id = s.pair_id), '') AS codes,
    coalesce(m.name, m.code, '') AS mentor, m.id AS mentor_id, m.person_id IS NOT NULL AS chat, p.state,
    s.due_on, s.filled_at, s.source, s.dropped_why AS dropped"""
FROM = """sheets s LEFT JOIN pairs p ON p.id = s.pair_id LEFT JOIN mentors m ON m.id = p.mentor_id
    LEFT JOIN mentees e ON e.id = s.mentee_id"""
# A mentor reaches their own sheets alone: a mentee's is not among them.
WITHIN = """(:school IS NULL OR s.school_id = :school)
    AND (:mentor IS NULL OR (s.side = 'mentor' AND p.mentor_id = :mentor))"""
WAITING = "s.filled_at IS NULL AND s.dropped_at IS NULL"
ORDER = "s.moment DESC, s.side DESC, e.code, s.id"  # before, after; the mentor first


async def get(db: Transaction, scope: Scope, sheet_id: int) -> Sheet | None:
    row = await db.one(f"SELECT {COLUMNS} FROM {FROM} WHERE s.id = :id AND {WITHIN}", id=sheet_id, **_within(scope))
    return _sheet(row) if row else None


async def of_pair(db: Transaction, scope: Scope, pair_id: int) -> list[Sheet]:
    """Both ends, the mentor's first."""
    rows = await db.all(
        f"SELECT {COLUMNS} FROM {FROM} WHERE s.pair_id = :pair AND {WITHIN} ORDER BY {ORDER}",
        pair=pair_id,
        **_within(scope),
    )
    return [_sheet(row) for row in rows]


async def own(db: Transaction, scope: Scope, filled_since: datetime) -> list[Sheet]:
    """A mentor's sheets that wait, or were filled since then; the most urgent first."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {FROM} WHERE s.side = 'mentor' AND s.dropped_at IS NULL AND {WITHIN}
            AND (s.filled_at IS NULL OR s.filled_at >= :since)
            ORDER BY s.filled_at IS NOT NULL, s.due_on, s.id""",
        since=instant(filled_since),
        **_within(scope),
    )
    return [_sheet(row) for row in rows]


async def programme(db: Transaction, scope: Scope, filled_since: datetime) -> list[Sheet]:
    """The same of the school's coordinators, about the programme of a year."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {FROM} WHERE s.side = 'coordinator' AND s.dropped_at IS NULL AND {WITHIN}
            AND (s.filled_at IS NULL OR s.filled_at >= :since)
            ORDER BY s.filled_at IS NOT NULL, s.due_on, s.id""",
        since=instant(filled_since),
        **_within(scope),
    )
    return [_sheet(row) for row in rows]


async def waiting(db: Transaction, scope: Scope) -> list[Sheet]:
    """The sheets of pairs that wait, the most urgent first."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {FROM} WHERE {WAITING} AND s.pair_id IS NOT NULL AND {WITHIN}
            ORDER BY s.due_on, s.pair_id, {ORDER}""",
        **_within(scope),
    )
    return [_sheet(row) for row in rows]


async def everything(db: Transaction, scope: Scope) -> list[Sheet]:
    """All sheets of pairs, those that wait first."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {FROM} WHERE s.pair_id IS NOT NULL AND {WITHIN}
            ORDER BY s.filled_at IS NOT NULL, s.dropped_at IS NOT NULL, s.due_on, s.pair_id, {ORDER}""",
        **_within(scope),
    )
    return [_sheet(row) for row in rows]


async def filled(db: Transaction, scope: Scope) -> int:
    """How many of the pairs' sheets are filled."""
    return int(
        await db.value(
            f"""SELECT count(*) FROM sheets s LEFT JOIN pairs p ON p.id = s.pair_id
                WHERE s.filled_at IS NOT NULL AND s.pair_id IS NOT NULL AND {WITHIN}""",
            **_within(scope),
        )
    )


async def own_answers(db: Transaction, sheet: Sheet) -> dict[str, Value]:
    """What an adult answered about their own work, to correct it. LookupError for a mentee's sheet: nobody is
    shown it again, and for one that came from paper."""
    row = await db.one(
        "SELECT answers FROM sheets WHERE id = :id AND side <> 'mentee' AND (source IS NULL OR source = 'self')",
        id=sheet.id,
    )
    if row is None:
        raise LookupError(sheet.id)
    found: Mapping[str, Value] = orjson.loads(row["answers"]) if row["answers"] else {}
    return dict(found)


async def fill(
    db: Transaction, sheet_id: int, answers: Answers, version: int, source: Source, by_person: int | None, at: datetime
) -> bool:
    """Fill it, or correct what came in the same way; the first filling's instant stays. False, and nothing is
    changed, where it was filled in another way meanwhile: what came by a link nobody writes over."""
    changed = await db.run(
        """UPDATE sheets SET answers = :answers, version = :version, filled_at = coalesce(filled_at, :at),
               source = :source, by_person = :by, dropped_at = NULL, dropped_why = NULL
           WHERE id = :id AND (filled_at IS NULL OR (source = :source AND source <> 'link'))""",
        id=sheet_id,
        answers=orjson.dumps(dict(answers)).decode(),
        version=version,
        at=instant(at),
        source=source.value,
        by=by_person,
    )
    return changed == 1


async def decline(db: Transaction, sheet_id: int, now: datetime) -> bool:
    """Nobody will fill it. False where somebody has, or it is not wanted already."""
    changed = await db.run(
        f"""UPDATE sheets AS s SET dropped_at = :now, dropped_why = 'declined' WHERE id = :id AND {WAITING}""",
        id=sheet_id,
        now=instant(now),
    )
    return changed == 1


async def want(db: Transaction, sheet_id: int, due_on: date) -> bool:
    """It will be filled after all, by this day."""
    changed = await db.run(
        """UPDATE sheets SET dropped_at = NULL, dropped_why = NULL, due_on = :due, told = 0
           WHERE id = :id AND dropped_why = 'declined'""",
        id=sheet_id,
        due=due_on.isoformat(),
    )
    return changed == 1


def _within(scope: Scope) -> dict[str, int | None]:
    return {"school": scope.school_id, "mentor": scope.mentor_id}


def _sheet(row: Row) -> Sheet:
    return Sheet(
        row["id"],
        row["school_id"],
        Side(row["side"]),
        Moment(row["moment"]),
        row["chosen"],
        row["pair_id"],
        row["year"],
        row["code"],
        row["codes"],
        row["mentor"],
        row["mentor_id"],
        bool(row["chat"]),
        State(row["state"]) if row["state"] else None,
        day(row["due_on"]),
        maybe_moment(row["filled_at"]),
        Source(row["source"]) if row["source"] else None,
        Dropped(row["dropped"]) if row["dropped"] else None,
    )
