"""How it goes: one question a month to each mentor, about all their pairs at work."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SETTLED: Final = timedelta(days=14)  # (set it) a pair is not asked before, nor a mentor again


class Answer(StrEnum):
    GOOD = "good"
    HARD = "hard"
    APART = "apart"  # they do not meet


class Wish(StrEnum):
    """What a mentor may ask the coordinator for."""

    TALK = "talk"
    PAUSE = "pause"
    END = "end"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One pair's question of one month ("2026-11"); `mentees` are codes. `newest` while no later one was asked."""

    id: int
    pair_id: int
    month: str
    answer: Answer | None
    mentees: tuple[str, ...]
    newest: bool = True

    def takes(self, today: date) -> bool:
        """Whether an answer may be given now: a first one until the next question, another one in its month."""
        return self.newest and (self.answer is None or self.month == month(today))


def month(day: date) -> str:
    return f"{day:%Y-%m}"


def due(today: date, started: date, asked: date | None) -> bool:
    """Whether a mentor is to be asked about a pair today, a school day. `asked` is the day on which they were asked
    last about any of their pairs.

    A pair that began this month waits for the next: a mentor is asked once a month about all of them, and after
    downtime never twice within a fortnight.
    """
    settled = month(started) < month(today) and started + SETTLED <= today
    return settled and (asked is None or (month(asked) < month(today) and asked + SETTLED <= today))
