"""The department sees how many pairs need help at each school, and sets from when on a pair does."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import days
from domain.form import Answers, Facts
from domain.forms.care import LIMITS
from domain.people import Role
from domain.risks import KEYS
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import risk_limits, risks
from storage.instants import moment
from views import risk_limits as views
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    if subject != "town":
        raise LookupError(subject)
    return Facts(case.today)


async def first(case: Case, subject: str) -> Answers:
    """A change begins with what is in force."""
    limits = await risk_limits.current(case.db)
    return {key: getattr(limits, key) for key in KEYS}


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Each change is kept with what was before it."""
    values = {key: value for key, value in answers.items() if isinstance(value, int)}
    changed = await risk_limits.change(case.db, values, case.person.id, case.now)
    return Filed(changed, await receipt(case, changed))


async def receipt(case: Case, changed: int) -> Reply:
    return Reply((views.saved(changed, await risk_limits.current(case.db)),))


async def title(case: Case, subject: str) -> str:
    return LIMITS.title


BINDING = Binding(LIMITS, (Role.DEPARTMENT,), facts, save, receipt, title, first)


async def numbers(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    last = await risk_limits.last_change(case.db)
    when = views.changed(days.words(moment(last["at"]).astimezone(case.town.zone).date()), last["name"]) if last else ""
    found = await risks.numbers(case.db, case.town, case.today)
    return views.numbers(found, await risk_limits.current(case.db), when, number(args[0]))


def router() -> Router:
    routes = Router(name="risk_limits")
    routes.callback_query.register(numbers, On("at.all", 1), Acts(Role.DEPARTMENT), Private())
    return routes
