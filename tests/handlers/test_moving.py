"""Moving a date: its reason, who is told of it and when, its history, and the way back."""

from dataclasses import replace
from datetime import date

import pytest

from domain.people import Person, Role
from domain.submissions import Due
from handlers.case import Case
from storage import reminders, years
from tests.handlers.phone import Line, actions, labels, shown, tap
from tests.handlers.test_calendar import fourth_quarter, move
from tests.village import Village, local
from views.screen import Notice

NOW = local(date(2026, 11, 24))


@pytest.fixture
async def due(village: Village) -> Due:
    await village.activate(2026)
    return await fourth_quarter(village.db)


@pytest.fixture
async def colleague(village: Village) -> Person:
    return await village.person(Role.DEPARTMENT, name="Глеб Отделов")


def told(notices: tuple[Notice, ...]) -> dict[int, str]:
    return {one.chat_id: str(one.screen.text) for one in notices}


async def test_coordinators_who_owe_it_and_the_department_are_told_with_the_reason(
    line: Line, village: Village, department: Case, coordinator: Case, colleague: Person, due: Due
) -> None:
    filed = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    await village.file(filed, "2026-Q4", NOW)
    answer = await move(line, department, due, "22.12.2026", "в школах карантин")
    news = told(answer.notices)
    assert set(news) >= {coordinator.person.telegram_id, colleague.telegram_id}
    assert not {filed.telegram_id, department.person.telegram_id} & set(news)
    words = news[coordinator.person.telegram_id]
    assert "Было: вс 20.12.2026 → пт 18.12.2026\nСтало: <b>вт 22.12.2026</b>" in words
    assert "Причина: в школах карантин" in words
    assert all(one.not_before is None for one in answer.notices)


async def test_a_school_whose_report_was_returned_is_told_too(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    await village.file(coordinator.person, "2026-Q4", NOW)
    await village.db.run("UPDATE submissions SET state = 'returned'")
    assert coordinator.person.telegram_id in told((await move(line, department, due, "22.12.2026")).notices)


async def test_a_date_of_the_department_itself_is_no_business_of_the_schools(
    line: Line, department: Case, coordinator: Case, colleague: Person, due: Due
) -> None:
    own = next(one for one in await years.deadlines(line.db, 2026) if one.row == "1.8")
    assert coordinator.person.telegram_id not in told((await move(line, department, own, "20.11.2026")).notices)


async def test_what_is_moved_at_night_is_told_in_the_morning(
    line: Line, department: Case, coordinator: Case, due: Due
) -> None:
    line.now = local(date(2026, 11, 24), 22)
    answer = await move(line, department, due, "22.12.2026")
    assert {one.not_before for one in answer.notices} == {local(date(2026, 11, 25), 9)}


async def test_moves_nobody_has_heard_of_are_told_as_one_and_those_taken_back_not_at_all(
    line: Line, village: Village, department: Case, coordinator: Case, due: Due
) -> None:
    line.now = local(date(2026, 11, 24), 22)
    chat = coordinator.person.telegram_id
    first = await move(line, department, due, "22.12.2026")
    await village.queue(list(first.notices), line.now)
    second = await move(line, department, due, "24.12.2026")
    await village.queue(list(second.notices), line.now)
    assert "Было: вс 20.12.2026" in told(second.notices)[chat]
    waiting = "SELECT count(*) FROM outbox WHERE chat_id = :chat AND key LIKE 'moved:%'"
    assert await line.db.value(waiting, chat=chat) == 1
    third = await move(line, department, due, "20.12.2026")
    assert chat not in told(third.notices)
    assert await line.db.value(waiting, chat=chat) == 0


async def test_the_history_names_who_when_and_why(line: Line, village: Village, department: Case, due: Due) -> None:
    await move(line, department, due, "22.12.2026", "в школах карантин")
    card = await line.feed(tap(f"y.date:{due.id}", department.person.telegram_id))
    assert "История (1)" in labels(card)
    log = shown(await line.feed(tap(f"y.log:{due.id}:0", department.person.telegram_id)))
    for words in ("Вера Отделова", "вт, 24 ноября 2026, 09:00", "вс 20.12.2026", "вт 22.12.2026", "карантин"):
        assert words in log


async def test_a_move_is_undone_after_a_question_and_only_while_it_is_the_last(
    line: Line, department: Case, coordinator: Case, due: Due
) -> None:
    me = department.person.telegram_id
    await move(line, department, due, "22.12.2026")
    log = await line.feed(tap(f"y.log:{due.id}:0", me))
    (ask,) = [one for one in actions(log) if one.startswith("y.undo?")]
    asked = await line.feed(tap(ask, me))
    assert await fourth_quarter(line.db) != due
    (yes,) = [one for one in actions(asked) if one.startswith("y.undo:")]
    await move(line, department, due, "25.12.2026")
    assert "Этого здесь нет" in shown(await line.feed(tap(yes, me)))
    log = await line.feed(tap(f"y.log:{due.id}:0", me))
    newest = next(one for one in actions(log) if one.startswith("y.undo?"))
    done = await line.feed(tap(newest.replace("?", ""), me))
    assert (await fourth_quarter(line.db)).nominal == date(2026, 12, 22)
    assert coordinator.person.telegram_id in told(done.notices)


async def test_reminders_follow_a_moved_date(line: Line, village: Village, department: Case, coordinator: Case) -> None:
    """On 4 December, 14 days before the 18th, a reminder is expected; moved to the 30th it is not any more."""
    await village.activate(2026)
    await village.only("2026-Q4")
    line.now = local(date(2026, 12, 4), 12)
    await move(line, replace(department, now=line.now), await fourth_quarter(line.db), "30.12.2026")
    assert (await village.outcomes(coordinator.person))[date(2026, 12, 4)] == "cancelled"
    assert (await reminders.planned(line.db))[0] == ""


@pytest.mark.parametrize("verb", ["y.log:1:0", "y.undo?:1", "y.undo:1", "y.close:2026", "y.off:2026-12-31:1", "y.days"])
async def test_only_the_department_touches_dates(line: Line, coordinator: Case, due: Due, verb: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, coordinator.person.telegram_id)))
