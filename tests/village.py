"""A municipality small enough to follow by hand: its people act through storage, the clock is the test's."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from domain import deadlines, reporting
from domain.deadlines import DayOffPolicy
from domain.drafted import Draft
from domain.municipality import Municipality
from domain.people import Person, Role
from domain.workdays import WorkCalendar
from storage import drafts, outbox, people, reminders, schools, submissions, years
from storage.database import Transaction
from storage.parcel import Parcel
from views.screen import Notice

MOSCOW = ZoneInfo("Europe/Moscow")
BEGIN = datetime(2026, 1, 12, 9, tzinfo=UTC)  # everything below is there from this Monday on


def weekends(years: Iterable[int]) -> WorkCalendar:
    return WorkCalendar()


TOWN = Municipality(MOSCOW, DayOffPolicy.PREVIOUS, frozenset(), "sample_bot", weekends)


def local(day: date, hour: int = 9, minute: int = 0, town: Municipality = TOWN) -> datetime:
    """That hour of the town's clocks, in UTC."""
    return datetime.combine(day, time(hour, minute), town.zone).astimezone(UTC)


class Village:
    """What happened so far, written through the same functions as in life."""

    def __init__(self, db: Transaction, town: Municipality = TOWN) -> None:
        self.db, self.town, self._chat = db, town, 1000

    async def activate(self, year: int, now: datetime = BEGIN) -> None:
        dates = deadlines.of_year(year, self.town.policy, self.town.calendar([year]), self.town.zone)
        by = await people.add(self.db, 1, "Отдел", now)
        today = now.astimezone(self.town.zone).date()
        await years.activate(self.db, year, list(dates), by, now, today)

    async def only(self, *periods: str) -> None:
        """Forget the dates of the other periods."""
        await self.db.run(
            "UPDATE deadlines SET form = NULL, closed_at = :now WHERE instr(:kept, period) = 0",
            kept=" ".join(periods),
            now=BEGIN.isoformat(),
        )

    async def school(self, name: str, now: datetime = BEGIN) -> int:
        return (await schools.add(self.db, name, now)).id

    async def person(self, role: Role, school: int | None = None, now: datetime = BEGIN, name: str = "") -> Person:
        """Somebody new in this role."""
        self._chat += 1
        person_id = await people.add(self.db, self._chat, name or f"{role} {self._chat}", now)
        return await self.also(person_id, role, school, now)

    async def also(self, person_id: int, role: Role, school: int | None, now: datetime = BEGIN) -> Person:
        await people.appoint(self.db, person_id, role, now, school)
        person = await people.get(self.db, person_id)
        assert person
        return person

    async def begin(self, coordinator: Person, period: str, now: datetime, **answers: Any) -> None:
        subject, form = f"{coordinator.post.school_id}:{period}", reporting.of(period)
        stored = await drafts.open_one(self.db, form.key, form.version, subject, coordinator, now, Draft())
        await drafts.save(self.db, stored, replace(stored.draft, answers=answers), form.version, now)

    async def file(self, coordinator: Person, period: str, now: datetime, **answers: Any) -> int:
        """File as the form does: on time by the deadline, reminders settled."""
        school, form = coordinator.post.school_id, reporting.of(period)
        due = await years.due(self.db, form.key, period)
        assert school
        number = await submissions.file(
            self.db,
            form=form.key,
            form_version=form.version,
            school_id=school,
            period=period,
            answers=answers,
            reasons={},
            by_person=coordinator.id,
            on_time=due is None or deadlines.on_time(now, due.ends_at),
            now=now,
        )
        await reminders.settle(self.db, self.town, school, period, now)
        return number

    async def move(self, period: str, nominal: date, now: datetime) -> None:
        due = await years.due(self.db, reporting.of(period).key, period)
        assert due
        effective = deadlines.effective_day(nominal, self.town.policy, self.town.calendar([nominal.year]))
        ends = deadlines.ends_at(effective, self.town.zone)
        by = int(await self.db.value("SELECT min(id) FROM people"))
        async with reminders.changing(self.db, self.town, now):
            await years.move(self.db, due.id, nominal, effective, ends, by, now)

    async def queue(self, notices: list[Notice], now: datetime) -> None:
        """Into the outbox, as the process does after a plan."""
        parcels = [Parcel(one.chat_id, "sendMessage", "{}", key=one.key, not_before=one.not_before) for one in notices]
        await outbox.put(self.db, parcels, now)

    async def deliver(self, now: datetime) -> None:
        """Everything queued leaves."""
        rows = await self.db.all("SELECT id FROM outbox WHERE state = 'ready'")
        await outbox.sent(self.db, [(row["id"], row["id"]) for row in rows], now)

    async def outcomes(self, person: Person) -> dict[date, str]:
        """What became of each day's reminder."""
        rows = await self.db.all("SELECT day, outcome FROM reminders WHERE person_id = :id ORDER BY day", id=person.id)
        return {date.fromisoformat(row["day"]): row["outcome"] for row in rows}
