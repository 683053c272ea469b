"""When a mentor is asked how it goes, and until when they may answer."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import checkins
from domain.checkins import Answer, CheckIn

DAYS = st.dates(date(2026, 9, 1), date(2027, 5, 31))


@pytest.mark.parametrize(
    ("today", "started", "asked", "due"),
    [
        ("2026-12-01", "2026-09-25", "2026-11-02", True),  # a month later
        ("2026-12-01", "2026-09-25", "2026-12-01", False),  # this month already
        ("2026-12-28", "2026-09-25", "2026-12-01", False),
        ("2026-12-01", "2026-09-25", "2026-11-30", False),  # the day before, after downtime
        ("2026-12-14", "2026-09-25", "2026-11-30", True),
        ("2026-11-24", "2026-11-03", None, False),  # began this month
        ("2026-12-01", "2026-11-20", None, False),  # eleven days ago
        ("2026-12-04", "2026-11-20", None, True),
    ],
)
def test_when_a_mentor_is_asked(today: str, started: str, asked: str | None, due: bool) -> None:
    day = date.fromisoformat
    assert checkins.due(day(today), day(started), day(asked) if asked else None) is due


@given(DAYS, DAYS, st.sets(DAYS))
def test_nobody_is_asked_twice_a_month_or_within_a_fortnight(begin: date, started: date, up: set[date]) -> None:
    """Whatever the days on which the process is up."""
    asked: list[date] = []
    for day in (begin + timedelta(n) for n in range(120)):
        if day in up and checkins.due(day, started, asked[-1] if asked else None):
            asked.append(day)
    assert len({checkins.month(day) for day in asked}) == len(asked)
    assert all((later - sooner).days >= 14 for sooner, later in pairwise(asked))


@pytest.mark.parametrize(
    ("answer", "newest", "takes"),
    [(None, True, True), (Answer.GOOD, True, False), (None, False, False), (Answer.HARD, False, False)],
)
def test_after_its_month_a_first_answer_is_taken_until_the_next_question(
    answer: Answer | None, newest: bool, takes: bool
) -> None:
    one = CheckIn(1, 1, "2026-11", answer, ("Ш01-001",), newest)
    assert one.takes(date(2026, 12, 2)) is takes
    assert one.takes(date(2026, 11, 30)) is newest
