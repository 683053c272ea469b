"""What a mentor has done, in the numbers that a letter of thanks may say. Mentees are never in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Thanked:
    """`name` is None for a pupil. `minutes` are those that are known, of `timed` of the `meetings`;
    `since` is the first day of the first pair, `until` the last day of the last one, or today."""

    mentor_id: int
    code: str
    name: str | None
    school: str
    pairs: int
    meetings: int
    timed: int
    minutes: int
    since: date
    until: date

    @property
    def label(self) -> str:
        return self.name or self.code

    @property
    def hours(self) -> int:
        """Whole ones, halves up."""
        return (self.minutes + 30) // 60

    @property
    def hours_are_all(self) -> bool:
        """Every meeting's length is known."""
        return self.timed == self.meetings
