"""From one roadmap year to the next: last year's moves are offered, and the old year is closed when it is over."""

from datetime import date

import pytest

from handlers.case import Case
from storage import years
from tests.handlers.phone import Line, actions, labels, shown, tap
from tests.handlers.test_calendar import fourth_quarter, move
from tests.village import Village, local


@pytest.fixture
async def moved(line: Line, village: Village, department: Case, coordinator: Case) -> None:
    """In 2026 the fourth quarter is filed by 22 December."""
    await village.activate(2026)
    await move(line, department, await fourth_quarter(village.db), "22.12.2026")


async def test_last_years_moves_are_offered_beside_the_orders_dates(line: Line, department: Case, moved: None) -> None:
    me = department.person.telegram_id
    answer = await line.feed(tap("y.new:2027:1", me))
    assert "4.1 Мониторинг, IV кв.\n<b>пн 20.12.2027</b>\nкак в 2026 году: <b>ср 22.12.2027</b>" in shown(answer)
    assert "перенесли 1\u00a0срок" in shown(answer)
    assert {"Включить как в 2026 году", "Включить по приказу"} <= set(labels(answer))
    assert await years.listing(line.db) == [2026]


async def test_a_year_put_in_force_alike_keeps_the_moves_with_their_history(
    line: Line, department: Case, moved: None
) -> None:
    me = department.person.telegram_id
    await line.feed(tap("y.alike:2027", me))
    due = await years.due(line.db, "monitoring", "2027-Q4")
    assert due
    assert (due.nominal, due.moved) == (date(2027, 12, 22), True)
    assert sum(one.moved for one in await years.deadlines(line.db, 2027)) == 1
    assert "как в 2026 году" in shown(await line.feed(tap(f"y.log:{due.id}:0", me)))


async def test_a_year_put_in_force_by_the_order_has_none_of_them(line: Line, department: Case, moved: None) -> None:
    await line.feed(tap("y.on:2027", department.person.telegram_id))
    assert not any(one.moved for one in await years.deadlines(line.db, 2027))


async def test_a_year_is_not_closed_while_one_of_its_dates_is_to_come(
    line: Line, department: Case, moved: None
) -> None:
    """The seminar of February 2027 belongs to 2026: its last day is Friday the 26th."""
    me = department.person.telegram_id
    for day in (date(2026, 11, 24), date(2027, 2, 26)):
        line.now = local(day)
        for verb in ("y.close?:2026", "y.close:2026"):
            assert "ещё идёт" in shown(await line.feed(tap(verb, me)))
    assert "Закрыть его можно с сб 27.02.2027" in shown(await line.feed(tap("y.close?:2026", me)))
    assert await years.closed(line.db) == {}


async def test_closing_ends_what_is_owed_and_opening_brings_back_only_that(
    line: Line, department: Case, coordinator: Case, moved: None
) -> None:
    me = department.person.telegram_id
    line.now = local(date(2027, 3, 1))
    shut = "UPDATE deadlines SET closed_at = '2026-07-01T09:00:00+00:00' WHERE period = '2026-Q2'"
    await line.db.run(shut)
    asked = await line.feed(tap("y.close?:2026", me))
    assert "долг" in shown(asked)
    assert "y.close:2026" in actions(asked)
    done = await line.feed(tap("y.close:2026", me))
    assert "Год закрыт пн 01.03.2027" in shown(done)
    dates = await years.deadlines(line.db, 2026)
    assert all(one.closed for one in dates)
    card = await line.feed(tap(f"y.date:{dates[-1].id}", me))
    assert "Перенести" not in labels(card)
    assert "Срок закрыт" in shown(card)
    assert "Сроки 2026 года · закрыт" in labels(await line.feed(tap("y.list", me)))
    assert "Этого здесь нет" in shown(await line.feed(tap(f"f.n:deadline:{dates[-1].id}", me)))
    await line.feed(tap("y.reopen:2026", me))
    assert [one.period for one in await years.deadlines(line.db, 2026) if one.closed] == ["2026-Q2"]
