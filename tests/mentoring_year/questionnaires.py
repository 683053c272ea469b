"""Questionnaires of a school's pairs: who fills them and what they mark, before the work and after it."""

from random import Random
from typing import Final

import orjson

from storage.instants import instant
from tests.mentoring_year.cast import Course
from tests.mentoring_year.diary import SheetFilled
from tests.mentoring_year.school import School

SCALES: Final = (
    *("useful", "comfort", "meetings", "support", "safety", "met", "motivation", "competence", "profession"),
    "overall",
)
MENTORS: Final = ("involvement", "own")


class Questionnaires:
    """`signed` are the mentees whose papers are there."""

    def __init__(self, school: School, chance: Random) -> None:
        self.school, self.chance = school, chance
        self.signed: set[int] = set()
        self.filled: set[tuple[int, int, bool]] = set()

    async def opened(self, course: Course, after: bool) -> None:
        """The mentor's sheet and one of each mentee; most of them are filled."""
        for who in (0, *course.mentees):
            if (course.key, who, after) not in self.filled and self.chance.random() < 0.75:
                await self._fill(course, who, after)

    async def _fill(self, course: Course, who: int, after: bool) -> None:
        scales = SCALES if who else SCALES + MENTORS
        marks = {scale: self.chance.randint(4 if after else 1, 10 if after else 8) for scale in scales}
        school = self.school
        await school.db.run(
            """INSERT INTO sheets (school_id, side, pair_id, mentee_id, moment, form, version, opened_at, due_on,
                   answers, filled_at, source, by_person)
               VALUES (:school, :side, :pair, :mentee, :moment, 'any', 1, :now, :today, :marks, :now, 'paper', :by)
               ON CONFLICT DO UPDATE SET answers = excluded.answers, filled_at = excluded.filled_at,
                   source = excluded.source, by_person = excluded.by_person, dropped_at = NULL""",
            school=school.id,
            side="mentee" if who else "mentor",
            pair=course.id,
            mentee=school.mentees[who] if who else None,
            moment="after" if after else "before",
            now=instant(school.line.now),
            today=school.today.isoformat(),
            marks=orjson.dumps(marks).decode(),
            by=school.coordinator,
        )
        self.filled.add((course.key, who, after))
        school.diary.write(SheetFilled(course.key, who, after, school.today, marks))
