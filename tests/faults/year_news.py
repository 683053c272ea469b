"""What the department must be told unasked, and whether it was: filed reports, late schools, ended quarters."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from tests.faults.year_border import Arrived
from tests.faults.year_town import DEPARTMENT, GROUP, Town
from views.screen import Notice

AWAKE, EVENING = time(8), time(20)
LEAD, PAUSE, FRESH = timedelta(seconds=30), timedelta(minutes=10), timedelta(days=60)
LISTED = 8  # schools of one message


class News:
    """Follows every tick and every arrival; `faults` are sentences."""

    def __init__(self, town: Town) -> None:
        self.town, self.faults = town, list[str]()
        self.last_filed: datetime | None = None
        self.mornings: set[date] = set()
        self.ended: set[tuple[str, date]] = set()
        self.queued: set[str] = set()
        self.arrived: list[str] = []
        self.announced = 0

    def planned(self, notices: Sequence[Notice], now: datetime) -> None:
        """After a tick: what was put into the outbox is right, and nothing is lacking."""
        keys = {one.key or "": one for one in notices}
        self.queued |= {key for key in keys if not key.startswith("reminder:")}
        local = now.astimezone(self.town.town.zone)
        quiet = not (AWAKE <= local.time() < EVENING and (local + LEAD).time() < EVENING)
        self._filed([one for key, one in keys.items() if key.startswith("news:filed:")], now, quiet)
        if quiet or local.time() < self.town.town.morning:
            return
        first = local.date() not in self.mornings
        self.mornings.add(local.date())
        working = not self.town.oracle.is_off(local.date())
        self._overdue([one for key, one in keys.items() if key.startswith("overdue:")], now, first and working)
        self._ended([key.split(":") for key in keys if key.startswith("news:ended:")], now, first and working)

    def came(self, arrived: Sequence[Arrived]) -> None:
        for one in arrived:
            if not AWAKE <= one.at.astimezone(self.town.town.zone).time() < EVENING:
                self.faults.append(f"{one.key} came at {one.at}")
            self.arrived.append(one.key)

    def close(self, relived: bool) -> None:
        """The year is over: everything told was told once. `relived`: whole weeks were, by the clock."""
        again = [key for key, times in Counter(self.arrived).items() if times > 1]
        if relived:  # a month later nobody remembers the list of a day that comes again
            again = [key for key in again if not key.startswith("overdue:")]
        self.faults += [f"{key} came again" for key in again]
        lost = [key for key in self.queued - set(self.arrived) if key.startswith("news:")]
        self.faults += [f"{key} never came" for key in lost]

    def _filed(self, notices: list[Notice], now: datetime, quiet: bool) -> None:
        fresh = self.town.fresh
        due = bool(fresh) and not quiet
        if self.last_filed and timedelta() <= now - self.last_filed < PAUSE:
            due = False
        if not self._for_both(notices, due, f"{len(fresh)} filed reports", now):
            return
        said = str(notices[0].screen.text)
        many = re.search(r"Новые отчёты: (\d+)", said)
        named = {name for name in self.town.names.values() if re.search(rf"{name}\b", said)}
        if int(many[1] if many else 1) != len(fresh) or not named <= {self.town.names[school] for school, _ in fresh}:
            self.faults.append(f"{now}: filed {fresh}, said {said}")
        self.last_filed = now
        self.announced += len(fresh)
        fresh.clear()

    def _overdue(self, notices: list[Notice], now: datetime, first: bool) -> None:
        oracle = self.town.oracle
        late = [(school, period) for school, period in oracle.owed() if self._over(period, now)]
        if not first and not notices:
            return
        if self._for_both(notices, bool(late), f"{len(late)} late schools", now):
            said = str(notices[0].screen.text)
            named = {school for school, name in self.town.names.items() if f"• {name}\n" in said}
            schools, many = {school for school, _ in late}, re.search(r"Просрочено: (\d+)", said)
            whole = named == schools if len(schools) <= LISTED else named < schools and len(named) == LISTED
            if int(many[1] if many else 0) != len(late) or not whole:
                self.faults.append(f"{now}: late are {late}, said {said}")

    def _ended(self, keys: list[list[str]], now: datetime, first: bool) -> None:
        over = {
            (period, due.effective)
            for period, due in self.town.oracle.dates.items()
            if due.since <= due.effective and self._over(period, now)
            if now < self.town.oracle.ends_at(due.effective) + FRESH
        }
        told = {(period, date.fromisoformat(effective)) for _, _, period, effective, _ in keys}
        if not told <= over or (first and not over <= told | self.ended):
            self.faults.append(f"{now}: quarters that ended are {over - self.ended}, told of {told}")
        self.ended |= told

    def _over(self, period: str, now: datetime) -> bool:
        return self.town.oracle.ends_at(self.town.oracle.dates[period].effective) <= now

    def _for_both(self, notices: list[Notice], due: bool, what: str, now: datetime) -> bool:
        """Whether there is something to look at."""
        chats = {one.chat_id for one in notices}
        if chats != ({DEPARTMENT, GROUP} if due else set()):
            self.faults.append(f"{now}: {what}, told {chats or 'nobody'}")
        return bool(notices) and due


def of_questionnaires(one: Notice) -> bool:
    """They share a coordinator's chat with the reminders that this year is about, and are tested by themselves."""
    return (one.key or "").startswith(("news:sheets:", "news:week:"))
