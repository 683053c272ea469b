"""Pairs and groups, with every step of their life kept in `pair_events`."""

from collections.abc import Sequence
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from domain.pairs import CLOSED, State
from domain.people import Scope
from domain.registry import Pair
from storage.database import Transaction, Value
from storage.instants import day, instant, maybe_day

COLUMNS = """p.id, p.school_id, p.form, p.mentor_id, coalesce(m.name, m.code) AS mentor, p.goal, p.starts_on,
    p.ends_on, p.order_no, p.state, p.closed_on, p.result, p.reason, p.revision, p.story"""
WITHIN = "(:school IS NULL OR p.school_id = :school) AND (:mentor IS NULL OR p.mentor_id = :mentor)"
# A draft was never at work, nor one that was given up as a draft: they are in no report.
WORKED = """(p.state <> 'draft' AND (p.state <> 'stopped' OR EXISTS (
    SELECT 1 FROM pair_events e WHERE e.pair_id = p.id AND e.after = 'active')))"""


async def add(
    db: Transaction,
    school_id: int,
    *,
    form: str,
    mentor_id: int,
    mentee_ids: Sequence[int],
    goal: str,
    starts_on: date,
    ends_on: date,
    order_no: str | None,
    state: State,
    by_person: int,
    now: datetime,
) -> int:
    pair_id = int(
        await db.value(
            """INSERT INTO pairs (school_id, form, mentor_id, goal, starts_on, ends_on, order_no, state, created_at)
               VALUES (:school, :form, :mentor, :goal, :starts, :ends, :order_no, :state, :now) RETURNING id""",
            school=school_id,
            form=form,
            mentor=mentor_id,
            goal=goal,
            starts=starts_on.isoformat(),
            ends=ends_on.isoformat(),
            order_no=order_no,
            state=state.value,
            now=instant(now),
        )
    )
    await db.run_many(
        "INSERT INTO pair_mentees (pair_id, mentee_id) VALUES (:pair, :mentee)",
        [{"pair": pair_id, "mentee": mentee} for mentee in mentee_ids],
    )
    await _record(db, pair_id, None, state, by_person, now)
    return pair_id


async def get(db: Transaction, scope: Scope, pair_id: int) -> Pair | None:
    found = await _load(db, scope, "p.id = :id", id=pair_id)
    return found[0] if found else None


async def listing(db: Transaction, scope: Scope, states: Sequence[State] = tuple(State)) -> list[Pair]:
    """Drafts and working pairs first, then the closed ones; newest first in each."""
    return await _load(db, scope, f"p.state IN ({', '.join(repr(state.value) for state in states)})")


async def stories(db: Transaction, scope: Scope) -> list[Pair]:
    """Closed ones with a story, of schools on the list; newest first."""
    return await _load(
        db, scope, "p.story IS NOT NULL AND p.closed_on IS NOT NULL AND p.school_id IN (SELECT id FROM schools"
        " WHERE archived_at IS NULL)",
    )  # fmt: skip


async def move(
    db: Transaction,
    pair: Pair,
    state: State,
    by_person: int,
    now: datetime,
    *,
    closed_on: date | None = None,
    result: str | None = None,
    reason: str | None = None,
    story: str | None = None,
) -> bool:
    """Bring a pair into another state; False where somebody else moved it since it was loaded. What was said of its
    end stays where it is reopened, to be offered again."""
    closing = state in CLOSED
    changed = await db.run(
        """UPDATE pairs SET state = :state, closed_on = :closed_on, revision = revision + 1,
           result = CASE WHEN :closing = 1 THEN :result ELSE result END,
           reason = CASE WHEN :closing = 1 THEN :reason ELSE reason END,
           story = CASE WHEN :closing = 1 THEN :story ELSE story END
           WHERE id = :id AND revision = :revision""",
        id=pair.id,
        revision=pair.revision,
        state=state.value,
        closing=int(closing),
        closed_on=closed_on.isoformat() if closing and closed_on else None,
        result=result,
        reason=reason,
        story=story,
    )
    if changed:
        await _record(db, pair.id, pair.state, state, by_person, now, result)
    return changed == 1


async def worked(db: Transaction, pair_id: int) -> bool:
    """Whether it was ever more than a draft."""
    found = await db.value(
        "SELECT 1 FROM pair_events WHERE pair_id = :pair AND after = :active LIMIT 1",
        pair=pair_id,
        active=State.ACTIVE.value,
    )
    return found is not None


async def _record(
    db: Transaction,
    pair_id: int,
    before: State | None,
    after: State,
    by_person: int,
    now: datetime,
    note: str | None = None,
) -> None:
    await db.run(
        """INSERT INTO pair_events (pair_id, at, by_person, before, after, note)
           VALUES (:pair, :now, :by, :before, :after, :note)""",
        pair=pair_id,
        now=instant(now),
        by=by_person,
        before=before.value if before else None,
        after=after.value,
        note=note,
    )


async def _load(db: Transaction, scope: Scope, condition: str, **params: Value) -> list[Pair]:
    within = {"school": scope.school_id, "mentor": scope.mentor_id}
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM pairs p JOIN mentors m ON m.id = p.mentor_id WHERE {WITHIN} AND {condition}
            ORDER BY p.closed_on IS NOT NULL, p.id DESC""",
        **within,
        **params,
    )
    codes: dict[int, list[str]] = {row["id"]: [] for row in rows}
    members = await db.all(
        f"""SELECT pm.pair_id, e.code FROM pair_mentees pm JOIN mentees e ON e.id = pm.mentee_id
            JOIN pairs p ON p.id = pm.pair_id WHERE {WITHIN} AND {condition} ORDER BY e.code""",
        **within,
        **params,
    )
    for member in members:
        codes[member["pair_id"]].append(member["code"])
    return [_pair(row, codes[row["id"]]) for row in rows]


def _pair(row: Row, codes: Sequence[str]) -> Pair:
    fields: dict[str, Any] = dict(row)
    fields |= {key: day(fields[key]) for key in ("starts_on", "ends_on")}
    fields |= {"closed_on": maybe_day(fields["closed_on"]), "state": State(fields["state"])}
    return Pair(**fields, mentees=tuple(codes))
