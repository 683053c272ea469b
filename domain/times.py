"""A time of day as people type it: 14:00, 14.30, «в 9», «1430»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.form import AnswerRejected, Facts, Option, Value

TYPED = re.compile(r"(?:в )?([0-9]{1,2})(?:\s?[:.,\- ч]\s?([0-9]{2})|([0-9]{2}))?(?: ?(?:ч|час|часа|часов|мин)\.?)?")


@dataclass(frozen=True, slots=True)
class Time:
    """Local time, kept as «14:00». `offered` are its buttons."""

    offered: Sequence[str] = ()

    def parse(self, raw: str, facts: Facts) -> str:
        found = TYPED.fullmatch(" ".join(raw.lower().split()).rstrip("."))
        hour, minute = (int(found[1]), int(found[2] or found[3] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise AnswerRejected("Не понял время. Например: 14:00 или 9:30.")
        return f"{hour:02}:{minute:02}"

    def show(self, value: Value, facts: Facts) -> str:
        return str(value)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return tuple(Option(one, one) for one in self.offered)
