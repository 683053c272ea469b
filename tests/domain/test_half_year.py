"""What the reports of a half-year add up to, against sums written out."""

from domain import half_year
from domain.counted import Rise, Share
from domain.form import Answers
from domain.forms.swot import SWOT

SCHOOLS: list[Answers] = [
    {"goals": "6.0 8.0 10", "mentee_go_on": "9 10", "weak": ["space", "own"], "why": None},
    {"goals": "5.0 5.5 5", "mentee_go_on": "2 5", "weak": ["time_short", "space"]},
    {"goals": None, "weak": None, "mentee_go_on": None},
]


def test_a_mean_of_all_weighs_each_school_by_its_people() -> None:
    before = (60 * 10 + 50 * 5) / 15  # 56.67 tenths
    after = (80 * 10 + 55 * 5) / 15  # 71.67
    assert half_year.rise(SCHOOLS, "goals") == Rise(round(before), round(after), 15)
    assert half_year.rise(SCHOOLS, "mentee_motivation") is None


def test_shares_add_up_and_a_skipped_answer_adds_nothing() -> None:
    assert half_year.share(SCHOOLS, "mentee_go_on") == Share(11, 15)
    assert half_year.share(SCHOOLS[2:], "mentee_go_on") is None
    assert half_year.answered(SCHOOLS, "mentee_go_on") == 2


def test_ticks_are_counted_by_school_the_most_frequent_first_without_own_words() -> None:
    assert half_year.ticked(SCHOOLS, SWOT[0]) == [("Негде встречаться", 2), ("Мало времени на встречи", 1)]
    assert [words for _, words in half_year.lists()] == ["weak_words", "chances_words", "threats_words"]
