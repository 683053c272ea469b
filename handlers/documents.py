"""Documents for the department and for a school: each from the numbers of this minute, within one's own scope."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.forms.monitoring import MONITORING
from domain.people import Role
from domain.periods import Period
from handlers.case import Acts, Case, On, Private, number
from storage import board, control, submissions
from views import paperwork as views
from views.control import NO_YEAR_YET
from views.screen import Screen


async def menu(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.menu(case.person.post.role)


async def quarters(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Those that have begun: there is nothing yet to say of the others."""
    begun = [one for one in await board.periods(case.db, MONITORING) if Period.parse(one).start <= case.today]
    return views.quarters(begun, number(args[0]))


async def material(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """LookupError for a quarter that never was."""
    if args[0] not in await board.periods(case.db, MONITORING):
        raise LookupError(args[0])
    return views.material(args[0])


async def control_material(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Of the newest year that has begun."""
    year = await control.current(case.db, case.today)
    return NO_YEAR_YET if year is None else views.control(year)


async def letter(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.letter()


async def receipt(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    filed = await submissions.get(case.db, case.scope, number(args[0]))
    if filed is None:
        raise LookupError(args[0])
    return views.receipt(filed, case.scope.school_id)


async def bases(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.bases(case.scope.school_id)


async def key(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.key(case.school_id)


async def calendar(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.calendar(case.person.id, case.scope.school_id)


def router() -> Router:
    routes = Router(name="documents")
    both, department, school = (
        (Acts(Role.DEPARTMENT, Role.COORDINATOR), Private()),
        (Acts(Role.DEPARTMENT), Private()),
        (Acts(Role.COORDINATOR), Private()),
    )
    routes.callback_query.register(menu, On("dc.menu"), *both)
    routes.callback_query.register(quarters, On("dc.quarters", 1), *department)
    routes.callback_query.register(material, On("dc.quarter", 1), *department)
    routes.callback_query.register(control_material, On("dc.control"), *department)
    routes.callback_query.register(letter, On("dc.letter"), *department)
    routes.callback_query.register(receipt, On("dc.receipt", 1), *both)
    routes.callback_query.register(bases, On("dc.bases"), *both)
    routes.callback_query.register(key, On("dc.key"), *school)
    routes.callback_query.register(calendar, On("dc.calendar"), *both)
    return routes
