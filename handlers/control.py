"""The department controls the roadmap (row 5.1): by school, by row, as picture and table; a coordinator sees theirs."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import control_board
from domain.control_board import Control
from domain.form import Answers, Facts, Value
from domain.forms.control import FIND
from domain.people import Role
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import control, years
from views import control as views
from views import control_rows, control_schools
from views import stages as stage_views
from views.screen import Reply, Screen

LETTERS_BYTES: Final = 40
WHERE: Final = ("board", "stages")  # what a found school is looked at for


async def now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    year = await control.current(case.db, case.today)
    return views.NO_YEAR if year is None else await _year(case, year)


async def open_year(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _year(case, number(args[0]))


async def schools(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return control_schools.listing(await load(case, args[0]), number(args[1]))


async def found(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    letters, _, page = args[1].rpartition(":")
    return _found(await load(case, args[0]), "board", letters, number(page))


async def found_stages(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    letters, _, page = args[1].rpartition(":")
    return _found(await load(case, args[0]), "stages", letters, number(page))


async def school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    board = await load(case, args[0])
    place, dot, page = args[2].partition(".")
    if number(place) >= len(board.columns) and dot:
        raise LookupError(args[2])
    if dot:
        number(page)
    return control_schools.school(board, board.line(number(args[1])), args[2])


async def rows(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return control_rows.listing(await load(case, args[0]), number(args[1]))


async def row(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    board = await load(case, args[0])
    return control_rows.row(board, board.place(args[1], args[2]), number(args[3]))


async def times(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return control_rows.times(await load(case, args[0]), number(args[1]))


async def send_picture(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.picture(await load(case, args[0]), number(args[1]))


async def send_table(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.table(await load(case, args[0]))


async def mine(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A coordinator's own school, and nobody else's."""
    year = await control.current(case.db, case.today)
    if year is None:
        return views.NO_YEAR_YET
    board = await control.load(case.db, case.town, year, case.now, case.scope)
    return control_schools.own(board, board.line(case.school_id))


async def load(case: Case, year: str) -> Control:
    """LookupError for a year that is not in force."""
    return await control.load(case.db, case.town, number(year), case.now, case.scope)


async def facts(case: Case, subject: str) -> Facts:
    await _subject(case, subject)
    return Facts(case.today)


async def look(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    where, year = await _subject(case, subject)
    return Filed(year, Reply((_found(await load(case, str(year)), where, _fitting(answers["letters"]), 0),)))


async def receipt(case: Case, year: int) -> Reply:
    return Reply((control_schools.listing(await load(case, str(year)), 0),))


async def title(case: Case, subject: str) -> str:
    return FIND.title


FIND_BINDING = Binding(FIND, (Role.DEPARTMENT,), facts, look, receipt, title)


async def _year(case: Case, year: int) -> Screen:
    board = await control.load(case.db, case.town, year, case.now, case.scope)
    return views.year(board, await years.listing(case.db))


async def _subject(case: Case, subject: str) -> tuple[str, int]:
    where, _, year = subject.partition(".")
    if where not in WHERE or not await years.active(case.db, number(year)):
        raise LookupError(subject)
    return where, int(year)


def _fitting(letters: Value) -> str:
    """As much of what was typed as the buttons that turn pages can carry: signs may take four bytes each."""
    return str(letters).encode()[:LETTERS_BYTES].decode(errors="ignore")


def _found(board: Control, where: str, letters: str, page: int) -> Screen:
    """One that is found alone opens at once."""
    lines = control_board.matching(board.lines, letters)
    if where == "stages":
        if len(lines) == 1:
            return stage_views.school(board, lines[0])
        return stage_views.found(board, lines, letters, page)
    if len(lines) == 1:
        return control_schools.school(board, lines[0], "0")
    return control_schools.found(board, lines, letters, page)


def router() -> Router:
    routes = Router(name="control")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(now, On("bd.now"), *ours)
    routes.callback_query.register(open_year, On("bd.open", 1), *ours)
    routes.callback_query.register(schools, On("bd.list", 2), *ours)
    routes.callback_query.register(found, On("bd.found", 2), *ours)
    routes.callback_query.register(found_stages, On("st.found", 2), *ours)
    routes.callback_query.register(school, On("bd.school", 3), *ours)
    routes.callback_query.register(rows, On("bd.rows", 2), *ours)
    routes.callback_query.register(row, On("bd.row", 4), *ours)
    routes.callback_query.register(times, On("bd.time", 2), *ours)
    routes.callback_query.register(send_picture, On("bd.chart", 2), *ours)
    routes.callback_query.register(send_table, On("bd.table", 1), *ours)
    routes.callback_query.register(mine, On("bd.mine"), Acts(Role.COORDINATOR), Private())
    return routes
