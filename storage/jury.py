"""Who judges a contest, and the scores they have given."""

from collections.abc import Collection
from datetime import datetime
from sqlite3 import Row
from typing import Final

from domain.contests import Entry
from domain.people import Role
from storage import contests, entries
from storage.database import Transaction
from storage.instants import instant

OWN: Final = """EXISTS (SELECT 1 FROM roles r WHERE r.person_id = {person} AND r.school_id = {school}
    AND r.revoked_at IS NULL)"""


async def eligible(db: Transaction) -> list[Row]:
    """Whom the bot knows and the department may name: its own people and coordinators. By name: id, name, schools."""
    return await db.all(
        """SELECT p.id, p.name, group_concat(DISTINCT s.number) AS schools FROM people p
           JOIN roles r ON r.person_id = p.id AND r.revoked_at IS NULL AND r.role IN (:department, :coordinator)
           LEFT JOIN schools s ON s.id = r.school_id WHERE s.archived_at IS NULL
           GROUP BY p.id, p.name ORDER BY p.name, p.id""",
        department=Role.DEPARTMENT.value,
        coordinator=Role.COORDINATOR.value,
    )


async def name(
    db: Transaction, contest_id: int, people: Collection[int], by_person: int, now: datetime
) -> tuple[list[int], list[int]]:
    """These are the jury from now on; returns who is new and who is not of it any more. Scores of those who left
    stay, and do not count."""
    before = {row["id"] for row in await members(db, contest_id)}
    new, gone = sorted({*people} - before), sorted(before - {*people})
    await db.run_many(
        """INSERT INTO contest_jury (contest_id, person_id, named_at) VALUES (:contest, :person, :now)
           ON CONFLICT (contest_id, person_id) DO UPDATE SET named_at = excluded.named_at, removed_at = NULL""",
        [{"contest": contest_id, "person": person, "now": instant(now)} for person in new],
    )
    await db.run_many(
        "UPDATE contest_jury SET removed_at = :now WHERE contest_id = :contest AND person_id = :person",
        [{"contest": contest_id, "person": person, "now": instant(now)} for person in gone],
    )
    if new or gone:
        changes = " ".join([*(f"+{one}" for one in new), *(f"-{one}" for one in gone)])
        await contests.remember(db, contest_id, "jury", by_person, now, changes)
    return new, gone


async def members(db: Transaction, contest_id: int) -> list[Row]:
    """By name: id, telegram_id, name, unreachable_since."""
    return await db.all(
        """SELECT p.id, p.telegram_id, p.name, p.unreachable_since
           FROM contest_jury j JOIN people p ON p.id = j.person_id
           WHERE j.contest_id = :contest AND j.removed_at IS NULL ORDER BY p.name, p.id""",
        contest=contest_id,
    )


async def sits(db: Transaction, contest_id: int, person_id: int) -> bool:
    found = await db.value(
        """SELECT 1 FROM contest_jury WHERE contest_id = :contest AND person_id = :person AND removed_at IS NULL""",
        contest=contest_id,
        person=person_id,
    )
    return found is not None


async def to_judge(db: Transaction, contest_id: int, person_id: int) -> list[Entry]:
    """The standing entries of all schools but those where this person has a post of any kind."""
    own = {
        row["school_id"]
        for row in await db.all(
            "SELECT school_id FROM roles WHERE person_id = :person AND revoked_at IS NULL", person=person_id
        )
    }
    return [entry for entry in await entries.listing(db, contest_id) if entry.school_id not in own]


async def score(db: Transaction, entry_id: int, person_id: int, criterion: int, given: int, now: datetime) -> None:
    """The newest counts."""
    await db.run(
        """INSERT INTO contest_scores (entry_id, person_id, criterion, score, at)
           VALUES (:entry, :person, :criterion, :score, :now)
           ON CONFLICT (entry_id, person_id, criterion) DO UPDATE SET score = excluded.score, at = excluded.at""",
        entry=entry_id,
        person=person_id,
        criterion=criterion,
        score=given,
        now=instant(now),
    )


async def given(db: Transaction, contest_id: int, person_id: int) -> dict[int, dict[int, int]]:
    """One person's own scores: entry → criterion → score."""
    return {entry: people.get(person_id, {}) for entry, people in (await scores(db, contest_id)).items()}


async def scores(db: Transaction, contest_id: int) -> dict[int, dict[int, dict[int, int]]]:
    """Those that count: entry → person → criterion → score. Of members of the jury as it is now, and none that
    somebody gave to a school before they got a post there."""
    own = OWN.format(person="c.person_id", school="e.school_id")
    rows = await db.all(
        f"""SELECT c.entry_id, c.person_id, c.criterion, c.score FROM contest_scores c
            JOIN contest_entries e ON e.id = c.entry_id
            JOIN contest_jury j ON j.contest_id = e.contest_id AND j.person_id = c.person_id AND j.removed_at IS NULL
            WHERE e.contest_id = :contest AND e.withdrawn_at IS NULL AND NOT {own}""",
        contest=contest_id,
    )
    found: dict[int, dict[int, dict[int, int]]] = {}
    for row in rows:
        found.setdefault(row["entry_id"], {}).setdefault(row["person_id"], {})[row["criterion"]] = row["score"]
    return found


async def any_score(db: Transaction, contest_id: int) -> bool:
    """Whether judging has begun in earnest."""
    found = await db.value(
        """SELECT 1 FROM contest_scores c JOIN contest_entries e ON e.id = c.entry_id
           WHERE e.contest_id = :contest LIMIT 1""",
        contest=contest_id,
    )
    return found is not None
