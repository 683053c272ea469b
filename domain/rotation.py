"""Which backups are kept: many of the last days, fewer of the time before."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

DAYS: Final = 7
WEEKS: Final = 5
MONTHS: Final = 12


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Those to keep: the newest of each of the last days, weeks and months that have one. The newest of all is always
    among them, and what is kept does not depend on when it is asked."""
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set()
    for period, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept |= _newest_of(newest_first, period, many)
    return kept


def _newest_of(newest_first: Iterable[datetime], period: Callable[[datetime], object], many: int) -> set[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        if len(found) < many or period(moment) in found:
            found.setdefault(period(moment), moment)
    return set(found.values())


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month
