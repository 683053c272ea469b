from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.people import Person, Role
from scheduler import planning
from storage import chats, people, reminders
from tests.village import TOWN, Village, local
from views.screen import Notice

EFFECTIVE = date(2026, 12, 18)


def december(day: int) -> date:
    return date(2026, 12, day)


async def tick(village: Village, now: datetime) -> list[Notice]:
    """As the process does it: plan, then queue. Only what goes to coordinators."""
    notices = await planning.plan(village.db, now, village.town)
    await village.queue(notices, now)
    return [one for one in notices if (one.key or "").startswith("reminder:")]


@pytest.fixture
async def coordinator(village: Village) -> Person:
    return await village.person(Role.COORDINATOR, await village.school("Школа № 1"), local(december(1)))


def text(notices: list[Notice]) -> str:
    assert len(notices) == 1
    return str(notices[0].screen.text).replace("\u00a0", " ")


def actions(notice: Notice) -> list[str]:
    return [button.action for row in notice.screen.rows for button in row]


async def test_a_reminder_goes_out_once_in_its_morning_and_stays_in_the_chat(
    village: Village, coordinator: Person
) -> None:
    friday = december(4)  # 18 - 14
    assert await tick(village, local(friday, 8, 59)) == []
    (notice,) = await tick(village, local(friday))
    assert (notice.chat_id, notice.key) == (coordinator.telegram_id, f"reminder:{coordinator.id}:2026-12-04")
    assert notice.screen.stays
    for hour in (9, 15):
        assert await tick(village, local(friday, hour, 1)) == []
    await village.deliver(local(friday, 15))
    await village.db.run("UPDATE settings SET value = '' WHERE key = :key", key=reminders.MORNING)
    assert await tick(village, local(friday, 15)) == [], "even where the note of the morning is lost"
    assert await village.outcomes(coordinator) == {friday: "sent"}


async def test_it_says_the_day_the_weekday_and_why_the_day_is_not_the_planned_one(
    village: Village, coordinator: Person
) -> None:
    said = text(await tick(village, local(december(15))))
    assert "пт, 18 декабря 2026, через 3 дня" in said
    assert "вс 20.12, это выходной" in said
    assert "не начат" in said


async def test_its_button_opens_the_step_and_two_more_put_it_off(village: Village, coordinator: Person) -> None:
    await village.begin(coordinator, "2026-Q4", local(december(10)), pupils=400, mentees=20)
    (notice,) = await tick(village, local(december(11)))
    assert "Заполнено 2 из 11" in str(notice.screen.text)
    assert actions(notice) == [f"z.open:{coordinator.post.id}:2026-Q4", "z.day:2026-12-11:1", "z.day:2026-12-11:3"]


async def test_a_coordinator_of_two_schools_gets_one_message_whose_buttons_know_the_post(village: Village) -> None:
    first, second = await village.school("Школа № 1"), await village.school("Школа № 2")
    person = await village.person(Role.COORDINATOR, first, local(december(1)))
    person = await village.also(person.id, Role.COORDINATOR, second, local(december(1)))
    (notice,) = await tick(village, local(december(4)))
    assert "Школа № 1" in str(notice.screen.text)
    assert "Школа № 2" in str(notice.screen.text)
    posts = [post.id for post in person.posts]
    assert actions(notice)[:2] == [f"z.open:{post}:2026-Q4" for post in posts]


async def test_nothing_goes_out_in_quiet_hours_and_the_morning_counts_its_own_days(
    village: Village, coordinator: Person
) -> None:
    for night in (local(december(17), 21), local(EFFECTIVE, 0), local(EFFECTIVE, 3), local(EFFECTIVE, 8, 59)):
        assert await tick(village, night) == []
    assert "сегодня" in text(await tick(village, local(EFFECTIVE)))


async def test_a_message_that_could_not_leave_by_evening_is_said_anew_in_the_morning(
    village: Village, coordinator: Person
) -> None:
    assert "завтра" in text(await tick(village, local(december(17))))  # and Telegram is away all day
    await tick(village, local(december(17), 20))
    assert await village.db.all("SELECT 1 FROM outbox") == []
    assert "сегодня" in text(await tick(village, local(EFFECTIVE)))
    assert (await village.outcomes(coordinator))[december(17)] == "missed"


