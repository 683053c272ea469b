"""What befalls the process and its clock: it is down for minutes or weeks, the messenger is away, the clock jumps."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OUTAGES = (10 * MINUTE, HOUR, 5 * HOUR, 14 * HOUR, DAY, 3 * DAY, 16 * DAY)
JUMPS = (MINUTE, 7 * MINUTE, HOUR, DAY)
FAR = (3 * DAY, 45 * DAY)  # a battery that ran out, a year typed wrong


@dataclass(frozen=True)
class Climate:
    """How often a day something goes wrong: 0 is a year without troubles."""

    down: float = 0.0
    away: float = 0.0
    slow: float = 0.0
    jumps: float = 0.0
    far: bool = False
    uncertain: float = 0.0


@dataclass
class Weather:
    """Moments are the bot's own clock. `turn` at every one of them, then read what is up."""

    climate: Climate
    chance: Random
    up: bool = True
    messenger: bool = True
    dies: bool = False  # at this moment, in the middle of a send
    _down_until: datetime | None = None
    _away_until: datetime | None = None
    _slow: dict[int, datetime] = field(default_factory=dict)
    _jumps_back: timedelta = timedelta()

    def turn(self, now: datetime) -> bool:
        """Whether the process starts at this moment."""
        was_down, self.dies = self.dies or not self.up, False
        self._down_until = self._outage(self._down_until, now)
        self._away_until = self._outage(self._away_until, now)
        self.up, self.messenger = self._down_until is None, self._away_until is None
        if self.up and not was_down and self._happens(self.climate.down):
            self._down_until, self.dies = now + self.chance.choice(OUTAGES), True
        if self.messenger and self._happens(self.climate.away):
            self._away_until = now + self.chance.choice(OUTAGES[:5])
        return self.up and was_down

    def slow(self, chats: Iterator[int], now: datetime) -> set[int]:
        """Chats the messenger asks to leave alone for a while."""
        self._slow = {chat: until for chat, until in self._slow.items() if now < until < now + DAY}
        for chat in chats:
            if self.climate.slow and self._happens(self.climate.slow):
                self._slow[chat] = now + self.chance.choice(OUTAGES[:4])
        return set(self._slow)

    def jump(self) -> timedelta:
        """By how much the clock is set after this moment. One that went far is put right before long."""
        if self._jumps_back and self.chance.random() < 0.2:
            back, self._jumps_back = self._jumps_back, timedelta()
            return back
        if self._jumps_back or not self._happens(self.climate.jumps):
            return timedelta()
        far = self.climate.far and self.chance.random() < 0.3
        step = self.chance.choice(FAR if far else JUMPS) * self.chance.choice([1, -1])
        if far or self.chance.random() < 0.5:
            self._jumps_back = -step
        return step

    def calm(self) -> None:
        """The end of the year is watched in peace."""
        self.climate, self._down_until, self._away_until, self._jumps_back = Climate(), None, None, timedelta()

    def _happens(self, a_day: float) -> bool:
        return self.chance.random() < a_day / MOMENTS

    def _outage(self, until: datetime | None, now: datetime) -> datetime | None:
        # A clock set back makes no outage longer than it was meant to be.
        return until if until and now < until < now + OUTAGES[-1] + DAY else None


MOMENTS = 10  # of an ordinary day


def moments(day: date, zone: tzinfo, chance: Random, working: bool) -> Iterator[tuple[datetime, bool]]:
    """The moments of a day at which something may go wrong, and whether the process ticks then: around each of its
    hours, and some between. It ticks every 20 seconds; those that would find nothing new are left out."""
    second = chance.randrange(20)
    hours = [
        (time(chance.choice([0, 1, 2, 3, 5]), 30), True),
        (time(7, 59, 31 + second), True),
        (time(8, 0, second), True),
        (time(8, 30), True),
        (time(9, 0, second), True),
        *((time(chance.randrange(9, 19), chance.randrange(1, 60)), True) for _ in range(4 if working else 1)),
        (time(19, 59, 31 + second), True),
        (time(20, 0, 1), False),
        (time(20, 0, 2 + second), True),
    ]
    for moment, ticks in sorted(hours):
        yield datetime.combine(day, moment, zone), ticks
