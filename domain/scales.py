"""A mark from 1 to 10 as an answer: ten buttons, or the number."""

from dataclasses import dataclass
from typing import Final

from domain.form import AnswerRejected, Facts, Option, Value

LOWEST: Final = 1
HIGHEST: Final = 10
OPTIONS: Final = tuple(Option(str(mark), str(mark)) for mark in range(LOWEST, HIGHEST + 1))


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` and `high` say what its two ends mean."""

    low: str = "совсем нет"
    high: str = "полностью"

    def parse(self, raw: str, facts: Facts) -> int:
        text = raw.strip().rstrip(".!")
        if not (text.isascii() and text.isdigit() and len(text) < 4 and LOWEST <= int(text) <= HIGHEST):
            raise AnswerRejected(f"Нужно число от {LOWEST} до {HIGHEST}. Например: 8.")
        return int(text)

    def show(self, value: Value, facts: Facts) -> str:
        return str(value)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return OPTIONS
