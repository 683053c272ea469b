"""How long something took, as people type it: 45, «45 мин», «1,5 ч», «полтора часа», 1:30. In minutes."""

import re
from typing import Final

UNITS: Final = {
    "один": 1, "одна": 1, "одну": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7,
    "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "пятнадцать": 15,
}  # fmt: skip
TENS: Final = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "девяносто": 90}
PHRASES: Final = (
    (re.compile(r"\b(?:пол ?часа|получас[а-я]*)\b"), "30 мин"),
    (re.compile(r"\bчетверть часа\b"), "15 мин"),
    (re.compile(r"\bполтор[аы]\b"), "1,5"),
    (re.compile(r"^час с половиной\b"), "1,5 ч"),
    (re.compile(r"\b([0-9]+) с половиной\b"), r"\1,5"),
    (re.compile(r"^(?:где-то|около|примерно|почти|минут) "), ""),
    (re.compile(r"^час"), "1 час"),
    (re.compile(r"^([0-9]),5$"), r"\1,5 ч"),
)
COLON: Final = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
TYPED: Final = re.compile(
    r"(?:(?P<hours>[0-9]{1,3}(?:[.,][0-9]{1,2})?) ?(?:ч|час[а-я]*)\.?)?"
    r"(?: ?(?:и )?(?P<minutes>[0-9]{1,5})(?: ?(?:м|мин[а-я]*)\.?)?)?"
)


def read(raw: str) -> int | None:
    """Minutes, or None. Any number is taken as it stands: whether it may be true is not asked here."""
    text = " ".join(raw.lower().replace("ё", "е").split()).strip(" .!~≈")
    if colon := COLON.fullmatch(text):
        return int(colon[1]) * 60 + int(colon[2])
    text = _figures(text)
    for phrase, instead in PHRASES:
        text = phrase.sub(instead, text)
    found = TYPED.fullmatch(text)
    if not found or not (found["hours"] or found["minutes"]):
        return None
    hours = float((found["hours"] or "0").replace(",", "."))
    return round(hours * 60) + int(found["minutes"] or 0)


def _figures(text: str) -> str:
    """«Сорок пять минут» as «45 минут»."""
    written: list[str] = []
    tens = 0
    for word in text.split():
        if word in TENS:
            tens = TENS[word]
            written.append(str(tens))
        elif word in UNITS and tens and UNITS[word] < 10:
            written[-1] = str(tens + UNITS[word])
            tens = 0
        else:
            written.append(str(UNITS[word]) if word in UNITS else word)
            tens = 0
    return " ".join(written)