async def test_a_message_of_yesterday_does_not_leave_before_the_morning_plan(
    village: Village, coordinator: Person
) -> None:
    """The process was down from the evening on, so that nobody could take it back in the night."""
    await tick(village, local(december(17), 19))
    await tick(village, local(EFFECTIVE, 8, 30))
    assert await village.db.all("SELECT 1 FROM outbox") == []
    assert "сегодня" in text(await tick(village, local(EFFECTIVE)))


async def test_a_message_of_yesterday_does_not_leave_after_a_night_of_downtime(
    village: Village, coordinator: Person
) -> None:
    await tick(village, local(december(17), 19))
    assert "сегодня" in text(await tick(village, local(EFFECTIVE, 10)))
    rows = await village.db.all("SELECT key FROM outbox")
    assert [row["key"] for row in rows] == [reminders.message(coordinator.id, EFFECTIVE)]


async def test_what_could_leave_only_in_quiet_hours_is_not_planned_any_more(
    village: Village, coordinator: Person
) -> None:
    evening = local(december(17), 20)
    assert await tick(village, evening - timedelta(seconds=29)) == []
    assert len(await tick(village, evening - timedelta(seconds=31))) == 1
    await tick(village, evening - timedelta(seconds=11))
    assert await village.db.all("SELECT 1 FROM outbox") == [], "it did not leave by then"


async def test_after_downtime_only_the_newest_goes_out(village: Village, coordinator: Person) -> None:
    assert "через 2 дня" in text(await tick(village, local(december(16), 14)))  # 18 - 16
    assert await village.outcomes(coordinator) == {
        december(4): "missed",
        december(11): "missed",
        december(15): "sent",
    }


async def test_filing_stops_reminders(village: Village, coordinator: Person) -> None:
    await village.file(coordinator, "2026-Q4", local(december(3)))
    for day in (4, 11, 15, 17, 18, 21):
        assert await tick(village, local(december(day))) == []
    assert await village.outcomes(coordinator) == {}


async def test_filing_takes_a_queued_message_back_and_the_other_school_is_still_reminded(village: Village) -> None:
    first, second = await village.school("Школа № 1"), await village.school("Школа № 2")
    person = await village.person(Role.COORDINATOR, second, local(december(1)))
    person = await village.also(person.id, Role.COORDINATOR, first, local(december(1)))
    await tick(village, local(december(4)))
    await village.file(person, "2026-Q4", local(december(4), 9, 1))
    said = text(await tick(village, local(december(4), 9, 2)))
    assert "Школа № 1" not in said
    assert len(await village.db.all("SELECT 1 FROM outbox WHERE key LIKE 'reminder:%'")) == 1
    outcomes = {row["debt"]: row["outcome"] for row in await village.db.all("SELECT debt, outcome FROM reminders")}
    assert outcomes == {f"4.1:2026-Q4:{first}": "cancelled", f"4.1:2026-Q4:{second}": "sent"}


async def test_moving_the_date_moves_the_reminder_and_takes_the_old_text_back(
    village: Village, coordinator: Person
) -> None:
    await tick(village, local(december(4)))
    await village.move("2026-Q4", december(11), local(december(4), 10))
    said = text(await tick(village, local(december(4), 10, 1)))
    assert "пт, 11 декабря 2026, через 7 дней" in said
    assert "выходной" not in said
    rows = await village.db.all("SELECT key FROM outbox WHERE key LIKE 'reminder:%'")
    assert len(rows) == 1


async def test_somebody_out_of_reach_hears_the_newest_when_they_are_back(village: Village, coordinator: Person) -> None:
    await chats.mark_unreachable(village.db, coordinator.telegram_id, local(december(2)))
    assert await tick(village, local(december(4))) == []
    assert await tick(village, local(december(11))) == []
    await people.reachable(village.db, coordinator.id)
    assert "через 4 дня" in text(await tick(village, local(december(14))))
    assert await village.outcomes(coordinator) == {december(4): "missed", december(11): "sent"}


