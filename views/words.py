"""Russian words for numbers, days and periods."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from babel import Locale, dates, numbers

RU: Final = Locale("ru")
ROMAN: Final = {"1": "I", "2": "II", "3": "III", "4": "IV"}
PARTS: Final = {"Q": "квартал", "H": "полугодие"}
PARTS_GENITIVE: Final = {"Q": "квартала", "H": "полугодия"}


def number(n: int) -> str:
    """Thousands apart by a no-break space."""
    return numbers.format_decimal(n, locale=RU).replace("\u202f", "\u00a0")


def plural(n: int, one: str, few: str, many: str) -> str:
    """«14 пар»: the number with the form its language rule asks for."""
    form = {"one": one, "few": few}.get(RU.plural_form(abs(n)), many)
    return f"{number(n)}\u00a0{form}"


def percent(part: int, whole: int) -> str:
    """A rounded share; a dash where there is no whole."""
    return f"{round(100 * part / whole)}\u00a0%" if whole else "–"


def day(value: date) -> str:
    """«пт, 18 декабря 2026»."""
    return dates.format_date(value, "EEE, d MMMM y", locale=RU)


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


def period(key: str) -> str:
    """«III квартал 2026», «I полугодие 2026», «2026 год»; other keys as they are."""
    return _period(key, PARTS, "год")


def period_genitive(key: str) -> str:
    """«III квартала 2026»."""
    return _period(key, PARTS_GENITIVE, "года")


def join(items: Sequence[str]) -> str:
    """«а, б и в»."""
    return " и ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def shorten(text: str, limit: int) -> str:
    """At most so many characters; cut at a word where one ends in the last third."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 2 // 3 else cut).rstrip(" ,;·–-") + "…"


def _period(key: str, parts: dict[str, str], year_word: str) -> str:
    year, _, part = key.partition("-")
    if part == "Y":
        return f"{year} {year_word}"
    if part[:1] in parts and part[1:] in ROMAN:
        return f"{ROMAN[part[1:]]} {parts[part[0]]} {year}"
    return key
