"""Growth against a plain reference, and by hand."""

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.growth import LEAST, Growth, growth

MARK = st.one_of(st.none(), st.integers(1, 10))
PAIRS = st.lists(st.tuples(MARK, MARK), max_size=40)


def by_hand(pairs: list[tuple[int | None, int | None]]) -> Growth:
    """The textbook, in exact fractions up to the root."""
    before, after, alone = [], [], 0
    for first, second in pairs:
        if first is None and second is None:
            continue
        if first is None or second is None:
            alone += 1
            continue
        before.append(first)
        after.append(second)
    n = len(before)
    if n < 5:
        return Growth(n, alone, None, None, None, None)
    changes = [second - first for first, second in zip(before, after, strict=True)]
    mean = Fraction(sum(changes), n)
    variance = sum((Fraction(one) - mean) ** 2 for one in changes) / (n - 1)
    return Growth(n, alone, sum(before) / n, sum(after) / n, sum(changes) / n, math.sqrt(variance), n)


@given(PAIRS)
def test_growth_is_that_of_the_textbook(pairs: list[tuple[int | None, int | None]]) -> None:
    found, plain = growth(pairs), by_hand(pairs)
    assert (found.paired, found.unpaired, found.counted) == (plain.paired, plain.unpaired, plain.counted)
    for mine, theirs in (
        (found.before, plain.before),
        (found.after, plain.after),
        (found.change, plain.change),
        (found.spread, plain.spread),
    ):
        assert (mine is None) == (theirs is None)
        assert mine is None or theirs is None or math.isclose(mine, theirs, abs_tol=1e-12)


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=LEAST, max_size=40))
def test_mean_and_spread_are_those_of_the_standard_library(pairs: list[tuple[int, int]]) -> None:
    found, changes = growth(pairs), [after - before for before, after in pairs]
    assert found.change is not None
    assert found.spread is not None
    assert math.isclose(found.change, statistics.mean(changes), abs_tol=1e-12)
    assert math.isclose(found.spread, statistics.stdev(changes), abs_tol=1e-12)


@given(PAIRS)
def test_the_change_is_the_difference_of_the_means(pairs: list[tuple[int | None, int | None]]) -> None:
    found = growth(pairs)
    if found.change is not None and found.before is not None and found.after is not None:
        assert math.isclose(found.change, found.after - found.before, abs_tol=1e-12)


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), max_size=LEAST - 1))
def test_nothing_is_said_of_fewer_than_five(pairs: list[tuple[int | None, int | None]]) -> None:
    found = growth([*pairs, (None, 7), (3, None), (None, None)])
    assert (found.before, found.after, found.change, found.spread) == (None, None, None, None)
    assert (found.paired, found.unpaired, found.counted) == (len(pairs), 2, 0)


@pytest.mark.parametrize(
    ("pairs", "before", "after", "change", "spread"),
    [
        ([(5, 7)] * 5, 5, 7, 2, 0),
        ([(1, 2), (2, 4), (3, 6), (4, 8), (5, 10)], 3, 6, 3, math.sqrt(10 / 4)),  # changes 1 2 3 4 5
        ([(10, 1), (10, 1), (10, 1), (1, 10), (1, 10)], 6.4, 4.6, -1.8, math.sqrt((3 * 7.2**2 + 2 * 10.8**2) / 4)),
    ],
)
def test_by_hand(pairs: list[tuple[int, int]], before: float, after: float, change: float, spread: float) -> None:
    found = growth(pairs)
    assert found.before == pytest.approx(before)
    assert found.after == pytest.approx(after)
    assert found.change == pytest.approx(change)
    assert found.spread == pytest.approx(spread)


@pytest.mark.parametrize(
    ("changes", "clear"),
    [
        ([2, 2, 2, 2, 2], True),  # everybody alike
        ([0, 0, 0, 0, 0], False),
        ([1, 2, 3, 4, 5], True),  # 3 > 2 · 1.58 / √5 = 1.41
        ([-4, 5, 0, 3, 1], False),  # 1 < 2 · 3.39 / √5 = 3.03
    ],
)
def test_a_change_that_may_be_chance_is_not_called_one(changes: list[int], clear: bool) -> None:
    assert growth([(5, 5 + one) for one in changes]).clear is clear
