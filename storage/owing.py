"""A debt in the eyes of one coordinator, whatever it is that their school owes."""

from dataclasses import dataclass
from datetime import date

from domain.reminders import Debt


@dataclass(frozen=True, slots=True)
class Owing:
    """`post` is the role they owe it in."""

    person_id: int
    telegram_id: int
    post: int
    school: str
    nominal: date
    debt: Debt


def key(row: str, period: str, school_id: int) -> str:
    """What a debt is called in the tables."""
    return f"{row}:{period}:{school_id}"
