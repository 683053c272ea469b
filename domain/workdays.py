"""Which days people work: a production calendar as a value, and counting in working days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off known for `since`..`until`, both inclusive; outside that span weekends are off.

    Without arguments it knows weekends only. `overrides` are the department's own word on a day
    (True: a day off) and win over everything.
    """

    off: frozenset[date] = frozenset()
    since: date = date.max
    until: date = date.min
    overrides: Mapping[date, bool] = field(default_factory=dict, hash=False)

    def is_off(self, day: date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        if self.since <= day <= self.until:
            return day in self.off
        return day.weekday() >= SATURDAY

    def previous_working(self, day: date) -> date:
        """The day itself where it is a working one, otherwise the last working day before it."""
        while self.is_off(day):
            day -= DAY
        return day

    def next_working(self, day: date) -> date:
        """The day itself where it is a working one, otherwise the first working day after it."""
        while self.is_off(day):
            day += DAY
        return day

    def shift(self, day: date, working_days: int) -> date:
        """The n-th working day strictly after the day, or before it for a negative n; 0 is the day itself."""
        step = DAY if working_days > 0 else -DAY
        left = abs(working_days)
        while left:
            day += step
            left -= not self.is_off(day)
        return day

    def with_overrides(self, overrides: Mapping[date, bool]) -> "WorkCalendar":
        """The same calendar with more overrides; a new word on a day replaces the older one."""
        return replace(self, overrides={**self.overrides, **overrides})
