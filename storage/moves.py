"""What happened to dates: every move with its reason, and whom a date concerns."""

from datetime import date, datetime
from sqlite3 import Row

from domain.deadlines import Move
from domain.people import Role
from domain.submissions import Due
from storage import unsent
from storage.database import Transaction
from storage.instants import day, instant, moment


async def record(db: Transaction, before: Due, after: Due, reason: str, by_person: int, now: datetime) -> int:
    """The move's id."""
    return int(
        await db.value(
            """INSERT INTO deadline_moves
                   (deadline_id, at, by_person, before, after, counted_before, counted_after, reason)
               VALUES (:deadline, :now, :by, :before, :after, :counted_before, :counted_after, :reason)
               RETURNING id""",
            deadline=before.id,
            now=instant(now),
            by=by_person,
            before=before.nominal.isoformat(),
            after=after.nominal.isoformat(),
            counted_before=before.effective.isoformat(),
            counted_after=after.effective.isoformat(),
            reason=reason,
        )
    )


async def of(db: Transaction, deadline_id: int) -> list[Move]:
    """Newest first."""
    rows = await db.all(
        """SELECT m.id, m.deadline_id, m.at, p.name, m.before, m.after, m.counted_before,
               m.counted_after, m.reason FROM deadline_moves m
           JOIN people p ON p.id = m.by_person WHERE m.deadline_id = :deadline ORDER BY m.id DESC""",
        deadline=deadline_id,
    )
    return [_move(row) for row in rows]


async def latest(db: Transaction, move_id: int) -> Move | None:
    """A move, unless a newer one of the same date has followed it."""
    row = await db.one("SELECT deadline_id FROM deadline_moves WHERE id = :id", id=move_id)
    moves = await of(db, row["deadline_id"]) if row else []
    return moves[0] if moves and moves[0].id == move_id else None


async def owing(db: Transaction, deadline_id: int, until: date) -> list[int]:
    """Where to write to the coordinators whose school has not filed, or has it back for correction; not those whose
    own date, granted to their school alone, is later than `until`."""
    rows = await db.all(
        """SELECT DISTINCT p.telegram_id FROM deadlines d
           JOIN schools s ON s.archived_at IS NULL AND s.created_at < d.ends_at
           JOIN roles r ON r.school_id = s.id AND r.role = :role AND r.revoked_at IS NULL
           JOIN people p ON p.id = r.person_id AND p.unreachable_since IS NULL
           WHERE d.id = :id
           AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.form = d.form AND b.period = d.period
               AND b.school_id = s.id AND b.state <> 'returned')
           AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.roadmap_row = d.roadmap_row AND e.period = d.period
               AND e.school_id = s.id AND e.state <> 'returned')
           AND NOT EXISTS (SELECT 1 FROM extensions x WHERE x.roadmap_row = d.roadmap_row AND x.period = d.period
               AND x.school_id = s.id AND x.until > :until) ORDER BY p.telegram_id""",
        id=deadline_id,
        role=Role.COORDINATOR.value,
        until=until.isoformat(),
    )
    return [row["telegram_id"] for row in rows]


def news(deadline_id: int, first: int, newest: int) -> str:
    """The key of what is said of a date: of all moves from the first, as the newest left it."""
    return f"moved:{deadline_id}:{first}:{newest}"


async def untold(db: Transaction, deadline_id: int) -> dict[int, Move]:
    """Take back what was not yet said about this date: by chat, the first move it has not heard of."""
    taken = await unsent.keys(db, f"moved:{deadline_id}:")
    await unsent.take_back(db, taken)
    moves = {move.id: move for move in await of(db, deadline_id)}
    found: dict[int, Move] = {}
    for key in taken:
        _, _, first, _, chat = key.split(":")
        if move := moves.get(int(first)):
            found[int(chat)] = min(move, found.get(int(chat), move), key=lambda one: one.id)
    return found


def _move(row: Row) -> Move:
    return Move(
        row["id"],
        row["deadline_id"],
        moment(row["at"]),
        row["name"],
        day(row["before"]),
        day(row["after"]),
        day(row["counted_before"]),
        day(row["counted_after"]),
        row["reason"],
    )
