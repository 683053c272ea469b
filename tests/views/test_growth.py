"""Words and numbers of the questionnaires' results."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.growth import NOTHING, growth
from domain.periods import Period
from domain.results import SATISFIED, Outcome, Share
from views import growth as views
from views import growth_chart, growth_words
from views.growth import Shown
from views.growth_words import signed, tenth

HALF = Period(2026, "H2")


@pytest.mark.parametrize(
    ("value", "plain", "with_sign"),
    [
        (6.25, "6,3", "+6,3"),
        (6.35, "6,4", "+6,4"),  # the float lies below: 6.3499999…
        (-0.45, "−0,5", "−0,5"),
        (0.04, "0,0", "0,0"),
        (-0.04, "0,0", "0,0"),
        (10.0, "10,0", "+10,0"),
    ],
)
def test_numbers_have_one_decimal_halves_up_and_a_russian_comma(value: float, plain: str, with_sign: str) -> None:
    assert (tenth(value), signed(value)) == (plain, with_sign)


@given(st.integers(-3000, 3000), st.integers(1, 400))
def test_a_mean_is_rounded_as_its_exact_fraction(total: int, many: int) -> None:
    exact = Fraction(total, many)
    whole = (Decimal(abs(exact.numerator) * 10) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    by_hand = f"{'−' if exact < 0 and whole else ''}{whole // 10},{whole % 10}"
    assert tenth(total / many) == by_hand


def shown(outcome: Outcome, school: int | None = 1, over: bool = False, part: str = "H2", awaited: int = 0) -> str:
    made = Shown(Period(2026, part), "mentee", "Школа № 1", outcome, awaited, over, school)
    return views.own(made, [HALF]).text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("answered", "school", "over", "part", "why"),
    [
        (4, 1, False, "H2", "Результаты показываем от 5 ответов"),
        (6, 1, False, "Y", "В каждом полугодии ответили меньше 5"),
        (6, 1, False, "H2", "Ответили меньше 5 разных людей"),
        (9, None, False, "H2", "В каждой школе ответили меньше 5. В общий итог ответы войдут после конца полугодия"),
        (9, None, True, "H2", "Ответили меньше 5 разных людей"),
    ],
)
def test_the_reason_for_silence_is_said(answered: int, school: int | None, over: bool, part: str, why: str) -> None:
    text = shown(Outcome({}, {("mentee", SATISFIED): Share(None, 0, answered)}), school, over, part)
    assert f"Ответили после: <b>{answered}</b>" in text
    assert why in text


def test_missing_sheets_are_told() -> None:
    scale = growth([(5, 6), (5, 7), (5, 8), (5, 9), (5, 5), (None, 9), (None, 8)])
    outcome = Outcome({("mentee", "met"): scale}, {("mentee", SATISFIED): Share(5, 5, 7)})
    text = shown(outcome, awaited=3)
    assert "Ответили после: <b>7</b> из 10" in text
    assert "Заполнили и до, и после: <b>5</b>, только после: 2" in text
    assert "Ожидания: 5,0 → 7,0, <b>+2,0</b> ±1,6" in text


def test_a_change_that_may_be_chance_is_not_in_bold() -> None:
    scale = growth([(5, 1), (5, 10), (5, 5), (5, 8), (5, 6)])
    text = shown(Outcome({("mentee", "met"): scale}, {("mentee", SATISFIED): Share(5, 5, 5)}))
    assert "Ожидания: 5,0 → 6,0, +1,0 ±3,4" in text


def test_answers_of_five_people_who_were_not_asked_before_are_shown_without_a_comparison() -> None:
    outcome = Outcome({("mentee", "met"): NOTHING}, {("mentee", SATISFIED): Share(4, 5, 5)})
    text = shown(outcome)
    assert "Удовлетворены: <b>4 из 5 (80 %)</b>" in text
    assert "→" not in text


def test_a_picture_is_drawn_of_much_and_of_nothing() -> None:
    full = Outcome({("mentor", key): growth([(1, 10)] * 7) for key in growth_words.SCALES}, {})
    heading = growth_chart.title(HALF, "mentor", "Школа № 1")
    for outcome in (full, Outcome({}, {})):
        assert growth_chart.picture(*heading, outcome, "mentor").startswith(b"\x89PNG")
