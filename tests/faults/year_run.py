"""One town lived from day to day: the real planning and outbox, everything else the simulator's."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot import replies
from domain.deadlines import DayOffPolicy
from domain.municipality import Municipality
from scheduler import days_off, planning, upkeep
from storage import outbox, restart
from storage.database import Database
from tests.faults import year_words
from tests.faults.year_border import Arrived, Border
from tests.faults.year_life import Life
from tests.faults.year_news import News, of_questionnaires
from tests.faults.year_oracle import EVENING, MORNING, Key, Post
from tests.faults.year_town import Town
from tests.faults.year_weather import Climate, Weather, moments


@dataclass
class Tally:
    """What a town-year came to. `faults` are sentences; without any, extras and misses are 0."""

    name: str
    ends: Counter[str] = field(default_factory=Counter)
    arrived: int = 0  # lines of reminders
    messages: int = 0
    extras: int = 0
    misses: int = 0
    copies: int = 0
    news: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def targets(self) -> int:
        return self.ends.total()

    def add(self, other: "Tally") -> None:
        self.ends += other.ends
        self.faults += other.faults
        for name in ("arrived", "messages", "extras", "misses", "copies", "news"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Year:
    """One town from its first day to its last."""

    def __init__(self, database: Database, seed: int, zone: str, schools: int, climate: Climate) -> None:
        chance = Random(seed)
        self.municipality = Municipality(
            ZoneInfo(zone), chance.choice(list(DayOffPolicy)), frozenset(), "sample_bot", days_off.calendar
        )
        self.border = Border(chance, uncertain=climate.uncertain)
        self.town = Town(database, self.municipality, self.border, chance)
        self.life, self.news, self.weather = Life(self.town), News(self.town), Weather(climate, chance)
        self.database, self.chance, self.schools, self.far = database, chance, schools, climate.far
        self.planned = date.min
        self.tally = Tally(f"{seed} {zone} {self.municipality.policy} {schools}")

    async def live(self, begin: date, days: int) -> Tally:
        """Its last two days are calm: what is still under way comes to its end."""
        now = datetime.combine(begin, time(10), self.municipality.zone)
        await self.life.settle_in(self.schools, now, days)
        day = begin
        while day < begin + timedelta(days=days):
            day, now = await self._day(day, now)
        self.weather.calm()
        self.border.uncertain = 0
        for _ in range(2):
            day, now = await self._day(day, now)
        self.news.close(relived=self.far)
        await self._compare()
        return self.tally

    async def _day(self, day: date, now: datetime) -> tuple[date, datetime]:
        """Up to its end, or to where the clock is set another way; which day comes then, and the time."""
        for moment, ticks in moments(day, self.municipality.zone, self.chance, not self.town.oracle.is_off(day)):
            if moment <= now:
                continue
            now = moment
            await self._moment(now, ticks)
            if step := self.weather.jump():
                self.planned = date.min
                return self.town.oracle.today(now + step), now + step
        return day + timedelta(days=1), now

    async def _moment(self, now: datetime, ticks: bool) -> None:
        self.life.pass_by(now)
        starts = self.weather.turn(now)
        self.border.up = self.weather.messenger
        self.border.slow = self.weather.slow((one.telegram_id for one in self.town.people.values()), now)
        if not self.weather.up:
            return
        if starts:
            async with self.database.transaction() as db:
                await restart.requeue(db, now)
            await self._step(now, ticks=True)
        acted = self.weather.messenger and await self.life.live(now)
        await self._step(now, ticks and (acted or self._may_find_something(now)))
        if now.astimezone(self.municipality.zone).hour < 4:
            await upkeep.prune(self.database, now)

    def _may_find_something(self, now: datetime) -> bool:
        """Most ticks come when nothing has happened since the last one: a fourth of them is enough."""
        unplanned = self._is_morning(now) and self.town.oracle.today(now) != self.planned
        return unplanned or self.border.waiting or bool(self.town.fresh) or self.chance.random() < 0.25

    def _is_morning(self, now: datetime) -> bool:
        return MORNING <= now.astimezone(self.municipality.zone).time() < EVENING

    async def _step(self, now: datetime, ticks: bool) -> None:
        """A tick as `bot.app.App.tick` does it, and then what leaves."""
        if ticks:
            async with self.database.transaction() as db:
                planned = await planning.plan(db, now, self.municipality)
                notices = [one for one in planned if not of_questionnaires(one)]
                await outbox.put(db, [replies.notice(one) for one in notices], now)
            self.border.waiting |= bool(notices)
            if self._is_morning(now):
                self.planned = self.town.oracle.today(now)
            self.news.planned(notices, now)
        lost, arrived = set(self.border.refused), list[Arrived]()  # before anybody is found to be gone now
        if self.weather.dies:
            await self.border.die_sending(self.database, now)
        else:
            arrived = await self.border.deliver(self.database, now)
        expected = self.town.oracle.expect(now, lambda person: self._chat(person) in lost, self._hears)
        self.news.came([one for one in arrived if not one.key.startswith("reminder:")])
        self._match(expected, [one for one in arrived if one.key.startswith("reminder:")], now)

    def _chat(self, person: int) -> int:
        return self.town.people[person].telegram_id

    def _hears(self, person: int) -> bool:
        reached = self.border.up and not self.weather.dies
        return reached and self._chat(person) not in self.border.blocked | self.border.slow | self.border.lost

    def _match(self, expected: dict[int, list[tuple[Key, Post]]], arrived: list[Arrived], now: datetime) -> None:
        chats = {person.telegram_id: person.id for person in self.town.people.values()}
        today = self.town.oracle.today(now)
        for message in arrived:
            person = chats[message.chat]
            lines = expected.pop(person, [])
            self.tally.messages += 1
            self.tally.arrived += len(lines)
            self._read(message, lines, today)
            self.life.heard(person, today, now)
        for person, lines in expected.items():
            self.tally.misses += len(lines)
            self.tally.faults.append(f"{now}: nothing came to {person}: {[key for key, _ in lines]}")

    def _read(self, message: Arrived, lines: list[tuple[Key, Post]], today: date) -> None:
        read, oracle = year_words.read(message.body), self.town.oracle
        shown = lines[: year_words.LISTED]
        if [(post.id, key[2]) for key, post in shown] != [(one.post, one.period) for one in read.lines]:
            self.tally.faults.append(f"{message.at}: {message.key} said {read}, expected {lines}")
        self.tally.extras += max(0, read.total - len(lines))
        self.tally.misses += max(0, len(lines) - read.total)
        several = len({key[1] for key, _ in lines}) > 1
        for (key, _), line in zip(shown, read.lines, strict=False):
            due, begun = oracle.dates[key[2]], self.town.begun.get(key[1:])
            known = None if begun == today else begun is not None
            name = self.town.names[key[1]]
            if wrong := year_words.wrong(line, name, several, due.nominal, due.effective, today, known):
                self.tally.faults.append(f"{message.at}: {message.key} {wrong}: {line.text}")

    async def _compare(self) -> None:
        """The table of ends, row by row."""
        async with self.database.transaction() as db:
            rows = await db.all("SELECT person_id, debt, day, outcome, said_on FROM reminders")
        found = {(row["person_id"], row["debt"], row["day"]): (row["outcome"], row["said_on"]) for row in rows}
        booked = {
            (person, f"4.1:{period}:{school}", day.isoformat()): (outcome, known.isoformat())
            for (person, school, period), ended in self.town.oracle.ends.items()
            for day, (outcome, known) in ended.items()
        }
        self.tally.ends = Counter(outcome for outcome, _ in booked.values())
        self.tally.copies, self.tally.news = len(self.border.copies), self.news.announced
        for row in sorted(found.keys() | booked.keys()):
            if found.get(row) != booked.get(row):
                self.tally.faults.append(f"{row} ended {found.get(row)}, expected {booked.get(row)}")
        self.tally.faults += self.news.faults
