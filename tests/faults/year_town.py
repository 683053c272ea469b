"""A municipality whose people act: each act is written as the bot's handlers write it, and told to the oracle."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from domain import deadlines
from domain import reminders as rules
from domain.deadlines import DayOffPolicy
from domain.drafted import Draft
from domain.forms.monitoring import MONITORING
from domain.municipality import Municipality
from domain.people import Person, Role
from scheduler import days_off
from storage import debts, drafts, groups, people, reminders, schools, submissions, years
from storage.database import Database
from storage.instants import instant
from tests.faults.year_border import Border
from tests.faults.year_oracle import Date, Oracle, Post

DAYS = {"Q1": (3, 25), "Q2": (6, 25), "Q3": (9, 25), "Q4": (12, 20)}  # the order's
DEPARTMENT, GROUP = 1, -1
ANSWERS = {"pupils": 400, "mentees": 20, "mentors": 12}


class Town:
    """Built empty; `now` is given with every act."""

    def __init__(self, database: Database, town: Municipality, border: Border, chance: Random) -> None:
        self.database, self.town, self.border, self.chance = database, town, border, chance
        self.overrides: dict[date, bool] = {}
        self.oracle = Oracle(town.zone, self._is_off)
        self.names: dict[int, str] = {}
        self.people: dict[int, Person] = {}  # by id
        self.told: dict[int, date] = {}  # the day of the last reminder in each phone
        self.begun: dict[tuple[int, str], date] = {}  # drafts with answers, and the day of the first
        self.corrected: set[tuple[int, str]] = set()
        self.fresh: set[tuple[int, str]] = set()  # filed and not announced yet

    async def found(self, now: datetime) -> None:
        async with self.database.transaction() as db:
            head = await people.add(db, DEPARTMENT, "Отдел", now)
            await people.appoint(db, head, Role.DEPARTMENT, now)
            await groups.bind(db, GROUP, "Отдел", head, now)

    async def activate(self, year: int, now: datetime) -> None:
        today = self.oracle.today(now)
        async with self.database.transaction() as db:
            calendar = days_off.calendar((year - 1, year, year + 1)).with_overrides(await years.overrides(db))
            dates = deadlines.of_year(year, self.town.policy, calendar, self.town.zone)
            quarters = [one for one in dates if one.row.form == MONITORING.key]  # all that the oracle knows
            await years.activate(db, year, quarters, 1, now, today)
            await reminders.replan(db)
        for part, (month, day) in DAYS.items():
            nominal = date(year, month, day)
            self.oracle.dates[f"{year}-{part}"] = Date(nominal, self._effective(nominal), today)

    async def add_school(self, now: datetime) -> int:
        name = f"Школа № {len(self.names) + 1}"
        async with self.database.transaction() as db:
            school = (await schools.add(db, name, now)).id
        self.names[school] = name
        self.oracle.born[school] = now
        return school

    async def join(self, school: int, now: datetime, person_id: int | None = None) -> None:
        """Somebody new accepts the invitation, or somebody known takes on another school."""
        if person_id is not None:
            await self.come_back(person_id)
        async with self.database.transaction() as db:
            if person_id is None:
                person_id = await people.add(db, 1000 + len(self.people), "Куратор", now)
            post = await people.appoint(db, person_id, Role.COORDINATOR, now, school)
            await reminders.again(db, person_id)
            person = await people.get(db, person_id)
        assert person
        self.people[person_id] = person
        self.oracle.posts[post] = Post(post, person_id, school, self.oracle.today(now))

    async def leave(self, post: Post, now: datetime) -> None:
        """The department ends their post."""
        async with self.database.transaction() as db, reminders.changing(db, self.town, now, post.person):
            await people.dismiss(db, post.id, post.school, now)
        self.oracle.changed(now, lambda: self.oracle.posts.pop(post.id))

    async def come_back(self, person_id: int) -> None:
        """They unblock the bot and write to it."""
        for chats in (self.border.blocked, self.border.refused):
            chats.discard(self.people[person_id].telegram_id)
        async with self.database.transaction() as db:
            if await people.reachable(db, person_id):
                await reminders.again(db, person_id)

    async def begin(self, post: Post, period: str, now: datetime) -> None:
        person, subject = self.people[post.person], f"{post.school}:{period}"
        acting = replace(person, post=next(one for one in person.posts if one.id == post.id))
        async with self.database.transaction() as db:
            stored = await drafts.open_one(db, "monitoring", MONITORING.version, subject, acting, now, Draft())
            await drafts.save(db, stored, replace(stored.draft, answers=ANSWERS), MONITORING.version, now)
        self.begun.setdefault((post.school, period), self.oracle.today(now))

    async def file(self, post: Post, period: str, now: datetime) -> None:
        """The first time, or a correction."""
        async with self.database.transaction() as db:
            due = await years.due(db, "monitoring", period)
            assert due
            await submissions.file(
                db,
                form="monitoring",
                form_version=MONITORING.version,
                school_id=post.school,
                period=period,
                answers=ANSWERS,
                reasons={},
                by_person=post.person,
                on_time=deadlines.on_time(now, due.ends_at),
                now=now,
            )
            await reminders.settle(db, self.town, post.school, period, now)
        filed = (post.school, period)
        self.fresh.add(filed)
        if filed not in self.oracle.filed:
            owed = [one for one in self.oracle.debts(self.oracle.today(now)) if one[0][1:] == filed]
            self.oracle.gone(now, owed)
            self.oracle.filed.add(filed)

    async def put_off(self, person_id: int, told: date, days: int, now: datetime) -> None:
        """A tap under the reminder of that day."""
        today = self.oracle.today(now)
        async with self.database.transaction() as db:
            heard = await reminders.heard(db, person_id, told)
            calendar = await debts.calendar(db, self.town, today)
            asked = rules.put_off(today, days, calendar)
            for one in await debts.owing(db, self.town, today, person_id=person_id):
                if one.debt.key in heard:
                    until = min(asked, one.debt.day) if one.debt.day > today else asked
                    await reminders.put_off(db, person_id, one.debt.key, until)
        for key, _ in self.oracle.debts(today):
            if key[0] == person_id and told in self.oracle.heard.get(key, ()):
                effective = self.oracle.dates[key[2]].effective
                asked = next(day for day in self.oracle.working if day >= today + timedelta(days))
                self.oracle.put_off[key] = min(asked, effective) if effective > today else asked

    async def move(self, period: str, nominal: date, now: datetime) -> None:
        async with self.database.transaction() as db, reminders.changing(db, self.town, now):
            due = await years.due(db, "monitoring", period)
            assert due
            calendar = days_off.calendar((nominal.year - 1, nominal.year, nominal.year + 1))
            calendar = calendar.with_overrides(await years.overrides(db))
            effective = deadlines.effective_day(nominal, self.town.policy, calendar)
            ends_at = deadlines.ends_at(effective, self.town.zone)
            await years.move(db, due.id, nominal, effective, ends_at, 1, now)

        def change() -> None:
            moved = self.oracle.dates[period]
            moved.nominal, moved.effective = nominal, self._effective(nominal)

        self.oracle.changed(now, change)

    async def declare(self, day: date, off: bool, now: datetime) -> None:
        """The department's own word on a day."""
        async with self.database.transaction() as db, reminders.changing(db, self.town, now):
            await db.run(
                """INSERT INTO day_overrides (day, is_off) VALUES (:day, :off)
                   ON CONFLICT (day) DO UPDATE SET is_off = excluded.is_off""",
                day=day.isoformat(),
                off=int(off),
            )

        def change() -> None:
            self.overrides[day] = off
            self.oracle.count_days()

        self.oracle.changed(now, change)

    async def archive(self, school: int, now: datetime) -> None:
        async with self.database.transaction() as db, reminders.changing(db, self.town, now):
            await db.run("UPDATE schools SET archived_at = :now WHERE id = :id", id=school, now=instant(now))
        self.oracle.changed(now, lambda: self.oracle.born.pop(school))

    def _is_off(self, day: date) -> bool:
        return self.overrides.get(day, days_off.calendar(range(2024, 2031)).is_off(day))

    def _effective(self, nominal: date) -> date:
        match self.town.policy:
            case DayOffPolicy.PREVIOUS:
                return max(day for day in self.oracle.working if day <= nominal)
            case DayOffPolicy.NEXT:
                return min(day for day in self.oracle.working if day >= nominal)
            case DayOffPolicy.KEEP:
                return nominal
