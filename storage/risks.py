"""The pairs at risk, of all schools or one, from what is on record: in a few statements."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from domain import risks as rules
from domain.checkins import Answer, Wish
from domain.municipality import Municipality
from domain.pairs import State
from domain.people import Scope
from domain.risks import Risk, Said, Troubled, Watched
from storage import care, mentor_wishes, pairs, risk_limits, school_breaks
from storage.database import Transaction
from storage.instants import day, instant, maybe_day, moment

ASKED_BACK: Final = timedelta(days=300)  # questions older than that tell nothing
HERE: Final = "(:school IS NULL OR p.school_id = :school)"
# What a pair at work owes stays owed; of one that has ended it is forgotten.
LATE: Final = """SELECT pair_id, min(due_on) AS due FROM sheets WHERE filled_at IS NULL AND dropped_at IS NULL
    AND due_on < :today AND pair_id IS NOT NULL
    AND (due_on >= :oldest OR pair_id IN (SELECT id FROM pairs WHERE state = 'active')) GROUP BY pair_id"""
WATCHED: Final = f"""
    SELECT p.id, p.school_id, p.state, p.starts_on, l.due,
        (SELECT max(e.at) FROM pair_events e WHERE e.pair_id = p.id AND e.after = 'active') AS begun,
        (SELECT max(t.held_on) FROM meetings t WHERE t.pair_id = p.id AND t.undone_at IS NULL) AS met
    FROM pairs p JOIN schools s ON s.id = p.school_id AND s.archived_at IS NULL LEFT JOIN ({LATE}) l ON l.pair_id = p.id
    WHERE (p.state = 'active' OR l.due IS NOT NULL OR p.id IN
        (SELECT w.pair_id FROM mentor_wishes w WHERE w.closed_at IS NULL)) AND {HERE}"""
SAID: Final = f"""
    SELECT c.pair_id, c.asked_at, c.answer FROM checkins c JOIN pairs p ON p.id = c.pair_id
    WHERE p.state = 'active' AND c.asked_at >= :asked AND {HERE} ORDER BY c.id DESC"""


async def troubled(db: Transaction, town: Municipality, today: date, scope: Scope) -> list[Troubled]:
    """The pairs at risk within a scope, the most urgent first; those put off among them."""
    found = await of(db, town, today, scope.school_id)
    if not found:
        return []
    off = await care.put_off(db, today, scope.school_id)
    return rules.urgent(
        Troubled(one, found[one.id], off.get(one.id)) for one in await pairs.listing(db, scope) if one.id in found
    )


async def of(
    db: Transaction, town: Municipality, today: date, school_id: int | None = None
) -> dict[int, tuple[Risk, ...]]:
    """The risks of each pair that has some. The number of statements does not depend on how many there are."""
    limits, days = await risk_limits.current(db), await school_breaks.school_days(db, town, today)
    judged = (
        (one.pair_id, rules.risks(one, today, limits, days)) for one in await _watched(db, town, today, school_id)
    )
    return {pair: found for pair, found in judged if found}


async def numbers(db: Transaction, town: Municipality, today: date) -> list[tuple[str, int, int]]:
    """Each school with pairs at work: its name, how many of them, and how many are at risk. No pair is named."""
    found = await of(db, town, today)
    rows = await db.all(
        """SELECT s.name, p.id FROM pairs p JOIN schools s ON s.id = p.school_id AND s.archived_at IS NULL
           WHERE p.state = 'active' ORDER BY s.number"""
    )
    counts: dict[str, list[bool]] = {}
    for row in rows:
        counts.setdefault(row["name"], []).append(row["id"] in found)
    return [(school, len(each), sum(each)) for school, each in counts.items()]


async def _watched(db: Transaction, town: Municipality, today: date, school_id: int | None) -> list[Watched]:
    rows = await db.all(
        WATCHED, school=school_id, today=today.isoformat(), oldest=(today - rules.FORGOTTEN).isoformat()
    )
    since = datetime.combine(today, time(), town.zone) - ASKED_BACK
    said: dict[int, list[Said]] = {}
    for row in await db.all(SAID, school=school_id, asked=instant(since)):
        asked = _local(row["asked_at"], town.zone)
        said.setdefault(row["pair_id"], []).append(Said(asked, Answer(row["answer"]) if row["answer"] else None))
    wishes: dict[int, set[Wish]] = {}
    for wish in await mentor_wishes.waiting(db, Scope(school_id)):
        wishes.setdefault(wish.pair_id, set()).add(wish.what)
    return [
        Watched(
            row["id"],
            row["school_id"],
            State(row["state"]),
            max(day(row["starts_on"]), _local(row["begun"], town.zone) if row["begun"] else date.min),
            maybe_day(row["met"]),
            tuple(said.get(row["id"], ())),
            maybe_day(row["due"]),
            frozenset(wishes.get(row["id"], ())),
        )
        for row in rows
    ]


def _local(at: str, zone: tzinfo) -> date:
    return moment(at).astimezone(zone).date()
