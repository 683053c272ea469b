"""A year of mentoring ends with the figures that an independent recount of it comes to (rows 2.6, 4.1, 4.2).

The long run is `python -m tests.mentoring_year`."""

import pytest

from tests.faults import year_database
from tests.mentoring_year.diary import Met
from tests.mentoring_year.tally import Tally
from tests.mentoring_year.year import Year, lived

BY_HAND = 4  # answers of a quarter's report at most


@pytest.mark.parametrize("seed", range(2, 6))
async def test_the_figures_of_a_small_town_that_does_everything_on_the_phone_equal_an_independent_recount(
    seed: int,
) -> None:
    tally = await lived(seed, 4, 10, phones=1.0)
    assert tally.faults == []
    assert tally.tapped > tally.meetings // 4
    assert min(tally.asked, tally.digests, tally.assessed) > 0


async def test_the_recount_notices_a_single_meeting() -> None:
    """One that the product does not know of; a comparison that finds nothing must be able to find something."""
    async with year_database.in_memory() as database:
        year = Year(database, 8, 2, 10, phones=0)
        assert (await year.live()).faults == []
        deeds = year.lives[0].school.diary.deeds
        year.tally = Tally()
        last = [deed for deed in deeds if isinstance(deed, Met)][-1]
        deeds.append(Met(1_000_000, last.pair, last.on))
        await year.compare()
        assert len(year.tally.faults) == 1
        assert "'meetings'" in year.tally.faults[0]


async def test_so_do_those_of_forty_schools_and_two_thousand_pairs() -> None:
    tally = await lived(1, 40, 50, phones=0.03, whole=False)
    assert tally.faults == []
    assert tally.pairs == 2000
    assert tally.meetings > 35_000
    assert tally.reports > 140
    assert tally.asked > 2000
    assert tally.digests > 400
    assert tally.assessed > 20
    assert tally.compared > 8000
    assert tally.tapped > 1000
    assert max(tally.first_typed) == BY_HAND
    assert max(tally.later_typed) == 0
