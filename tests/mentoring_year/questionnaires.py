"""Questionnaires and goals of a school's pairs: who fills them and what they mark, before the work and after it."""

from datetime import timedelta
from random import Random
from typing import Final

from domain.goals import Moment
from domain.sheets import Source
from storage import goals, sheet_opening, sheets
from tests.mentoring_year.cast import Course
from tests.mentoring_year.deeds_of_care import SheetsWanted
from tests.mentoring_year.diary import GoalRated, GoalSet, SheetFilled
from tests.mentoring_year.school import School

SCALES: Final = (
    *("useful", "comfort", "meetings", "support", "safety", "met", "motivation", "competence", "profession"),
    "overall",
)
MENTORS: Final = ("involvement", "own")
YES_NO: Final = ("go_on", "become_mentor", "understood", "interests", "project", "marks")  # a mentor the first alone


class Questionnaires:
    """`signed` are the mentees whose papers are there."""

    def __init__(self, school: School, chance: Random) -> None:
        self.school, self.chance = school, chance
        self.signed: set[int] = set()
        self.goals: dict[int, int] = {}

    async def opened(self, course: Course, after: bool) -> None:
        """The mentor's sheet and one of each mentee; most of them are filled."""
        school = self.school
        await sheet_opening.keep(school.db, school.today, school.line.now, course.id)
        school.diary.write(SheetsWanted(course.key, school.today))
        for sheet in await sheets.of_pair(school.db, school.scope, course.id):
            if sheet.filled_at or (sheet.moment == "after") != after or self.chance.random() > 0.75:
                continue
            school.line.now += timedelta(minutes=1)
            who, now = school.codes[sheet.code] if sheet.code else 0, school.line.now
            scales = SCALES if who else SCALES + MENTORS
            marks = {scale: self.chance.randint(4 if after else 1, 10 if after else 8) for scale in scales}
            if after:
                marks |= {key: self.chance.random() < 0.6 for key in (YES_NO if who else YES_NO[:1])}
            assert await sheets.fill(school.db, sheet.id, marks, 1, Source.PAPER, school.coordinator, now)
            school.diary.write(SheetFilled(course.key, who, after, now.astimezone(school.line.town.zone), marks))
        await self._rate(course, after)

    async def _rate(self, course: Course, after: bool) -> None:
        """Goals are set at the beginning; most are rated at both ends, some are not, some twice."""
        school = self.school
        mine = await goals.of_pair(school.db, course.id)
        if not after and not mine:
            for _ in range(self.chance.randrange(4)):
                key = len(self.goals) + 1
                self.goals[key] = await goals.put(school.db, course.id, "проект", school.coordinator, school.line.now)
                school.diary.write(GoalSet(key, course.key))
            mine = await goals.of_pair(school.db, course.id)
        keys = {number: key for key, number in self.goals.items()}
        moment = Moment.END if after else Moment.START
        for goal in mine:
            if self.chance.random() < 0.8:
                value = self.chance.randint(1, 10)
                now = school.line.now
                if await goals.rate(school.db, goal, moment, value, school.coordinator, now, school.today):
                    school.diary.write(GoalRated(keys[goal.id], moment.value, value, school.today))
