"""Who does what and when in a town's year, drawn beforehand; a tap is drawn when there is something to tap on."""

import heapq
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from tests.faults.year_oracle import Post
from tests.faults.year_town import Town

Act = Callable[[datetime], Awaitable[None]]


class Life:
    """`at` puts an act into the future, `live` does what has come up to now."""

    def __init__(self, town: Town) -> None:
        self.town, self.chance = town, town.chance
        self._order = count()
        self._acts: list[tuple[datetime, int, Act]] = []
        self._apart: list[tuple[datetime, int, Callable[[], None]]] = []  # what needs no bot: blocking it

    def at(self, when: datetime, act: Act) -> None:
        heapq.heappush(self._acts, (when, next(self._order), act))

    def hour(self, day: date) -> datetime:
        """Some moment of a day, mostly of its daylight."""
        hour = self.chance.choice([0, 6, 8, *range(9, 20), *range(9, 20), 21, 23])
        return datetime.combine(day, time(hour, self.chance.randrange(60)), self.town.town.zone)

    async def live(self, now: datetime) -> bool:
        """Whether anything was done."""
        acts = bool(self._acts) and self._acts[0][0] <= now
        while self._acts and self._acts[0][0] <= now:
            await heapq.heappop(self._acts)[2](now)
        return acts

    def pass_by(self, now: datetime) -> None:
        """What happens whether the bot runs or not."""
        while self._apart and self._apart[0][0] <= now:
            heapq.heappop(self._apart)[2]()

    async def settle_in(self, schools: int, now: datetime, days: int) -> None:
        """The schools and their people, and all that they will do."""
        chance = self.chance
        await self.town.found(now)
        for _ in range(schools):
            school = await self.town.add_school(now)
            for _ in range(chance.choice([1, 1, 2, 3])):
                self.at(now if chance.random() < 0.7 else self._day(now, 40), self._join(school))
        for _ in range(schools * days // 300):
            if chance.random() < 0.4:
                self._fall_silent(self._day(now, days))
            else:
                self.at(self._day(now, days), chance.choice([self._come, self._go, self._both]))
        for _ in range(days // 60):
            self.at(self._day(now, days), self._move)
            self.at(self._day(now, days), self._declare)
        for _ in range(days // 120):
            self.at(self._day(now, days), self._archive)
            self.at(self._day(now, days), self._found)
        today = self.town.oracle.today(now)
        self.at(now, self._activate(today.year))
        self.at(self._day(datetime(today.year, 12, 1, 12, tzinfo=now.tzinfo), 50), self._activate(today.year + 1))

    def heard(self, person: int, day: date, now: datetime) -> None:
        """A reminder has come: some put it off, soon or late."""
        if self.chance.random() < 0.3:
            wait = timedelta(minutes=self.chance.choice([1, 5, 60, 300, 900, 2000, 6000]))
            days = self.chance.choice([1, 3])

            async def tap(when: datetime) -> None:
                if self.town.people[person].telegram_id not in self.town.border.blocked:
                    await self.town.put_off(person, day, days, when)

            self.at(now + wait, tap)

    def quarter(self, school: int, period: str, now: datetime) -> None:
        """When a school will begin, file and correct, if ever."""
        chance, day = self.chance, self.town.oracle.dates[period].effective
        luck = chance.random()
        spread = (-21, 0) if luck < 0.5 else (0, 25) if luck < 0.8 else (25, 150)
        files = self.hour(day + timedelta(days=chance.randint(*spread)))
        if chance.random() < 0.6:
            self.at(files - timedelta(days=chance.randint(0, 12)), self._begin(school, period))
        if luck < 0.93:
            self.at(max(files, now), self._file(school, period))
        if chance.random() < 0.15:
            self.at(files + timedelta(days=chance.randint(0, 9)), self._file(school, period))

    def _day(self, since: datetime, days: int) -> datetime:
        return max(since, self.hour(self.town.oracle.today(since) + timedelta(days=self.chance.randrange(days))))

    def _writers(self, school: int | None = None) -> list[Post]:
        deaf = self.town.border.blocked
        posts = [post for post in self.town.oracle.posts.values() if post.school == school or school is None]
        return [post for post in posts if self.town.people[post.person].telegram_id not in deaf]

    def _begin(self, school: int, period: str) -> Act:
        async def act(now: datetime) -> None:
            if (crew := self._writers(school)) and (school, period) in self.town.oracle.owed():
                await self.town.begin(self.chance.choice(crew), period, now)

        return act

    def _file(self, school: int, period: str) -> Act:
        async def act(now: datetime) -> None:
            if (crew := self._writers(school)) and school in self.town.oracle.born:
                await self.town.file(self.chance.choice(crew), period, now)

        return act

    def _join(self, school: int) -> Act:
        async def act(now: datetime) -> None:
            if school in self.town.oracle.born:
                await self.town.join(school, now)

        return act

    def _activate(self, year: int) -> Act:
        async def act(now: datetime) -> None:
            await self.town.activate(year, now)
            for school in self.town.oracle.born:
                for part in range(1, 5):
                    self.quarter(school, f"{year}-Q{part}", now)

        return act

    async def _move(self, now: datetime) -> None:
        """Some date of the coming months, or one just gone, becomes another day."""
        today, oracle = self.town.oracle.today(now), self.town.oracle
        near = [key for key, due in oracle.dates.items() if -30 < (due.effective - today).days < 60]
        if near:
            period = self.chance.choice(near)
            nominal = oracle.dates[period].nominal + timedelta(days=self.chance.choice([-20, -7, -2, -1, 1, 3, 10, 25]))
            await self.town.move(period, nominal, now)

    async def _declare(self, now: datetime) -> None:
        """A day off becomes a working one or the other way round: mostly one to come, sometimes today."""
        day = self.town.oracle.today(now) + timedelta(days=self.chance.choice([-1, 0, 0, 1, 2, 3, 5, 8, 13, 21]))
        await self.town.declare(day, not self.town.oracle.is_off(day), now)

    async def _archive(self, now: datetime) -> None:
        if len(self.town.oracle.born) > 2:
            await self.town.archive(self.chance.choice(sorted(self.town.oracle.born)), now)

    async def _found(self, now: datetime) -> None:
        school = await self.town.add_school(now)
        await self.town.join(school, now)
        for period, due in self.town.oracle.dates.items():
            if due.effective >= self.town.oracle.today(now):
                self.quarter(school, period, now)

    async def _come(self, now: datetime) -> None:
        await self.town.join(self.chance.choice(sorted(self.town.oracle.born)), now)

    async def _go(self, now: datetime) -> None:
        """Leave, and sometimes come back to the same school."""
        if not (posts := list(self.town.oracle.posts.values())):
            return
        post = self.chance.choice(posts)
        await self.town.leave(post, now)

        async def back(then: datetime) -> None:
            if post.school in self.town.oracle.born:
                await self.town.join(post.school, then, post.person)

        if self.chance.random() < 0.4:
            self.at(now + timedelta(days=self.chance.randint(0, 20)), back)

    async def _both(self, now: datetime) -> None:
        """Somebody takes on a second school."""
        if writers := self._writers():
            post, school = self.chance.choice(writers), self.chance.choice(sorted(self.town.oracle.born))
            if all(one.school != school for one in self.town.oracle.posts.values() if one.person == post.person):
                await self.town.join(school, now, post.person)

    def _fall_silent(self, when: datetime) -> None:
        """Somebody blocks the bot, and most unblock it after a while and write to it."""

        def block() -> None:
            if self.town.people:
                person = self.chance.choice(sorted(self.town.people))
                self.town.border.blocked.add(self.town.people[person].telegram_id)
                if self.chance.random() < 0.8:
                    back = when + timedelta(hours=self.chance.choice([2, 5, 26, 100, 300, 900]))

                    async def write(now: datetime) -> None:
                        await self.town.come_back(person)

                    self.at(back, write)

        heapq.heappush(self._apart, (when, next(self._order), block))
