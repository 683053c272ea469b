from datetime import datetime, time

import pytest

from domain import events
from domain.events import Call
from tests.village import MOSCOW


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=MOSCOW)


def calls(start: str) -> dict[Call, datetime]:
    return dict(events.calls(local(start), MOSCOW, time(9), time(20), time(8)))


@pytest.mark.parametrize(
    ("start", "day", "hour"),
    [
        ("03T14:00", "02T09:00", "03T13:00"),
        ("03T09:30", "02T09:00", "03T08:30"),
        ("03T08:30", "02T09:00", "02T19:00"),  # the morning would come too late: said the evening before
        ("03T07:30", "02T09:00", "02T19:00"),
        ("03T21:00", "02T09:00", "03T19:00"),
        ("03T20:30", "02T09:00", "03T19:30"),
        ("03T00:30", "02T09:00", "02T19:00"),
    ],
)
def test_reminders_are_said_the_day_before_and_an_hour_before_but_not_at_night(start: str, day: str, hour: str) -> None:
    assert calls(start) == {Call.DAY: local(day), Call.HOUR: local(hour)}


@pytest.mark.parametrize(
    ("now", "call"),
    [
        ("02T08:59", None),
        ("02T09:00", Call.DAY),
        ("03T12:59", Call.DAY),  # after downtime still worth saying
        ("03T13:00", Call.HOUR),
        ("03T13:59", Call.HOUR),
        ("03T14:00", None),
    ],
)
def test_of_the_two_only_the_nearest_is_due(now: str, call: Call | None) -> None:
    assert events.due(local(now), local("03T14:00"), calls("03T14:00")) is call
