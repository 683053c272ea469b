"""Once a week each coordinator reads in one message which pairs need help and which questionnaires are late."""

from datetime import date
from itertools import groupby
from typing import Final

from domain.municipality import Municipality
from domain.pairs import State
from domain.people import EVERYTHING, Role
from domain.questionnaires import Moment, Side
from domain.risks import Troubled
from domain.school_days import SchoolDays
from storage import debts, pairs, people, risks, school_breaks, schools, sheet_reminders, week_told
from storage.database import Transaction
from storage.instants import day
from views import weekly as views
from views.screen import Notice
from views.sheet_reminders import Late, programme
from views.weekly import Week

KEY: Final = "news:week:"  # what could not leave by evening is held till the morning


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """On the first working morning of the week with something to read, after downtime too. In breaks pairs are left
    alone: a week that has a school day yet to come waits for it, another speaks of questionnaires only."""
    calendar = await debts.calendar(db, town, today)
    school_days = SchoolDays(calendar, await school_breaks.listing(db))
    rests = school_days.is_off(today)
    if calendar.is_off(today) or (rests and school_days.later_this_week(today)):
        return []
    told = await week_told.people(db, today)
    staff = [
        row
        for row in await people.staff(db, Role.COORDINATOR)
        if row["unreachable_since"] is None and row["person_id"] not in told
    ]
    if not staff:
        return []
    at_risk = {} if rests else await _at_risk(db, today, town)
    rows = await sheet_reminders.late_by_school(db, today)
    late = {school: list(group) for school, group in groupby(rows, key=lambda row: row["school_id"])}
    if not at_risk and not late:
        return []
    working: dict[int, int] = {}
    for pair in await pairs.listing(db, EVERYTHING, (State.ACTIVE,)):
        working[pair.school_id] = working.get(pair.school_id, 0) + 1
    names = {school.id: school.name for school in await schools.everyone(db)}
    read: dict[tuple[int, int], list[Week]] = {}
    for row in staff:
        school = row["school_id"]
        if school in at_risk or school in late:
            sheets = [
                Late(
                    row["post"],
                    one["school"],
                    Moment(one["moment"]),
                    programme(one["year"]) if one["side"] == Side.COORDINATOR else one["who"],
                    day(one["due_on"]),
                )
                for one in late.get(school, ())
            ]
            week = Week(names[school], row["post"], working.get(school, 0), at_risk.get(school, ()), sheets)
            read.setdefault((row["person_id"], row["telegram_id"]), []).append(week)
    await week_told.add(db, today, [person for person, _ in read])
    monday = week_told.monday(today)
    return [Notice(chat, views.message(weeks), f"{KEY}{monday}:{person}") for (person, chat), weeks in read.items()]


async def _at_risk(db: Transaction, today: date, town: Municipality) -> dict[int, list[Troubled]]:
    """By school; those put off are not spoken of."""
    found: dict[int, list[Troubled]] = {}
    for one in await risks.troubled(db, town, today, EVERYTHING):
        if not one.until:
            found.setdefault(one.pair.school_id, []).append(one)
    return found
