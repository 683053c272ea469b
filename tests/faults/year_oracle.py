"""What had to be said, and what becomes of each reminder: DOMAIN.md §5 written once more, in other words.

Nothing here asks the product's rules. A year is a list of working days, and a reminder day is a place in it.
The oracle is told every fact when it happens, and at every moment what could be heard; it answers what must
arrive at that moment, and books it as if it had.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

MORNING, EVENING = time(9), time(19, 59, 30)  # in the last half minute nothing more is begun
FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
KNOWN_AHEAD = 60  # days

Key = tuple[int, int, str]  # a person, a school, a quarter


@dataclass
class Date:
    """When a quarter is due: as ordered, as it counts, and the day it came into force."""

    nominal: date
    effective: date
    since: date


@dataclass
class Post:
    """A coordinator's place at a school, from that day on."""

    id: int
    person: int
    school: int
    since: date


@dataclass
class Oracle:
    """Days are local, moments are the bot's own clock, right or wrong."""

    zone: tzinfo
    is_off: Callable[[date], bool]
    dates: dict[str, Date] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    born: dict[int, datetime] = field(default_factory=dict)  # schools on the list, and since when
    filed: set[tuple[int, str]] = field(default_factory=set)
    put_off: dict[Key, date] = field(default_factory=dict)
    ends: dict[Key, dict[date, tuple[str, date]]] = field(default_factory=dict)  # with the day it was known
    heard: dict[Key, list[date]] = field(default_factory=dict)
    spoken: dict[int, set[date]] = field(default_factory=dict)
    last_day: date = date.min

    def __post_init__(self) -> None:
        self.count_days()

    def count_days(self) -> None:
        """After a change of days off."""
        span = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days))
        self.working = [day for day in span if not self.is_off(day)]
        self._targets: dict[date, list[date]] = {}

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def ends_at(self, day: date) -> datetime:
        return datetime.combine(day + timedelta(days=1), time(), self.zone)

    def owed(self) -> list[tuple[int, str]]:
        """Schools and quarters somebody could be asked for."""
        over = {period: self.ends_at(due.effective) for period, due in self.dates.items() if due.since <= due.effective}
        return [
            (school, period)
            for period, end in over.items()
            for school, born in self.born.items()
            if born < end and (school, period) not in self.filed
        ]

    def debts(self, today: date) -> list[tuple[Key, Post]]:
        owed: dict[int, list[str]] = {}
        for school, period in self.owed():
            if self.dates[period].effective <= today + timedelta(days=KNOWN_AHEAD):
                owed.setdefault(school, []).append(period)
        return [
            ((post.person, post.school, period), post)
            for post in self.posts.values()
            for period in owed.get(post.school, ())
        ]

    def targets(self, effective: date, today: date) -> list[date]:
        """14, 7, 3, 1 and 0 days before, each on the last working day by then; afterwards the first working day
        and every third one."""
        if effective not in self._targets:
            before = {self.working[bisect_right(self.working, effective - timedelta(n)) - 1] for n in (14, 7, 3, 1, 0)}
            late = self.working[bisect_right(self.working, effective) :: 3]
            self._targets[effective] = sorted({*before, *late})
        days = self._targets[effective]
        return days[: bisect_right(days, today)]

    def waiting(self, key: Key, post: Post, today: date) -> tuple[list[date], list[date]]:
        """Days of a debt that came to no end: those something else stands for, and those to be spoken of."""
        due, ended = self.dates[key[2]], self.ends.get(key, {})
        wish = self.put_off.get(key, date.min)
        if today <= due.effective:
            wish = min(wish, due.effective)
        open_days = {*self.targets(due.effective, today), wish} - ended.keys()
        days = sorted(day for day in open_days if max(due.since, post.since) <= day <= today)
        heard = max((day for day in self.heard.get(key, ()) if day <= today), default=date.min)
        covered = [day for day in days if day <= heard or day < wish]
        return covered, [day for day in days if day not in covered]

    def expect(
        self, now: datetime, lost: Callable[[int], bool], hears: Callable[[int], bool]
    ) -> dict[int, list[tuple[Key, Post]]]:
        """Who must get a message at this moment, and its lines, the most urgent first. Of those known to be `lost`
        nothing is reckoned until they are back; others may be out of hearing just now."""
        today = self.today(now)
        if not MORNING <= now.astimezone(self.zone).time() < EVENING:
            return {}
        if today != self.last_day:
            self._forget_the_future(today)
            self.last_day = today
        messages: dict[int, list[tuple[Key, Post]]] = {}
        for key, post in self.debts(today):
            if lost(post.person):
                continue
            covered, days = self.waiting(key, post, today)
            self._end(key, covered, "replaced", today)
            free = hears(post.person) and today not in self.spoken.get(post.person, ())
            if days and free and self._may_speak(key, today):
                messages.setdefault(post.person, []).append((key, post))
                self._end(key, days[:-1], "missed", today)
                self._end(key, days[-1:], "sent", today)
        for person, lines in messages.items():
            self.spoken.setdefault(person, set()).add(today)
            for key, _ in lines:
                self.heard.setdefault(key, []).append(today)
            lines.sort(key=lambda line: (self.dates[line[0][2]].effective, line[0][1]))
        return messages

    def _may_speak(self, key: Key, today: date) -> bool:
        """On working days; on a day off only what cannot wait for one, and what was asked for."""
        effective, wish = self.dates[key[2]].effective, self.put_off.get(key)
        coming = self.working[bisect_right(self.working, today)]
        return not self.is_off(today) or today <= effective < coming or wish == today

    def gone(self, now: datetime, debts: Iterable[tuple[Key, Post]]) -> None:
        """These debts are over: the newest of their open days is cancelled, older ones were missed."""
        today = self.today(now)
        for key, post in debts:
            covered, days = self.waiting(key, post, today)
            self._end(key, covered, "replaced", today)
            self._end(key, days[:-1], "missed", today)
            self._end(key, days[-1:], "cancelled", today)

    def changed(self, now: datetime, change: Callable[[], object]) -> None:
        """Dates, days off, schools or posts are others from now on: what is not expected any more is over."""
        today = self.today(now)
        before = {key: set().union(*self.waiting(key, post, today)) for key, post in self.debts(today)}
        change()
        after = {key: set().union(*self.waiting(key, post, today)) for key, post in self.debts(today)}
        for key, days in before.items():
            self._end(key, days - after.get(key, set()), "cancelled", today)

    def _end(self, key: Key, days: Iterable[date], outcome: str, today: date) -> None:
        for day in days:
            self.ends.setdefault(key, {})[day] = (outcome, today)

    def _forget_the_future(self, today: date) -> None:
        """The clock had run ahead: what it passed over is still to come."""
        for ended in self.ends.values():
            for day, (outcome, known) in list(ended.items()):
                if known > today <= day and outcome in ("missed", "replaced"):
                    del ended[day]
