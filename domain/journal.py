"""What somebody looks for in the journal of deeds: "7 вчера отчёт" is a school's number, a day and a word."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from domain import days

LONGEST: Final = 3  # words of a day: "24 ноября 2026"
HALF_A_YEAR: Final = timedelta(182)
SAID_ANYWAY: Final = ("школа", "школы", "№", "за", "день")


@dataclass(frozen=True, slots=True)
class Asked:
    school_number: int | None = None
    day: date | None = None
    words: str = ""


def read(text: str, today: date) -> Asked:
    """A day without a year has been. The last of several numbers or days counts."""
    said, school, day, words = text.lower().split(), None, None, []
    while said:
        for size in range(min(LONGEST, len(said)), 0, -1):
            meant = days.read(" ".join(said[:size]), today, around=today - HALF_A_YEAR)
            if meant is not None:
                day, said = meant, said[size:]
                break
        else:
            word = said.pop(0)
            digits = word.strip("№.,")
            if digits.isascii() and digits.isdigit() and len(digits) <= 4:
                school = int(digits)
            elif word not in SAID_ANYWAY:
                words.append(word)
    return Asked(school, day, " ".join(words))


def span(first: date, beyond: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The instants between the beginnings of two local days."""
    return datetime.combine(first, time(), zone), datetime.combine(beyond, time(), zone)


def of_day(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    return span(day, day + timedelta(1), zone)


def of_month(month: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """Of "2026-11". LookupError for what is no month."""
    try:
        first = date.fromisoformat(f"{month}-01")
        return span(first, (first + timedelta(31)).replace(day=1), zone)
    except (ValueError, OverflowError) as forged:
        raise LookupError(month) from forged


def months(first: date, last: date) -> list[str]:
    """From the newest to the oldest: "2026-11"."""
    found, month = [], last.replace(day=1)
    while month >= first.replace(day=1):
        found.append(f"{month:%Y-%m}")
        month = (month - timedelta(1)).replace(day=1)
    return found
