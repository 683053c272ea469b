from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.submissions import Due
from handlers import bindings, calendar
from handlers.case import Case
from storage import notes, reminders, years
from storage.database import Transaction
from tests.handlers.phone import Line, labels, say, screens, shown, tap
from tests.village import Village, local
from views import paging

NOW = local(date(2026, 11, 24))


async def fourth_quarter(db: Transaction) -> Due:
    due = await years.due(db, "monitoring", "2026-Q4")
    assert due
    return due


async def test_this_and_the_next_year_are_offered_until_they_are_in_force(line: Line, department: Case) -> None:
    me = department.person.telegram_id
    assert labels(await line.feed(tap("y.list", me)))[:2] == ["Включить 2026 год", "Включить 2027 год"]
    await line.feed(tap("y.on:2027", me))
    assert labels(await line.feed(tap("y.list", me)))[:2] == ["Сроки 2027 года", "Включить 2026 год"]


async def test_the_preview_proposes_every_date_and_changes_nothing(line: Line, department: Case) -> None:
    me = department.person.telegram_id
    pages = [shown(await line.feed(tap(f"y.new:2026:{page}", me))) for page in (0, 1)]
    assert "".join(pages).count("<b>") - 2 == 16  # dated rows of the order; each page has a heading
    assert "4.1 Мониторинг, IV кв.\n<b>вс 20.12.2026 → пт 18.12.2026</b>" in pages[1]
    assert "3.2 Семинары «Наставничество52», февраль\n<b>вс 28.02.2027 → пт 26.02.2027</b>" in pages[1]
    assert "рабочий день раньше" in pages[0]
    assert await years.listing(line.db) == []


async def test_a_year_comes_in_force_once(line: Line, department: Case) -> None:
    me = department.person.telegram_id
    first = await line.feed(tap("y.on:2026", me))
    assert first.toast == "Год включён"
    assert len(await years.deadlines(line.db, 2026)) == 16
    assert await notes.get(line.db, reminders.MORNING) == ""  # today's reminders are computed anew
    second = await line.feed(tap("y.on:2026", me))
    assert second.toast == "Этот год уже включён"
    assert len(await years.deadlines(line.db, 2026)) == 16


@pytest.mark.parametrize("verb", ["y.on:2025", "y.on:2028", "y.on:1", "y.new:2999:0", "y.year:2026:0", "y.date:1"])
async def test_years_and_dates_that_are_not_there_are_not_found(line: Line, department: Case, verb: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, department.person.telegram_id)))
    assert await years.listing(line.db) == []


async def test_the_dates_of_a_year_come_by_day_eight_a_page(line: Line, department: Case, village: Village) -> None:
    await village.activate(2026)
    answer = await line.feed(tap("y.year:2026:1", department.person.telegram_id))
    assert "2 из 2" in labels(answer)
    assert "пт 18.12 · 4.1 Мониторинг" in labels(answer)


async def move(line: Line, department: Case, due: Due, day: str, reason: str = "карантин в школах") -> Any:
    """By the form, as the department does it."""
    me = department.person.telegram_id
    await line.feed(tap(bindings.begin("deadline", str(due.id)), me))
    asked = await line.feed(say(day, me))
    if "Почему переносим" not in shown(asked):
        return asked
    return await line.feed(say(reason, me))


async def test_moving_a_date_says_what_it_was_and_what_it_became(
    line: Line, department: Case, village: Village
) -> None:
    await village.activate(2026)
    me, due = department.person.telegram_id, await fourth_quarter(line.db)
    assert bindings.begin("deadline", str(due.id)) in [
        button.action for row in screens(await line.feed(tap(f"y.date:{due.id}", me)))[0].rows for button in row
    ]
    receipt, listed = screens(await move(line, department, due, "27.12"))
    # 27.12.2026 is a Sunday: the last working day before it is Friday 25.12.
    assert "Было: вс 20.12.2026 → пт 18.12.2026\nСтало: <b>вс 27.12.2026 → пт 25.12.2026</b>" in receipt.text
    assert "4.1 Мониторинг, IV кв." in receipt.text
    after = await fourth_quarter(line.db)
    assert (after.nominal, after.effective, after.moved) == (date(2026, 12, 27), date(2026, 12, 25), True)
    assert after.ends_at == local(date(2026, 12, 26), 0)
    assert "История (1)" in [button.label for row in listed.rows for button in row]
    assert any(label.startswith("пт 25.12* · 4.1") for label in labels(await line.feed(tap("y.year:2026:1", me))))
    card = shown(await line.feed(tap(f"y.date:{due.id}", me)))
    assert "По приказу: вс 20.12.2026" in card
    assert "Перенесён: <b>вс 27.12.2026 → пт 25.12.2026</b>" in card


async def test_a_moved_date_starts_the_morning_of_reminders_anew(
    line: Line, department: Case, village: Village
) -> None:
    await village.activate(2026)
    await notes.put(village.db, reminders.MORNING, "2026-11-24")
    await move(line, department, await fourth_quarter(village.db), "22.12.2026")
    assert await notes.get(village.db, reminders.MORNING) == ""


async def test_the_departments_own_day_off_counts(line: Line, department: Case, village: Village) -> None:
    await village.activate(2026)
    await village.db.run("INSERT INTO day_overrides (day, is_off) VALUES ('2026-12-22', 1)")
    await move(line, department, await fourth_quarter(village.db), "22.12.2026")
    assert (await fourth_quarter(village.db)).effective == date(2026, 12, 21)


async def test_a_day_without_its_year_is_not_taken_for_one_before_the_period(
    line: Line, department: Case, village: Village
) -> None:
    """27.06 typed in November is nearest to the June that has passed; the date of 2027 means the next one."""
    await village.activate(2027)
    due = await years.due(village.db, "monitoring", "2027-Q2")
    assert due
    assert "с годом, например 27.06.2027" in shown(await move(line, department, due, "27.06.2026"))
    kept = await years.get(village.db, due.id)
    assert kept == due


async def test_the_same_day_is_no_move(line: Line, department: Case, village: Village) -> None:
    await village.activate(2026)
    due = await fourth_quarter(village.db)
    assert "Срок и так вс 20.12.2026 → пт 18.12.2026" in shown(await move(line, department, due, "20.12.2026"))
    assert not (await fourth_quarter(village.db)).moved


async def test_a_coordinator_moves_nothing(line: Line, coordinator: Case, village: Village) -> None:
    await village.activate(2026)
    due = await fourth_quarter(line.db)
    for data in (bindings.begin("deadline", str(due.id)), f"y.date:{due.id}", "y.on:2027"):
        await line.feed(tap(data, coordinator.person.telegram_id))
    await line.feed(say("27.12.2026", coordinator.person.telegram_id))
    assert await fourth_quarter(line.db) == due
    assert await years.listing(line.db) == [2026]


async def test_all_dates_leads_back_to_the_page_of_the_date(department: Case, village: Village) -> None:
    await village.activate(2026)
    due = await fourth_quarter(village.db)
    place = [one.id for one in await years.deadlines(village.db, 2026)].index(due.id)
    card = await calendar.open_date(tap("y"), replace(department), [str(due.id)])
    assert f"y.year:2026:{place // paging.PER_PAGE}" in [button.action for row in card.rows for button in row]
    assert place >= paging.PER_PAGE
