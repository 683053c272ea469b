"""A mentoring year of a town: lived through the product, then counted twice and compared."""

from dataclasses import fields
from datetime import date, timedelta
from functools import partial
from random import Random

from domain import indicators as rules
from domain.forms.monitoring import MONITORING
from domain.people import EVERYTHING, Role, Scope
from domain.risks import Limits, Troubled
from domain.school_days import Break
from domain.stages import Figures
from scheduler import checkins, weekly
from storage import (
    control,
    events,
    figures,
    guests,
    indicators,
    people,
    risk_limits,
    risks,
    school_breaks,
    sheet_opening,
    submissions,
)
from storage.database import Database, Transaction
from tests.faults import year_database
from tests.handlers.phone import Line
from tests.mentoring_year import compared, decided, recount, seen_care, seen_halves, totals
from tests.mentoring_year.cast import Names
from tests.mentoring_year.deeds_of_care import Morning
from tests.mentoring_year.diary import Attended
from tests.mentoring_year.life import Life
from tests.mentoring_year.school import School
from tests.mentoring_year.tally import Tally
from tests.mentoring_year.watch import Watch
from tests.village import TOWN, Village, local

PUPILS_15 = 4000
UP = {True: 0.9, False: 0.12}  # of the mornings
TARGETS = {"mentees": 70, "mentors": 5, "young": 90, "partners": 10, rules.PUPILS_15: PUPILS_15}


