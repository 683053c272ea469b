"""The school's half-year assessment (row 4.2): what is counted for it, what is owed, the department's note."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import Answers, Facts
from domain.forms.quality import COUNTED, QUALITY
from domain.people import Role
from domain.periods import Period
from handlers import quarter, reports
from handlers.bindings import Binding
from handlers.case import Acts, Case, On, Private, number
from storage import board, quality
from views import paperwork
from views import quality as views
from views.screen import Screen


async def known(case: Case, half: Period, last: Answers) -> Facts:
    """What questionnaires and goals say of this half-year. Of the last one only the coordinator's own words are
    offered again: its counts were those of other people."""
    found = await quality.known(case.db, case.school_id, half, case.today, case.town.zone)
    said = {key: value for key, value in last.items() if key not in COUNTED and key != "why"}
    return Facts(case.today, known=found.known, last=said, notes=views.notes(found))


BINDING: Final[Binding] = reports.binding(QUALITY, known)


async def owed_now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The school's own; in the department the half-year of all schools."""
    if case.person.post.role is Role.DEPARTMENT:
        return await quarter.current(case, QUALITY)
    return await reports.owed(case, QUALITY)


async def notes(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The half-years that have begun, to choose whose note is wanted."""
    begun = [one for one in await board.periods(case.db, QUALITY) if Period.parse(one).start <= case.today]
    return paperwork.halves(begun, number(args[0]))


async def note(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """LookupError for a half-year that never was."""
    if args[0] not in await board.periods(case.db, QUALITY):
        raise LookupError(args[0])
    return paperwork.note(args[0])


def router() -> Router:
    routes = Router(name="quality")
    department = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(owed_now, On("ql.now"), Acts(Role.DEPARTMENT, Role.COORDINATOR), Private())
    routes.callback_query.register(notes, On("ql.notes", 1), *department)
    routes.callback_query.register(note, On("ql.note", 1), *department)
    return routes
