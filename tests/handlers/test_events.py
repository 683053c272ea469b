"""Events: who may sign up, when whom is reminded, what a change is told, and whose attendance counts."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain.events import Event
from domain.people import Role
from handlers import bindings
from handlers import events as desk
from handlers.case import Case
from storage import events, guests
from tests.handlers import post
from tests.handlers.phone import Line, actions, labels, screens, shown, tap
from tests.handlers.test_schools import NOW
from tests.village import Village, local

START = local(date(2026, 12, 3), 14)
DAY_BEFORE, HOUR_BEFORE = local(date(2026, 12, 2), 9), local(date(2026, 12, 3), 13)


async def announced(
    department: Case, starts_at: datetime = START, audience: str = "coordinators", period: str | None = None
) -> Event:
    made = await events.save(
        department.db,
        department.person.id,
        NOW,
        title="Семинар",
        about=None,
        place="каб. 12",
        starts_at=starts_at,
        audience=audience,
        period=period,
    )
    await events.announced(department.db, made, NOW)
    event = await events.get(department.db, made)
    assert event
    return event


async def changed(department: Case, event: Event, now: datetime, **answers: Any) -> Any:
    """As the form saves it."""
    case = Case(department.db, department.person, now, department.town)
    known = dict(await desk.first(case, str(event.id)))
    return (await desk.save(case, str(event.id), known | answers, {})).reply


async def joined(line: Line, event: Event, *people: Case) -> None:
    for person in people:
        answer = await line.feed(tap(f"sm.join:{event.id}", person.person.telegram_id))
        assert answer.toast.startswith("Вы записаны")


# Signing up -----------------------------------------------------------------------------------------------


async def test_one_signs_up_leaves_and_signs_up_again(line: Line, department: Case, coordinator: Case) -> None:
    event, me = await announced(department), coordinator.person.telegram_id
    await joined(line, event, coordinator)
    assert (await line.feed(tap(f"sm.join:{event.id}", me))).toast == "Так и записано"
    assert "Вы не придёте" in shown(await line.feed(tap(f"sm.leave:{event.id}", me)))
    assert await guests.listing(line.db, event.id) == []
    await joined(line, event, coordinator)
    (row,) = await guests.listing(line.db, event.id)
    assert (row["name"], row["school"]) == ("Анна Кураторова", 7)


async def test_only_those_invited_see_it_and_sign_up(
    line: Line, department: Case, coordinator: Case, mentor: Case
) -> None:
    event = await announced(department)
    me = mentor.person.telegram_id
    assert (await line.feed(tap(f"sm.join:{event.id}", me))).toast == "Это мероприятие для других участников"
    assert "Этого здесь нет" in shown(await line.feed(tap(f"sm.open:{event.id}", me)))
    assert "Семинар" not in shown(await line.feed(tap("sm.list:0", me)))
    assert await guests.listing(line.db, event.id) == []
    for_all = await announced(department, audience="everybody")
    await joined(line, for_all, mentor, coordinator)
    assert any("записаны" in label for label in labels(await line.feed(tap("sm.list:0", me))))


async def test_what_is_not_announced_is_known_to_the_department_alone(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    await line.db.run("UPDATE events SET announced_at = NULL")
    for verb in ("sm.open", "sm.join"):
        await line.feed(tap(f"{verb}:{event.id}", coordinator.person.telegram_id))
    assert "Этого здесь нет" in shown(await line.feed(tap(f"sm.open:{event.id}", coordinator.person.telegram_id)))
    assert await guests.listing(line.db, event.id) == []
    assert "Ещё не объявлено" in shown(await line.feed(tap(f"sm.open:{event.id}", department.person.telegram_id)))


async def test_once_it_has_begun_nobody_signs_up_or_leaves(line: Line, department: Case, coordinator: Case) -> None:
    event = await announced(department)
    await joined(line, event, coordinator)
    line.now = START
    for verb in ("sm.join", "sm.leave"):
        assert (await line.feed(tap(f"{verb}:{event.id}", coordinator.person.telegram_id))).toast == "Запись закрыта"
    assert len(await guests.listing(line.db, event.id)) == 1


# Reminders ------------------------------------------------------------------------------------------------


async def test_each_guest_is_reminded_twice_whatever_the_clock_does(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    await joined(line, event, coordinator)
    assert await post.tick(line, DAY_BEFORE - timedelta(minutes=1)) == ()
    (first,) = await post.tick(line, DAY_BEFORE)
    assert "завтра, чт 03.12 в 14:00" in first.screen.text
    (second,) = await post.tick(line, HOUR_BEFORE)
    assert "сегодня в 14:00" in second.screen.text
    for again in (DAY_BEFORE, HOUR_BEFORE, START + timedelta(days=5), NOW, DAY_BEFORE, HOUR_BEFORE):
        assert await post.tick(line, again) == ()
        await line.db.run("DELETE FROM outbox")  # not even where the messages are forgotten


async def test_after_downtime_only_the_nearest_is_said(line: Line, department: Case, coordinator: Case) -> None:
    await joined(line, await announced(department), coordinator)
    (only,) = await post.tick(line, HOUR_BEFORE + timedelta(minutes=5))
    assert "сегодня" in only.screen.text
    assert await post.tick(line, DAY_BEFORE) == ()


async def test_who_signs_up_after_the_moment_to_remind_needs_no_reminder(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    line.now = HOUR_BEFORE + timedelta(minutes=5)
    await joined(line, event, coordinator)
    assert await post.tick(line, HOUR_BEFORE + timedelta(minutes=30)) == ()


async def test_an_event_in_half_an_hour_needs_no_reminder(line: Line, department: Case, coordinator: Case) -> None:
    event = await announced(department, NOW + timedelta(minutes=30))
    await joined(line, event, coordinator)
    for minutes in (1, 10, 29, 31):
        assert await post.tick(line, NOW + timedelta(minutes=minutes)) == ()


async def test_a_reminder_that_has_not_left_goes_with_its_guest(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    await joined(line, event, coordinator)
    await post.tick(line, DAY_BEFORE)
    await line.feed(tap(f"sm.leave:{event.id}", coordinator.person.telegram_id))
    assert await post.leave(line.db, DAY_BEFORE) == []


async def test_a_reminder_that_has_not_left_by_the_beginning_is_not_said(
    line: Line, department: Case, coordinator: Case
) -> None:
    await joined(line, await announced(department), coordinator)
    await post.tick(line, HOUR_BEFORE)
    await post.tick(line, START)
    assert await post.leave(line.db, START) == []


# Changes --------------------------------------------------------------------------------------------------


async def test_reminders_follow_a_moved_event_and_its_guests_are_told(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    await joined(line, event, coordinator)
    await post.tick(line, DAY_BEFORE)  # waits, and is of the old time
    reply = await changed(department, event, DAY_BEFORE, day="2026-12-08", time="10:00")
    (told,) = reply.notices
    assert "Теперь: <b>вт, 8 декабря 2026, 10:00</b>\nБыло: <s>чт, 3 декабря 2026, 14:00</s>" in told.screen.text
    await post.queue(line.db, reply, DAY_BEFORE)
    assert await post.leave(line.db, DAY_BEFORE) == [coordinator.person.telegram_id], "the old reminder is taken back"
    assert await post.tick(line, HOUR_BEFORE) == ()
    assert len(await post.tick(line, local(date(2026, 12, 7), 9))) == 1
    assert len(await post.tick(line, local(date(2026, 12, 8), 9))) == 1


async def test_moved_to_half_an_hour_from_now_the_change_is_the_reminder(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    await joined(line, event, coordinator)
    noon = local(date(2026, 11, 25), 12)
    reply = await changed(department, event, noon, day="2026-11-25", time="12:30")
    assert len(reply.notices) == 1
    assert await post.tick(line, noon + timedelta(minutes=5)) == ()


async def test_an_announced_event_is_not_moved_into_the_past(line: Line, department: Case, coordinator: Case) -> None:
    event = await announced(department)
    me = department.person.telegram_id
    review = await line.feed(tap(bindings.begin("event", str(event.id)), me))
    draft = actions(review)[0].split(":")[1]
    await line.feed(tap(f"f.c:{draft}:1:day", me))
    await line.feed(tap(f"f.a:{draft}:2:day:2026-11-20", me))
    refused = await line.feed(tap(f"f.s:{draft}:3", me))
    assert "Это время уже прошло" in shown(refused)
    assert (await events.get(line.db, event.id)) == event


async def test_at_night_a_change_waits_for_the_morning_unless_that_is_too_late(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    await joined(line, event, coordinator)
    night = local(date(2026, 12, 1), 23)
    (held,) = (await changed(department, event, night, place="каб. 3")).notices
    assert held.not_before == local(date(2026, 12, 2), 9)
    (at_once,) = (await changed(department, event, night, day="2026-12-02", time="08:30")).notices
    assert at_once.not_before is None


async def test_what_is_called_off_is_not_reminded_of_and_stays_in_the_history(
    line: Line, department: Case, coordinator: Case
) -> None:
    event = await announced(department)
    await joined(line, event, coordinator)
    await post.tick(line, DAY_BEFORE)
    filed = await desk.cancel(department, str(event.id), {"reason": "карантин"}, {})
    (told,) = filed.reply.notices
    assert "Причина: карантин" in told.screen.text
    assert await post.leave(line.db, DAY_BEFORE) == []
    assert await post.tick(line, HOUR_BEFORE) == ()
    before, after = (await line.db.all("SELECT before, after FROM event_history ORDER BY id"))[-1]
    assert "карантин" not in before
    assert "карантин" in after
    for form in ("event", "event-cancel"):
        begun = await line.feed(tap(bindings.begin(form, str(event.id)), department.person.telegram_id))
        assert "Этого здесь нет" in shown(begun)


async def test_an_invitation_that_has_not_left_says_what_holds_in_the_morning(
    line: Line, department: Case, coordinator: Case
) -> None:
    event, me = await announced(department), department.person.telegram_id
    await line.db.run("UPDATE events SET announced_at = NULL")
    line.now = night = local(date(2026, 11, 24), 22)
    _, below = screens(await line.feed(tap(f"sm.announce:{event.id}", me)))
    await post.queue(line.db, await line.feed(tap(below.rows[0][0].action, me)), night)
    reply = await changed(department, event, night, day="2026-12-08")
    assert "8 декабря" in reply.notices[0].screen.text
    await post.queue(line.db, reply, night)
    body = await line.db.value("SELECT body FROM outbox WHERE key LIKE 'broadcast:%'")
    assert "8 декабря" in body
    morning = local(date(2026, 11, 25))
    assert await desk.cancel(replace(department, now=night), str(event.id), {"reason": "карантин"}, {})
    assert await post.leave(line.db, morning) == [], "what is called off invites nobody"


# Attendance -----------------------------------------------------------------------------------------------


async def test_attendance_counts_as_training_of_the_school(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    event = await announced(department, audience="everybody", period="2026-Q3")
    other = await announced(department, audience="everybody")
    await joined(line, event, coordinator, mentor)
    await joined(line, other, coordinator)
    line.now, me = START + timedelta(hours=2), department.person.telegram_id
    for _ in range(2):  # was there, was not
        await line.feed(tap(f"sm.mark:{event.id}:{mentor.person.id}:0", me))
    await line.feed(tap(f"sm.all:{event.id}", me))
    await line.feed(tap(f"sm.all:{other.id}", me))
    assert await guests.trained(line.db, "2026-Q3") == {coordinator.school_id: 1}
    assert await guests.trained(line.db, "2027-Q1") == {}
    assert await guests.trainings(line.db) == {coordinator.person.id: 2}


async def test_marks_are_given_after_the_beginning_to_guests_alone(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    event, me = await announced(department), department.person.telegram_id
    await joined(line, event, coordinator)
    for verb in (f"sm.marks:{event.id}:0", f"sm.mark:{event.id}:{coordinator.person.id}:0", f"sm.all:{event.id}"):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, me)))
    line.now = START
    stranger = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    assert (await line.feed(tap(f"sm.mark:{event.id}:{stranger.id}:0", me))).toast == "Этого человека нет в списке"
    assert [row["attended"] for row in await guests.listing(line.db, event.id)] == [None]


async def test_a_past_event_is_recorded_with_those_who_were_there(
    line: Line, department: Case, coordinator: Case
) -> None:
    me = department.person.telegram_id
    past = await announced(department, NOW - timedelta(days=3), period="2026-Q3")
    asked = await line.feed(tap(bindings.begin("event-came", str(past.id)), me))
    draft = actions(asked)[0].split(":")[1]
    await line.feed(tap(f"f.g:{draft}:1:0:people:{coordinator.person.id}", me))
    await line.feed(tap(f"f.d:{draft}:2:people", me))
    assert await guests.trained(line.db, "2026-Q3") == {coordinator.school_id: 1}


async def test_long_lists_of_guests_turn_pages(line: Line, village: Village, department: Case) -> None:
    event, school = await announced(department), await village.school("Лицей")
    for n in range(21):
        person = await village.person(Role.COORDINATOR, school, name=f"Куратор {n:02}")
        await guests.answer(line.db, event.id, person.id, school, NOW, comes=True)
    me = department.person.telegram_id
    assert "1 из 2" in labels(await line.feed(tap(f"sm.guests:{event.id}:0", me)))
    assert "Куратор 20 · Ш01" in shown(await line.feed(tap(f"sm.guests:{event.id}:1", me)))
    line.now = START
    assert "1 из 3" in labels(await line.feed(tap(f"sm.marks:{event.id}:0", me)))
    last = await line.feed(tap(f"sm.marks:{event.id}:2", me))
    assert sum("Куратор" in label for label in labels(last)) == 5


@pytest.mark.parametrize("verb", ["sm.announce:1", "sm.guests:1:0", "sm.marks:1:0", "sm.mark:1:1:0", "sm.all:1"])
async def test_only_the_department_reaches_its_side(
    line: Line, department: Case, coordinator: Case, mentor: Case, verb: str
) -> None:
    await announced(department, NOW - timedelta(hours=1))
    for person in (coordinator.person, mentor.person):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, person.telegram_id)))


async def test_an_announcement_is_looked_at_as_one_draft_and_sent_once(
    line: Line, department: Case, coordinator: Case
) -> None:
    event, me = await announced(department), department.person.telegram_id
    await line.db.run("UPDATE events SET announced_at = NULL")
    for _ in range(2):
        invitation, below = screens(await line.feed(tap(f"sm.announce:{event.id}", me)))
    assert "Приглашаем" in invitation.text
    assert await line.db.value("SELECT count(*) FROM broadcasts") == 1
    line.now = START
    late = await line.feed(tap(f"{below.rows[0][0].action}", me))
    assert late.toast == "Уже поздно: это прошло или отменено"
    assert not late.notices
    line.now = NOW
    assert len((await line.feed(tap(f"{below.rows[0][0].action}", me))).notices) == 1
    assert (await events.get(line.db, event.id)).announced_at == NOW  # type: ignore[union-attr]
