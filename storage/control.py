"""The board of a roadmap year (row 5.1) in one load: screens, pictures and tables show the same value."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain import control as rules
from domain import control_board, deadlines, roadmap, stages, timeliness
from domain.board import owed
from domain.control import Cell, Filing, State, Term, Verdict
from domain.control_board import DEPARTMENT, Column, Control, Line, Measure
from domain.municipality import Municipality
from domain.people import EVERYTHING, Scope
from domain.periods import Period
from domain.stages import Figures, Stage
from domain.submissions import Due
from storage import control_sources, school_breaks, years
from storage import stages as stage_figures
from storage.control_sources import Sources
from storage.database import Transaction
from storage.instants import moment

COUNTED: Final = (Measure.PARTNERS, Measure.MATERIALS, Measure.PUBLICATIONS, Measure.FAULTS)


async def current(db: Transaction, today: date) -> int | None:
    """The newest year in force that has begun, else the first to come; None before any is in force."""
    known = await years.listing(db)
    return max((year for year in known if year <= today.year), default=min(known, default=None))


async def load(db: Transaction, town: Municipality, year: int, now: datetime, scope: Scope = EVERYTHING) -> Control:
    """Every school on the list, and those that left it but had filed something in the year, within the scope. The
    number of statements does not depend on how many there are. LookupError for a year that is not in force."""
    if not await years.active(db, year):
        raise LookupError(year)
    today = now.astimezone(town.zone).date()
    dues = await years.deadlines(db, year)
    begins, ends = (deadlines.ends_at(date(each, 12, 31), town.zone) for each in (year - 1, year))
    days = await school_breaks.school_days(db, town, today)
    recent = days.newest(min(today, date(year, 12, 31)), stages.RECENT)
    found = await control_sources.read(db, year, begins, ends, now, town.zone, scope.school_id)
    figures = await stage_figures.load(db, year, begins, ends, recent, scope.school_id)
    columns = control_board.columns(year, dues, today)
    lines = tuple(
        _line(row, columns, found, figures.get(row["id"], Figures()), today)
        for row in found.schools
        if not row["has_left"] or any(key[0] == row["id"] for key in found.filings)
    )
    board = Control(year, today, columns, lines)
    own = tuple((roadmap.row(number), _own(number, board, dues, found)) for number in DEPARTMENT)
    return Control(year, today, columns, lines, own)


def _line(row: Row, columns: Sequence[Column], found: Sources, figures: Figures, today: date) -> Line:
    cells = tuple(_cell(column, row, found, figures, today) for column in columns)
    reachable = row["id"] in found.reachable
    return Line(
        row["id"], row["number"], row["name"], reachable, cells, figures, bool(row["has_left"]), row["into_name"]
    )


def _cell(column: Column, row: Row, found: Sources, figures: Figures, today: date) -> Cell:
    school = row["id"]
    key = (school, *column.key)
    match column.measure:
        case Measure.EVIDENCE | Measure.FORM:
            term = _term(column.due, row, found.extensions.get(key))
            return rules.dated(term, found.filings.get(key), found.drafts.get(key), today, bool(row["has_left"]))
        case Measure.AGREEMENT:
            term = _term(column.due, row, found.extensions.get(key))
            asked_for = found.filings.get((school, "1.4", column.period))
            word = found.filings.get(key) or _agreement(found.agreements.get(school), term)
            if word and word.verdict is not Verdict.ACCEPTED:
                word = None  # it was about an older paper
            return rules.agreed(term, asked_for, word, today, bool(row["has_left"]))
        case Measure.CONFIRMATION:
            return _confirmation(column, row, found, today)
        case Measure.STAGES:
            return rules.share(stages.done(figures), len(Stage))
        case Measure.READERS:
            return rules.share(*found.readers.get(school, (0, 0)))
        case Measure.SEMINAR:
            guests = found.seminars.get(column.period)
            return rules.attended(guests is not None, *(guests or {}).get(school, (0, 0)))
        case Measure.CONTEST:
            return rules.entered(found.contest_open, (found.contest or {}).get(school, 0))
        case Measure.PARTNERS | Measure.MATERIALS | Measure.PUBLICATIONS | Measure.FAULTS:
            return rules.counted(found.registries.get((column.measure, school), 0))


def _term(due: Due | None, row: Row, own: tuple[date, datetime] | None) -> Term | None:
    """A school that came after its date had ended does not owe it, nor does anybody where the date had passed
    before it was in force."""
    if due is None:
        return None
    until, ends_at = own or (due.effective, due.ends_at)
    in_time = moment(row["created_at"]) < max(ends_at, due.ends_at)
    return Term(due.effective, own and until, in_time and due.since <= max(until, due.effective))


def _agreement(word: Filing | None, term: Term | None) -> Filing | None:
    if word is None:
        return None
    return Filing(word.first_on, term is None or word.first_on <= term.last)


def _confirmation(column: Column, row: Row, found: Sources, today: date) -> Cell:
    looked = Period.parse(column.period)
    given = found.confirmed.get(row["id"], {})
    quarters = [Period(looked.year, f"Q{number}") for number in range(1, int(looked.part[1]) + 1)]
    asked = [one for one in quarters if found.joined[row["id"]] <= one.end]
    term = Term(looked.end, asked=looked in asked and looked.start <= today)
    day = given.get(column.period)
    filing = Filing(day, day <= looked.end) if day else None
    cell = rules.dated(term, filing, None, today, bool(row["has_left"]))
    return rules.confirmed(cell, sum(one.key in given for one in asked), len(asked))


def _own(number: str, board: Control, dues: Sequence[Due], found: Sources) -> Cell:
    """A row of the department: its paper; without one the list of schools itself (1.3), the document that was
    published (1.8), or the control (5.1)."""
    due = next((one for one in dues if one.row == number), None)
    term = Term(due.effective, asked=owed(due)) if due else None
    filing = found.filings.get((0, number, f"{board.year}-Y"))
    if number == "1.8" and filing is None and found.published:
        filing = Filing(found.published, due is None or found.published <= due.effective)
    on_list = [line for line in board.lines if not line.left]
    if number == "1.3" and filing is None and on_list:
        begun = min(found.joined[line.school_id] for line in on_list)
        cell = rules.dated(term, Filing(begun, due is None or begun <= due.effective), None, board.today)
        return replace(cell, count=len(on_list))
    if number == "5.1" and filing is None:
        whole = timeliness.of_year(board)
        return Cell(State.COUNT, count=whole.filed, of=whole.due_so_far)
    return rules.dated(term, filing, None, board.today)
