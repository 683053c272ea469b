"""Moments and days as text: what stands in a column, and what the program computes with."""

from datetime import UTC, date, datetime
from functools import lru_cache


def instant(moment: datetime) -> str:
    """An aware instant as UTC text that sorts by time; a naive one is refused."""
    if moment.tzinfo is UTC:
        return _text(moment)
    if moment.tzinfo is None:
        raise ValueError("a naive datetime is no instant")
    return _text(moment.astimezone(UTC))


@lru_cache(maxsize=16)  # a batch says the same instant many times. Of UTC alone: local times may mean two instants
def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    return date.fromisoformat(text)


def maybe_moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)


def maybe_day(text: str | None) -> date | None:
    return None if text is None else day(text)
