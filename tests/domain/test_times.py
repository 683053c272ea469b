from datetime import date

import pytest

from domain.form import AnswerRejected, Facts
from domain.times import Time

FACTS = Facts(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:00", "14:00"),
        ("9.30", "09:30"),
        ("в 9", "09:00"),
        ("1430", "14:30"),
        ("14 ч", "14:00"),
        ("14 30", "14:30"),
        ("9 часов", "09:00"),
        ("00:00", "00:00"),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert Time().parse(typed, FACTS) == read


@pytest.mark.parametrize("typed", ["25:00", "14:60", "днём", "", "14:0", "14:00:00", "-5", "٣"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(AnswerRejected, match="Например: 14:00"):
        Time().parse(typed, FACTS)
