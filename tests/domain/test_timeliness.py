"""Completeness and timeliness: the arithmetic, and that no share is ever over 100 %."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import control, timeliness
from domain.control import Cell, Filing, Term, Verdict
from domain.reminders import Begun
from domain.timeliness import Timeliness

DAYS = st.dates(date(2026, 9, 1), date(2026, 9, 30))
TERM, TODAY = Term(date(2026, 9, 10)), date(2026, 9, 14)
FILED = control.dated(TERM, Filing(date(2026, 9, 9), on_time=True), None, TODAY)
FIXED = control.dated(TERM, Filing(date(2026, 9, 9), on_time=True, corrected_on=TODAY), None, TODAY)
LATE = control.dated(TERM, Filing(date(2026, 9, 12), on_time=False), None, TODAY)
RETURNED = control.dated(TERM, Filing(date(2026, 9, 12), False, Verdict.RETURNED), None, TODAY)
REVIEWED = control.dated(TERM, Filing(date(2026, 9, 9), True, Verdict.WAITING), None, TODAY)
BEGUN = control.dated(TERM, None, Begun(3, 12), TODAY)
IDLE = control.dated(TERM, None, None, TODAY)
EXTENDED = control.dated(Term(TERM.day, date(2026, 9, 20)), None, None, TODAY)
UNASKED = control.dated(Term(TERM.day, asked=False), None, None, TODAY)
UNAGREED = control.agreed(TERM, Filing(date(2026, 9, 9), on_time=True), None, TODAY)


@pytest.mark.parametrize(
    ("cells", "sums"),
    [
        ([], Timeliness()),
        ([(FILED, True), (FILED, False)], Timeliness(on_time=2)),  # who has filed is not looked for
        ([(FIXED, True)], Timeliness(on_time=1, corrected=1)),
        ([(LATE, True), (RETURNED, True)], Timeliness(late=2, returned=1)),
        ([(REVIEWED, True)], Timeliness(on_time=1, waiting=1)),
        ([(BEGUN, True), (BEGUN, False)], Timeliness(begun=1, unreachable=1, overdue=2)),
        ([(IDLE, True)], Timeliness(not_started=1, overdue=1)),
        ([(EXTENDED, True)], Timeliness(not_started=1, extended=1)),
        ([(UNAGREED, True)], Timeliness(begun=1, waiting=1)),
        ([(UNASKED, True), (control.counted(3), True)], Timeliness()),  # nobody is asked, or there is no day
    ],
)
def test_each_expected_school_stands_in_exactly_one_group(cells: list[tuple[Cell, bool]], sums: Timeliness) -> None:
    assert timeliness.tally(cells) == sums


def test_the_groups_add_up_to_those_expected_and_what_is_due_so_far_to_filed_and_overdue() -> None:
    of = timeliness.tally([(cell, True) for cell in (FILED, LATE, BEGUN, IDLE, EXTENDED, UNASKED)])
    assert (of.filed, of.expected) == (2, 5)  # 1 on time + 1 late; + 1 begun + 2 not started
    assert of.due_so_far == 4  # 2 filed + 2 overdue; the extended one is not due yet


@given(
    st.lists(
        st.tuples(
            st.builds(
                control.dated,
                st.none() | st.builds(Term, DAYS, st.none() | DAYS, st.booleans()),
                st.none() | st.builds(Filing, DAYS, st.booleans(), st.sampled_from(Verdict), st.none() | DAYS),
                st.none() | st.just(Begun(1, 3)),
                DAYS,
                st.booleans(),
            ),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_no_share_is_over_a_hundred_percent(cells: list[tuple[Cell, bool]]) -> None:
    of = timeliness.tally(cells)
    assert of.on_time <= of.filed <= of.due_so_far <= of.expected <= len(cells)
    assert of.corrected + of.returned <= 2 * of.filed
    assert of.overdue + of.extended <= of.expected - of.filed
