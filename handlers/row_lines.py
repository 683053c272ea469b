"""What the card of a row says of the present: the school's own, or that of all schools for the department."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeVar

from markupsafe import Markup

from domain.periods import quarter_of
from handlers.case import Case
from storage import confirmations, faults, materials, partners, publications, schools
from views import row_lines as views

Count = TypeVar("Count")


async def agreements(case: Case) -> Markup:
    counts = await _within(case, await partners.counts(case.db, case.today))
    return views.agreements(sum(valid for valid, _ in counts), sum(expired for _, expired in counts))


async def confirmed(case: Case) -> Markup:
    period = quarter_of(case.today).key
    sure = await _within(case, await confirmations.of(case.db, period))
    if case.scope.school_id is not None:
        return views.own_list(period, bool(sure))
    return views.confirmed(period, len(sure), len(await schools.everyone(case.db)))


async def library(case: Case) -> Markup:
    return views.materials((await materials.find(case.db, limit=1))[1])


async def published(case: Case) -> Markup:
    quarter = quarter_of(case.today)
    counts = await _within(case, await publications.counts(case.db, quarter.start, quarter.end))
    return views.publications(quarter.key, sum(counts))


async def open_faults(case: Case) -> Markup:
    return views.faults(sum(await _within(case, await faults.counts(case.db))))


LINES: Final[Mapping[str, Callable[[Case], Awaitable[Markup]]]] = {
    "1.7": agreements,
    "2.1": agreements,
    "2.2": confirmed,
    "2.3": library,
    "2.4": published,
    "3.1": open_faults,
}


async def _within(case: Case, counts: Mapping[int, Count]) -> list[Count]:
    """Those of the person's own school, or of all schools on the list."""
    mine = case.scope.school_id
    there = [mine] if mine is not None else [school.id for school in await schools.everyone(case.db)]
    return [counts[school] for school in there if school in counts]
