"""How an agreement stands on a day, and when its end is spoken of (rows 1.7, 2.1)."""

from datetime import date, timedelta

import pytest

from domain.forms.partners import in_a_year
from domain.partners import Partner, Standing, fingerprint, ordered, spoken_of_until
from domain.workdays import WorkCalendar

TODAY = date(2026, 11, 24)  # a Tuesday


def partner(until: date | None = None, ended: date | None = None, number: int = 1, revision: int = 1) -> Partner:
    return Partner(
        number, 1, 1, "Школа", f"Партнёр {number}", None, date(2025, 1, 1), until, True, None, revision, ended, None
    )


@pytest.mark.parametrize(
    ("until", "ended", "standing"),
    [
        (None, None, Standing.VALID),
        (date(2026, 12, 25), None, Standing.VALID),  # 31 days ahead
        (date(2026, 12, 24), None, Standing.ENDING),  # 30
        (TODAY, None, Standing.ENDING),  # the last day counts
        (date(2026, 11, 23), None, Standing.EXPIRED),
        (date(2026, 11, 23), date(2026, 11, 20), Standing.ENDED),
    ],
)
def test_an_agreement_is_valid_through_its_last_day(until: date | None, ended: date | None, standing: Standing) -> None:
    assert partner(until, ended).standing(TODAY) is standing


def test_what_needs_a_decision_comes_first() -> None:
    ended, endless = partner(ended=TODAY, number=1), partner(number=2)
    soon, gone = partner(TODAY + timedelta(9), number=3), partner(TODAY - timedelta(9), number=4)
    assert ordered([ended, endless, soon, gone], TODAY) == [gone, soon, endless, ended]


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (TODAY, date(2026, 12, 24)),  # 30 days ahead
        (date(2026, 11, 27), date(2026, 12, 29)),  # a Friday: what would come on Saturday and Sunday too
        (date(2026, 11, 28), None),  # a Saturday
        (date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_a_coming_end_is_told_thirty_days_before_on_a_working_day(today: date, until: date | None) -> None:
    assert spoken_of_until(today, WorkCalendar()) == until


def test_any_change_of_a_list_is_seen() -> None:
    one, two = partner(number=1), partner(number=2)
    prints = {fingerprint(some) for some in ([], [one], [two], [one, two], [one, partner(number=2, revision=2)])}
    assert len(prints) == 5


@pytest.mark.parametrize(("day", "later"), [(TODAY, date(2027, 11, 24)), (date(2028, 2, 29), date(2029, 2, 28))])
def test_a_year_more_is_the_same_day(day: date, later: date) -> None:
    assert in_a_year(day) == later
