"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain import rotation

NIGHT = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
moments = st.lists(st.integers(0, 4 * 365 * 24).map(lambda hours: NIGHT - timedelta(hours=hours)), min_size=1)


def test_after_two_years_there_are_days_weeks_and_months() -> None:
    nights = [NIGHT - timedelta(n) for n in range(730)]
    kept = sorted(rotation.kept(nights), reverse=True)
    assert kept[:7] == nights[:7]
    assert {one.isocalendar()[:2] for one in kept} >= {one.isocalendar()[:2] for one in nights[:29]}
    assert len({(one.year, one.month) for one in kept}) == 12
    assert len(kept) <= 7 + 5 + 12


@given(moments)
def test_the_newest_stays_and_dropping_the_rest_changes_nothing(found: list[datetime]) -> None:
    kept = rotation.kept(found)
    assert max(found) in kept
    assert rotation.kept(kept) == kept


@given(moments)
def test_every_one_of_the_last_days_is_kept(found: list[datetime]) -> None:
    days = sorted({one.date() for one in found}, reverse=True)[: rotation.DAYS]
    assert {max(one for one in found if one.date() == day) for day in days} <= rotation.kept(found)
