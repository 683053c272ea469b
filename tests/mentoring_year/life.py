"""What happens at a school on each day of the year: drawn by chance, within what the people there could do."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Final

from domain.pairs import CLOSED, State, Step
from tests.mentoring_year import decided
from tests.mentoring_year.care import Care
from tests.mentoring_year.cast import Course, at
from tests.mentoring_year.desk import Desk
from tests.mentoring_year.halves import Halves
from tests.mentoring_year.questionnaires import Questionnaires
from tests.mentoring_year.school import School
from tests.mentoring_year.tally import Tally

FORMS: Final = (
    *("pupil-pupil", "teacher-teacher", "student-pupil", "employer-pupil", "employer-student", "teacher-pupil"),
    "lecturer-learner",
)
REASONS: Final = ("moved", "busy", "fit", "done", "silent", "other")
DUE: Final = {"Q1": (3, 25), "Q2": (6, 25), "Q3": (9, 25), "Q4": (12, 20)}
FIRM: Final = ("Завод «Берёза»", "Больница", "Колледж", "Лесхоз", "Типография")
Act = Callable[[], Awaitable[object]]


class Life:
    """Of one school in one year: `agenda` holds what somebody means to do on a day to come."""

    def __init__(self, school: School, chance: Random, year: int, pairs: int, tally: Tally, whole: bool) -> None:
        self.school, self.chance, self.year = school, chance, year
        self.desk, self.sheets = Desk(school), Questionnaires(school, chance)
        self.care = Care(school, chance, self._later, self._pause)
        self.halves = Halves(school, chance, self._later, tally, whole)
        self.agenda: dict[date, list[Act]] = defaultdict(list)
        self.typed: list[int] = []  # answers typed by hand, a number for each report
        self.done = school.line.now
        self.first, self.last = date(year, 1, 12), date(year, 12, 31)
        self.pupils, self.young = chance.choice((0, 15, 240, 420, 900)) or 60, chance.randrange(7)
        self.keeps_partners, self.keeps_log = chance.random() < 0.8, chance.random() < 0.8
        self._mean_to(pairs, whole)

    async def day(self, today: date) -> None:
        for act in self.agenda.pop(today, ()):
            await self._act(today, act)
        if today.weekday() >= 5 or today.month in (7, 8):
            return
        for course in self.school.at_work():
            often = 0.26 if course.state is State.ACTIVE else 0.01
            if self.chance.random() < often and course.starts_on <= today:
                await self._meet(course, today)
        if self.keeps_log and self.chance.random() < 0.04:
            await self._act(today, self._publish)
        if self.chance.random() < 0.03:
            await self._act(today, self.care.ask_oneself)

    async def _act(self, today: date, act: Act) -> None:
        """Some time of the day, after whatever was done on it before."""
        self.school.line.now = max(at(today, self.chance), self.done + timedelta(minutes=1))
        await act()
        self.done = self.school.line.now

    async def _publish(self) -> None:
        today = self.school.today
        news = await self.desk.publish(today - timedelta(self.chance.randrange(12)))
        if self.chance.random() < 0.1:
            self._later(today, partial(self.desk.withdraw, news), 1, 20)

    def _mean_to(self, pairs: int, whole: bool) -> None:
        """The year as it is planned in January."""
        for n in range(pairs):
            early = self.chance.random() < 0.6
            day = self.first + timedelta(self.chance.randrange(30) if early else self.chance.randrange(30, 330))
            self.agenda[day].append(partial(self._begin, n, day))
        for row, share in (("1.2", 0.9), ("1.6", 0.7)):
            if self.chance.random() < share:
                self.agenda[self._some_day()].append(partial(self.desk.file_paper, row))
        for n in range(self.chance.randrange(1, 6) if self.keeps_partners else 0):
            day = self._some_day()
            self.agenda[day].append(partial(self._agree, day, n))
        for quarter, (month, day_of_month) in DUE.items():
            day = date(self.year, month, day_of_month) - timedelta(self.chance.randint(-6, 12))
            if self.chance.random() < 0.95:
                self.agenda[day].append(partial(self._report, f"{self.year}-{quarter}"))
        for half, due in decided.DUE_HALVES.items():
            day = due - timedelta(self.chance.randint(-6, 20))
            if self.chance.random() < (0.9 if whole else 0.4):
                self.agenda[day].append(partial(self.halves.file, f"{self.year}-{half}"))

    async def _begin(self, n: int, today: date) -> None:
        """Somebody to lead, somebody to be led, and a paper of each, or not yet."""
        form = FORMS[n % len(FORMS)] if self.chance.random() < 0.7 else self.chance.choice(FORMS)
        mentor = await self._mentor(form == "pupil-pupil")
        group = 1 if self.chance.random() < 0.75 else self.chance.randint(2, 5)
        ready = self.chance.random() < 0.85
        members = tuple({await self._mentee(ready) for _ in range(group)})
        back = (
            self.chance.choice((0, 0, 0, 3, 20, 120)) if today < date(self.year, 3, 1) else self.chance.choice((0, 2))
        )
        starts_on = today - timedelta(back) if self.chance.random() < 0.95 else today + timedelta(9)
        course = await self.school.pair(form, mentor, members, starts_on, ready)
        if ready:
            await self._at_work(course)
        elif self.chance.random() < 0.85:
            self._later(today, partial(self._ready, course), 3, 40)
        if self.chance.random() < 0.03 and back > 20:  # it was over before it was written down
            self._later(today, partial(self._close, course, date(self.year - 1, 12, 25)), 1, 3)

    async def _mentor(self, pupil: bool) -> int:
        known = [key for key, one in self.school.mentors.items() if one.pupil == pupil]
        if known and self.chance.random() < 0.2:
            return self.chance.choice(known)
        return await self.school.new_mentor(pupil, self.chance.random() < 0.95, self.chance.random() < 0.6)

    async def _mentee(self, ready: bool) -> int:
        """One may have several mentors."""
        signed = sorted(self.sheets.signed)
        if signed and self.chance.random() < 0.1:
            return self.chance.choice(signed)
        key = await self.school.new_mentee(self.chance.random() < 0.95, ready)
        if ready:
            self.sheets.signed.add(key)
        return key

    async def _ready(self, course: Course) -> None:
        """The papers have come, or nobody wants it any more; sometimes that was a mistake."""
        if course.state is not State.DRAFT:
            return
        given_up = self.chance.random() < 0.2 and course.starts_on <= self.school.today
        if given_up:
            await self.school.close(course, self.school.today, "other")
            if self.chance.random() < 0.5:
                return
        for mentee in course.mentees:
            if mentee not in self.sheets.signed:
                await self.school.sign(mentee)
                self.sheets.signed.add(mentee)
        await self.school.step(course, Step.REOPEN if given_up else Step.START)
        await self._at_work(course)

    async def _at_work(self, course: Course) -> None:
        await self.sheets.opened(course, after=False)
        today = max(self.school.today, course.starts_on)
        if self.chance.random() < 0.15:
            self._later(today, partial(self._pause, course), 20, 90)
        if self.chance.random() < 0.38:
            self._later(today, partial(self._close, course, None, self.chance.choice(REASONS)), 5, 150)
        elif self.chance.random() < 0.7:
            self._later(today, partial(self._close, course, None), 90, 250)

    async def _pause(self, course: Course) -> None:
        if course.state is State.ACTIVE:
            await self.school.step(course, Step.PAUSE)
            self._later(self.school.today, partial(self._resume, course), 5, 60)

    async def _resume(self, course: Course) -> None:
        if course.state is State.PAUSED:
            await self.school.step(course, Step.RESUME)

    async def _close(self, course: Course, on: date | None = None, reason: str | None = None) -> None:
        """Today, or written down some days late."""
        if course.state in CLOSED or course.state is State.DRAFT:
            return
        late = self.school.today - timedelta(self.chance.choice((0, 0, 0, 4, 11)))
        await self.school.close(course, on or max(late, course.starts_on), reason)
        await self.sheets.opened(course, after=True)
        if self.chance.random() < 0.06:
            self._later(self.school.today, partial(self._reopen, course), 1, 15)

    async def _reopen(self, course: Course) -> None:
        if course.state in CLOSED:
            await self.school.step(course, Step.REOPEN)

    async def _meet(self, course: Course, today: date) -> None:
        """Logged at once, the day after, or within a week; now and then twice, and taken back."""
        draw = self.chance.random()
        late = 0 if draw < 0.7 else 1 if draw < 0.85 else self.chance.randint(2, 7)
        self.agenda[today + timedelta(late)].append(partial(self._log, course, today))
        if not late:
            await self._act(today, self.agenda[today].pop())

    async def _log(self, course: Course, on: date) -> None:
        if course not in self.school.at_work() or course.starts_on > on:
            return
        minutes, by_coordinator = self.chance.choice((None, 30, 45, 90)), self.chance.random() < 0.06
        meeting = await self.school.meet(course, on, minutes, by_coordinator)
        draw = self.chance.random()
        if draw < 0.03:
            await self.school.take_back(meeting)
        elif draw < 0.05:
            self._later(self.school.today, partial(self.school.take_back, meeting), 1, 1)

    async def _agree(self, today: date, n: int) -> None:
        until = self.chance.choice((None, today + timedelta(self.chance.randint(10, 300))))
        name = FIRM[n % 4] if self.chance.random() < 0.8 else FIRM[0]
        key = await self.desk.agree(
            name, today - timedelta(self.chance.randrange(60)), until, self.chance.random() < 0.7
        )
        if self.chance.random() < 0.2:
            self._later(today, partial(self.desk.end_agreement, key), 5, 120)

    async def _report(self, period: str) -> None:
        """Whatever the bot does not know is said by hand; sometimes it is known better than the bot does."""
        sayable = {"pupils": self.pupils, "young": self.young, "partners": 2, "publications": 3}
        insists = {"meetings": 1234} if self.chance.random() < 0.1 and not self.typed else {}
        copied = bool(self.typed) and self.chance.random() < 0.7
        self.typed.append(await self.desk.report(period, sayable, insists, copied))

    def _later(self, today: date, act: Act, least: int, most: int) -> None:
        self.agenda[today + timedelta(self.chance.randint(least, most))].append(act)

    def _some_day(self) -> date:
        return self.first + timedelta(self.chance.randrange(300))
