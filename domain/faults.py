"""Faults of the mentoring module of «Навигатор» (row 3.1): reported by schools, closed by the department."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

KINDS: Final = ("down", "missing", "wrong", "other")
ALIKE: Final = KINDS[:3]  # one open fault of such a kind is enough for a school


@dataclass(frozen=True, slots=True)
class Fault:
    """`about` are the school's words, added afterwards; `opened_at` is anew where it was not mended after all.
    Once closed it has the department's `answer`."""

    id: int
    school_id: int
    school_number: int
    school: str
    kind: str
    about: str | None
    revision: int
    opened_at: datetime
    closed_at: datetime | None
    answer: str | None

    @property
    def open(self) -> bool:
        return self.closed_at is None
