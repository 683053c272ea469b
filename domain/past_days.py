"""Days that have been, as people say them: «пн», «в прошлую среду», «3 дня назад», and all that `days` reads."""

import re
from datetime import date, timedelta
from typing import Final

from domain import days

NAMES: Final = ("понедельник", "вторник", "сред[ауы]", "четверг", "пятниц[ауы]", "суббот[ауы]", "воскресень[ея]")
SAID: Final = tuple(re.compile(rf"{short}|{name}") for short, name in zip(days.WEEKDAYS, NAMES, strict=True))
LEADING: Final = re.compile(r"^(?:(?:в|во|на|за) )?(прошл[а-я]+ )?")
LAST_WEEK: Final = re.compile(r" (?:на )?прошло[йи] недел[еи]$")
AGO: Final = re.compile(r"(?:([0-9]{1,3}) )?(?:(день|дня|дней)|недел[июьяею]+) назад")


def read(raw: str, today: date) -> date | None:
    """The day meant, or None. A weekday is its nearest one up to today; «прошлый» is before today; «пн на прошлой
    неделе» is of the week before this one."""
    text = " ".join(raw.lower().replace("ё", "е").split()).strip(" .!,")
    if ago := AGO.fullmatch(text):
        return today - timedelta(int(ago[1] or 1) * (1 if ago[2] else 7))
    week_before = LAST_WEEK.search(text)
    said = LAST_WEEK.sub("", text)
    leading = LEADING.match(said)
    weekday = _weekday(said[leading.end() :] if leading else said)
    if weekday is None:
        return days.read(raw, today)
    if week_before:
        return today - timedelta(today.weekday() + 7 - weekday)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(7 if back == 0 and leading and leading[1] else back)


def _weekday(word: str) -> int | None:
    return next((number for number, name in enumerate(SAID) if name.fullmatch(word)), None)
