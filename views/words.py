"""Russian words for numbers, days and periods."""

import re
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Final

from babel import Locale, dates, numbers

from domain.periods import Period

RU: Final = Locale("ru")
ROMAN: Final = {"1": "I", "2": "II", "3": "III", "4": "IV"}
PARTS: Final = {"Q": "квартал", "H": "полугодие"}
PARTS_SHORT: Final = {"Q": "кв.", "H": "полуг."}
PARTS_GENITIVE: Final = {"Q": "квартала", "H": "полугодия"}


@lru_cache(maxsize=512)
def number(n: int) -> str:
    """Thousands apart by a no-break space."""
    return numbers.format_decimal(n, locale=RU)


@lru_cache(maxsize=512)
def plural(n: int, one: str, few: str, many: str) -> str:
    """«14 пар»: the number with the form its language rule asks for."""
    form = {"one": one, "few": few}.get(RU.plural_form(n), many)
    return f"{number(n)}\u00a0{form}"


def percent(part: int, whole: int) -> str:
    """A rounded share, halves up as people do on paper; a dash where there is no whole."""
    return f"{number((200 * part + whole) // (2 * whole))}\u00a0%" if whole else "–"


def share(part: int, whole: int) -> str:
    """With a tenth where it is not whole, halves up: parts of one whole add up on paper."""
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''}\u00a0%"


@lru_cache(maxsize=512)
def day(value: date) -> str:
    """«пт, 18 декабря 2026»."""
    return dates.format_date(value, "EEE, d MMMM y", locale=RU)


@lru_cache(maxsize=512)
def paper_day(value: date) -> str:
    """«18 декабря 2026 г.», as documents have it."""
    return dates.format_date(value, "d MMMM y 'г.'", locale=RU)


@lru_cache(maxsize=512)
def short_day(value: date) -> str:
    """«пт 18.12»."""
    return dates.format_date(value, "EEE dd.MM", locale=RU)


def moment(value: datetime, zone: tzinfo) -> str:
    """«пт, 18 декабря 2026, 14:05», local time."""
    local = value.astimezone(zone)
    return f"{day(local.date())}, {local:%H:%M}"


def clock_time(value: datetime, zone: tzinfo) -> str:
    return f"{value.astimezone(zone):%H:%M}"


def days_left(n: int) -> str:
    """Until a deadline; negative once it has passed."""
    if n == 0:
        return "сегодня последний день"
    many = plural(abs(n), "день", "дня", "дней")
    if n < 0:
        return f"срок прошёл {many} назад"
    verb = "остался" if RU.plural_form(n) == "one" else "осталось"
    return f"{verb} {many}"


@lru_cache(maxsize=512)
def period(key: str) -> str:
    """«III квартал 2026», «I полугодие 2026», «2026 год»; other keys as they are."""
    return _period(key, PARTS, "год")


def period_genitive(key: str) -> str:
    """«III квартала 2026»."""
    return _period(key, PARTS_GENITIVE, "года")


def short_period(key: str) -> str:
    """«III кв. 2026», «I полуг. 2026»: for narrow columns."""
    return _period(key, PARTS_SHORT, "год")


def join(items: Sequence[str]) -> str:
    """«а, б и в»."""
    return " и ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def shorten(text: str, limit: int) -> str:
    """At most so many characters; cut at a word where one ends in the last third."""
    if len(text) <= limit:
        return text
    space = text.rfind(" ", 0, limit)
    cut = text[:space] if space > limit * 2 // 3 else text[: limit - 1]
    return cut.rstrip(" ,;·–-") + "…"


def squeeze(text: str, limit: int) -> str:
    """At most so many characters, both ends kept; the first number too, wherever it stands and never a part of
    it: it tells one school from another."""
    if len(text) <= limit:
        return text
    tail = (limit - 1) // 2
    head, rest = limit - 1 - tail, len(text) - tail
    number = re.search(r"(№\s*)?\d+", text)
    if number and number.end() > head and number.start() < rest:
        if number.end() < limit:
            return text[: number.end()] + "…"
        if (before := limit - 2 - len(number[0])) > 0:
            return f"{text[:before].rstrip()}…{number[0]}…"
    return text[:head].rstrip() + "…" + text[rest:].lstrip()


def _period(key: str, parts: dict[str, str], year_word: str) -> str:
    try:
        known = Period.parse(key)
    except ValueError:
        return key
    if known.part == "Y":
        return f"{known.year} {year_word}"
    return f"{ROMAN[known.part[1]]} {parts[known.part[0]]} {known.year}"
