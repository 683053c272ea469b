"""Deeds of light contact: the bot's mornings, what mentors say and wish for, what coordinators do about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Morning:
    """The bot was up at nine."""

    on: date


@dataclass(frozen=True, slots=True)
class AskedOneself:
    """A mentor opened the month's question without being asked."""

    mentor: int
    on: date


@dataclass(frozen=True, slots=True)
class Said:
    """A mentor pressed an answer under the question of a month ("2026-02"), whatever the bot made of it."""

    pair: int
    month: str
    answer: str
    on: date


@dataclass(frozen=True, slots=True)
class Wished:
    """A word (talk), a pause or an end."""

    pair: int
    what: str


@dataclass(frozen=True, slots=True)
class WishSettled:
    """Answered by the coordinator, or taken back."""

    pair: int
    what: str


@dataclass(frozen=True, slots=True)
class PutOff:
    """Out of the list for a week."""

    pair: int
    on: date


@dataclass(frozen=True, slots=True)
class BackOnList:
    pair: int


@dataclass(frozen=True, slots=True)
class SheetsWanted:
    """A pair has taken a step, or somebody has opened its questionnaires."""

    pair: int
    on: date


CareDeed = Morning | AskedOneself | Said | Wished | WishSettled | PutOff | BackOnList | SheetsWanted
