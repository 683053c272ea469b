"""What the department has decided for the year: breaks, and from when on something is a risk. Both counts read it."""

from datetime import date
from typing import Final

BREAKS: Final = (
    ("Весенние каникулы", date(2026, 3, 23), date(2026, 3, 31)),
    ("Летние каникулы", date(2026, 7, 1), date(2026, 8, 31)),
    ("Осенние каникулы", date(2026, 10, 26), date(2026, 11, 4)),
)
LIMITS: Final = (  # each from its day on: days to the first meeting, school days without one, questions, days late
    (date(2026, 1, 1), (10, 14, 2, 2)),
    (date(2026, 9, 1), (7, 12, 2, 5)),
)
DUE_HALVES: Final = {"H1": date(2026, 6, 25), "H2": date(2026, 12, 25)}  # a Thursday and a Friday


def resting(day: date) -> bool:
    """In a break."""
    return any(first <= day <= last for _, first, last in BREAKS)


def school_day(day: date) -> bool:
    return day.weekday() < 5 and not resting(day)


def limits(today: date) -> tuple[int, int, int, int]:
    return [words for since, words in LIMITS if since <= today][-1]