async def test_somebody_back_within_reach_hears_todays_reminder_today(village: Village, coordinator: Person) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Школа № 2"), local(december(1)))
    await tick(village, local(EFFECTIVE))
    await village.db.run("UPDATE outbox SET state = 'dropped' WHERE chat_id = :chat", chat=coordinator.telegram_id)
    await village.deliver(local(EFFECTIVE))
    await chats.mark_unreachable(village.db, coordinator.telegram_id, local(EFFECTIVE))
    await people.reachable(village.db, coordinator.id)
    await reminders.again(village.db, coordinator.id)
    (notice,) = await tick(village, local(EFFECTIVE, 14))
    assert notice.chat_id == coordinator.telegram_id
    assert "сегодня" in str(notice.screen.text)
    await village.deliver(local(EFFECTIVE, 14))
    for person in (coordinator, other):
        await reminders.again(village.db, person.id)
    assert await tick(village, local(EFFECTIVE, 15)) == [], "once a day, whatever happens"


async def test_somebody_new_hears_todays_reminder_today(village: Village, coordinator: Person) -> None:
    await tick(village, local(december(15)))
    newcomer = await village.person(
        Role.COORDINATOR, await village.school("Школа № 2", local(december(15), 12)), local(december(15), 12)
    )
    await reminders.again(village.db, newcomer.id)
    (notice,) = await tick(village, local(december(15), 12, 1))
    assert notice.chat_id == newcomer.telegram_id
    assert await village.outcomes(newcomer) == {december(15): "sent"}


async def test_a_clock_that_ran_ahead_for_weeks_takes_no_reminder_away(village: Village, coordinator: Person) -> None:
    await tick(village, local(december(3)))
    assert "прошло 14 дней" in text(await tick(village, local(date(2027, 1, 1))))
    await village.deliver(local(date(2027, 1, 1)))
    heard = []
    for day in range(4, 22):
        heard += [day for _ in await tick(village, local(december(day)))]
        await village.deliver(local(december(day)))
    assert heard == [4, 11, 15, 17, 18, 21]


async def test_a_message_the_messenger_refused_was_not_said(village: Village, coordinator: Person) -> None:
    await tick(village, local(december(4)))
    await village.db.run("UPDATE outbox SET state = 'dropped'")
    await chats.mark_unreachable(village.db, coordinator.telegram_id, local(december(4)))
    await people.reachable(village.db, coordinator.id)
    assert "через 11 дней" in text(await tick(village, local(december(7))))
    assert await village.outcomes(coordinator) == {december(4): "sent"}


async def test_a_reminder_that_was_put_off_comes_on_its_day(village: Village, coordinator: Person) -> None:
    await tick(village, local(december(4)))
    await village.deliver(local(december(4)))
    await reminders.put_off(village.db, coordinator.id, f"4.1:2026-Q4:{coordinator.post.school_id}", december(14))
    assert await tick(village, local(december(11))) == []
    assert len(await tick(village, local(december(14)))) == 1
    assert await village.outcomes(coordinator) == {
        december(4): "sent",
        december(11): "replaced",
        december(14): "sent",
    }


@pytest.mark.parametrize(
    ("zone", "before", "at"),
    [
        ("Europe/Moscow", "2026-12-18T05:59", "2026-12-18T06:00"),  # 9 - 3
        ("Asia/Kamchatka", "2026-12-17T20:59", "2026-12-17T21:00"),  # 9 - 12
        ("Europe/Berlin", "2026-10-26T07:59", "2026-10-26T08:00"),  # the first working day of winter time: 9 - 1
        ("Europe/Berlin", "2026-03-30T06:59", "2026-03-30T07:00"),  # of summer time: 9 - 2
    ],
)
async def test_the_morning_is_the_towns_own(village: Village, zone: str, before: str, at: str) -> None:
    village.town = replace(TOWN, zone=ZoneInfo(zone))
    early, morning = (datetime.fromisoformat(f"{text}+00:00") for text in (before, at))
    coordinator = await village.person(Role.COORDINATOR, await village.school("Школа № 1"))
    await village.move("2026-Q4", morning.astimezone(village.town.zone).date(), early)
    assert await tick(village, early) == []
    assert "сегодня" in text(await tick(village, morning))
    assert coordinator.id
