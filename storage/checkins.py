"""The month's questions to mentors, and what they answered. A mentor's own are theirs in whatever role they act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import Final

from domain.checkins import Answer, CheckIn
from domain.pairs import State
from storage.database import Transaction, Value
from storage.instants import instant
from storage.mentor_wishes import WAITING

# A mentor in post; their pairs are asked about.
MINE: Final = """JOIN mentors m ON m.id = p.mentor_id JOIN people o ON o.id = m.person_id
    JOIN roles r ON r.person_id = o.id AND r.mentor_id = m.id AND r.revoked_at IS NULL
    JOIN schools s ON s.id = p.school_id AND s.archived_at IS NULL"""
NEWEST: Final = "NOT EXISTS (SELECT 1 FROM checkins n WHERE n.pair_id = c.pair_id AND n.month > c.month)"
WHOSE: Final = "(:person IS NULL OR o.id = :person)"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and where its mentor is written to."""

    person_id: int
    telegram_id: int
    checkin: CheckIn


async def unasked(db: Transaction, month: str) -> list[Row]:
    """Pairs at work whose mentor can be reached and was not asked this month about any: person_id, pair_id,
    starts_on, and the instant `asked` of the last question to that mentor, or NULL. By person. Who has asked for a
    pause or an end is not asked again before the coordinator has decided."""
    return await db.all(
        f"""WITH heard AS (SELECT m.person_id, max(c.month) AS month, max(c.asked_at) AS asked FROM checkins c
                JOIN pairs p ON p.id = c.pair_id JOIN mentors m ON m.id = p.mentor_id GROUP BY m.person_id)
            SELECT DISTINCT o.id AS person_id, p.id AS pair_id, p.starts_on, h.asked FROM pairs p {MINE}
            LEFT JOIN heard h ON h.person_id = o.id
            WHERE p.state = :active AND o.unreachable_since IS NULL AND coalesce(h.month, '') < :month
            AND NOT EXISTS (SELECT 1 FROM mentor_wishes w WHERE w.pair_id = p.id AND w.what <> 'talk' AND {WAITING})
            ORDER BY o.id, p.id""",
        active=State.ACTIVE.value,
        month=month,
    )


async def at_work(db: Transaction, person_id: int) -> list[int]:
    """The pairs this mentor works with now."""
    rows = await db.all(
        f"SELECT DISTINCT p.id FROM pairs p {MINE} WHERE p.state = :active AND o.id = :person ORDER BY p.id",
        active=State.ACTIVE.value,
        person=person_id,
    )
    return [row["id"] for row in rows]


async def ask(db: Transaction, pair_ids: Iterable[int], month: str, now: datetime) -> None:
    """A pair is asked once a month, whoever asks."""
    await db.run_many(
        """INSERT INTO checkins (pair_id, month, asked_at) VALUES (:pair, :month, :now)
           ON CONFLICT (pair_id, month) DO NOTHING""",
        [{"pair": pair, "month": month, "now": instant(now)} for pair in pair_ids],
    )


async def of_month(db: Transaction, month: str, person_id: int | None = None) -> list[Asked]:
    """Questions of one month about pairs that still work, of all mentors or one; by person."""
    condition = f"c.month = :month AND p.state = '{State.ACTIVE.value}' AND {WHOSE}"
    return await _load(db, condition, month=month, person=person_id)


async def get(db: Transaction, person_id: int, checkin_id: int) -> CheckIn | None:
    """A question to this mentor; anybody else's is not found."""
    found = await _load(db, f"c.id = :id AND {WHOSE}", id=checkin_id, person=person_id)
    return found[0].checkin if found else None


async def answer(db: Transaction, checkins: Sequence[int], said: Answer, by_person: int, now: datetime) -> None:
    """The newest answer counts; each is kept. They were loaded as this person's before."""
    rows = [{"id": one, "answer": said.value, "by": by_person, "now": instant(now)} for one in checkins]
    await db.run_many("UPDATE checkins SET answer = :answer, answered_at = :now, by_person = :by WHERE id = :id", rows)
    await db.run_many(
        "INSERT INTO checkin_answers (checkin_id, answer, by_person, at) VALUES (:id, :answer, :by, :now)", rows
    )


async def of_pair(db: Transaction, pair_id: int, many: int) -> list[Row]:
    """The last questions of a pair, newest first: month, asked_at, answer."""
    return await db.all(
        "SELECT month, asked_at, answer FROM checkins WHERE pair_id = :pair ORDER BY month DESC LIMIT :many",
        pair=pair_id,
        many=many,
    )


async def _load(db: Transaction, condition: str, **params: Value) -> list[Asked]:
    rows = await db.all(
        f"""SELECT DISTINCT c.id, c.pair_id, c.month, c.answer, {NEWEST} AS newest, o.id AS person_id, o.telegram_id
            FROM checkins c JOIN pairs p ON p.id = c.pair_id {MINE} WHERE {condition} ORDER BY o.id, c.id""",
        **params,
    )
    members = await db.all(
        f"""SELECT DISTINCT x.pair_id, e.code FROM pair_mentees x JOIN mentees e ON e.id = x.mentee_id
            JOIN checkins c ON c.pair_id = x.pair_id JOIN pairs p ON p.id = c.pair_id {MINE}
            WHERE {condition} ORDER BY e.code""",
        **params,
    )
    codes: dict[int, list[str]] = {row["pair_id"]: [] for row in rows}
    for row in members:
        codes[row["pair_id"]].append(row["code"])
    return [Asked(row["person_id"], row["telegram_id"], _checkin(row, codes[row["pair_id"]])) for row in rows]


def _checkin(row: Row, codes: Sequence[str]) -> CheckIn:
    said = Answer(row["answer"]) if row["answer"] else None
    return CheckIn(row["id"], row["pair_id"], row["month"], said, tuple(codes), bool(row["newest"]))
