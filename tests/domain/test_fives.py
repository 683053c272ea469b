"""The rule of five against somebody who looks every day, at every school and period, and subtracts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import fives
from domain.fives import LEAST, Given, Released
from domain.periods import Period

PERIODS = [Period(2026, part) for part in ("H1", "H2", "Y")]
FIRST = date(2026, 1, 1)
NEXT_YEAR = date(2027, 1, 1)
Figure = frozenset[int]  # of which answers it is made: their places in the list


@st.composite
def towns(draw: st.DrawFn) -> list[Given[int]]:
    """Answers of some small schools over a year, in time's order; few days, so that many fall on one."""
    one = st.tuples(st.integers(1, 4), st.integers(1, 9), st.sampled_from([0, 40, 120, 180, 181, 200, 300, 364]))
    many = draw(st.integers(0, 70))
    rows = sorted(draw(st.lists(one, min_size=many, max_size=many)), key=lambda row: row[2])
    return [
        Given(school, 100 * school + who, FIRST + timedelta(days), place)
        for place, (school, who, days) in enumerate(rows)
    ]


def told(answers: Sequence[Given[int]], period: Period, today: date) -> Released[int]:
    return fives.release(answers, period.start, period.end, today)


def figures(answers: Sequence[Given[int]], today: date) -> set[Figure]:
    """All there is to see on one day: each school and all together, each period."""
    seen: set[Figure] = set()
    for period in PERIODS:
        found = told(answers, period, today)
        seen |= {frozenset(values) for values in found.schools.values()} | {frozenset(found.together)}
    return seen - {frozenset()}


def seen_over_time(answers: Sequence[Given[int]]) -> set[Figure]:
    """What somebody knows who looked after every single answer, and once more when the year was over."""
    seen = figures(answers, NEXT_YEAR) | figures(answers, date(2026, 7, 1))
    for many in range(1, len(answers) + 1):
        seen |= figures(answers[:many], answers[many - 1].day)
    return seen


def people(answers: Sequence[Given[int]], places: Figure) -> int:
    return len({answers[place].who for place in places})


@given(towns())
@settings(max_examples=25, deadline=None)
def test_no_sum_or_difference_of_figures_is_about_fewer_than_five_people(answers: list[Given[int]]) -> None:
    """Answers that stand in the same figures have the same weight in whatever is computed from them: so each such
    group has to be of five people or of nobody."""
    seen = seen_over_time(answers)
    groups: defaultdict[frozenset[Figure], set[int]] = defaultdict(set)
    for place in range(len(answers)):
        groups[frozenset(figure for figure in seen if place in figure)].add(place)
    for within, group in groups.items():
        if within:
            assert people(answers, frozenset(group)) >= LEAST


@given(towns())
@settings(max_examples=25, deadline=None)
def test_whoever_subtracts_one_figure_from_another_is_left_with_five_people_or_none(answers: list[Given[int]]) -> None:
    for one, other in combinations(seen_over_time(answers), 2):
        for difference in (one - other, other - one):
            assert not difference or people(answers, difference) >= LEAST


@given(towns())
@settings(max_examples=40, deadline=None)
def test_a_school_less_than_all_cannot_be_told_from_all_less_the_others(answers: list[Given[int]]) -> None:
    """Nor can any number of schools whose own figures are not shown."""
    for period in PERIODS:
        found = told(answers, period, NEXT_YEAR)
        hidden = frozenset(found.together) - {value for values in found.schools.values() for value in values}
        assert not hidden or people(answers, hidden) >= LEAST


@given(towns())
@settings(max_examples=40, deadline=None)
def test_a_year_is_its_halves(answers: list[Given[int]]) -> None:
    first, second, year = (told(answers, period, NEXT_YEAR) for period in PERIODS)
    assert sorted(first.together + second.together) == sorted(year.together)
    for school, values in year.schools.items():
        assert sorted(values) == sorted([*first.schools.get(school, ()), *second.schools.get(school, ())])


@given(towns())
@settings(max_examples=40, deadline=None)
def test_every_answer_is_counted_or_waits(answers: list[Given[int]]) -> None:
    found = told(answers, PERIODS[2], NEXT_YEAR)
    for school in {one.school for one in answers}:
        kept, waiting = found.schools.get(school, ()), found.waiting[school]
        assert len(kept) + waiting == sum(one.school == school for one in answers)
    assert len(found.together) + found.unreleased == len(answers)


@pytest.mark.parametrize(("many", "counted"), [(0, 0), (4, 0), (5, 5), (6, 5), (9, 5), (10, 10), (52, 50)])
def test_the_answers_of_a_school_come_out_by_fives(many: int, counted: int) -> None:
    answers = [Given(1, who, FIRST, who) for who in range(many)]
    found = told(answers, PERIODS[0], FIRST)
    assert list(found.schools.get(1, ())) == list(range(counted))


def test_five_answers_of_two_people_are_not_five_people() -> None:
    answers = [Given(1, place % 2, FIRST, place) for place in range(8)]
    assert not told(answers, PERIODS[0], FIRST).schools
    more = [*answers, *(Given(1, who, FIRST, who) for who in (8, 9, 10))]
    assert len(told(more, PERIODS[0], FIRST).schools[1]) == 11


def test_what_is_left_of_small_schools_joins_the_sum_once_the_half_year_is_over() -> None:
    answers = [Given(school, 10 * school + n, FIRST, school) for school in (1, 2) for n in range(3)]
    under_way = told(answers, PERIODS[0], date(2026, 6, 30))
    over = told(answers, PERIODS[0], date(2026, 7, 1))
    assert (under_way.together, under_way.unreleased) == ([], 6)
    assert (over.together, over.unreleased) == ([1, 1, 1, 2, 2, 2], 0)


def test_what_is_left_of_a_single_small_school_stays_out_of_the_sum() -> None:
    large = [Given(1, n, FIRST, n) for n in range(10)]
    small = [Given(2, 20 + n, FIRST, n) for n in range(3)]
    found = told(large + small, PERIODS[0], NEXT_YEAR)
    assert (len(found.together), found.unreleased) == (10, 3)
