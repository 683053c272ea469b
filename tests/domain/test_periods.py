from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import periods
from domain.periods import Period

ANY = st.builds(Period, st.integers(1900, 2100), st.sampled_from(periods.PARTS))


@pytest.mark.parametrize(
    ("key", "start", "end", "previous"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2025-Q4"),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), "2026-Q1"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "2026-Q2"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2026-Q3"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "2025-H2"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "2026-H1"),
        ("2026-Y", date(2026, 1, 1), date(2026, 12, 31), "2025-Y"),
    ],
)
def test_a_period_knows_its_days_and_the_one_before(key: str, start: date, end: date, previous: str) -> None:
    period = Period.parse(key)
    assert (period.key, period.start, period.end, period.previous().key) == (key, start, end, previous)


@pytest.mark.parametrize(
    "key", ["", "2026", "2026-Q5", "2026-Q0", "2026-H3", "2026-Y1", "2026-q1", "26-Q1", "2026-Q1 "]
)
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no such period"):
        Period.parse(key)


def test_an_unknown_part_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="2026-Q9"):
        Period(2026, "Q9")


@settings(max_examples=25)
@given(ANY)
def test_periods_of_a_kind_follow_each_other_without_a_gap(period: Period) -> None:
    assert period.previous().end + timedelta(days=1) == period.start
    assert period.previous() < period


@settings(max_examples=25)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_quarter_and_half(day: date) -> None:
    quarter, half = periods.quarter_of(day), periods.half_of(day)
    assert quarter.start <= day <= quarter.end
    assert half.start <= day <= half.end
