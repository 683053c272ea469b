from datetime import date

import pytest

from domain.people import Role
from domain.submissions import Due
from handlers.case import Case
from storage import extensions, wishes, years
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.village import TOWN, Village, local

QUARTER = "2026-Q3"  # its date, Friday 25.09, is two months ago


@pytest.fixture
async def due(village: Village) -> Due:
    await village.activate(2026)
    found = await years.due(village.db, "monitoring", QUARTER)
    assert found
    return found


async def own(case: Case) -> date:
    found = await extensions.due(case.db, case.school_id, "monitoring", QUARTER)
    assert found
    return found.effective


async def ask(line: Line, coordinator: Case, due: Due, day: str = "4.12") -> tuple[str, ...]:
    """Through the form; what the department is told it may press."""
    me = coordinator.person.telegram_id
    await line.feed(tap(f"f.n:wish:{due.id}", me))
    await line.feed(say(day, me))
    review = await line.feed(say("куратор болел", me))
    sent = await line.feed(tap(actions(review)[0], me))
    return tuple(actions(sent.notices[0].screen)) if getattr(sent, "notices", ()) else (shown(sent),)


async def close(line: Line, department: Case, due: Due) -> tuple[int, ...]:
    """Through the form; who was told."""
    me = department.person.telegram_id
    await line.feed(tap(f"f.n:close:{due.id}", me))
    review = await line.feed(say("сводка ушла", me))
    closed = await line.feed(tap(actions(review)[0], me))
    assert "Период закрыт" in shown(closed)
    return tuple(notice.chat_id for notice in closed.notices)


async def test_a_wish_is_granted_in_one_tap_and_once(line: Line, department: Case, coordinator: Case, due: Due) -> None:
    grant = (await ask(line, coordinator, due))[0]
    first = await line.feed(tap(grant, department.person.telegram_id))
    second = await line.feed(tap(grant, department.person.telegram_id))
    assert await own(coordinator) == date(2026, 12, 4)
    assert [len(first.notices), len(second.notices)] == [1, 0]
    assert "До <b>пт, 4 декабря 2026</b>" in first.notices[0].screen.text
    assert second.toast == "На эту просьбу уже ответили"


async def test_another_date_is_offered_the_wished_one_and_follows_the_policy_for_days_off(
    line: Line, department: Case, coordinator: Case, due: Due
) -> None:
    other = (await ask(line, coordinator, due))[1]
    me = department.person.telegram_id
    assert labels(await line.feed(tap(other, me)))[0] == "пт 04.12.2026"
    await line.feed(say("6.12.2026", me))  # a Sunday
    review = await line.feed(tap(actions(await line.feed(tap(other, me)))[0], me))
    granted = await line.feed(tap(actions(review)[0], me))
    assert await own(coordinator) == date(2026, 12, 4)
    assert "История" in shown(granted)


async def test_a_wish_is_declined_with_an_answer(line: Line, department: Case, coordinator: Case, due: Due) -> None:
    no = (await ask(line, coordinator, due))[2]
    me = department.person.telegram_id
    await line.feed(tap(no, me))
    answer = await line.feed(say("сводка ушла", me))
    assert "Ответ управления: сводка ушла" in answer.notices[0].screen.text
    assert "Отказали: сводка ушла" in shown(answer)
    assert await own(coordinator) == due.effective
    assert len(await ask(line, coordinator, due)) > 1, "and may be uttered again"


@pytest.mark.parametrize(("day", "told"), [("1.10.2026", "подходит с 24.11.2026"), ("24.11", "Просьба отправлена")])
async def test_a_wish_is_for_a_day_to_come(line: Line, coordinator: Case, due: Due, day: str, told: str) -> None:
    me = coordinator.person.telegram_id
    await line.feed(tap(f"f.n:wish:{due.id}", me))
    answer = await line.feed(say(day, me))
    if "подходит" not in shown(answer):
        answer = await line.feed(tap(actions(await line.feed(say("болел", me)))[0], me))
    assert told in shown(answer)


