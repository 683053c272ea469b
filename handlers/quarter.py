"""The department looks at a quarter: all schools, one school, the picture and the table."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import board as rules
from domain.board import Board
from domain.forms.monitoring import MONITORING
from domain.people import Role
from domain.submissions import Submission
from handlers.case import Acts, Case, On, Private, number
from storage import board, reviews, years
from views import quarter as views
from views.screen import Screen

VERSIONS = {form.version: form for form in (MONITORING,)}  # what was filed with an older one is shown by it


async def show_current(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    dues = await years.deadlines(case.db, form=MONITORING.key)
    current = rules.current(case.today, dues, await board.owing(case.db, case.now))
    known = await board.periods(case.db)
    if not known:
        return views.no_dates()
    return await _quarter(case, current.period if current else known[-1], 0)


async def show(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _quarter(case, args[0], number(args[1]) if len(args) > 1 else 0)


async def show_school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    found = await _board(case, args[0])
    school_id = number(args[1])
    standing = next((one for one in found.standings if one.school_id == school_id), None)
    if standing is None:
        raise LookupError(school_id)
    version = standing.state.form_version if isinstance(standing.state, Submission) else MONITORING.version
    return views.school(standing, found, VERSIONS[version], case.today, case.town.zone, number(args[2]))


async def send_picture(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.picture((await _board(case, args[0])).period)


async def send_table(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.table((await _board(case, args[0])).period)


async def _quarter(case: Case, period: str, page: int) -> Screen:
    found, known = await _board(case, period), await board.periods(case.db)
    heap = await reviews.heap(case.db, MONITORING.key, period)
    return views.quarter(found, case.today, known, page, heap.waiting)


async def _board(case: Case, period: str) -> Board:
    """LookupError for a quarter that never was."""
    if period not in await board.periods(case.db):
        raise LookupError(period)
    return await board.load(case.db, period, case.town.zone)


def router() -> Router:
    routes = Router(name="quarter")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(show_current, On("q.now"), *ours)
    routes.callback_query.register(show, On("q.open", 1), *ours)
    routes.callback_query.register(show, On("q.page", 2), *ours)
    routes.callback_query.register(show_school, On("q.school", 3), *ours)
    routes.callback_query.register(send_picture, On("q.chart", 1), *ours)
    routes.callback_query.register(send_table, On("q.table", 1), *ours)
    return routes
