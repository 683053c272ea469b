"""What mentors ask their coordinator for: a word, a pause, an end. One of a kind waits at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import Final

from domain.checkins import Wish
from domain.people import Scope
from storage.database import Transaction
from storage.instants import instant, moment
from storage.pairs import WITHIN

# A pair that was taken to work again meanwhile has had its answer; about one that rests there is only to talk.
WAITING: Final = """w.closed_at IS NULL AND (p.state = 'active' OR p.state = 'paused' AND w.what = 'talk')
    AND w.at >= coalesce((SELECT max(e.at) FROM pair_events e
        WHERE e.pair_id = p.id AND e.before IS NOT NULL AND e.after = 'active'), '')"""


@dataclass(frozen=True, slots=True)
class Asking:
    """One wish; `words` come with a talk only."""

    id: int
    pair_id: int
    what: Wish
    words: str | None
    by_person: int
    at: datetime


async def add(
    db: Transaction, pair_id: int, what: Wish, by_person: int, now: datetime, words: str | None = None
) -> int | None:
    """The wish's id; None where the same one waits already. One left over from before a pause is closed by this."""
    await db.run(
        f"""UPDATE mentor_wishes SET closed_at = :now, closed_by = :by WHERE pair_id = :pair AND what = :what
            AND closed_at IS NULL AND id NOT IN (SELECT w.id FROM mentor_wishes w JOIN pairs p ON p.id = w.pair_id
            WHERE {WAITING})""",
        pair=pair_id,
        what=what.value,
        by=by_person,
        now=instant(now),
    )
    made = await db.value(
        """INSERT INTO mentor_wishes (pair_id, what, words, by_person, at) VALUES (:pair, :what, :words, :by, :now)
           ON CONFLICT (pair_id, what) WHERE closed_at IS NULL DO NOTHING RETURNING id""",
        pair=pair_id,
        what=what.value,
        words=words,
        by=by_person,
        now=instant(now),
    )
    return None if made is None else int(made)


async def get(db: Transaction, scope: Scope, wish_id: int) -> Asking | None:
    """One that waits, of a pair within the scope."""
    found = await _load(db, scope, "w.id = :id", id=wish_id)
    return found[0] if found else None


async def waiting(db: Transaction, scope: Scope, pair_id: int | None = None) -> list[Asking]:
    """Oldest first."""
    return await _load(db, scope, "(:pair IS NULL OR w.pair_id = :pair)", pair=pair_id)


async def close(db: Transaction, wishes: Iterable[int], by_person: int, now: datetime) -> None:
    """Answered, or taken back by whoever wished."""
    await db.run_many(
        "UPDATE mentor_wishes SET closed_at = :now, closed_by = :by WHERE id = :id AND closed_at IS NULL",
        [{"id": one, "by": by_person, "now": instant(now)} for one in wishes],
    )


async def _load(db: Transaction, scope: Scope, condition: str, **params: int | None) -> list[Asking]:
    rows = await db.all(
        f"""SELECT w.id, w.pair_id, w.what, w.words, w.by_person, w.at FROM mentor_wishes w
            JOIN pairs p ON p.id = w.pair_id WHERE {WAITING} AND {WITHIN} AND {condition} ORDER BY w.id""",
        school=scope.school_id,
        mentor=scope.mentor_id,
        **params,
    )
    return [_asking(row) for row in rows]


def _asking(row: Row) -> Asking:
    return Asking(row["id"], row["pair_id"], Wish(row["what"]), row["words"], row["by_person"], moment(row["at"]))