async def test_a_date_that_is_no_later_than_that_of_all_is_refused(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    fourth = await years.due(village.db, "monitoring", "2026-Q4")
    assert fourth
    me = department.person.telegram_id
    await line.feed(tap(f"f.n:extension:{fourth.id}.{coordinator.school_id}", me))
    await line.feed(say("18.12", me))
    review = await line.feed(say("болел", me))
    assert "Срок и так пт 18.12.2026" in shown(await line.feed(tap(actions(review)[0], me)))
    assert await village.db.value("SELECT count(*) FROM extensions") == 0


async def test_the_days_offered_are_later_than_the_date_they_prolong(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    fourth = await years.due(village.db, "monitoring", "2026-Q4")
    assert fourth
    asked = await line.feed(tap(f"f.n:extension:{fourth.id}.{coordinator.school_id}", department.person.telegram_id))
    wished = await line.feed(tap(f"f.n:wish:{fourth.id}", coordinator.person.telegram_id))
    for answer in (asked, wished):
        assert labels(answer)[:3] == ["пн 21.12.2026", "пт 25.12.2026", "пт 01.01.2027"]


async def test_an_extension_is_taken_back_with_a_question_first(
    line: Line, department: Case, coordinator: Case, due: Due
) -> None:
    me = department.person.telegram_id
    await line.feed(tap((await ask(line, coordinator, due))[0], me))
    asked = await line.feed(tap(f"rv.back?:{due.id}:{coordinator.school_id}", me))
    answer = await line.feed(tap(actions(asked)[0], me))
    assert await own(coordinator) == due.effective
    assert "Снова общий срок" in answer.notices[0].screen.text
    assert "Этого здесь нет" in shown(await line.feed(tap(actions(asked)[0], me)))


async def test_what_is_filed_needs_no_extension(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    grant = (await ask(line, coordinator, due))[0]
    await village.file(coordinator.person, QUARTER, line.now, pairs=1)
    for data, who in ((grant, department), (f"f.n:wish:{due.id}", coordinator)):
        assert "Отчёт уже подан" in shown(await line.feed(tap(data, who.person.telegram_id)))
    assert "Просьб о продлении нет" in shown(await line.feed(tap("rv.wishes:0", department.person.telegram_id)))


async def test_late_schools_alone_are_told_of_the_closing_and_shown_why(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    diligent = await village.person(Role.COORDINATOR, await village.school("Школа № 8"))
    await village.file(diligent, QUARTER, line.now, pairs=1)
    assert await close(line, department, due) == (coordinator.person.telegram_id,)
    me = coordinator.person.telegram_id
    screen = await line.feed(tap(f"f.n:monitoring:{QUARTER}", me))
    assert "Причина: сводка ушла" in shown(screen)
    assert f"f.n:wish:{due.id}" in actions(screen)
    await ask(line, coordinator, due)
    assert "Вы попросили продление до пт 04.12.2026" in shown(await line.feed(tap(f"f.n:monitoring:{QUARTER}", me)))


async def test_what_was_begun_before_the_closing_is_kept_and_handed_in_after_an_extension(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    me = coordinator.person.telegram_id
    await line.feed(tap(f"f.n:monitoring:{QUARTER}", me))
    await line.feed(say("640", me))
    await close(line, department, due)
    draft = await village.db.value("SELECT id FROM drafts WHERE form = 'monitoring'")
    assert "Период закрыт" in shown(await line.feed(tap(f"f.o:{draft}", me)))
    grant = (await ask(line, coordinator, due))[0]
    await line.feed(tap(grant, department.person.telegram_id))
    assert "Сколько наставляемых" in shown(await line.feed(tap(f"f.n:monitoring:{QUARTER}", me)))


async def test_a_period_is_not_closed_before_its_date_and_opens_again(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    fourth = await years.due(village.db, "monitoring", "2026-Q4")
    assert fourth
    me = department.person.telegram_id
    assert "когда срок пройдёт" in shown(await line.feed(tap(f"f.n:close:{fourth.id}", me)))
    await close(line, department, due)
    asked = await line.feed(tap(f"rv.unclose?:{due.id}", me))
    opened = await line.feed(tap(actions(asked)[0], me))
    assert [notice.chat_id for notice in opened.notices] == [coordinator.person.telegram_id]
    assert "открыт снова, Вера Отделова" in shown(opened)
    assert "закрыт, Вера Отделова. сводка ушла" in shown(opened)
    form = await line.feed(tap(f"f.n:monitoring:{QUARTER}", coordinator.person.telegram_id))
    assert "Сколько в школе учеников" in shown(form)


async def test_a_row_and_what_is_owed_show_the_schools_own_date(
    line: Line, department: Case, coordinator: Case, due: Due
) -> None:
    await line.feed(tap((await ask(line, coordinator, due))[0], department.person.telegram_id))
    me = coordinator.person.telegram_id
    assert "04.12.2026" in shown(await line.feed(tap("ro.row:4.1", me)))
    assert "04.12.2026" not in shown(await line.feed(tap("ro.row:4.1", department.person.telegram_id)))
    assert "Срок продлён: пт, 4 декабря 2026" in shown(await line.feed(tap("m.now", me)))


async def test_a_message_about_one_of_two_schools_opens_that_schools_form(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    person = await village.also(coordinator.person.id, Role.COORDINATOR, await village.school("Школа № 8"))
    assert person.post.school_id != coordinator.school_id, "they act for the other one now"
    me, school = person.telegram_id, coordinator.school_id
    assert "просить продление" in shown(await line.feed(tap(f"rv.go:{school}:wish:{due.id}", me)))
    await line.feed(say("4.12", me))
    await line.feed(tap(actions(await line.feed(say("болел", me)))[0], me))
    assert [one.school_id for one in await wishes.waiting(village.db)] == [school]
    assert "Этого здесь нет" in shown(await line.feed(tap(f"rv.go:99:wish:{due.id}", me)))


async def test_the_quarter_leads_to_a_schools_date_and_back_from_it(
    line: Line, department: Case, coordinator: Case, due: Due
) -> None:
    me, school = department.person.telegram_id, coordinator.school_id
    standing = f"q.school:{QUARTER}:{school}:0"
    assert f"f.n:extension:{due.id}.{school}" in actions(await line.feed(tap(standing, me)))
    await line.feed(tap((await ask(line, coordinator, due))[0], me))
    screen = await line.feed(tap(standing, me))
    assert "Срок продлён до <b>пт, 4 декабря 2026</b>" in shown(screen)
    assert f"rv.back?:{due.id}:{school}" in actions(await line.feed(tap(f"rv.own:{due.id}:{school}", me)))


@pytest.mark.parametrize("data", ["rv.wishes:0", "rv.grant:1", "rv.period:{}", "rv.unclose:{}", "f.n:extension:{}.1",
                                  "f.n:close:{}", "f.n:decline:1", "rv.back:{}:1"])  # fmt: skip
async def test_a_coordinator_decides_nothing_of_this(
    line: Line, village: Village, coordinator: Case, due: Due, data: str
) -> None:
    await ask(line, coordinator, due)
    await line.feed(tap(data.format(due.id), coordinator.person.telegram_id))
    tables = ("extensions", "period_closings", "extension_events")
    assert [await village.db.value(f"SELECT count(*) FROM {table}") for table in tables] == [0, 0, 0]
    assert await village.db.value("SELECT count(*) FROM extension_wishes WHERE granted IS NULL") == 1


@pytest.mark.parametrize("data", ["f.n:wish:999", "rv.grant:99", "rv.period:99", "f.n:extension:1.99", "f.n:close:x"])
async def test_what_is_not_there_is_not_found(
    line: Line, department: Case, coordinator: Case, due: Due, data: str
) -> None:
    who = coordinator if "wish" in data else department
    assert "Этого здесь нет" in shown(await line.feed(tap(data, who.person.telegram_id)))


async def test_a_wish_too_late_to_be_granted_is_said_so(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    grant = (await ask(line, coordinator, due))[0]
    later = Line(village.db, TOWN, local(date(2026, 12, 7)))
    assert "этот день уже прошёл" in shown(await later.feed(tap(grant, department.person.telegram_id)))
    assert await own(coordinator) == due.effective
