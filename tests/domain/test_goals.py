"""When a pair's goals are rated, and the words that are offered for them."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from domain import goals, mentoring, privacy
from domain.form import AnswerRejected, Facts
from domain.forms.goals import GOAL, READY, ready
from domain.goals import Goal, Moment
from domain.pairs import State

START, END = date(2026, 10, 1), date(2027, 5, 31)
MIDDLE = date(2027, 1, 30)  # 242 days, half of them 121
BUTTON = 28  # characters


@dataclass(frozen=True)
class Dates:
    starts_on: date = START
    ends_on: date = END
    closed_on: date | None = None
    state: State = State.ACTIVE


def goal(**ratings: int) -> Goal:
    return Goal(1, 1, "цель", ratings={Moment(moment): value for moment, value in ratings.items()})


@pytest.mark.parametrize(
    ("pair", "moment", "day"),
    [
        (Dates(), Moment.MIDDLE, MIDDLE),
        (Dates(), Moment.END, END - timedelta(14)),
        (Dates(ends_on=START + timedelta(10)), Moment.END, START + timedelta(5)),  # never before the middle
        (Dates(closed_on=date(2026, 11, 2), state=State.STOPPED), Moment.END, date(2026, 11, 2)),
        (Dates(closed_on=END + timedelta(9), state=State.COMPLETED), Moment.END, END - timedelta(14)),
    ],
)
def test_a_moment_comes_with_the_pairs_dates(pair: Dates, moment: Moment, day: date) -> None:
    assert goals.comes(pair, moment) == day
    assert goals.has_come(pair, moment, day)
    assert not goals.has_come(pair, moment, day - timedelta(1))


@pytest.mark.parametrize(
    ("there", "today", "asked"),
    [
        ([], START, None),
        ([goal()], START, Moment.START),
        ([goal(start=3)], START, None),
        ([goal(start=3)], MIDDLE, Moment.MIDDLE),
        ([goal(start=3), goal()], MIDDLE, Moment.START),  # a goal that was set later
        ([goal(start=3)], END, Moment.END),  # the middle was missed
        ([goal(start=3, middle=4, end=7)], END, None),
    ],
)
def test_one_moment_is_asked_about_at_a_time(there: list[Goal], today: date, asked: Moment | None) -> None:
    assert goals.asked(Dates(), there, today) is asked


def test_a_draft_is_asked_about_nothing() -> None:
    assert goals.asked(Dates(state=State.DRAFT), [goal()], END) is None


def test_growth_needs_both_ends() -> None:
    assert [one.growth for one in (goal(start=3, end=7), goal(start=7, end=3), goal(end=7), goal())] == [
        4,
        -4,
        None,
        None,
    ]


def test_ready_words_fit_a_button_and_name_nobody() -> None:
    assert READY.keys() == mentoring.LABELS.keys()
    for words in (one for many in READY.values() for one in many):
        assert len(words) <= BUTTON
        assert privacy.personal(words) is None


def test_a_tap_is_its_words_an_old_button_is_refused_and_anything_else_is_read() -> None:
    kind = GOAL.question("words").kind
    facts = Facts(START, options={"ready": ready("teacher-pupil", {"Подтянуть один предмет"})})
    assert kind.parse("ready-1", facts) == "Довести проект до защиты"
    assert kind.parse("  выучить   таблицу ", facts) == "выучить таблицу"
    with pytest.raises(AnswerRejected):
        kind.parse("ready-0", facts)  # it is set already


def test_a_form_of_mentoring_of_ones_own_has_ready_words_too() -> None:
    assert ready("our-own", ())
