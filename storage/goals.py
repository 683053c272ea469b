"""Goals of pairs and their ratings. Nothing is overwritten: the newest rating of a moment counts, older ones stay."""

from datetime import date, datetime
from sqlite3 import Row

from domain.goals import Goal, Moment
from domain.history import Event
from storage.database import Transaction, Value
from storage.instants import instant, moment

NEWEST = """(SELECT r.value FROM goal_ratings r WHERE r.goal_id = g.id AND r.moment = '{}'
    ORDER BY r.id DESC LIMIT 1)"""
COLUMNS = f"""g.id, g.pair_id, g.words, g.dropped_at, {NEWEST.format(Moment.START)} AS start,
    {NEWEST.format(Moment.MIDDLE)} AS middle, {NEWEST.format(Moment.END)} AS "end" """


async def of_pair(db: Transaction, pair_id: int) -> list[Goal]:
    """Those in force, in the order in which they were set. The pair was loaded within the person's scope before."""
    return await _load(db, "g.pair_id = :pair AND g.dropped_at IS NULL", pair=pair_id)


async def get(db: Transaction, goal_id: int) -> Goal | None:
    """Dropped ones too. Whose it is the pair says, which is to be loaded within the person's scope."""
    found = await _load(db, "g.id = :id", id=goal_id)
    return found[0] if found else None


async def put(db: Transaction, pair_id: int, words: str, by_person: int, now: datetime) -> int:
    goal_id = int(
        await db.value(
            "INSERT INTO goals (pair_id, words) VALUES (:pair, :words) RETURNING id", pair=pair_id, words=words
        )
    )
    await _record(db, goal_id, "set", words, by_person, now)
    return goal_id


async def reword(db: Transaction, goal: Goal, words: str, by_person: int, now: datetime) -> None:
    """Its ratings stay: it is the same goal."""
    await db.run("UPDATE goals SET words = :words WHERE id = :id", id=goal.id, words=words)
    await _record(db, goal.id, "reworded", words, by_person, now)


async def drop(db: Transaction, goal: Goal, by_person: int, now: datetime) -> bool:
    """False where it was dropped before."""
    changed = await db.run(
        "UPDATE goals SET dropped_at = :now WHERE id = :id AND dropped_at IS NULL", id=goal.id, now=instant(now)
    )
    if changed:
        await _record(db, goal.id, "dropped", goal.words, by_person, now)
    return changed == 1


async def bring_back(db: Transaction, goal: Goal, by_person: int, now: datetime) -> bool:
    """False where it is in force."""
    changed = await db.run("UPDATE goals SET dropped_at = NULL WHERE id = :id AND dropped_at IS NOT NULL", id=goal.id)
    if changed:
        await _record(db, goal.id, "returned", goal.words, by_person, now)
    return changed == 1


async def rate(db: Transaction, goal: Goal, at: Moment, value: int, by_person: int, now: datetime, today: date) -> bool:
    """False where that is its rating already: a second tap is no second rating."""
    if goal.ratings.get(at) == value:
        return False
    await db.run(
        """INSERT INTO goal_ratings (goal_id, moment, value, by_person, at, day)
           VALUES (:goal, :moment, :value, :by, :now, :day)""",
        goal=goal.id,
        moment=at.value,
        value=value,
        by=by_person,
        now=instant(now),
        day=today.isoformat(),
    )
    return True


async def history(db: Transaction, goal_id: int) -> list[Event]:
    """Everything that happened to a goal, each rating too, the newest first."""
    rows = await db.all(
        """SELECT h.at, p.name, h.what, h.words, h.value FROM (
               SELECT at, by_person, what, words, NULL AS value, 0 AS late, id
               FROM goal_steps WHERE goal_id = :goal
               UNION ALL
               SELECT at, by_person, 'rated-' || moment, NULL, value, 1, id FROM goal_ratings WHERE goal_id = :goal
           ) h JOIN people p ON p.id = h.by_person ORDER BY h.at DESC, h.late DESC, h.id DESC""",
        goal=goal_id,
    )
    return [
        Event(
            moment(row["at"]),
            row["name"],
            row["what"],
            {},
            {"words": row["words"]} if row["value"] is None else {"value": row["value"]},
        )
        for row in rows
    ]


async def growth(db: Transaction, school_id: int, since: date, until: date) -> list[tuple[int | None, int | None]]:
    """The ratings at start and end of a school's goals that came to their end within these days, both inclusive: they
    were rated for it, or their pair was closed without that. A correction does not move a goal to another period."""
    rows = await db.all(
        f"""SELECT start, "end" FROM (
            SELECT {COLUMNS}, p.closed_on, (SELECT min(r.day) FROM goal_ratings r
                WHERE r.goal_id = g.id AND r.moment = :end) AS ended
            FROM goals g JOIN pairs p ON p.id = g.pair_id WHERE p.school_id = :school AND g.dropped_at IS NULL)
            WHERE coalesce(ended, closed_on) BETWEEN :since AND :until ORDER BY id""",
        school=school_id,
        end=Moment.END.value,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return [(row["start"], row["end"]) for row in rows]


async def _record(db: Transaction, goal_id: int, what: str, words: str, by_person: int, now: datetime) -> None:
    await db.run(
        """INSERT INTO goal_steps (goal_id, at, by_person, what, words)
           VALUES (:goal, :now, :by, :what, :words)""",
        goal=goal_id,
        now=instant(now),
        by=by_person,
        what=what,
        words=words,
    )


async def _load(db: Transaction, where: str, **params: Value) -> list[Goal]:
    return [_goal(row) for row in await db.all(f"SELECT {COLUMNS} FROM goals g WHERE {where} ORDER BY g.id", **params)]


def _goal(row: Row) -> Goal:
    ratings = {one: row[one.value] for one in Moment if row[one.value] is not None}
    return Goal(row["id"], row["pair_id"], row["words"], row["dropped_at"] is not None, ratings)
