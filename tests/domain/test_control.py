"""What a cell of the board is: every state of a dated row, and the rows without a day."""

from datetime import date

import pytest

from domain import control
from domain.control import Cell, Filing, State, Term, Verdict
from domain.reminders import Begun

DUE = date(2026, 9, 10)  # a Thursday
BEFORE, ON, AFTER = date(2026, 9, 7), DUE, date(2026, 9, 14)
TERM = Term(DUE)
OWN = Term(DUE, extended=date(2026, 9, 20))
IN_TIME, TOO_LATE = Filing(BEFORE, on_time=True), Filing(AFTER, on_time=False)


@pytest.mark.parametrize(
    ("term", "filing", "begun", "today", "state", "late_by"),
    [
        (TERM, None, None, BEFORE, State.NOT_STARTED, 0),
        (TERM, None, None, ON, State.NOT_STARTED, 0),  # the last day counts to its end
        (TERM, None, None, AFTER, State.LATE, 4),
        (TERM, None, Begun(3, 12), BEFORE, State.BEGUN, 0),
        (TERM, None, Begun(3, 12), AFTER, State.LATE, 4),
        (TERM, IN_TIME, None, AFTER, State.DONE, 0),
        (TERM, TOO_LATE, None, AFTER, State.DONE_LATE, 4),
        (TERM, Filing(AFTER, False, Verdict.WAITING), None, AFTER, State.WAITING, 4),
        (TERM, Filing(BEFORE, True, Verdict.RETURNED), Begun(12, 12), AFTER, State.RETURNED, 0),
        (OWN, None, None, AFTER, State.EXTENDED, 0),
        (OWN, None, Begun(3, 12), AFTER, State.EXTENDED, 0),
        (OWN, None, None, date(2026, 9, 21), State.LATE, 1),  # counted from the school's own day
        (Term(DUE, extended=BEFORE), None, None, ON, State.NOT_STARTED, 0),  # never makes the day of all earlier
        (Term(DUE, asked=False), None, None, AFTER, State.NOT_EXPECTED, 0),
        (Term(DUE, asked=False), None, Begun(1, 12), AFTER, State.BEGUN, 0),
        (Term(DUE, asked=False), TOO_LATE, None, AFTER, State.DONE_LATE, 4),  # whoever has filed is judged
        (None, None, None, AFTER, State.NOT_EXPECTED, 0),
        (None, IN_TIME, None, AFTER, State.DONE, 0),
        (None, TOO_LATE, None, AFTER, State.DONE_LATE, 1),  # late by a date that is not in force any more
    ],
)
def test_a_dated_row_is_in_exactly_one_state(
    term: Term | None, filing: Filing | None, begun: Begun | None, today: date, state: State, late_by: int
) -> None:
    cell = control.dated(term, filing, begun, today)
    assert (cell.state, cell.late_by) == (state, late_by)
    assert cell.dated


def test_a_draft_keeps_its_answers_counted_when_it_is_late() -> None:
    cell = control.dated(TERM, None, Begun(3, 12), AFTER)
    assert (cell.count, cell.of, cell.begun) == (3, 12, True)


def test_a_correction_changes_neither_the_day_of_filing_nor_the_verdict_on_time() -> None:
    cell = control.dated(TERM, Filing(BEFORE, on_time=True, corrected_on=AFTER), None, AFTER)
    assert (cell.state, cell.filed_on, cell.corrected_on, cell.late_by) == (State.DONE, BEFORE, AFTER, 0)


@pytest.mark.parametrize(("filing", "state"), [(None, State.NOT_APPLICABLE), (IN_TIME, State.DONE)])
def test_a_school_that_left_owes_nothing_and_keeps_what_it_filed(filing: Filing | None, state: State) -> None:
    assert control.dated(TERM, filing, None, AFTER, left=True).state is state


@pytest.mark.parametrize(
    ("asked_for", "agreement", "today", "state", "late_by", "owed"),
    [
        (None, None, BEFORE, State.NOT_STARTED, 0, False),
        (None, None, AFTER, State.LATE, 4, True),
        (IN_TIME, None, BEFORE, State.WAITING, 0, False),
        (IN_TIME, None, AFTER, State.WAITING, 4, False),  # the department's lateness, not the school's
        (Filing(BEFORE, True, Verdict.RETURNED), None, AFTER, State.RETURNED, 4, False),
        (IN_TIME, Filing(ON, on_time=True), AFTER, State.DONE, 0, False),
        (IN_TIME, TOO_LATE, AFTER, State.DONE_LATE, 4, False),
    ],
)
def test_an_agreement_waits_for_the_department_once_the_school_has_filed(
    asked_for: Filing | None, agreement: Filing | None, today: date, state: State, late_by: int, owed: bool
) -> None:
    cell = control.agreed(TERM, asked_for, agreement, today)
    assert (cell.state, cell.late_by, cell.owed) == (state, late_by, owed)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (control.counted(0), Cell(State.COUNT, count=0)),
        (control.share(0, 0), Cell(State.NOT_EXPECTED)),
        (control.share(0, 2), Cell(State.NOT_STARTED, count=0, of=2)),
        (control.share(1, 2), Cell(State.BEGUN, count=1, of=2)),
        (control.share(2, 2), Cell(State.DONE, count=2, of=2)),
        (control.share(3, 2), Cell(State.DONE, count=2, of=2)),  # never more than the whole
        (control.attended(False, 0, 0), Cell(State.NOT_EXPECTED)),
        (control.attended(True, 0, 0), Cell(State.NOT_STARTED)),
        (control.attended(True, 2, 0), Cell(State.BEGUN, count=2)),
        (control.attended(True, 2, 1), Cell(State.DONE, count=1)),
        (control.entered(False, 0), Cell(State.NOT_EXPECTED)),
        (control.entered(True, 0), Cell(State.NOT_STARTED)),
        (control.entered(False, 2), Cell(State.DONE, count=2)),
    ],
)
def test_a_row_without_a_day_counts_and_is_never_late(cell: Cell, expected: Cell) -> None:
    assert cell == expected
    assert not cell.owed
