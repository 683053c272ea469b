"""The audit: only added to. Each line is chained to the one before, and where the chain ends is noted apart from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from sqlite3 import Row
from typing import Final, NamedTuple

from domain import audit
from domain.audit import BEFORE_ALL, Deed, Line, Sought
from storage import notes
from storage.instants import instant, maybe_moment, moment
from storage.transaction import Transaction, Value

LAST: Final = "audit.last"  # "12 3f…": the number and the chain of the newest line
BROKEN: Final = "audit.broken"  # the first line that did not fit when it was last looked at
PIECE: Final = 2000  # lines that are looked at together: some milliseconds
NAMED: Final = """SELECT a.*, p.name AS person, r.role, s.name AS school FROM {} a
    LEFT JOIN people p ON p.id = a.person_id LEFT JOIN roles r ON r.id = a.post_id
    LEFT JOIN schools s ON s.id = a.school_id ORDER BY a.id DESC"""
COLUMNS: Final = "id, at, update_id, person_id, post_id, school_id, action, subject"
# Whose it is, where the post of whoever acts has no school: asked by the kinds a subject is made of.
SCHOOLS: Final[Mapping[str, str]] = {
    "school": "SELECT id FROM schools WHERE id = :id",
    "submission": "SELECT school_id FROM submissions WHERE id = :id",
    "evidence": "SELECT school_id FROM evidence WHERE id = :id",
    "wish": "SELECT school_id FROM extension_wishes WHERE id = :id",
    "fault": "SELECT school_id FROM faults WHERE id = :id",
    "partner": "SELECT school_id FROM partners WHERE id = :id",
    "publication": "SELECT school_id FROM publications WHERE id = :id",
    "material": "SELECT school_id FROM materials WHERE id = :id",
    "entry": "SELECT school_id FROM contest_entries WHERE id = :id",
}


class End(NamedTuple):
    """Where a look at the chain has come to."""

    number: int = 0
    chain: str = BEFORE_ALL
    broken: int | None = None
    done: bool = False


async def put(db: Transaction, deeds: Sequence[Deed]) -> None:
    """Add lines. They go on from where the chain ended when it was last added to, whatever stands there now: what was
    cut off shows for ever."""
    if not deeds:
        return
    number, chain = await _end(db)
    number = max(number, await db.value("SELECT max(id) FROM audit") or 0)  # only where the note was tampered with
    rows = []
    for one in deeds:
        number += 1
        school = one.school_id or await _school(db, one.subject)
        columns = (
            number,
            instant(one.at),
            one.update_id,
            one.person_id,
            one.post_id,
            school,
            one.action,
            one.subject,
        )
        chain = audit.link(chain, columns)
        rows.append((*columns, chain))
    await db.insert(f"INSERT INTO audit ({COLUMNS}, chain) VALUES {{}}", rows)
    await notes.put(db, LAST, f"{number} {chain}")


async def look(db: Transaction, end: End) -> End:
    """The next piece of the chain. Broken is the number of the first line that is missing or not what it was."""
    rows = await db.all(
        f"SELECT {COLUMNS}, chain FROM audit WHERE id > :after ORDER BY id LIMIT {PIECE}", after=end.number
    )
    number, chain = end.number, end.chain
    for row in rows:
        *columns, stored = row
        if columns[0] != number + 1 or audit.link(chain, columns) != stored:
            return End(number, chain, broken=number + 1, done=True)
        number, chain = columns[0], stored
    if len(rows) == PIECE:
        return End(number, chain)
    last = await _end(db)
    if last == (number, chain):
        return End(number, chain, done=True)
    return End(number, chain, broken=min(last[0], number) + (last[0] != number), done=True)


async def verify(db: Transaction) -> int | None:
    """The number of the first line that does not fit, or None. A million lines are never held at once."""
    end = End()
    while not end.done:
        end = await look(db, end)
    return end.broken


async def day_of(db: Transaction, number: int) -> datetime | None:
    """When the line was written that has this number, or where it is missing the last one before it."""
    return maybe_moment(await db.value("SELECT at FROM audit WHERE id <= :id ORDER BY id DESC LIMIT 1", id=number))


async def note(db: Transaction, broken: int | None) -> None:
    """Keep what a look at the whole has found."""
    await (notes.drop(db, BROKEN) if broken is None else notes.put(db, BROKEN, str(broken)))


async def noted(db: Transaction) -> int | None:
    number = await notes.get(db, BROKEN)
    return None if number is None else int(number)


async def first_and_last(db: Transaction) -> tuple[datetime, datetime] | None:
    """When the journal begins and ends; None while it is empty."""
    row = await db.one("SELECT (SELECT min(at) FROM audit) AS first, (SELECT max(at) FROM audit) AS last")
    return (moment(row["first"]), moment(row["last"])) if row and row["first"] else None


async def count(db: Transaction, sought: Sought, limit: int) -> int:
    """How many lines there are; at most `limit` are counted."""
    where, params = _where(sought)
    return int(await db.value(f"SELECT count(*) FROM (SELECT 1 FROM audit a {where} LIMIT {limit})", **params))


async def listing(db: Transaction, sought: Sought, limit: int, skip: int = 0) -> list[Line]:
    """Newest first. Names are those of now: a line itself holds none."""
    where, params = _where(sought)
    rows = await db.all(
        NAMED.format(f"(SELECT * FROM audit a {where} ORDER BY a.id DESC LIMIT :limit OFFSET :skip)"),
        limit=limit,
        skip=skip,
        **params,
    )
    return [_line(row) for row in rows]


async def edges(db: Transaction, since: datetime, before: datetime) -> tuple[int, int] | None:
    """The numbers of the first and the last line of this time; None where nothing was done in it."""
    row = await db.one(
        "SELECT min(id), max(id) FROM audit WHERE at >= :since AND at < :before",
        since=instant(since),
        before=instant(before),
    )
    return (row[0], row[1]) if row and row[0] is not None else None


async def piece(db: Transaction, sought: Sought, first: int, last: int) -> list[Line]:
    """The newest of the lines with these numbers, so many as may be read at once. What is asked for is looked for
    along the numbers: a long time is not sorted again for each piece."""
    where, params = _where(sought)
    rows = await db.all(
        NAMED.format(
            f"""(SELECT * FROM audit a NOT INDEXED {where or "WHERE 1 = 1"} AND a.id BETWEEN :first AND :last
                 ORDER BY a.id DESC LIMIT {PIECE})"""
        ),
        first=first,
        last=last,
        **params,
    )
    return [_line(row) for row in rows]


async def filed_before(db: Transaction, submission_id: int) -> bool:
    """Whether a submission has been handed in more than once."""
    return bool(await db.value("SELECT revision > 1 FROM submissions WHERE id = :id", id=submission_id))


def _where(sought: Sought) -> tuple[str, dict[str, Value]]:
    parts: list[str] = []
    params: dict[str, Value] = {}
    if sought.school_number is not None:
        parts.append("a.school_id = (SELECT id FROM schools WHERE number = :school)")
        params["school"] = sought.school_number
    if sought.actions is not None:
        marks = {f"action{place}": action for place, action in enumerate(sought.actions)}
        parts.append(f"a.action IN ({', '.join(f':{mark}' for mark in marks)})")
        params.update(marks)
    if sought.since is not None:
        parts.append("a.at >= :since")
        params["since"] = instant(sought.since)
    if sought.before is not None:
        parts.append("a.at < :before")
        params["before"] = instant(sought.before)
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), params


def _line(row: Row) -> Line:
    return Line(
        row["id"],
        Deed(
            moment(row["at"]),
            row["update_id"],
            row["person_id"],
            row["post_id"],
            row["school_id"],
            row["action"],
            row["subject"],
        ),
        row["person"],
        row["role"],
        row["school"],
        row["chain"],
    )


async def _end(db: Transaction) -> tuple[int, str]:
    """Where the chain ended when it was last added to."""
    number, _, chain = (await notes.get(db, LAST) or f"0 {BEFORE_ALL}").partition(" ")
    return int(number), chain


async def _school(db: Transaction, subject: str) -> int | None:
    """That of the first part of a subject that has one."""
    for kind, value in audit.parts(subject):
        if kind in SCHOOLS and value.isdigit():
            school = await db.value(SCHOOLS[kind], id=int(value))
            if school is not None:
                return int(school)
    return None
