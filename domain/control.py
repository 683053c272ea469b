"""Control of the roadmap (row 5.1): what became of one row at one school, as a cell, and how it is judged.

Days are local days; lateness is counted in calendar days after the day that counts for the school.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.reminders import Begun


class State(StrEnum):
    """A cell is in exactly one; in the order of the legend."""

    DONE = "done"
    DONE_LATE = "done_late"
    WAITING = "waiting"  # for the department's review
    RETURNED = "returned"
    BEGUN = "begun"
    NOT_STARTED = "not_started"
    EXTENDED = "extended"
    LATE = "late"
    COUNT = "count"  # a registry: how many entries it has
    NOT_EXPECTED = "not_expected"  # not yet, or the date had passed before the school or the date was there
    NOT_APPLICABLE = "not_applicable"  # the school has left the list


class Verdict(StrEnum):
    """What the department says of what was filed."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Term:
    """By when one school owes something: `day` is the roadmap's, `extended` its own later one. `asked` is off
    where the school, or the date itself, came after the day had passed."""

    day: date
    extended: date | None = None
    asked: bool = True

    @property
    def last(self) -> date:
        """The day that counts: a school's own date never makes the one of all earlier."""
        return max(self.day, self.extended or self.day)


@dataclass(frozen=True, slots=True)
class Filing:
    """Something was handed in. `on_time` is judged by the first time; a correction moves `corrected_on` only."""

    first_on: date
    on_time: bool
    verdict: Verdict = Verdict.ACCEPTED
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One row at one school. `late_by` counts days: of the first filing, or until today while it is owed.

    `count` of `of`: entries of a registry, answers of a draft, stages of seven, readers of a document.
    `dated` cells have a day to be late for: completeness and timeliness are counted over them alone. `begun`: a
    draft has answers, whether or not it is late.
    """

    state: State
    due: date | None = None
    filed_on: date | None = None
    late_by: int = 0
    corrected_on: date | None = None
    count: int | None = None
    of: int | None = None
    dated: bool = False
    begun: bool = False

    @property
    def filed(self) -> bool:
        return self.filed_on is not None

    @property
    def owed(self) -> bool:
        """Its day has passed, and the school has handed in nothing. What waits for the department is not owed."""
        return self.state is State.LATE

    @property
    def expected(self) -> bool:
        return self.state not in (State.NOT_EXPECTED, State.NOT_APPLICABLE)


NOT_EXPECTED = Cell(State.NOT_EXPECTED)
NOT_APPLICABLE = Cell(State.NOT_APPLICABLE)


def dated(term: Term | None, filing: Filing | None, begun: Begun | None, today: date, left: bool = False) -> Cell:
    """A row with a day of its own: evidence, or a form. Whoever has filed is judged, even where nobody asked;
    `left`: the school is off the list and owes nothing any more."""
    last = term.last if term else None
    if filing is not None:
        late_by = 0 if filing.on_time else max(1, (filing.first_on - last).days if last else 0)
        states = {Verdict.WAITING: State.WAITING, Verdict.RETURNED: State.RETURNED}
        state = states.get(filing.verdict, State.DONE if filing.on_time else State.DONE_LATE)
        return Cell(state, last, filing.first_on, late_by, filing.corrected_on, dated=True)
    if left:
        return replace(NOT_APPLICABLE, dated=True)
    if begun is None and (term is None or not term.asked):
        return replace(NOT_EXPECTED, due=last, dated=True)
    late_by = max(0, (today - last).days) if term and last and term.asked else 0
    return replace(_open(begun, late_by, term), due=last, late_by=late_by, dated=True)


def agreed(
    term: Term | None, asked_for: Filing | None, agreement: Filing | None, today: date, left: bool = False
) -> Cell:
    """The department's word (row 1.5) on what the school has filed (row 1.4): until it has come, the school waits
    for the department, or has to correct, and the row is owed all the same."""
    cell = dated(term, agreement, None, today, left)
    if agreement is not None or asked_for is None or left:
        return cell
    state = State.RETURNED if asked_for.verdict is Verdict.RETURNED else State.WAITING
    return replace(cell, state=state)


def counted(many: int) -> Cell:
    """A registry without a day: nothing is late, none is a number too."""
    return Cell(State.COUNT, count=many)


def attended(there: bool, signed: int, came: int) -> Cell:
    """A seminar (row 3.2): nobody is asked before it is announced, and who did not come is not late."""
    if not there:
        return NOT_EXPECTED
    return Cell(State.DONE if came else State.BEGUN if signed else State.NOT_STARTED, count=came or signed or None)


def entered(open_: bool, entries: int) -> Cell:
    """The contest (row 3.3): who takes no part is not late, and is not looked for once it is closed."""
    if entries:
        return Cell(State.DONE, count=entries)
    return Cell(State.NOT_STARTED) if open_ else NOT_EXPECTED


def share(done: int, whole: int) -> Cell:
    """So many of a whole without a day: stages, readers, answers. Nothing is expected of an empty whole."""
    if not whole:
        return NOT_EXPECTED
    state = State.DONE if done >= whole else State.BEGUN if done else State.NOT_STARTED
    return Cell(state, count=min(done, whole), of=whole)


def confirmed(cell: Cell, quarters: int, asked: int) -> Cell:
    """The quarter a confirmation is looked for in (row 2.2), and how many of those asked for so far have one."""
    return replace(cell, count=min(quarters, asked), of=asked) if asked else cell


def _open(begun: Begun | None, late_by: int, term: Term | None) -> Cell:
    if late_by:
        state = State.LATE
    elif term and term.last > term.day:
        state = State.EXTENDED
    else:
        state = State.BEGUN if begun else State.NOT_STARTED
    if begun is None:
        return Cell(state)
    return Cell(state, count=begun.done, of=begun.total, begun=True)
