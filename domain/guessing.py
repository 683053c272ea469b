"""How often somebody may try secrets that open nothing, and when the department hears of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

MOST: Final = 5  # wrong secrets of one account within a `PAUSE`
PAUSE: Final = timedelta(hours=1)
MANY: Final = 20  # wrong secrets of all accounts within a `PAUSE`: somebody is guessing
KEEP: Final = timedelta(days=1)


def shut_out(last: Sequence[datetime], now: datetime) -> bool:
    """Whether an account has to wait, by the times of its last `MOST` wrong secrets, newest first. It waits for a
    whole pause after the last of them; none is counted meanwhile."""
    return len(last) >= MOST and last[0] - last[MOST - 1] < PAUSE and now < last[0] + PAUSE
