"""Which mentors are to be told that a moment of a pair's plan has come. Each moment of a pair is told once."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.goals import Moment
from domain.pairs import State
from storage.database import Transaction
from storage.instants import day, maybe_day

FRESH: Final = timedelta(days=30)  # a pair that ended longer ago is not asked about any more
LACKING: Final = """sum(CASE WHEN EXISTS (SELECT 1 FROM goal_ratings r
    WHERE r.goal_id = g.id AND r.moment = '{}') THEN 0 ELSE 1 END)"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A pair with goals whose mentor can hear us: `post` is theirs, `lacking` says of how many goals the rating is
    missing, `told` of which moments they heard."""

    pair_id: int
    starts_on: date
    ends_on: date
    closed_on: date | None
    state: State
    post: int
    chat: int
    lacking: dict[Moment, int]
    told: frozenset[Moment]


async def plans(db: Transaction, today: date) -> list[Plan]:
    """Pairs at work, and those closed of late; the end of none of them was told."""
    rows = await db.all(
        f"""SELECT p.id, p.starts_on, p.ends_on, p.closed_on, p.state, o.id AS post, q.telegram_id,
                {LACKING.format(Moment.MIDDLE)} AS middle, {LACKING.format(Moment.END)} AS lacks_end,
                EXISTS (SELECT 1 FROM goal_calls c WHERE c.pair_id = p.id AND c.moment = 'middle') AS told
            FROM pairs p JOIN goals g ON g.pair_id = p.id AND g.dropped_at IS NULL
            JOIN roles o ON o.mentor_id = p.mentor_id AND o.revoked_at IS NULL
            JOIN people q ON q.id = o.person_id AND q.unreachable_since IS NULL
            JOIN schools s ON s.id = p.school_id AND s.archived_at IS NULL
            WHERE (p.state = :active OR p.closed_on >= :fresh)
            AND NOT EXISTS (SELECT 1 FROM goal_calls c WHERE c.pair_id = p.id AND c.moment = 'end')
            GROUP BY p.id, o.id, q.id ORDER BY p.id""",
        active=State.ACTIVE.value,
        fresh=(today - FRESH).isoformat(),
    )
    return [
        Plan(
            row["id"],
            day(row["starts_on"]),
            day(row["ends_on"]),
            maybe_day(row["closed_on"]),
            State(row["state"]),
            row["post"],
            row["telegram_id"],
            {Moment.MIDDLE: row["middle"], Moment.END: row["lacks_end"]},
            frozenset({Moment.MIDDLE} if row["told"] else ()),
        )
        for row in rows
    ]


async def told(db: Transaction, pair_id: int, moment: Moment, today: date) -> None:
    await db.run(
        """INSERT INTO goal_calls (pair_id, moment, told_on) VALUES (:pair, :moment, :today)
           ON CONFLICT (pair_id, moment) DO NOTHING""",
        pair=pair_id,
        moment=moment.value,
        today=today.isoformat(),
    )


async def in_the_bot(db: Transaction, mentor_id: int) -> bool:
    """Whether a mentor rates their goals themselves: they have a post that has not ended, and can be reached."""
    found = await db.value(
        """SELECT 1 FROM roles r JOIN people p ON p.id = r.person_id
           WHERE r.mentor_id = :id AND r.revoked_at IS NULL AND p.unreachable_since IS NULL LIMIT 1""",
        id=mentor_id,
    )
    return found is not None
