"""What one roadmap year passes on to the next: the dates the department has moved keep their month and day."""

from collections.abc import Iterable
from datetime import date

from domain import roadmap
from domain.periods import Period
from domain.submissions import Due


def carried(dates: Iterable[Due]) -> dict[tuple[str, str], date]:
    """New nominal days of the following year by row and period, where they differ from the order's there. A date
    that was moved back to where it stood passes nothing on; the 29th of February becomes the 28th."""
    found: dict[tuple[str, str], date] = {}
    for one in dates:
        key = (one.row, _following(one.period))
        if one.nominal == _ordered(one.year).get((one.row, one.period)):
            continue
        day = _a_year_on(one.nominal)
        if day != _ordered(one.year + 1).get(key):
            found[key] = day
    return found


def _ordered(year: int) -> dict[tuple[str, str], date]:
    return {(due.row.number, due.period.key): due.nominal for due in roadmap.dated(year)}


def _following(period: str) -> str:
    here = Period.parse(period)
    return Period(here.year + 1, here.part).key


def _a_year_on(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)
