"""What a mentor can give and a mentee may ask for: competences and ages as data, and what a class tells of an age.

The lists are ours (set it): a municipality adds to them, and what was stored under a key that is gone is passed over.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

COMPETENCES: Final = (
    ("career", "Профориентация"),
    ("study", "Учебные предметы"),
    ("exam", "Подготовка к экзаменам"),
    ("project", "Проекты и исследования"),
    ("olympiad", "Олимпиады и конкурсы"),
    ("it", "Программирование"),
    ("tech", "Техника и инженерия"),
    ("science", "Естественные науки"),
    ("languages", "Языки"),
    ("art", "Творчество"),
    ("media", "Речь и медиа"),
    ("sport", "Спорт и здоровье"),
    ("lead", "Лидерство, волонтёрство"),
    ("settle", "Адаптация и общение"),
    ("teach", "Методика и уроки"),
)
COMPETENCE_LABELS: Final = dict(COMPETENCES)
COLLEGE: Final = re.compile(r"курс|студ|спо\b|колледж|техникум|вуз", re.IGNORECASE)
YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CLASS: Final = re.compile(r"([1-9]|1[01])\s*-?\s*(?:кл\w*\.?)?\s*[«\"]?[а-яё]?[»\"]?\s*(?:кл\w*\.?)?", re.IGNORECASE)
CLASS_AGE: Final = 6  # years: the first class is of those who turn seven, and so on
OLDEST_PUPIL: Final = 25
MENTOR_AGE: Final = 14  # from which a pupil may be a mentor (set it)
MENTOR_CLASS: Final = 9  # the first class in which everybody is of that age (set it)


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Both ages included."""

    key: str
    label: str
    first: int
    last: int


AGE_BANDS: Final = (
    AgeBand("primary", "1–4 класс", 0, 10),
    AgeBand("middle", "5–7 класс", 11, 13),
    AgeBand("teen", "8–9 класс", 14, 15),
    AgeBand("senior", "10–11 класс", 16, 17),
    AgeBand("adult", "18 лет и старше", 18, 150),
)
AGE_LABELS: Final = {band.key: band.label for band in AGE_BANDS}


def packed(keys: Iterable[str]) -> str | None:
    """As they are stored: keys with commas; None where there is none."""
    return ",".join(keys) or None


def unpacked(text: str | None, known: Iterable[str]) -> tuple[str, ...]:
    """The stored keys that still mean something, in the order of `known`."""
    stored = set((text or "").split(","))
    return tuple(key for key in known if key in stored)


def band(grade: str | None, today: date) -> str | None:
    """The age band of a class or a year of birth; None where it tells none."""
    if grade and not YEAR.search(grade) and COLLEGE.search(grade):
        return "senior"
    born, form = _read(grade)
    if born is not None and 0 <= today.year - born <= OLDEST_PUPIL * 4:
        age = today.year - born
    elif form is not None:
        age = form + CLASS_AGE
    else:
        return None
    return next(one.key for one in AGE_BANDS if one.first <= age <= one.last)


def of_age(grade: str | None, today: date) -> bool | None:
    """Whether somebody of this class or year of birth may be a mentor. None where that cannot be told: in the year
    of the birthday itself, and where the words are neither a class nor a year."""
    born, form = _read(grade)
    if born is not None:
        turns = today.year - born
        return None if turns == MENTOR_AGE else turns > MENTOR_AGE
    if grade and COLLEGE.search(grade):
        return True
    return None if form is None else form >= MENTOR_CLASS


def _read(grade: str | None) -> tuple[int | None, int | None]:
    """The year of birth, or the class."""
    if not grade:
        return None, None
    if year := YEAR.search(grade):
        return int(year[0]), None
    found = CLASS.fullmatch(grade.strip())
    return None, int(found[1]) if found else None
