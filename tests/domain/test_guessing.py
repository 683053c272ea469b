from datetime import UTC, datetime, timedelta

import pytest

from domain.guessing import shut_out

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def times(*minutes: int) -> list[datetime]:
    """So many minutes after noon, newest first."""
    return [NOON + timedelta(minutes=one) for one in sorted(minutes, reverse=True)]


@pytest.mark.parametrize(
    ("minutes", "now", "waits"),
    [
        ((), 0, False),
        ((0, 1, 2, 3), 4, False),  # four are a bad day
        ((0, 1, 2, 3, 4), 4, True),
        ((0, 1, 2, 3, 4), 63, True),  # the last at 4, and 60 more
        ((0, 1, 2, 3, 4), 64, False),
        ((0, 10, 20, 30, 59), 118, True),  # a whole pause after the last, whatever the first was
        ((0, 10, 20, 30, 60), 61, False),  # 60 - 0: not within one pause
        ((1, 2, 3, 4, 64), 64, False),  # after a pause the count begins anew
    ],
)
def test_who_has_been_wrong_five_times_within_an_hour_waits_for_an_hour(
    minutes: tuple[int, ...], now: int, waits: bool
) -> None:
    assert shut_out(times(*minutes), NOON + timedelta(minutes=now)) is waits
