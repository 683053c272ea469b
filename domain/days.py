"""Days as people type them in Russian, and as they read them."""

import re
from datetime import date, timedelta

NEAR = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
MONTHS = ("янв", "фев", "мар", "апр", "май|мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
NUMERIC = re.compile(r"([0-9]{1,2})\s?[./,\- ]\s?([0-9]{1,2})(?:\s?[./,\- ]\s?([0-9]{4}|[0-9]{2}))?")
WORDED = re.compile(r"([0-9]{1,2})(?:-?го)? ?([а-я]{3,8})\.?(?: ([0-9]{4}|[0-9]{2}))?")
HALF_A_YEAR = timedelta(183)


def read(raw: str, today: date, around: date | None = None) -> date | None:
    """The day meant, or None. A year of two digits is of this century.

    Without a year the day nearest to `around` (today, unless given) is meant, at most half a year away:
    29.02 is nothing where no leap day is near.
    """
    text = re.sub(r"\s+", " ", raw.lower()).strip(" .!,")
    text = re.sub(rf"^(?:{'|'.join(WEEKDAYS)})[.,]? ", "", text)
    text = re.sub(r"(?<=[0-9]) ?(?:года?|г)$", "", text)
    if text in NEAR:
        return today + timedelta(NEAR[text])
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        return _day(*(int(part) for part in iso.groups()))
    if numeric := NUMERIC.fullmatch(text):
        return _with_year(int(numeric[1]), int(numeric[2]), numeric[3], around or today)
    if worded := WORDED.fullmatch(text):
        return _with_year(int(worded[1]), _month(worded[2]), worded[3], around or today)
    return None


def words(day: date) -> str:
    """Short, with its weekday: «пт 18.12.2026»."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d.%m.%Y}"


def _month(word: str) -> int:
    return next((number for number, stem in enumerate(MONTHS, start=1) if re.match(stem, word)), 0)


def _with_year(number: int, month: int, year: str | None, around: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, number)
    days = (_day(around.year + step, month, number) for step in (-1, 0, 1))
    near = [day for day in days if day and abs(day - around) <= HALF_A_YEAR]
    return min(near, key=lambda day: abs(day - around), default=None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
