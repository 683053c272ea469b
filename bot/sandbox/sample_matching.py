"""What the sample's mentors can give and its mentees ask for, and one pair that is over, with its story."""

from datetime import datetime, timedelta
from typing import Final

from domain.competences import packed
from domain.matching import Profile
from domain.pairs import State
from domain.people import Scope
from storage import mentees, mentors, pairs, profiles
from storage.database import Transaction

PROFILES: Final = (
    Profile(("career", "project"), ("teen", "senior"), ("teacher-pupil",), 6, 3, "проект года в районе", "походы"),
    Profile(("tech", "career"), ("senior",), ("employer-pupil",), 4, 2, None, "авиамоделизм"),
    Profile(("study", "languages"), ("middle", "teen"), (), 4, 2),
    Profile(("it", "project"), (), ("student-pupil", "teacher-pupil"), 8, 3, "команда на олимпиаде", None),
)
WANTS: Final = (("career", "project"), ("study",), ("tech",), ("it", "project"))
STORY: Final = "Боялся выступать. Начали с рассказа вдвоём, потом перед классом. Весной выступил на конференции."


async def fill(db: Transaction, authors: dict[int, tuple[int, int]], now: datetime) -> None:
    """`authors` are a school's id and whoever writes for it, by the school's number. Every fifth mentor has not
    filled anything in yet."""
    for school, by in authors.values():
        scope = Scope(school)
        for n, mentor in enumerate(await mentors.listing(db, scope)):
            if n % 5 < len(PROFILES) and mentor.kind == "adult":
                await profiles.change(db, mentor.id, Profile(), PROFILES[n % 5], by, now)
        for n, mentee in enumerate(await mentees.listing(db, scope)):
            await mentees.change(db, mentee, "wants", {"wants": packed(WANTS[n % len(WANTS)])}, by, now)
    school, by = authors[5]
    over = (await pairs.listing(db, Scope(school)))[-1]
    day = now.date() - timedelta(days=6)
    result = "выступил на конференции"
    await pairs.move(db, over, State.COMPLETED, by, now, closed_on=day, result=result, story=STORY)
