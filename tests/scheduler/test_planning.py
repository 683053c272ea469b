from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from domain import reminders as rules
from domain.people import Role
from domain.workdays import WorkCalendar
from scheduler import planning
from storage import chats, people
from storage.database import Transaction
from storage.instants import moment
from tests.village import MOSCOW, Village, local

EFFECTIVE = date(2026, 12, 18)


def december(day: int) -> date:
    return date(2026, 12, day)


async def tick(village: Village, now: datetime) -> None:
    """As the process does it: plan, then queue."""
    await village.queue(await planning.plan(village.db, now, village.town), now)


class Counting(Transaction):
    """Counts the statements it is asked for."""

    def __init__(self, db: Transaction) -> None:
        super().__init__(db._connection)
        self.count = 0

    async def one(self, sql: str, **params: Any) -> Any:
        self.count += 1
        return await super().one(sql, **params)

    async def all(self, sql: str, **params: Any) -> Any:
        self.count += 1
        return await super().all(sql, **params)

    async def run(self, sql: str, **params: Any) -> int:
        self.count += 1
        return await super().run(sql, **params)


@pytest.mark.parametrize("hour", [3, 8, 12, 22])
async def test_a_tick_with_nothing_to_do_asks_the_database_at_most_three_times(village: Village, hour: int) -> None:
    await village.person(Role.COORDINATOR, await village.school("Школа № 1"))
    await tick(village, local(december(4)))
    await village.deliver(local(december(4)))
    counting = Counting(village.db)
    assert await planning.plan(counting, local(december(4), hour), village.town) == []
    assert counting.count <= 3


async def test_while_an_announcement_is_fresh_what_is_filed_is_not_even_looked_at(village: Village) -> None:
    """A plan follows every batch of updates: at a deadline that is many a second."""
    await village.person(Role.DEPARTMENT)
    school = await village.person(Role.COORDINATOR, await village.school("Школа № 1"))
    await village.file(school, "2026-Q4", local(december(7), 12))
    await tick(village, local(december(7), 12))
    counting = Counting(village.db)
    assert await planning.plan(counting, local(december(7), 12, 9), village.town) == []
    assert counting.count == 2, "the notes of the morning and of the last announcement"


@pytest.mark.parametrize("seed", range(6))
async def test_every_expected_reminder_of_a_quarter_comes_to_exactly_one_end(village: Village, seed: int) -> None:
    """The bot is up for three ticks of four, people file, put off and block it, the date may move."""
    chance = Random(seed)
    coordinators = [
        await village.person(Role.COORDINATOR, await village.school(f"Школа {n}"), local(december(1))) for n in range(3)
    ]
    ends = {person.id: december(31) for person in coordinators}
    files_on = {person.id: december(chance.randint(3, 28)) for person in coordinators[:2]}
    blocked = december(chance.randint(3, 14))
    hours = [(3, 0), (8, 30), (9, 0), (14, 0), (21, 0)]
    for day in (december(1) + timedelta(days=n) for n in range(31)):
        for hour, minute in hours:
            now = local(day, hour, minute)
            for person in coordinators[:2]:
                if day == files_on[person.id] and hour == 14:
                    await village.file(person, "2026-Q4", now)
                    ends[person.id] = day
            if chance.random() < 0.75:
                await tick(village, now)
                if day == blocked:
                    await chats.mark_unreachable(village.db, coordinators[2].telegram_id, now)
                    await village.db.run("UPDATE outbox SET state = 'dropped' WHERE state = 'ready'")
                elif chance.random() < 0.8:
                    await village.deliver(now)
        if day == blocked + timedelta(days=4):
            await people.reachable(village.db, coordinators[2].id)
    await tick(village, local(december(31)))
    await village.deliver(local(december(31)))

    for person in coordinators:
        expected = {
            slot.day
            for slot in rules.slots(EFFECTIVE, ends[person.id], WorkCalendar())
            if december(1) <= slot.day <= ends[person.id]
        }
        found = await village.outcomes(person)
        assert set(found) == expected
        rows = await village.db.all(
            "SELECT said_on FROM reminders WHERE outcome = 'sent' AND person_id = :id", id=person.id
        )
        sent = await village.db.all(
            "SELECT key, created_at FROM outbox WHERE key LIKE :key AND state = 'sent'", key=f"reminder:{person.id}:%"
        )
        assert sorted(row["key"][-10:] for row in sent) == sorted(row["said_on"] for row in rows), "one a day, all left"
        assert all(9 <= moment(row["created_at"]).astimezone(MOSCOW).hour < 20 for row in sent)
