"""The production calendar: weekends, holidays and the day-off transfers published for each year."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from domain.workdays import WorkCalendar


def calendar(years: Iterable[int], country: str = "RU") -> WorkCalendar:
    """The days off of these years and of those between them.

    Working Saturdays and transferred days are right for every published year (see `published`). Of a year
    not yet published only weekends and the holidays fixed by law are known; outside the years asked for,
    weekends alone. ValueError for a country without a calendar.
    """
    asked = sorted(years)
    return _calendar(asked[0], asked[-1], country) if asked else WorkCalendar()


def published(year: int, country: str = "RU") -> bool:
    """Whether the transfers of this year are known. Russia has had some in every year since 2005."""
    import holidays

    return year in getattr(holidays.country_holidays(country), "special_public_holidays", {})


@lru_cache(maxsize=32)
def _calendar(first: int, last: int, country: str) -> WorkCalendar:
    import holidays  # takes a while: loaded when first asked

    try:
        known = holidays.country_holidays(country, years=range(first, last + 1))
    except NotImplementedError as unknown:
        raise ValueError(f"no days off are known for country {country!r}") from unknown
    since, until = date(first, 1, 1), date(last, 12, 31)
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return WorkCalendar(frozenset(day for day in days if not known.is_working_day(day)), since, until)
