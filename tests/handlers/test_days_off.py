"""The department's own days off: what the calendar says, what would move, and who is told."""

from datetime import date

import pytest

from domain.submissions import Due
from handlers import bindings
from handlers.case import Case
from storage import years
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.handlers.test_calendar import fourth_quarter
from tests.handlers.test_moving import told
from tests.village import Village, local


@pytest.fixture
async def due(village: Village) -> Due:
    await village.activate(2026)
    return await fourth_quarter(village.db)


async def test_a_month_shows_the_calendars_own_days_and_what_was_changed(
    line: Line, department: Case, village: Village
) -> None:
    me = department.person.telegram_id
    await years.override(line.db, date(2026, 12, 31), True)
    answer = await line.feed(tap("y.month:2026-12:0", me))
    assert "По календарю: 5, 6, 12, 13, 19, 20, 26, 27" in shown(answer)
    assert "чт 31.12.2026: выходной" in labels(answer)
    assert {"y.month:2026-11:0", "y.month:2027-01:0"} <= set(actions(answer))
    assert "Выходные: ноябрь 2026" in shown(await line.feed(tap("y.days", me)))


async def test_a_day_is_declared_off_after_its_consequences_were_shown(
    line: Line, department: Case, coordinator: Case, due: Due
) -> None:
    """The 20th counts on Friday the 18th; without that Friday on Thursday the 17th."""
    me = department.person.telegram_id
    await line.feed(tap(bindings.begin("dayoff", "new"), me))
    card = await line.feed(say("18.12", me))
    assert "По календарю: рабочий день" in shown(card)
    assert "пт 18.12.2026 → <b>чт 17.12.2026</b>" in shown(card)
    assert await fourth_quarter(line.db) == due
    assert await years.overrides(line.db) == {}
    done = await line.feed(tap("y.off:2026-12-18:1", me))
    after = await fourth_quarter(line.db)
    assert (after.nominal, after.effective) == (due.nominal, date(2026, 12, 17))
    assert after.ends_at == local(date(2026, 12, 18), 0)
    assert "пт 18.12.2026 – выходной день" in told(done.notices)[coordinator.person.telegram_id]
    again = await line.feed(tap("y.off:2026-12-18:1", me))
    assert not again.notices


async def test_taking_the_word_back_brings_the_date_back(line: Line, department: Case, due: Due) -> None:
    me = department.person.telegram_id
    await line.feed(tap("y.off:2026-12-18:1", me))
    card = await line.feed(tap("y.day:2026-12-18", me))
    assert "По решению управления: <b>выходной день</b>" in shown(card)
    await line.feed(tap("y.off:2026-12-18:x", me))
    assert (await fourth_quarter(line.db)).effective == due.effective
    assert await years.overrides(line.db) == {}


async def test_dates_that_have_passed_or_are_closed_stay_where_they_are(line: Line, department: Case, due: Due) -> None:
    me = department.person.telegram_id
    await line.db.run("UPDATE deadlines SET closed_at = '2026-11-20T09:00:00+00:00' WHERE id = :id", id=due.id)
    before = await years.deadlines(line.db)
    for day in ("2026-12-18", "2026-09-25"):
        await line.feed(tap(f"y.off:{day}:1", me))
    changed = [one for one, old in zip(await years.deadlines(line.db), before, strict=True) if one != old]
    assert changed == []


@pytest.mark.parametrize("data", ["y.day:x", "y.month:2026-13:0", "y.month:9999-12:0", "y.off:2026-12-18:2"])
async def test_no_day_is_not_found(line: Line, department: Case, due: Due, data: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(data, department.person.telegram_id)))
