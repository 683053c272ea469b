"""School days: working days outside the breaks, on which nobody is asked and no meeting is missed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.workdays import DAY, WorkCalendar

LONGEST: Final = 130  # days of one break: more is a slip of the pen
OVER: Final = timedelta(days=60)  # after its end a break counts for pairs that have not met since
NEW_YEAR: Final = 6  # the month from which on the school year to come is planned

# (set it) Days that schools often rest on, by month and day, and whether that is in the year the school year begins in.
# No order stands behind them: they are offered to the department, which takes them over, changes or drops them.
USUAL: Final = (
    ("Осенние каникулы", (0, 10, 26), (0, 11, 4)),
    ("Зимние каникулы", (0, 12, 31), (1, 1, 10)),
    ("Весенние каникулы", (1, 3, 24), (1, 3, 31)),
    ("Летние каникулы", (1, 6, 1), (1, 8, 31)),
)


@dataclass(frozen=True, slots=True)
class Break:
    """From `first` to `last`, both inclusive. `id` is 0 of one that is only offered."""

    title: str
    first: date
    last: date
    id: int = 0

    def touches(self, other: "Break") -> bool:
        return self.first <= other.last and other.first <= self.last


class SchoolDays:
    """The production calendar with the breaks on top: a break wins, for pupils are at home."""

    def __init__(self, work: WorkCalendar, breaks: Iterable[Break] = ()) -> None:
        self.resting = frozenset(
            one.first + timedelta(n) for one in breaks for n in range((one.last - one.first).days + 1)
        )
        self._calendar = work.with_overrides(dict.fromkeys(self.resting, True))

    def is_off(self, day: date) -> bool:
        return self._calendar.is_off(day)

    def later_this_week(self, day: date) -> bool:
        """Whether a school day comes between this day and its Sunday."""
        return any(not self.is_off(day + timedelta(n)) for n in range(1, 7 - day.weekday()))

    def newest(self, until: date, many: int) -> date:
        """The first of so many school days, of which the last is `until` or the nearest before it."""
        return self._calendar.shift(until + DAY, -many)

    def count(self, after: date, until: date) -> int:
        """School days after one day, until another inclusive."""
        days = (after + timedelta(n) for n in range(1, (until - after).days + 1))
        return sum(not self._calendar.is_off(day) for day in days)

    def days(self, after: date, until: date) -> int:
        """Days of any kind, but those of breaks."""
        whole = (until - after).days
        return whole - sum(after < day <= until for day in self.resting)


def usual(year: int) -> tuple[Break, ...]:
    """Of the school year that begins in this year."""
    return tuple(Break(title, _day(year, *first), _day(year, *last)) for title, first, last in USUAL)


def offered(today: date, known: Sequence[Break]) -> tuple[Break, ...]:
    """Those of the school year at hand, from June on of the one to come, that touch none that is known already. One
    that is long over changes nothing any more."""
    year = today.year if today.month >= NEW_YEAR else today.year - 1
    return tuple(
        one for one in usual(year) if one.last + OVER >= today and not any(one.touches(each) for each in known)
    )


def _day(year: int, later: int, month: int, number: int) -> date:
    return date(year + later, month, number)
