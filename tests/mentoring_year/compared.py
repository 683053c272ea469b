"""What people answered, as the product tells it and as the diaries have it: growth, goals, who is satisfied."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain import indicators as rules
from domain.growth import NOTHING
from storage import goals, growth, indicators
from storage.database import Transaction
from tests.mentoring_year import answers
from tests.mentoring_year.questionnaires import MENTORS, SCALES
from tests.mentoring_year.school import School
from tests.mentoring_year.tally import Tally
from tests.village import TOWN


async def satisfied(db: Transaction, tally: Tally, schools: Sequence[School], year: int) -> None:
    """Of all schools, while the last half-year still goes on and when it is over."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    diaries = {school.number: school.diary.deeds for school in schools}
    for today in (last, last + timedelta(2)):
        shares = await indicators.satisfied(db, first, last, today, TOWN.zone)
        for one in rules.measure([], {}, shares):
            if one.indicator.whole == rules.ASKED:
                happy = answers.satisfied(diaries, one.indicator.part == "mentor", today)
                tally.same(f"{today} {one.indicator.key}", (one.part, one.whole, one.waiting), happy)


async def school(db: Transaction, tally: Tally, school: School, year: int) -> None:
    """What has grown at one school, by questionnaires and by goals."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = await growth.school(db, school.id, first, last, TOWN.zone)
    for side, keys in (("mentee", SCALES), ("mentor", SCALES + MENTORS)):
        people = answers.people({school.number: school.diary.deeds}, side == "mentor")
        for key in keys:
            one = found.get((side, key), NOTHING)
            spread = None if one.spread is None else round(one.spread, 9)
            told = (one.paired, one.unpaired, one.counted, one.before, one.after, one.change, spread)
            counted = answers.growth(people, key, last)
            tally.same(f"school {school.number} {side} {key}", told, counted)
    for begin, end in answers.HALVES:
        days = (date(year, *begin), date(year, *end))
        rated = await goals.growth(db, school.id, *days)
        tally.same(f"school {school.number} goals", rated, answers.goals(school.diary.deeds, *days))
