"""Which pairs are at risk, and why; beside a plain reference that walks through the days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkins import Answer, Wish
from domain.pairs import State
from domain.risks import Limits, Reason, Risk, Said, Watched, risks
from domain.school_days import Break, SchoolDays
from domain.workdays import WorkCalendar

TODAY = date(2026, 11, 24)  # a Tuesday
CALM = Watched(1, 1, State.ACTIVE, date(2026, 9, 1), met=TODAY)
USUAL = Limits()
PLAIN = SchoolDays(WorkCalendar())
REST = SchoolDays(WorkCalendar(), [Break("Каникулы", date(2026, 11, 9), date(2026, 11, 20))])


def reasons(pair: Watched, days: SchoolDays = PLAIN, limits: Limits = USUAL) -> list[Reason]:
    return [one.reason for one in risks(pair, TODAY, limits, days)]


def said(*answers: Answer | None, ago: int = 10) -> tuple[Said, ...]:
    """Newest first, a month apart."""
    return tuple(Said(TODAY - timedelta(ago + 30 * n), one) for n, one in enumerate(answers))


def test_where_all_is_well_there_is_no_risk() -> None:
    assert reasons(replace(CALM, said=said(Answer.GOOD, Answer.HARD))) == []


@pytest.mark.parametrize(
    ("since", "days", "many"),
    [
        (date(2026, 11, 15), PLAIN, 0),  # nine days
        (date(2026, 11, 14), PLAIN, 10),
        (date(2026, 11, 8), REST, 0),  # sixteen, twelve of them at rest
        (date(2026, 11, 2), REST, 10),
        (date(2026, 12, 5), PLAIN, 0),  # not begun yet
    ],
)
def test_a_pair_without_a_first_meeting_after_ten_days(since: date, days: SchoolDays, many: int) -> None:
    found = risks(replace(CALM, since=since, met=None), TODAY, Limits(), days)
    assert found == ((Risk(Reason.FIRST, many, since),) if many else ())


@pytest.mark.parametrize(
    ("met", "days", "many"),
    [
        (date(2026, 11, 5), PLAIN, 0),  # today is the fourteenth school day, the meeting's own among them
        (date(2026, 11, 4), PLAIN, 14),
        (date(2026, 11, 4), REST, 0),
        (date(2026, 10, 21), REST, 14),
    ],
)
def test_a_pair_without_a_meeting_for_fourteen_school_days(met: date, days: SchoolDays, many: int) -> None:
    found = risks(replace(CALM, met=met), TODAY, Limits(), days)
    assert found == ((Risk(Reason.LATELY, many, met),) if many else ())


def test_after_a_pause_a_pair_is_given_as_long_as_one_that_begins() -> None:
    rested = replace(CALM, met=date(2026, 9, 20), since=date(2026, 11, 20))
    assert reasons(rested) == []
    assert reasons(replace(rested, since=date(2026, 11, 2))) == [Reason.LATELY]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (said(Answer.HARD), [Reason.HARD]),
        (said(Answer.APART), [Reason.APART]),
        (said(None, Answer.HARD), [Reason.HARD]),  # until something else is said
        (said(Answer.GOOD, Answer.HARD), []),
        (said(None), []),
        (said(None, None), [Reason.SILENT]),
        (said(None, None, ago=2), []),  # the newest was asked two days ago
        (said(None, None, None, ago=2), [Reason.SILENT]),
        (said(Answer.GOOD, None, None), []),
        (said(None, Answer.GOOD, None), []),
    ],
)
def test_what_the_mentor_said_or_did_not_say(asked: tuple[Said, ...], expected: list[Reason]) -> None:
    assert reasons(replace(CALM, said=asked)) == expected


def test_what_was_said_before_a_pause_is_over_with_it() -> None:
    assert reasons(replace(CALM, since=TODAY - timedelta(5), said=said(Answer.HARD, None, None))) == []


def test_a_questionnaire_two_days_late_is_missed_of_a_closed_pair_too_but_not_for_ever() -> None:
    late = replace(CALM, sheet=TODAY - timedelta(2))
    assert reasons(late) == [Reason.SHEET]
    assert reasons(replace(late, sheet=TODAY - timedelta(1))) == []
    assert reasons(replace(late, state=State.COMPLETED)) == [Reason.SHEET]
    assert reasons(replace(late, state=State.STOPPED, sheet=TODAY - timedelta(61))) == []


@pytest.mark.parametrize("state", [State.DRAFT, State.PAUSED])
def test_a_pair_that_rests_is_at_no_risk(state: State) -> None:
    troubled = replace(CALM, met=None, said=said(Answer.HARD), sheet=date(2026, 11, 1))
    assert reasons(troubled) == [Reason.HARD, Reason.FIRST, Reason.SHEET]
    assert reasons(replace(troubled, state=state)) == []


def test_what_the_mentor_asks_for_comes_first_and_the_limits_are_the_departments() -> None:
    asked = replace(CALM, met=date(2026, 11, 16), said=said(None), wishes=frozenset({Wish.PAUSE}))
    strict = Limits(first=1, lately=3, silent=1, sheet=1)
    assert reasons(asked) == [Reason.WISH]
    assert reasons(asked, limits=strict) == [Reason.WISH, Reason.LATELY, Reason.SILENT]


LIVES = st.builds(
    Watched,
    st.just(1),
    st.just(1),
    st.sampled_from(State),
    st.dates(date(2026, 9, 1), date(2026, 12, 1)),
    st.none() | st.dates(date(2026, 9, 1), TODAY),
    st.lists(st.none() | st.sampled_from(Answer), max_size=4).map(lambda answers: said(*answers, ago=1)),
    st.none() | st.dates(date(2026, 9, 1), date(2026, 12, 1)),
)
LIMITS = st.builds(Limits, *(st.integers(1, 20) for _ in range(2)), st.integers(1, 3), st.integers(1, 20))


@given(LIVES, LIMITS, st.sampled_from([PLAIN, REST]))
def test_the_rules_agree_with_a_plain_reference(pair: Watched, limits: Limits, days: SchoolDays) -> None:
    """Counted day by day and question by question, without the code that is tested."""
    expected: set[Reason] = set()
    if pair.state is State.ACTIVE:
        lived = [pair.since + timedelta(n) for n in range(1, (TODAY - pair.since).days + 1)]
        awake = sum(not date(2026, 11, 9) <= day <= date(2026, 11, 20) for day in lived) if days is REST else len(lived)
        if pair.met is None and awake >= limits.first:
            expected.add(Reason.FIRST)
        if pair.met is not None:
            last = max(pair.met, pair.since)
            without = [last + timedelta(n) for n in range(1, (TODAY - last).days + 1)]
            if sum(not days.is_off(day) for day in without) >= limits.lately:
                expected.add(Reason.LATELY)
        heard = [one for one in pair.said if one.asked >= pair.since]
        answers = [one.answer for one in heard if one.answer]
        if answers and answers[0] is not Answer.GOOD:
            expected.add(Reason(answers[0]))
        place = next((n for n, one in enumerate(heard) if one.answer), len(heard))
        if sum((TODAY - one.asked).days >= 3 for one in heard[:place]) >= limits.silent:
            expected.add(Reason.SILENT)
    closed = pair.state in (State.COMPLETED, State.STOPPED)
    if pair.sheet and (pair.state is State.ACTIVE or closed):
        late = (TODAY - pair.sheet).days
        if late >= limits.sheet and (late <= 60 or not closed):
            expected.add(Reason.SHEET)
    assert {one.reason for one in risks(pair, TODAY, limits, days)} == expected
