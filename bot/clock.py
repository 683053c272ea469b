"""The only place where the clock is read: everyone else is given `now`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The system clock with an offset that the sandbox moves; it keeps running between moves."""

    def __init__(self, start: datetime | None = None, read: Callable[[], datetime] | None = None) -> None:
        self._read = read or SystemClock().now
        self.offset = start - self._read() if start else timedelta()

    def now(self) -> datetime:
        return self._read() + self.offset

    def move_to(self, instant: datetime) -> None:
        """Jump to an aware instant, forward or back."""
        self.offset = instant - self._read()

    def move_by(self, step: timedelta) -> None:
        self.offset += step
