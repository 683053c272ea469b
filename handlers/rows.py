"""The roadmap row by row, for everybody who carries it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import roadmap
from domain.people import Role
from handlers import row_lines
from handlers.case import Acts, Case, On, Private, number
from storage import extensions, years
from views import rows as views
from views.screen import Screen


async def sections(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.sections()


async def section(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    asked = number(args[0])
    if asked not in roadmap.SECTIONS:
        raise LookupError(asked)
    return views.section(asked)


async def row(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A row with its dates, as one's school has them, of the newest year in force that has begun, or the first to
    come."""
    one = roadmap.row(args[0])  # KeyError is a LookupError: a forged row is not found
    school = case.person.post.school_id
    known = await years.deadlines(case.db) if school is None else await extensions.dues(case.db, school)
    dates = [due for due in known if due.row == one.number]
    shown = {due.year for due in dates}
    year = max((year for year in shown if year <= case.today.year), default=min(shown, default=0))
    line = row_lines.LINES.get(one.number)
    now = await line(case) if line else None
    return views.row(one, case.person.post.role, [due for due in dates if due.year == year], case.today, now)


def router() -> Router:
    routes = Router(name="rows")
    ours = (Acts(Role.DEPARTMENT, Role.COORDINATOR), Private())
    routes.callback_query.register(sections, On("ro.list"), *ours)
    routes.callback_query.register(section, On("ro.part", 1), *ours)
    routes.callback_query.register(row, On("ro.row", 1), *ours)
    return routes
