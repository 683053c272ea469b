"""Who acts in a school, as they think of themselves and of each other."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from domain.pairs import State
from tests.village import local


@dataclass(slots=True)
class Mentor:
    """`telegram` is where they are written to, 0 where they do not use the bot."""

    id: int
    pupil: bool
    telegram: int = 0
    person: int = 0


@dataclass(slots=True)
class Course:
    """A pair or group as its people think of it."""

    key: int
    id: int
    mentor: int
    mentees: tuple[int, ...]
    state: State
    starts_on: date


@dataclass(slots=True)
class Names:
    """Telegram's numbers, unique in the town."""

    next: int = 100_000

    def new(self) -> int:
        self.next += 1
        return self.next


def at(day: date, chance: Random) -> datetime:
    """Some time of a school day."""
    return local(day, chance.randint(9, 18), chance.randrange(60))
