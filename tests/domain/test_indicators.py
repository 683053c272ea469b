"""Every share with its arithmetic beside it."""

import pytest

from domain import drafted, filling
from domain.drafted import Ask, Draft, Review
from domain.form import Answers
from domain.forms.indicators import TARGETS
from domain.indicators import INDICATORS, PUPILS_15, Measured, measure
from domain.results import Share
from tests.domain.test_monitoring import FACTS


def one(key: str, filed: list[Answers], **targets: int | None) -> Measured:
    return next(each for each in measure(filed, targets, {}) if each.indicator.key == key)


@pytest.mark.parametrize(
    ("filed", "tenths"),
    [
        ([{"pupils": 400, "mentees": 100}], 250),  # 100 / 400
        ([{"pupils": 400, "mentees": 100}, {"pupils": 100, "mentees": 100}], 400),  # (100 + 100) / (400 + 100)
        ([{"pupils": 3, "mentees": 2}], 666),  # 66.66… is never rounded up
        ([{"pupils": 10_000, "mentees": 6_999}], 699),  # 69.99 % has not reached 70
        ([{"pupils": 50, "mentees": 80}], 1000),  # 30 of the mentees are teachers
        ([{"pupils": 50, "mentees": 80}, {"pupils": 150, "mentees": 0}], 250),  # 50 / 200, not 80 / 200
        ([{"pupils": 0, "mentees": 7}], None),  # nothing to divide by
        ([{"pupils": 0, "mentees": 7}, {"pupils": 10, "mentees": 1}], 100),  # the first is left out
        ([{"mentees": 7}], None),  # an older version did not ask
        ([], None),
    ],
)
def test_a_share_is_of_those_who_said_both_and_never_over_100(filed: list[Answers], tenths: int | None) -> None:
    found = one("mentees", filed)
    assert found.value == tenths
    assert found.whole is not None
    assert found.part <= found.whole


def test_a_school_that_was_capped_is_counted() -> None:
    assert one("mentees", [{"pupils": 50, "mentees": 80}, {"pupils": 50, "mentees": 50}]).capped == 1


@pytest.mark.parametrize(
    ("mentees", "target", "reached"), [(699, 70, False), (700, 70, True), (701, 70, True), (700, None, None)]
)
def test_a_target_is_reached_by_what_is_and_not_by_what_it_is_rounded_to(
    mentees: int, target: int | None, reached: bool | None
) -> None:
    assert one("mentees", [{"pupils": 1000, "mentees": mentees}], mentees=target).reached is reached


def test_pupils_who_mentor_are_shared_by_one_number_of_the_municipality() -> None:
    filed: list[Answers] = [{"mentor_pupils": 12}, {"mentors": 0}, {"mentor_pupils": 8}]
    assert one("mentors", filed, **{PUPILS_15: 400}).value == 50  # (12 + 8) / 400 = 5.0 %
    assert one("mentors", filed).value is None
    assert one("mentors", filed, **{PUPILS_15: 10}).value == 1000


def test_enterprises_are_a_plain_number() -> None:
    found = one("partners", [{"partners": 3}, {"partners": 0}, {}], partners=3)
    assert (found.value, found.schools, found.reached) == (3, 2, True)
    assert one("partners", [], partners=3).value is None


@pytest.mark.parametrize(
    ("share", "value", "waiting", "reached"),
    [
        (Share(41, 52, 54), 788, 2, False),  # 41 / 52 = 78.8 %
        (Share(40, 50, 50), 800, 0, True),
        (Share(None, 0, 4), None, 4, None),  # four are nobody
        (None, None, 0, None),
    ],
)
def test_who_is_satisfied_is_counted_over_those_who_answered(
    share: Share | None, value: int | None, waiting: int, reached: bool | None
) -> None:
    satisfied = {} if share is None else {"mentor": share}
    found = next(each for each in measure([], {"happy_mentors": 80}, satisfied) if each.indicator.part == "mentor")
    assert (found.value, found.waiting, found.reached) == (value, waiting, reached)


def test_no_number_is_a_yes() -> None:
    assert one("partners", [{"partners": True}]).value is None


def test_targets_may_all_be_left_out_and_the_usual_one_is_a_tap() -> None:
    at = drafted.position(TARGETS, Draft(), FACTS)
    assert isinstance(at, Ask)
    assert [each.value for each in at.suggestions] == [70]
    draft = Draft()
    for question in TARGETS.questions:
        draft = filling.skip(TARGETS, draft, question.key, FACTS)
    assert isinstance(drafted.position(TARGETS, draft, FACTS), Review)
    assert [question.key for question in TARGETS.questions] == [*(each.key for each in INDICATORS), PUPILS_15]
