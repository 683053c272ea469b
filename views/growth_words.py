"""Words of the questionnaires' results: sides, scales, numbers with one decimal."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from domain.growth import LEAST, Growth
from domain.results import SATISFIED, Share
from views import words

MINUS: Final = "\u2212"
TENTH: Final = Decimal("0.1")

SIDES: Final[Mapping[str, str]] = {"mentee": "наставляемые", "mentor": "наставники", "coordinator": "кураторы"}
OF_SIDE: Final[Mapping[str, str]] = {"mentee": "Наставляемые", "mentor": "Наставники", "coordinator": "Кураторы"}
# The same question twice, about the person's state: its difference is growth.
GROWING: Final[Mapping[str, str]] = {
    "motivation": "Желание учиться",
    "competence": "Умения",
    "profession": "Профессия",
}
# What was expected at the beginning, and what it turned out to be.
EXPECTED: Final[Mapping[str, str]] = {
    "useful": "Польза программы",
    "comfort": "Общение",
    "meetings": "Встречи",
    "support": "Поддержка",
    "safety": "Спокойствие",
    "met": "Ожидания",
    "involvement": "Вовлечённость",
    "own": "Своя работа",
    "overall": "В целом",
}
SCALES: Final[Mapping[str, str]] = {**GROWING, **EXPECTED}
# Where a side is asked something a little different under the same key.
OTHERWISE: Final[Mapping[tuple[str, str], str]] = {
    ("mentor", "safety"): "Доверие",
    ("coordinator", "competence"): "Умения наставников",
}
SAID_YES: Final[Mapping[str, str]] = {
    SATISFIED: "Удовлетворены",
    "go_on": "Хотят продолжать",
    "become_mentor": "Хотят стать наставниками",
    "understood": "Лучше понимают профессию",
    "interests": "Нашли новые интересы",
    "project": "Сделали свой проект",
    "marks": "Стали лучше учиться",
}


def scale(side: str, key: str) -> str:
    """What a scale is called."""
    return OTHERWISE.get((side, key), SCALES[key])


def tenth(value: float) -> str:
    """«6,3»: halves up, as on paper."""
    return _russian(_rounded(value))


def signed(value: float) -> str:
    """«+1,3», «−0,4», «0,0»."""
    rounded = _rounded(value)
    return f"+{_russian(rounded)}" if rounded > 0 else _russian(rounded)


def number(value: float | None) -> float | None:
    """The same for a cell."""
    return None if value is None else float(_rounded(value))


def of(share: Share) -> str:
    """«8 из 10 (80 %)»."""
    return f"{share.yes} из {share.counted} ({words.percent(share.yes or 0, share.counted)})"


def change(one: Growth) -> str:
    """«5,2 → 7,1, +1,9»; a dash where it may not be said."""
    if one.before is None or one.after is None or one.change is None:
        return "–"
    return f"{tenth(one.before)} → {tenth(one.after)}, {signed(one.change)}"


def hidden(answered: int, over: bool, year: bool, together: bool) -> str:
    """Why nothing is shown of so many answers."""
    if answered < LEAST:
        return f"Результаты показываем от {LEAST} ответов, чтобы никого нельзя было узнать."
    if together and not over:
        return f"В каждой школе ответили меньше {LEAST}. В общий итог ответы войдут после конца полугодия."
    if year and not together:
        return f"В каждом полугодии ответили меньше {LEAST}: показать нечего, чтобы никого нельзя было узнать."
    return f"Ответили меньше {LEAST} разных людей: показать нечего, чтобы никого нельзя было узнать."


def _rounded(value: float) -> Decimal:
    """Of the shortest decimal that is this float: 6.35 is a half, although the float lies a little below it."""
    return Decimal(repr(value)).quantize(TENTH, ROUND_HALF_UP) + 0  # no minus before a zero


def _russian(value: Decimal) -> str:
    return str(value).replace(".", ",").replace("-", MINUS)
