"""What the sample's mentors have planned, and one concern that was answered: a pair mid-way, and one that has grown."""

from datetime import datetime, timedelta

from domain.goals import Moment
from domain.people import Role
from storage import concern_duty, concerns, goals
from storage.database import Transaction


async def fill(db: Transaction, authors: dict[int, tuple[int, int]], head: int, post: int, now: datetime) -> None:
    """`authors` are a school's id and whoever writes for it, by the school's number; `head` acts in `post`."""
    by_school = {
        row["school_id"]: row["pair"]
        for row in await db.all("SELECT school_id, min(id) AS pair FROM pairs GROUP BY school_id")
    }
    mentor = int(await db.value("SELECT person_id FROM mentors WHERE person_id IS NOT NULL ORDER BY id LIMIT 1"))
    school, _ = authors[1]
    await _goals(db, by_school[school], mentor, now, (("Довести проект до защиты", 3), ("Выступать без волнения", 4)))
    school, by = authors[2]
    await _goals(
        db, by_school[school], by, now, (("Подтянуть один предмет", 3, 5, 7), ("Учиться без напоминаний", 5, 6))
    )
    await concern_duty.appoint(db, post, head, now - timedelta(days=30))
    await _concern(db, authors[4], head, post, now - timedelta(days=12))


async def _goals(db: Transaction, pair: int, by: int, now: datetime, set_: tuple[tuple[str | int, ...], ...]) -> None:
    """Each with its ratings so far, in order."""
    begun = now - timedelta(days=55)
    for words, *ratings in set_:
        goal_id = await goals.put(db, pair, str(words), by, begun)
        for step, (moment, value) in enumerate(zip(Moment, ratings, strict=False)):
            goal, at = await goals.get(db, goal_id), begun + timedelta(days=25 * step)
            if goal is not None:
                await goals.rate(db, goal, moment, int(value), by, at, at.date())


async def _concern(db: Transaction, author: tuple[int, int], head: int, post: int, then: datetime) -> None:
    """Told, answered and closed within two days."""
    school, by = author
    words = "Встречи ставят в часы уроков, подопечные пропускают контрольные"
    concern_id = await concerns.tell(db, by, Role.COORDINATOR, school, words, then, then.date())
    one = await concerns.get(db, post, concern_id)
    if one is not None:
        answered = then + timedelta(days=1)
        await concerns.answer(db, one, "Договорились: встречи теперь после уроков", head, answered)
        await concerns.close(db, one, head, answered + timedelta(hours=5))
