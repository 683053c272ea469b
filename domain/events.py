"""Events (row 3.2 and the department's own): when those who signed up are reminded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from domain import reminders

SEMINAR: Final = "3.2"  # the row whose events count as training
HOUR: Final = timedelta(hours=1)


class Call(StrEnum):
    """A reminder: `DAY` on the morning of the day before, `HOUR` an hour before the start."""

    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Event:
    """`audience` is one of `domain.broadcasts`; `place` an address or a link. `moved_at`: since then it starts
    when it does. `row` and `period` are those of the order's seminar, if it is one."""

    id: int
    row: str | None
    period: str | None
    title: str
    about: str | None
    place: str
    starts_at: datetime
    audience: str
    moved_at: datetime
    announced_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str | None = None

    def open(self, now: datetime) -> bool:
        """Whether one can still sign up, or say that one will not come."""
        return self.announced_at is not None and self.cancelled_at is None and now < self.starts_at

    def over(self, now: datetime) -> bool:
        """It has begun: from now on attendance is marked."""
        return self.cancelled_at is None and now >= self.starts_at


def calls(
    starts_at: datetime, zone: tzinfo, morning: time, quiet_from: time, quiet_until: time
) -> Mapping[Call, datetime]:
    """The instants to remind of a start. Where the hour before is in quiet hours, and the morning after them would be
    too late, it is said an hour before they begin."""
    local = starts_at.astimezone(zone)
    day_before = datetime.combine(local.date() - timedelta(days=1), morning, zone).astimezone(UTC)
    hour_before = starts_at - HOUR
    if reminders.sendable_at(hour_before, zone, morning, quiet_from, quiet_until) >= starts_at:
        there = hour_before.astimezone(zone)
        evening = there.date() if there.time() >= quiet_from else there.date() - timedelta(days=1)
        hour_before = datetime.combine(evening, quiet_from, zone).astimezone(UTC) - HOUR
    return {Call.DAY: day_before, Call.HOUR: hour_before}


def due(now: datetime, starts_at: datetime, instants: Mapping[Call, datetime]) -> Call | None:
    """What may be said now: after downtime only the nearest of the two."""
    if now >= starts_at:
        return None
    return next((call for call in (Call.HOUR, Call.DAY) if instants[call] <= now), None)
