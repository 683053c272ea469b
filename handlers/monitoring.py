"""The school's quarterly monitoring (row 4.1): what is prefilled, what is owed."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import Answers, Facts
from domain.forms.monitoring import MONITORING
from domain.people import Role
from domain.periods import Period
from handlers import reports
from handlers.bindings import Binding
from handlers.case import Acts, Case, On, Private
from storage import figures
from views.screen import Screen


async def known(case: Case, quarter: Period, last: Answers) -> Facts:
    """The registry's counts now, beside what was filed before."""
    counts = await figures.known(case.db, case.school_id, quarter.start, quarter.end)
    return Facts(case.today, known=counts, last=last)


BINDING: Final[Binding] = reports.binding(MONITORING, known)


async def owed_now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await reports.owed(case, MONITORING)


def router() -> Router:
    routes = Router(name="monitoring")
    routes.callback_query.register(owed_now, On("m.now"), Acts(Role.COORDINATOR), Private())
    return routes
