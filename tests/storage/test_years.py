from datetime import date, timedelta

from domain import deadlines
from storage import years
from tests.village import BEGIN, TOWN, Village, local


async def test_a_year_has_the_sixteen_dates_of_the_order_by_day(village: Village) -> None:
    await village.activate(2026)
    dates = await years.deadlines(village.db, 2026)
    assert len(dates) == 16
    assert [one.effective for one in dates] == sorted(one.effective for one in dates)
    assert [one.period for one in dates if one.form == "monitoring"] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


async def test_a_year_is_put_in_force_once(village: Village) -> None:
    await village.activate(2026)
    proposed = list(deadlines.of_year(2026, TOWN.policy, TOWN.calendar([2026]), TOWN.zone))
    assert not await years.activate(village.db, 2026, proposed, 1, BEGIN, BEGIN.date())
    assert len(await years.deadlines(village.db)) == 16


async def test_two_years_stand_side_by_side_though_one_ends_in_the_other(village: Village) -> None:
    """February's seminar of 2026 lies in 2027."""
    await village.activate(2026)
    await village.activate(2027)
    assert await years.listing(village.db) == [2026, 2027]
    assert len(await years.deadlines(village.db, 2026)) == len(await years.deadlines(village.db, 2027)) == 16


async def test_a_date_keeps_the_instant_its_local_day_ends(village: Village) -> None:
    await village.activate(2026)
    due = await years.due(village.db, "monitoring", "2026-Q4")
    assert due
    assert (due.nominal, due.effective) == (date(2026, 12, 20), date(2026, 12, 18))
    assert due.ends_at == local(date(2026, 12, 19), 0)
    assert not due.moved


async def test_moving_one_date_leaves_the_others_and_is_marked(village: Village) -> None:
    await village.activate(2026)
    before = await years.deadlines(village.db, 2026)
    day = date(2026, 12, 24)
    await years.move(village.db, before[-1].id, day, day, local(day + timedelta(1), 0), 1, BEGIN)
    after = {one.id: one for one in await years.deadlines(village.db, 2026)}
    assert [one for one in before[:-1] if after[one.id] != one] == []
    moved = after[before[-1].id]
    assert (moved.nominal, moved.effective, moved.moved) == (day, day, True)


async def test_overrides_tell_days_off_from_working_days(village: Village) -> None:
    await village.db.run("INSERT INTO day_overrides (day, is_off) VALUES ('2026-12-31', 1), ('2026-12-26', 0)")
    assert await years.overrides(village.db) == {date(2026, 12, 31): True, date(2026, 12, 26): False}
