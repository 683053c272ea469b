"""The department looks at a period, a quarter or a half-year: all schools, one school, the picture and the table."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import board as rules
from domain import reporting
from domain.board import Board
from domain.form import Form
from domain.forms.monitoring import MONITORING
from domain.people import Role
from domain.submissions import Submission
from handlers.case import Acts, Case, On, Private, number
from storage import board, reviews, years
from views import quarter as views
from views.screen import Screen


async def show_current(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await current(case, MONITORING)


async def current(case: Case, form: Form) -> Screen:
    """The period of a form to look at now."""
    dues = await years.deadlines(case.db, form=form.key)
    now = rules.current(case.today, dues, await board.owing(case.db, form, case.now))
    known = await board.periods(case.db, form)
    if not known:
        return views.no_dates()
    return await _period(case, now.period if now else known[-1], 0)


async def show(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _period(case, args[0], number(args[1]) if len(args) > 1 else 0)


async def show_school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """What was filed with an older version of its form is shown by that one."""
    found = await _board(case, args[0])
    school_id = number(args[1])
    standing = next((one for one in found.standings if one.school_id == school_id), None)
    if standing is None:
        raise LookupError(school_id)
    form = reporting.of(found.period)
    if isinstance(standing.state, Submission):
        form = reporting.VERSIONS[form.key, standing.state.form_version]
    return views.school(standing, found, form, case.today, case.town.zone, number(args[2]))


async def send_picture(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.picture((await _board(case, args[0])).period)


async def send_table(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.table((await _board(case, args[0])).period)


async def _period(case: Case, period: str, page: int) -> Screen:
    form = reporting.of(period)
    found, known = await _board(case, period), await board.periods(case.db, form)
    heap = await reviews.heap(case.db, form.key, period)
    return views.quarter(found, case.today, known, page, heap.waiting)


async def _board(case: Case, period: str) -> Board:
    """LookupError for a period that never was."""
    if period not in await board.periods(case.db, reporting.of(period)):
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
