"""A meeting in a few words: «45», «вчера», «пн 1,5 ч», «45 мин 12.11». The day is today unless another is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain import days, lengths, past_days
from domain.form import AnswerRejected, Facts, Option, Value

OFFERED: Final = (2, 14)  # days back that are buttons: today and yesterday have their own
NEAR: Final = timedelta(days=400)  # a date further away is rather a day and minutes: «12.11 45»
SINCE: Final = "since"


@dataclass(frozen=True, slots=True)
class Told:
    """`minutes` is None where nothing was said of them; 0 and 750 are as they were told."""

    day: date
    minutes: int | None = None

    def __str__(self) -> str:
        return self.day.isoformat() if self.minutes is None else f"{self.day.isoformat()} {self.minutes}"


def read(raw: str, today: date) -> Told | None:
    """What was meant, or None. Words that are a day and minutes in more than one way are taken as the day is near."""
    if len(raw) > 60:
        return None
    minutes = lengths.read(raw)
    if minutes is not None:
        return Told(today, minutes)
    whole = past_days.read(raw, today)
    if whole is not None and abs(whole - today) <= NEAR and not _bare_tail(raw, today):
        return Told(whole)
    both = next(_both(raw, today), None)
    return both or (Told(whole) if whole is not None else None)


def _both(raw: str, today: date) -> Iterator[Told]:
    parts = raw.split()
    for cut in range(len(parts) - 1, 0, -1):
        head, tail = " ".join(parts[:cut]).rstrip(","), " ".join(parts[cut:])
        for day, length in ((head, tail), (tail, head)):
            on, minutes = past_days.read(day, today), lengths.read(length)
            if on is not None and minutes is not None:
                yield Told(on, minutes)


def _bare_tail(raw: str, today: date) -> bool:
    """«12.11 45»: two figures after a day are minutes rather than a year."""
    *head, tail = raw.split()
    return tail.isdecimal() and len(tail) == 2 and past_days.read(" ".join(head), today) is not None


@dataclass(frozen=True, slots=True)
class MetOn:
    """The kind of an answer that is a meeting's day, perhaps with its length. Kept as «2026-11-23» or «2026-11-23 45».
    Days before the known `since` are not offered."""

    def parse(self, raw: str, facts: Facts) -> str:
        told = read(raw, facts.today)
        if told is None:
            raise AnswerRejected("Не понял день. Например: пн, 12.11 или «вчера 45 мин».")
        return str(told)

    def show(self, value: Value, facts: Facts) -> str:
        day, _, minutes = str(value).partition(" ")
        return days.words(date.fromisoformat(day)) + (f", {minutes} мин" if minutes else "")

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        since = str(facts.known.get(SINCE) or "")
        back = (facts.today - timedelta(n) for n in range(OFFERED[0], OFFERED[1] + 1))
        return tuple(
            Option(day.isoformat(), f"{days.WEEKDAYS[day.weekday()]} {day:%d.%m}")
            for day in back
            if day.isoformat() >= since
        )
