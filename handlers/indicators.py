"""Indicators of a year and the department's targets for them."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import indicators as rules
from domain.form import Answers, Facts, Value
from domain.forms.indicators import TARGETS
from domain.people import Role
from domain.periods import Period
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import indicators
from views import indicators as views
from views.screen import Reply, Screen


async def now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _year(case, case.today.year)


async def year(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _year(case, await _known(case, args[0]))


async def chart(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.picture(await _known(case, args[0]))


async def facts(case: Case, subject: str) -> Facts:
    """Last year's targets are offered, one tap each."""
    year = await _known(case, subject)
    return Facts(case.today, last=dict(await indicators.targets(case.db, year - 1)))


async def first(case: Case, subject: str) -> Answers:
    """A change begins with what is in force."""
    answers: dict[str, Value] = dict(await indicators.targets(case.db, await _known(case, subject)))
    return answers


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Each change is kept with what was before it."""
    year = await _known(case, subject)
    values = {key: value if isinstance(value, int) else None for key, value in answers.items()}
    changed = await indicators.set_targets(case.db, year, values, case.person.id, case.now)
    return Filed(year, Reply((views.saved(year, changed),)))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await _year(case, result),))


async def title(case: Case, subject: str) -> str:
    return views.form_title(await _known(case, subject))


TARGETS_BINDING = Binding(TARGETS, (Role.DEPARTMENT,), facts, save, receipt, title, first)


async def _year(case: Case, year: int) -> Screen:
    filed = await indicators.filed(case.db, year)
    whole = Period(year, "Y")
    satisfied = await indicators.satisfied(case.db, whole.start, whole.end, case.today, case.town.zone)
    measured = rules.measure(filed, await indicators.targets(case.db, year), satisfied)
    return views.screen(year, measured, len(filed), [*await indicators.years(case.db), case.today.year])


async def _known(case: Case, text: str) -> int:
    """Raises LookupError for a year nobody works on."""
    year = number(text)
    if year not in (case.today.year, case.today.year + 1, *await indicators.years(case.db)):
        raise LookupError(year)
    return year


def router() -> Router:
    routes = Router(name="indicators")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(now, On("ix.now"), *ours)
    routes.callback_query.register(year, On("ix.year", 1), *ours)
    routes.callback_query.register(chart, On("ix.chart", 1), *ours)
    return routes
