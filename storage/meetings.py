"""Meetings of pairs, as they are logged: a day, perhaps minutes and a topic. Every change is kept."""

from datetime import date, datetime
from sqlite3 import Row

from domain.history import Event
from domain.meetings import Meeting
from domain.people import Scope
from storage import attendance
from storage.database import Transaction
from storage.instants import day, instant, maybe_moment, moment

WITHIN = "(:school IS NULL OR p.school_id = :school) AND (:mentor IS NULL OR p.mentor_id = :mentor)"
LOAD = f"""SELECT t.id, t.pair_id, t.held_on, t.minutes, t.topic, t.logged_by, who.name AS who, t.logged_at,
    t.undone_at, (SELECT c.by_person FROM meeting_changes c WHERE c.meeting_id = t.id AND c.what = 'undone'
     ORDER BY c.id DESC LIMIT 1) AS undone_by
    FROM meetings t JOIN pairs p ON p.id = t.pair_id JOIN people who ON who.id = t.logged_by WHERE {WITHIN}"""


async def log(
    db: Transaction, pair_id: int, held_on: date, by_person: int, now: datetime, minutes: int | None = None
) -> int:
    """The meeting's id. The pair was loaded within the person's scope before."""
    return int(
        await db.value(
            """INSERT INTO meetings (pair_id, held_on, minutes, logged_by, logged_at)
               VALUES (:pair, :held_on, :minutes, :by, :now) RETURNING id""",
            pair=pair_id,
            held_on=held_on.isoformat(),
            minutes=minutes,
            by=by_person,
            now=instant(now),
        )
    )


async def on_day(db: Transaction, pair_id: int, held_on: date) -> int | None:
    """The meeting logged last for this pair and day."""
    found = await db.value(
        "SELECT max(id) FROM meetings WHERE pair_id = :pair AND held_on = :day AND undone_at IS NULL",
        pair=pair_id,
        day=held_on.isoformat(),
    )
    return None if found is None else int(found)


async def get(db: Transaction, scope: Scope, meeting_id: int) -> Meeting | None:
    """An undone one too."""
    row = await db.one(f"{LOAD} AND t.id = :id", id=meeting_id, school=scope.school_id, mentor=scope.mentor_id)
    return _meeting(row, await attendance.absent(db, [meeting_id])) if row else None


async def listing(db: Transaction, scope: Scope, pair_id: int | None, last: int) -> list[Meeting]:
    """So many of the last ones, of a pair or of all within the scope, the newest day first; with those undone."""
    rows = await db.all(
        f"{LOAD} AND (:pair IS NULL OR t.pair_id = :pair) ORDER BY t.held_on DESC, t.id DESC LIMIT :last",
        pair=pair_id,
        last=last,
        school=scope.school_id,
        mentor=scope.mentor_id,
    )
    absent = await attendance.absent(db, [row["id"] for row in rows])
    return [_meeting(row, absent) for row in rows]


async def undo(db: Transaction, meeting: Meeting, by_person: int, now: datetime) -> bool:
    """Take an entry back; it stays in the file, marked. False where it is taken back already."""
    done = await db.run(
        "UPDATE meetings SET undone_at = :now WHERE id = :id AND undone_at IS NULL", id=meeting.id, now=instant(now)
    )
    if done:
        await record(db, meeting.id, "undone", by_person, now)
    return done == 1


async def restore(db: Transaction, meeting: Meeting, by_person: int, now: datetime) -> bool:
    """Put an entry back. False where it stands already."""
    done = await db.run("UPDATE meetings SET undone_at = NULL WHERE id = :id AND undone_at IS NOT NULL", id=meeting.id)
    if done:
        await record(db, meeting.id, "restored", by_person, now)
    return done == 1


async def set_topic(db: Transaction, meeting: Meeting, topic: str, by_person: int, now: datetime) -> None:
    await db.run("UPDATE meetings SET topic = :topic WHERE id = :id", id=meeting.id, topic=topic)
    await record(db, meeting.id, "topic", by_person, now, meeting.topic, topic)


async def set_minutes(db: Transaction, meeting: Meeting, minutes: int, by_person: int, now: datetime) -> None:
    await db.run("UPDATE meetings SET minutes = :minutes WHERE id = :id", id=meeting.id, minutes=minutes)
    await record(db, meeting.id, "minutes", by_person, now, meeting.minutes, minutes)


async def record(
    db: Transaction,
    meeting_id: int,
    what: str,
    by_person: int,
    now: datetime,
    before: str | int | None = None,
    after: str | int | None = None,
) -> None:
    if before == after and before is not None:
        return
    await db.run(
        """INSERT INTO meeting_changes (meeting_id, at, by_person, what, before, after)
           VALUES (:meeting, :now, :by, :what, :before, :after)""",
        meeting=meeting_id,
        now=instant(now),
        by=by_person,
        what=what,
        before=None if before is None else str(before),
        after=None if after is None else str(after),
    )


async def history(db: Transaction, meeting_id: int) -> list[Event]:
    """Newest first, without the logging itself. The meeting was loaded within the scope before."""
    rows = await db.all(
        """SELECT c.at, w.name, c.what, c.before, c.after FROM meeting_changes c JOIN people w ON w.id = c.by_person
           WHERE c.meeting_id = :meeting ORDER BY c.id DESC""",
        meeting=meeting_id,
    )
    return [
        Event(
            moment(row["at"]),
            row["name"],
            row["what"],
            {} if row["before"] is None else {row["what"]: row["before"]},
            {} if row["after"] is None else {row["what"]: row["after"]},
        )
        for row in rows
    ]


async def summary(db: Transaction, pair_id: int) -> tuple[int, str | None]:
    """How many meetings, and the last one's day."""
    row = await db.one(
        "SELECT count(*), max(held_on) FROM meetings WHERE pair_id = :pair AND undone_at IS NULL",
        pair=pair_id,
    )
    return (row[0], row[1]) if row else (0, None)


def _meeting(row: Row, absent: dict[int, tuple[str, ...]]) -> Meeting:
    return Meeting(
        id=row["id"],
        pair_id=row["pair_id"],
        held_on=day(row["held_on"]),
        minutes=row["minutes"],
        topic=row["topic"],
        logged_by=row["logged_by"],
        who=row["who"],
        logged_at=moment(row["logged_at"]),
        undone_at=maybe_moment(row["undone_at"]),
        undone_by=row["undone_by"],
        absent=absent.get(row["id"]),
    )
