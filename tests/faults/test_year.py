"""A year in 40 schools and in some small towns; the long run is `python -m tests.faults.year`."""

from datetime import date

import pytest

from tests.faults import year
from tests.faults.year_weather import Climate


async def test_in_a_year_of_forty_schools_every_reminder_arrives_once_in_its_window_and_says_what_is_so() -> None:
    """With downtime, outages, clocks set wrong, moved dates, days off, people who come, go and fall silent."""
    tally = await year.live(5, "Europe/Moscow", 40, year.ROUGH, date(2026, 1, 12))
    assert tally.faults == []
    assert (tally.extras, tally.misses) == (0, 0)
    assert tally.arrived == tally.ends["sent"] > 2000
    assert min(tally.ends[outcome] for outcome in ("replaced", "cancelled", "missed")) > 50
    assert min(tally.copies, tally.news) > 10


@pytest.mark.parametrize(
    ("seed", "zone", "climate"),
    [
        (2, "America/New_York", year.ROUGH),
        (3, "Asia/Kamchatka", year.ROUGH),
        (4, "America/Havana", year.ROUGH),  # clocks change at midnight
        (5, "Europe/Berlin", year.WILD),
        (6, "Europe/Moscow", year.WILD),
    ],
)
async def test_in_a_small_towns_year_nothing_is_extra_and_nothing_is_missing(
    seed: int, zone: str, climate: Climate
) -> None:
    tally = await year.live(seed, zone, climate=climate)
    assert tally.faults == []
    assert tally.arrived == tally.ends["sent"] > 20


async def test_without_troubles_each_reminder_goes_on_its_own_day() -> None:
    tally = await year.live(8, "Europe/Berlin", 4, Climate(), date(2026, 1, 12))
    assert tally.faults == []
    assert (tally.ends["sent"], tally.copies) == (tally.arrived, 0)
    assert tally.ends["missed"] <= tally.targets // 20, "by people who fell silent"
