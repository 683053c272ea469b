"""Light contact at a school: mentors answer the month's question or do not, wish for something, coordinators decide."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from random import Random

from domain import risks as rules
from domain.checkins import Answer, Wish
from storage import care, checkins, mentor_wishes
from tests.mentoring_year.cast import Course
from tests.mentoring_year.deeds_of_care import AskedOneself, BackOnList, PutOff, Said, Wished, WishSettled
from tests.mentoring_year.school import School

Later = Callable[[date, Callable[[], Awaitable[object]], int, int], None]
ANSWERS = (*[Answer.GOOD] * 15, *[Answer.HARD] * 3, *[Answer.APART] * 2)


class Care:
    """`later` puts an act on the school's agenda, `pause` lets a pair rest for some weeks."""

    def __init__(
        self, school: School, chance: Random, later: Later, pause: Callable[[Course], Awaitable[None]]
    ) -> None:
        self.school, self.chance, self.later, self.pause = school, chance, later, pause

    async def asked(self, chats: set[int]) -> None:
        """Of those who were asked some answer at once, some late, some never."""
        today = self.school.today
        for key, mentor in self.school.mentors.items():
            if mentor.telegram in chats and self.chance.random() < 0.75:
                late = self.chance.choice((0, 0, 0, 1, 4, 9, 33))
                self.later(today, partial(self._answer, key, f"{today:%Y-%m}"), late, late)

    async def ask_oneself(self) -> None:
        """A mentor opens the question before it comes."""
        known = [key for key, mentor in self.school.mentors.items() if mentor.telegram]
        if not known:
            return
        key, today = self.chance.choice(known), self.school.today
        mentor = self.school.mentors[key]
        if self.school.by_phone():
            await self.school.press(mentor.telegram, "ck.mine:0")
        else:
            pairs = await checkins.at_work(self.school.db, mentor.person)
            await checkins.ask(self.school.db, pairs, f"{today:%Y-%m}", self.school.line.now)
        self.school.diary.write(AskedOneself(key, today))
        await self._answer(key, f"{today:%Y-%m}")

    async def told(self, listed: list[int]) -> None:
        """The coordinator has read whom to help: puts some off, lets some rest, decides what mentors wish for."""
        school, courses = self.school, self.school.courses
        for key in listed:
            draw, course = self.chance.random(), courses[key]
            if draw < 0.12:
                await self._put_off(course)
            elif draw < 0.15:
                await self.pause(course)
            elif draw < 0.4:
                for wish in await mentor_wishes.waiting(school.db, school.scope, course.id):
                    await self._settle(course, wish.id, wish.what)

    async def _answer(self, mentor: int, month: str) -> None:
        """Each pair, or all at once."""
        school = self.school
        own = school.mentors[mentor]
        asked = [one.checkin for one in await checkins.of_month(school.db, month, own.person)]
        courses = {course.id: course for course in school.courses.values()}
        if asked and month == f"{school.today:%Y-%m}" and self.chance.random() < 0.1 and school.by_phone():
            await school.press(own.telegram, f"ck.all:{month}")
            for one in asked:
                if one.answer is None:
                    school.diary.write(Said(courses[one.pair_id].key, month, "good", school.today))
            return
        for one in asked:
            said = self.chance.choice(ANSWERS)
            await self._say(one.id, courses[one.pair_id], mentor, month, said)
            if said is not Answer.GOOD and self.chance.random() < 0.4:
                await self._wish(one.id, courses[one.pair_id], mentor, self.chance.choice(list(Wish)))
            if self.chance.random() < 0.1:
                other = self.chance.choice(list(Answer))
                again = partial(self._say, one.id, courses[one.pair_id], mentor, month, other)
                self.later(school.today, again, 1, 30)

    async def _say(self, question: int, course: Course, mentor: int, month: str, said: Answer) -> None:
        school, own = self.school, self.school.mentors[mentor]
        if school.by_phone():
            await school.press(own.telegram, f"ck.say:{question}:{said}")
        else:
            one = await checkins.get(school.db, own.person, question)
            if one and one.takes(school.today):
                await checkins.answer(school.db, [question], said, own.person, school.line.now)
        school.diary.write(Said(course.key, month, said.value, school.today))

    async def _wish(self, question: int, course: Course, mentor: int, what: Wish) -> None:
        """Some think better of it at once."""
        school, own = self.school, self.school.mentors[mentor]
        if what is not Wish.TALK and school.by_phone():
            await school.press(own.telegram, f"ck.wish:{question}:{what}")
        else:
            words = "нужен совет" if what is Wish.TALK else None
            await mentor_wishes.add(school.db, course.id, what, own.person, school.line.now, words)
        school.diary.write(Wished(course.key, what.value))
        if self.chance.random() < 0.1:
            for wish in await mentor_wishes.waiting(school.db, school.scope, course.id):
                if wish.what is what:
                    await mentor_wishes.close(school.db, [wish.id], own.person, school.line.now)
            school.diary.write(WishSettled(course.key, what.value))

    async def _settle(self, course: Course, wish: int, what: Wish) -> None:
        school = self.school
        if school.by_phone():
            await school.press(school.telegram, f"at.keep:{wish}")
        else:
            await mentor_wishes.close(school.db, [wish], school.coordinator, school.line.now)
        school.diary.write(WishSettled(course.key, what.value))

    async def _put_off(self, course: Course) -> None:
        school = self.school
        if school.by_phone():
            await school.press(school.telegram, f"at.later:{course.id}")
        else:
            until = school.today + rules.PUT_OFF
            await care.add(school.db, course.id, care.LATER, school.coordinator, school.line.now, until=until)
        school.diary.write(PutOff(course.key, school.today))
        if self.chance.random() < 0.2:
            self.later(school.today, partial(self._back, course), 1, 6)

    async def _back(self, course: Course) -> None:
        """It was put off too early."""
        school = self.school
        if school.by_phone():
            await school.press(school.telegram, f"at.again:{course.id}")
        else:
            await care.add(school.db, course.id, care.AGAIN, school.coordinator, school.line.now)
        school.diary.write(BackOnList(course.key))
