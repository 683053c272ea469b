from datetime import date, datetime

import pytest

from domain.people import Person, Role
from domain.reminders import Outcome, Said
from handlers.case import Case
from storage import debts, people, reminders
from storage.database import Transaction
from tests.handlers.phone import Line, shown, tap
from tests.village import TOWN, Village, local
from views.screen import Reply


def december(day: int) -> date:
    return date(2026, 12, day)  # the 18th, a Friday, is the date of 2026-Q4


@pytest.fixture
async def reminded(village: Village, coordinator: Case) -> Person:
    """Told of the quarter in the mornings of the 15th, the 16th, the 17th and the 21st."""
    await village.activate(2026)
    await village.only("2026-Q4")
    key = debts.key("4.1", "2026-Q4", coordinator.school_id)
    said = tuple(Said(key, december(day), Outcome.SENT, december(day)) for day in (15, 16, 17, 21))
    await reminders.record(village.db, coordinator.person.id, said)
    return coordinator.person


async def press(db: Transaction, person: Person, data: str, now: datetime) -> Reply:
    returned = await Line(db, TOWN, now).feed(tap(data, person.telegram_id))
    return returned if isinstance(returned, Reply) else Reply((returned,))


@pytest.mark.parametrize(
    ("today", "days", "until"),
    [
        (15, 1, 16),
        (15, 3, 18),
        (16, 3, 18),  # 19 would be past the date: not beyond its day
        (17, 1, 18),
        (21, 1, 22),  # overdue: as asked
        (21, 3, 24),
    ],
)
async def test_a_reminder_is_put_off_but_never_past_the_date(
    db: Transaction, reminded: Person, today: int, days: int, until: int
) -> None:
    now = local(december(today), 10)
    reply = await press(db, reminded, f"z.day:{december(today)}:{days}", now)
    assert list((await reminders.snoozed(db))[reminded.id].values()) == [december(until)]
    assert f" {until} декабря 2026" in reply.toast
    assert reply.screens == (), "the reminder stays as it is"


async def test_the_newest_wish_counts(db: Transaction, reminded: Person) -> None:
    for days in (3, 1):
        await press(db, reminded, f"z.day:2026-12-15:{days}", local(december(15), 10))
    assert list((await reminders.snoozed(db))[reminded.id].values()) == [december(16)]


async def test_what_is_filed_cannot_be_put_off(db: Transaction, village: Village, reminded: Person) -> None:
    await press(db, reminded, "z.day:2026-12-15:3", local(december(15), 10))
    await village.file(reminded, "2026-Q4", local(december(15), 11))
    assert await reminders.snoozed(db) == {}, "the wish went with the debt"
    reply = await press(db, reminded, "z.day:2026-12-15:1", local(december(15), 12))
    assert "уже сдан" in reply.toast
    assert await reminders.snoozed(db) == {}


async def test_only_what_stood_in_the_message_is_put_off(db: Transaction, village: Village, reminded: Person) -> None:
    await village.also(reminded.id, Role.COORDINATOR, await village.school("Школа № 8"))
    await press(db, reminded, "z.day:2026-12-15:1", local(december(15), 10))
    assert list((await reminders.snoozed(db))[reminded.id]) == [f"4.1:2026-Q4:{reminded.post.school_id}"]


@pytest.mark.parametrize("data", ["z.day:2026-12-15:2", "z.day:yesterday:1", "z.open:9999:2026-Q4", "z.open:x:2026-Q4"])
async def test_a_forged_button_finds_nothing(db: Transaction, reminded: Person, data: str) -> None:
    assert "Этого здесь нет" in shown(await press(db, reminded, data, local(december(15), 10)))
    assert await reminders.snoozed(db) == {}


async def test_the_button_of_a_line_opens_the_form_in_the_post_it_is_owed_in(
    db: Transaction, village: Village, reminded: Person
) -> None:
    second = await village.school("Школа № 8")
    acting = await village.also(reminded.id, Role.COORDINATOR, second)
    assert acting.post.school_id == second
    first = next(post.id for post in acting.posts if post.school_id != second)
    reply = await press(db, acting, f"z.open:{first}:2026-Q4", local(december(15), 10))
    assert "IV квартал 2026" in shown(reply)
    assert "Сколько в школе учеников" in shown(reply)
    rows = await db.all("SELECT school_id FROM drafts")
    assert [row["school_id"] for row in rows] == [reminded.post.school_id]
    now = await people.get(db, acting.id)
    assert now
    assert now.post.id == first


async def test_somebody_elses_post_is_not_found(db: Transaction, village: Village, reminded: Person) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Школа № 8"))
    reply = await press(db, reminded, f"z.open:{other.post.id}:2026-Q4", local(december(15), 10))
    assert "Этого здесь нет" in shown(reply)
    assert await db.all("SELECT 1 FROM drafts") == []
