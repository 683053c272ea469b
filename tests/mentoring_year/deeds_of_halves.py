"""Deeds of the half-year's assessment: filed or corrected by the school, decided by the department."""

from dataclasses import dataclass
from datetime import date

Answer = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Assessed:
    """`said` is what the coordinator has answered by hand, None what they left out; all else was taken as offered.
    `again` corrects what was filed before."""

    period: str
    on: date
    said: dict[str, Answer]
    again: bool = False


@dataclass(frozen=True, slots=True)
class SentBack:
    """By the department, for these questions."""

    period: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    period: str


HalfDeed = Assessed | SentBack | Accepted