class Year:
    """`whole`: the bot is up on most mornings, every list is compared, every form is walked through; else less often,
    which is quicker."""

    def __init__(
        self, database: Database, seed: int, schools: int, pairs: int, phones: float, whole: bool = True
    ) -> None:
        self.database, self.chance, self.year, self.whole = database, Random(seed), 2026, whole
        self.names, self.tally = Names(), Tally()
        self.size = (schools, pairs, phones)
        self.lives: list[Life] = []
        self.watches: dict[int, Watch] = {}
        self.listed = ""  # the month whose list was compared whole

    async def live(self) -> Tally:
        """From the second week of January to New Year's Eve, one transaction a day."""
        today, last = date(self.year, 1, 12), date(self.year, 12, 31)
        async with self.database.transaction() as db:
            await self._found(db, today)
        while today <= last:
            async with self.database.transaction() as db:
                for life in self.lives:
                    life.school.line.db = db
                await self._morning(db, today)
                for life in self.lives:
                    await life.day(today)
                if (today.month, today.day) == (9, 24):
                    await self._seminar(db, today)
                if totals.ends_quarter(today):
                    await self._compare_stages(db, today)
                if period := {(6, 30): "H1", (12, 31): "H2"}.get((today.month, today.day)):
                    schools = [life.school for life in self.lives]
                    await seen_halves.town(db, self.tally, schools, f"{self.year}-{period}")
            today += timedelta(1)
        await self.compare()
        return self.tally

    async def _morning(self, db: Transaction, today: date) -> None:
        """Whom the bot asks and tells, on the mornings on which it is up."""
        now = local(today, 9)
        for since, words in decided.LIMITS[1:]:
            if since == today:
                limits = dict(zip((one.name for one in fields(Limits)), words, strict=True))
                await risk_limits.change(db, limits, 1, now)
        if self.chance.random() > UP[self.whole] or not decided.school_day(today):
            return
        told = {one.chat_id: one.screen for one in await weekly.plan(db, today, TOWN)}
        lists = await self._list(db, today) if told else None
        asked = {one.chat_id for one in await checkins.plan(db, now, TOWN)}
        await sheet_opening.keep(db, today, now)
        for life in self.lives:
            school, watch = life.school, self.watches[life.school.number]
            watch.read(school.diary.deeds)
            what = f"{today} school {school.number} week"
            if told:
                troubled = watch.troubled(today)
                listed = [(key, why) for key, why, until in troubled if until is None]
                if watch.tells(today, len(listed)):
                    seen_care.digest(self.tally, what, school, listed, watch.late(today), told.get(school.telegram))
                else:
                    self.tally.same(f"{what} is told", school.telegram in told, False)
                if lists is not None:
                    seen_care.every(self.tally, what, school, troubled, lists)
                if school.telegram in told:
                    self.tally.digests += 1
                    life.agenda[today].append(partial(life.care.told, [key for key, _ in listed]))
            school.diary.write(Morning(today))
            watch.read(school.diary.deeds)
            mine = {mentor.telegram for mentor in school.mentors.values()} & asked
            due = {school.mentors[key].telegram for key in watch.today}
            self.tally.same(f"{today} school {school.number} asked", sorted(mine), sorted(due))
            school.line.now = now
            await life.care.asked(asked)

    async def _list(self, db: Transaction, today: date) -> list[Troubled] | None:
        """The list of all schools, every week or once a month."""
        month = f"{today:%Y-%m}"
        if month == self.listed and not self.whole:
            return None
        self.listed = month
        return await risks.troubled(db, TOWN, today, EVERYTHING)

    async def compare(self) -> None:
        """Reports, quarters and the indicators of the year, as they stand now."""
        async with self.database.transaction() as db:
            await self._compare(db)

    async def _found(self, db: Transaction, today: date) -> None:
        schools, pairs, phones = self.size
        village, now = Village(db), local(today, 8)
        await village.activate(self.year, now)
        head = int(await db.value("SELECT min(id) FROM people"))
        await people.appoint(db, head, Role.DEPARTMENT, now)
        await indicators.set_targets(db, self.year, TARGETS, head, now)
        for title, begin, end in decided.BREAKS:
            await school_breaks.add(db, Break(title, begin, end), head, now)
        line = Line(db, TOWN, now)
        for number in range(1, schools + 1):
            chance = Random(self.chance.random())
            school = School(line, number, chance, phones, self.names)
            await school.found()
            self.lives.append(Life(school, chance, self.year, pairs, self.tally, self.whole))
            self.watches[number] = Watch()

    async def _seminar(self, db: Transaction, today: date) -> None:
        """Of those who sign up some do not come, and one seminar is called off."""
        head, now = int(await db.value("SELECT min(id) FROM people")), local(today, 8)
        words = {"title": "Семинар", "about": None, "place": "зал", "audience": "everybody", "period": None}
        held, off = [
            await events.save(db, head, now, starts_at=local(today, hour), **words)  # type: ignore[arg-type]
            for hour in (10, 15)
        ]
        for life in self.lives:
            school = life.school
            crew = {key: mentor.person for key, mentor in school.mentors.items() if mentor.person}
            for who, person in {0: school.coordinator, **crew}.items():
                if self.chance.random() < 0.2:
                    await guests.answer(db, self.chance.choice((held, off)), person, school.id, now, comes=True)
                elif self.chance.random() < 0.2:
                    await guests.answer(db, held, person, school.id, now, comes=True)
                    await guests.mark(db, held, person, head, now)
                    school.diary.write(Attended(who))
        assert await events.cancel(db, off, "ремонт", head, now)

    async def _compare_stages(self, db: Transaction, today: date) -> None:
        board = await control.load(db, TOWN, self.year, local(today, 23))
        recent = totals.school_days_back(today, 14)
        for life in self.lives:
            book = recount.read(life.school.diary.deeds)
            counted = recount.stages(book, date(self.year, 1, 1), date(self.year, 12, 31), recent)
            found: Figures = board.line(life.school.id).stages
            for key, value in counted.items():
                self.tally.same(f"{today} school {life.school.number} {key}", getattr(found, key), value)

    async def _compare(self, db: Transaction) -> None:
        newest = []
        for life in self.lives:
            filed = totals.reports(life.school.diary.deeds)
            newest += [filed[max(filed)]] if filed else []
            await self._compare_school(db, life, filed)
        await compared.satisfied(db, self.tally, [life.school for life in self.lives], self.year)
        targets = await indicators.targets(db, self.year)
        measured = [
            one
            for one in rules.measure(await indicators.filed(db, self.year), targets, {})
            if one.indicator.whole != rules.ASKED
        ]
        counted = totals.indicators(newest, PUPILS_15)
        for one in measured:
            part, whole = counted[one.indicator.key]
            self.tally.same(f"{one.indicator.key} of the year", (one.part, one.whole), (part, whole))
            share, target = totals.share(part, whole), TARGETS[one.indicator.key]
            self.tally.same(f"{one.indicator.key} in tenths", one.value, share)
            reached = None if share is None else share >= (target if whole is None else target * 10)
            self.tally.same(f"{one.indicator.key} reached", one.reached, reached)

    async def _compare_school(self, db: Transaction, life: Life, filed: dict[str, totals.Report]) -> None:
        """Each report as it was filed, and each quarter as it stands at the end."""
        school, tally = life.school, self.tally
        book = recount.read(school.diary.deeds)
        rows = await self._submitted(db, school.id)
        tally.same(f"school {school.number} reports", sorted(rows), sorted(filed))
        for period, report in filed.items():
            tally.same(f"school {school.number} {period} as filed", rows.get(period), report)
        for quarter in totals.QUARTERS:
            since, until = totals.days(f"{self.year}-{quarter}")
            found = await figures.school(db, school.id, since, until)
            tally.same(f"school {school.number} {quarter} at the end", found, recount.figures(book, since, until))
        await compared.school(db, tally, school, self.year)
        self.watches[school.number].read(school.diary.deeds)
        await seen_care.questions(db, tally, school, self.watches[school.number])
        await seen_halves.school(db, tally, school, life.halves)
        tally.pairs += len(book.pairs)
        tally.meetings += len(book.meetings)
        tally.reports += len(filed)
        tally.tapped += school.tapped
        tally.first_typed += life.typed[:1]
        tally.later_typed += life.typed[1:]

    async def _submitted(self, db: Transaction, school: int) -> dict[str, totals.Report]:
        """The numbers of what lies in the database, by period."""
        found = await submissions.listing(db, Scope(school))
        return {
            one.period: {key: value for key, value in one.answers.items() if type(value) is int}
            for one in found
            if one.form == MONITORING.key
        }


async def lived(seed: int, schools: int, pairs: int, phones: float, whole: bool = True) -> Tally:
    """A town-year in memory."""
    async with year_database.in_memory() as database:
        return await Year(database, seed, schools, pairs, phones, whole).live()
