"""Results of sheets against a plain recount."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from statistics import mean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.growth import NOTHING
from domain.results import NOBODY, SATISFIED, Days, Share, Sheets, results

NEW_YEAR = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST_HALF = Days(date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 30))
OVER = Days(date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))


@st.composite
def halls(draw: st.DrawFn) -> list[Sheets]:
    """What different people of a few schools answered within half a year, some of them before as well."""
    mark, many = st.integers(1, 10), draw(st.integers(0, 60))
    found = []
    for number in range(many):
        at = NEW_YEAR + timedelta(days=draw(st.integers(0, 179)))
        before = {"overall": draw(mark), "safety": draw(mark)} if draw(st.booleans()) else None
        after = {"overall": draw(mark), "safety": draw(mark), "marks": draw(st.booleans())}
        school, side = draw(st.integers(1, 4)), draw(st.sampled_from(["mentee", "mentor"]))
        found.append(Sheets(number, school, side, number, after, at, before, at if before else None))
    return found


def by_fives(sheets: Sequence[Sheets]) -> list[Sheets]:
    """The plain rule for people who answer once: whole fives, the earliest first."""
    ordered = sorted(sheets, key=lambda one: (one.answered_at, one.id))
    return ordered[: len(ordered) - len(ordered) % 5]


@given(halls())
@settings(max_examples=40, deadline=None)
def test_the_figures_of_a_school_equal_a_plain_recount(sheets: list[Sheets]) -> None:
    found = results(sheets, OVER)
    for school in range(1, 5):
        for side in ("mentee", "mentor"):
            mine = [one for one in sheets if (one.school, one.side) == (school, side)]
            paired = [one for one in mine if one.before is not None]
            for key in ("overall", "safety"):
                counted = [(one.before[key], one.after[key]) for one in by_fives(paired) if one.before]
                scale = found.of(school).scale(side, key)
                assert (scale.paired, scale.unpaired) == (len(paired), len(mine) - len(paired))
                assert scale.counted == len(counted)
                if counted:
                    changes = [after - before for before, after in counted]
                    assert scale.before == pytest.approx(mean(before for before, _ in counted))
                    assert scale.after == pytest.approx(mean(after for _, after in counted))
                    assert scale.change == pytest.approx(mean(changes))
                    assert scale.spread == pytest.approx(stdev(changes))
            told = by_fives(mine)
            satisfied = sum(one.after["overall"] >= 7 for one in told)
            better = sum(one.after["marks"] for one in told)
            for key, yes in ((SATISFIED, satisfied), ("marks", better)):
                share = found.of(school).share(side, key)
                assert share == (Share(yes if told else None, len(told), len(mine)) if mine else NOBODY)


@given(halls())
@settings(max_examples=40, deadline=None)
def test_all_schools_together_are_everybody_once_the_half_year_is_over(sheets: list[Sheets]) -> None:
    """All but the few that are left of schools when these are fewer than five."""
    found = results(sheets, OVER)
    for side in ("mentee", "mentor"):
        mine = [one for one in sheets if one.side == side]
        left = sum(len([one for one in mine if one.school == school]) % 5 for school in range(1, 5))
        share = found.together.share(side, SATISFIED)
        assert share.answered == len(mine)
        assert share.counted == len(mine) - (left if left < 5 else 0)
        if left == 0 or left >= 5:
            assert (share.yes or 0) == sum(one.after["overall"] >= 7 for one in mine)


def test_while_the_half_year_lasts_the_sum_is_that_of_the_schools() -> None:
    sheets = [
        Sheets(n, school, "mentee", n, {"overall": 9}, NEW_YEAR) for n in range(12) for school in [1 if n < 7 else 2]
    ]
    assert results(sheets, FIRST_HALF).together.share("mentee", SATISFIED) == Share(10, 10, 12)
    assert results([one for one in sheets if one.id != 11], FIRST_HALF).together.share("mentee", SATISFIED).counted == 5


def test_a_question_that_only_one_of_the_sheets_had_is_not_compared() -> None:
    before, after = {"comfort": 5, "safety": 5}, {"comfort": 7, "useful": 8}
    sheets = [Sheets(n, 1, "mentee", n, after, NEW_YEAR, before, NEW_YEAR) for n in range(5)]
    found = results(sheets, OVER).of(1)
    assert found.scale("mentee", "comfort").change == 2
    for key in ("safety", "useful"):
        assert (found.scale("mentee", key).paired, found.scale("mentee", key).unpaired) == (0, 5)
    assert found.scale("mentor", "comfort") == NOTHING


def test_a_yes_is_no_mark_and_a_mark_is_no_yes() -> None:
    sheets = [Sheets(n, 1, "mentee", n, {"marks": True, "overall": 1}, NEW_YEAR) for n in range(5)]
    found = results(sheets, OVER).of(1)
    assert ("mentee", "marks") not in found.scales
    assert ("mentee", "overall") not in found.shares
    assert found.share("mentee", SATISFIED) == Share(0, 5, 5)


@pytest.mark.parametrize(("overall", "yes"), [(6, 0), (7, 5), (10, 5)])
def test_seven_of_ten_is_satisfied(overall: int, yes: int) -> None:
    sheets = [Sheets(n, 1, "mentor", n, {"overall": overall}, NEW_YEAR) for n in range(5)]
    assert results(sheets, OVER).of(1).share("mentor", SATISFIED).yes == yes


def test_a_pair_of_sheets_counts_when_the_second_was_filled_whichever_that_is() -> None:
    """The earlier blocks stay as they were seen."""
    late = NEW_YEAR + timedelta(days=90)
    sheets = [Sheets(n, 1, "mentee", n, {"overall": 8}, NEW_YEAR, {"overall": 4}, NEW_YEAR) for n in range(1, 6)]
    added = Sheets(0, 1, "mentee", 0, {"overall": 1}, NEW_YEAR, {"overall": 10}, late)
    assert results([added, *sheets], OVER).of(1).scale("mentee", "overall").change == 4
