"""When a due date of the order really ends: the policy for days off, and the local end of that day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain import roadmap
from domain.periods import Period
from domain.workdays import WorkCalendar


class DayOffPolicy(StrEnum):
    """What becomes of a due date that falls on a day off; the department's choice for everybody."""

    KEEP = "keep"
    PREVIOUS = "previous"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`nominal` is the day as ordered or moved, `effective` the day that counts, `ends_at` its end in UTC."""

    row: roadmap.Row
    period: Period
    nominal: date
    effective: date
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """Nominal days before and after, and the days that counted; `by` is a name. Where a day off alone has moved
    the date, its nominal day is the same."""

    id: int
    deadline_id: int
    at: datetime
    by: str
    before: date
    after: date
    counted_before: date
    counted_after: date
    reason: str


def of(due: roadmap.Due, policy: DayOffPolicy, calendar: WorkCalendar, zone: tzinfo) -> Deadline:
    """A due date of the order in one municipality. For a moved date, pass the moved `nominal`."""
    effective = effective_day(due.nominal, policy, calendar)
    return Deadline(due.row, due.period, due.nominal, effective, ends_at(effective, zone))


def of_year(year: int, policy: DayOffPolicy, calendar: WorkCalendar, zone: tzinfo) -> tuple[Deadline, ...]:
    """Every dated row of the roadmap year, in the order's order."""
    return tuple(of(due, policy, calendar, zone) for due in roadmap.dated(year))


def effective_day(nominal: date, policy: DayOffPolicy, calendar: WorkCalendar) -> date:
    match policy:
        case DayOffPolicy.KEEP:
            return nominal
        case DayOffPolicy.PREVIOUS:
            return calendar.previous_working(nominal)
        case DayOffPolicy.NEXT:
            return calendar.next_working(nominal)


def ends_at(day: date, zone: tzinfo) -> datetime:
    """The instant the local day ends, in UTC: the next midnight, or what stands for it in a zone whose
    clocks are changed at midnight. A moment before it is still that day, the instant itself is not."""
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    early, late = (midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    # Of two midnights the second ends the day only where the hour between them fell back into it.
    moment_before = late - timedelta(microseconds=1)
    second_ends_it = moment_before.astimezone(zone).date() <= day < late.astimezone(zone).date()
    return late if second_ends_it else early


def on_time(submitted_at: datetime, ends_at: datetime) -> bool:
    """Judged by the first submission; exactly at the end of the day is late."""
    return submitted_at < ends_at


def days_left(today: date, effective: date) -> int:
    """0 on the last day, negative afterwards. Calendar days."""
    return (effective - today).days
