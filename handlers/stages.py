"""The seven stages (row 2.6): a coordinator looks at their own school, the department at all of them."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.people import Role
from handlers import control as board
from handlers.case import Acts, Case, On, Private, number
from storage import control
from views import control as control_views
from views import stages as views
from views.screen import Screen


async def mine(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A coordinator's own school, and nobody else's."""
    year = await control.current(case.db, case.today)
    if year is None:
        return control_views.NO_YEAR_YET
    found = await control.load(case.db, case.town, year, case.now, case.scope)
    return views.mine(found, found.line(case.school_id))


async def now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    year = await control.current(case.db, case.today)
    if year is None:
        return control_views.NO_YEAR
    return views.listing(await board.load(case, str(year)), 0)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.listing(await board.load(case, args[0]), number(args[1]))


async def school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    found = await board.load(case, args[0])
    return views.school(found, found.line(number(args[1])))


def router() -> Router:
    routes = Router(name="stages")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(now, On("st.now"), *ours)
    routes.callback_query.register(listing, On("st.list", 2), *ours)
    routes.callback_query.register(school, On("st.school", 2), *ours)
    routes.callback_query.register(mine, On("st.mine"), Acts(Role.COORDINATOR), Private())
    return routes
