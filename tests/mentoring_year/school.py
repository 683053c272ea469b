"""A school whose people act: each act goes through the product as their phones would have it, and into the diary."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from domain import pairs as rules
from domain.forms.registry import CLOSING
from domain.pairs import State, Step
from domain.people import Role, Scope
from domain.registry import Pair
from storage import consents, meetings, mentees, mentors, pairs, people, schools, sheet_opening
from storage.database import Transaction
from tests.handlers.phone import Line, actions, tap
from tests.handlers.walks import filled
from tests.mentoring_year.cast import Course, Mentor, Names
from tests.mentoring_year.deeds_of_care import SheetsWanted
from tests.mentoring_year.diary import (
    Closed,
    Diary,
    MenteeCame,
    MentorCame,
    Met,
    PairMade,
    PaperSigned,
    Stepped,
    TakenBack,
)
from views import joining

GRADES = ("5А", "8Б", "9В", "10А", "11Б")
PLANNED_END = date(2027, 5, 31)


@dataclass(slots=True)
class School:
    """`phones` is the share of acts that go the whole way of an update; the rest calls what handlers call."""

    line: Line
    number: int
    chance: Random
    phones: float
    names: Names
    diary: Diary = field(default_factory=Diary)
    id: int = 0
    coordinator: int = 0
    telegram: int = 0
    mentors: dict[int, Mentor] = field(default_factory=dict)
    mentees: dict[int, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    courses: dict[int, Course] = field(default_factory=dict)
    meetings: dict[int, int] = field(default_factory=dict)
    tapped: int = 0

    @property
    def db(self) -> Transaction:
        return self.line.db

    @property
    def scope(self) -> Scope:
        return Scope(self.id)

    @property
    def today(self) -> date:
        return self.line.now.astimezone(self.line.town.zone).date()

    async def found(self) -> None:
        now = self.line.now
        self.id = (await schools.add(self.db, f"Школа № {self.number}", now, self.number)).id
        self.telegram = self.names.new()
        self.coordinator = await people.add(self.db, self.telegram, f"Куратор {self.number}", now)
        await consents.give(self.db, self.coordinator, joining.CONSENT_VERSION, joining.CONSENT, now)
        await people.appoint(self.db, self.coordinator, Role.COORDINATOR, now, self.id)

    async def new_mentor(self, pupil: bool, placed: bool, account: bool) -> int:
        key, now = len(self.mentors) + 1, self.line.now
        paper = not account or self.chance.random() < 0.5
        place = "завод" if placed else None
        name = None if pupil else f"Наставник {self.number}-{key}"
        consent = f"№ {key}" if paper else None
        kind = "pupil" if pupil else "adult"
        added = await mentors.add(self.db, self.id, kind, now, name=name, place=place, consent=consent)
        mentor = self.mentors[key] = Mentor(added.id, pupil)
        if account:
            mentor.telegram = self.names.new()
            mentor.person = await people.add(self.db, mentor.telegram, added.label, now)
            await consents.give(self.db, mentor.person, joining.CONSENT_VERSION, joining.CONSENT, now)
            await people.appoint(self.db, mentor.person, Role.MENTOR, now, self.id, added.id)
            await mentors.connect(self.db, added.id, mentor.person)
        self.diary.write(MentorCame(key, pupil, placed, paper, account))
        return key

    async def new_mentee(self, placed: bool, paper: bool) -> int:
        key = len(self.mentees) + 1
        grade = self.chance.choice(GRADES) if placed else None
        papers = {"consent_kind": "both", "consent": f"№ {key}"} if paper else {}
        added = await mentees.add(self.db, self.id, self.line.now, grade, **papers)
        self.mentees[key], self.codes[added.code] = added.id, key
        self.diary.write(MenteeCame(key, placed, paper))
        return key

    async def pair(self, form: str, mentor: int, members: tuple[int, ...], starts_on: date, ready: bool) -> Course:
        key, state = len(self.courses) + 1, State.ACTIVE if ready else State.DRAFT
        number = await pairs.add(
            self.db,
            self.id,
            form=form,
            mentor_id=self.mentors[mentor].id,
            mentee_ids=[self.mentees[one] for one in members],
            goal="проект",
            starts_on=starts_on,
            ends_on=PLANNED_END,
            order_no=None,
            state=state,
            by_person=self.coordinator,
            now=self.line.now,
        )
        course = self.courses[key] = Course(key, number, mentor, members, state, starts_on)
        self.diary.write(PairMade(key, form, mentor, members, starts_on, ready, self.today))
        return course

    async def sign(self, mentee: int) -> None:
        found = await mentees.get(self.db, self.scope, self.mentees[mentee])
        assert found
        paper = {"consent_kind": "both", "consent": f"№ {mentee}"}
        await mentees.change(self.db, found, "consented", paper, self.coordinator, self.line.now)
        self.diary.write(PaperSigned(mentee))

    async def step(self, course: Course, step: Step) -> None:
        if self.by_phone():
            await self.press(self.telegram, f"p.step:{course.id}:{step}")
        else:
            pair = await self._load(course)
            assert await pairs.move(self.db, pair, rules.after(pair.state, step), self.coordinator, self.line.now)
            await self._follow(course)
        course.state = rules.after(course.state, step)
        self.diary.write(Stepped(course.key, step.value, self.today))
        self.diary.write(SheetsWanted(course.key, self.today))

    async def close(self, course: Course, on: date, reason: str | None) -> None:
        step = Step.STOP if reason else Step.COMPLETE
        if self.by_phone():
            said = {"how": step.value, "result": "проект защищён", "closed_on": f"{on:%d.%m.%Y}"}
            said |= {"reason": reason} if reason else {}
            shown = await filled(self.line, self.telegram, f"f.n:closing:{course.id}", CLOSING, said)
            assert not any(action.startswith("f.") for action in actions(shown)), "refused"
            self.tapped += len(said) + 1
        else:
            pair = await self._load(course)
            words = {"closed_on": on, "result": "проект защищён", "reason": reason}
            assert await pairs.move(
                self.db, pair, rules.after(pair.state, step), self.coordinator, self.line.now, **words
            )  # type: ignore[arg-type]
            await self._follow(course)
        course.state = rules.after(course.state, step)
        self.diary.write(Closed(course.key, on, reason))
        self.diary.write(SheetsWanted(course.key, self.today))

    async def meet(self, course: Course, on: date, minutes: int | None, by_coordinator: bool) -> int:
        """Somebody logs it; the diary's number of it."""
        key, mentor = len(self.meetings) + 1, self.mentors[course.mentor]
        self.meetings[key] = 0
        if not by_coordinator and self._one_tap(course, on) and self.by_phone():
            self.meetings[key] = await self._tapped(mentor, course, f"v.day:{(self.today - on).days}")
        else:
            by = mentor.person if mentor.person and not by_coordinator else self.coordinator
            self.meetings[key] = await meetings.log(self.db, course.id, on, by, self.line.now, minutes)
        self.diary.write(Met(key, course.key, on))
        return key

    async def _tapped(self, mentor: Mentor, course: Course, action: str) -> int:
        """One tap, and as many more as are asked for: whose it was, that it is so. The product's number of it."""
        for _ in range(4):
            shown = actions(await self.press(mentor.telegram, action))
            if undo := [one for one in shown if one.startswith("v.undo:")]:
                return int(undo[0].removeprefix("v.undo:"))
            action = next(one for one in shown if one.startswith(f"v.put:{course.id}:"))
        raise AssertionError(action)

    async def take_back(self, meeting: int) -> None:
        found = await meetings.get(self.db, self.scope, self.meetings[meeting])
        assert found
        assert await meetings.undo(self.db, found, self.coordinator, self.line.now)
        self.diary.write(TakenBack(meeting))

    async def press(self, telegram: int, action: str) -> object:
        self.tapped += 1
        return await self.line.feed(tap(action, telegram))

    def at_work(self) -> list[Course]:
        return [course for course in self.courses.values() if course.state in rules.WORKING]

    def by_phone(self) -> bool:
        return self.chance.random() < self.phones

    def _one_tap(self, course: Course, on: date) -> bool:
        """Today's or yesterday's meeting of a mentor's only pair, with one mentee."""
        mentor, alone = self.mentors[course.mentor], len(course.mentees) == 1
        near = 0 <= (self.today - on).days <= 1 and on >= course.starts_on
        return bool(mentor.telegram) and alone and near and [c.mentor for c in self.at_work()].count(course.mentor) == 1

    async def _follow(self, course: Course) -> None:
        """As the handlers of a step do."""
        await sheet_opening.keep(self.db, self.today, self.line.now, course.id)

    async def _load(self, course: Course) -> Pair:
        found = await pairs.get(self.db, self.scope, course.id)
        assert found
        return found
