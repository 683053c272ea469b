"""A concern that stays open is spoken of on working mornings: to the one who answers it, or that nobody does."""

from datetime import date, timedelta

import pytest

from domain.concerns import Duty
from domain.people import Person, Role
from scheduler import planning
from storage import concern_duty, concerns, people
from tests.village import Village, local
from views.screen import Notice

WORDS = "на встречах повышают голос"
TOLD = date(2026, 11, 19)  # a Thursday
LATE = date(2026, 11, 24)  # Friday and Monday have passed


@pytest.fixture
async def responsible(village: Village) -> Person:
    """One of two in the department; a concern was told on Thursday."""
    person = await village.person(Role.DEPARTMENT, name="Вера Отделова")
    await village.person(Role.DEPARTMENT)
    school = await village.school("Школа № 1")
    sender = await village.person(Role.COORDINATOR, school)
    await concerns.tell(village.db, sender.id, Role.COORDINATOR, school, WORDS, local(TOLD), TOLD)
    return person


async def appointed(village: Village, person: Person) -> Duty:
    await concern_duty.appoint(village.db, person.post.id, person.id, local(TOLD))
    duty = await concern_duty.current(village.db)
    assert duty
    return duty


async def tick(village: Village, day: date, hour: int = 9) -> list[Notice]:
    now = local(day, hour)
    notices = await planning.plan(village.db, now, village.town)
    await village.queue(notices, now)
    await village.deliver(now)
    await village.db.run("DELETE FROM outbox")
    return [one for one in notices if (one.key or "").startswith("overdue:concerns:")]


async def told(village: Village, first: date, last: date) -> list[date]:
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [day for day in days if await tick(village, day)]


async def test_after_two_working_days_each_working_morning(village: Village, responsible: Person) -> None:
    await appointed(village, responsible)
    monday = date(2026, 11, 30)
    assert await told(village, TOLD, monday) == [*(LATE + timedelta(n) for n in range(4)), monday]


async def test_the_responsible_person_alone_is_reminded_without_a_word_of_it(
    village: Village, responsible: Person
) -> None:
    await appointed(village, responsible)
    (notice,) = await tick(village, LATE)
    assert notice.chat_id == responsible.telegram_id
    assert "1\u00a0сообщение открыто дольше двух рабочих дней" in notice.screen.text
    assert WORDS not in notice.screen.text


async def test_one_that_is_closed_is_not_spoken_of(village: Village, responsible: Person) -> None:
    duty = await appointed(village, responsible)
    one = await concerns.get(village.db, duty.post, 1)
    assert one
    await concerns.close(village.db, one, responsible.id, local(TOLD))
    assert await tick(village, LATE) == []


async def test_one_morning_says_it_once(village: Village, responsible: Person) -> None:
    await appointed(village, responsible)
    assert len(await tick(village, LATE)) == 1
    assert await tick(village, LATE, 10) == []


async def test_where_nobody_is_on_duty_the_whole_department_hears_from_the_next_day_on(
    village: Village, responsible: Person
) -> None:
    assert await tick(village, TOLD) == []
    friday = TOLD + timedelta(1)
    heard = await tick(village, friday)
    assert {one.chat_id for one in heard} == {
        row["telegram_id"] for row in await people.staff(village.db, Role.DEPARTMENT)
    }
    assert all("не назначен" in one.screen.text and WORDS not in one.screen.text for one in heard)
    assert await tick(village, friday + timedelta(1)) == []  # a Saturday


async def test_where_the_responsible_person_is_out_of_reach_the_others_hear(
    village: Village, responsible: Person
) -> None:
    await appointed(village, responsible)
    await village.db.run("UPDATE people SET unreachable_since = 'now' WHERE id = :id", id=responsible.id)
    heard = await tick(village, LATE)
    assert responsible.telegram_id not in {one.chat_id for one in heard}
    assert all("Вера Отделова не на связи" in one.screen.text for one in heard)
    assert heard


async def test_whoever_was_dismissed_hears_nothing_more(village: Village, responsible: Person) -> None:
    await appointed(village, responsible)
    await village.db.run("UPDATE roles SET revoked_at = 'now' WHERE id = :id", id=responsible.post.id)
    heard = await tick(village, LATE)
    assert heard
    assert responsible.telegram_id not in {one.chat_id for one in heard}
