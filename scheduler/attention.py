"""Once a week, on the morning of its first school day: each coordinator's pairs that need help, in one message."""

from datetime import date
from typing import Final

from domain.municipality import Municipality
from domain.pairs import State
from domain.people import EVERYTHING, Role
from domain.risks import Troubled
from storage import attention_told, pairs, people, risks, school_breaks, schools
from storage.database import Transaction
from views import risk_words as views
from views.risk_words import Digest
from views.screen import Notice

KEY: Final = "news:attention:"  # what could not leave by evening is held till the morning


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """Nothing to whoever has nothing to read, and nothing in breaks. After downtime the week's is told on the first
    school day there is."""
    if await attention_told.this_week(db, today) or (await school_breaks.school_days(db, town, today)).is_off(today):
        return []
    await attention_told.week(db, today)
    at_risk = [one for one in await risks.troubled(db, town, today, EVERYTHING) if not one.until]
    if not at_risk:
        return []
    by_school: dict[int, list[Troubled]] = {}
    for one in at_risk:
        by_school.setdefault(one.pair.school_id, []).append(one)
    working: dict[int, int] = {}
    for pair in await pairs.listing(db, EVERYTHING, (State.ACTIVE,)):
        working[pair.school_id] = working.get(pair.school_id, 0) + 1
    names = {school.id: school.name for school in await schools.everyone(db)}
    staff = [
        row
        for row in await people.staff(db, Role.COORDINATOR)
        if row["unreachable_since"] is None and row["school_id"] in by_school
    ]
    read: dict[int, list[Digest]] = {}
    for row in staff:
        school = row["school_id"]
        part = Digest(names[school], row["post"], working.get(school, 0), by_school[school])
        read.setdefault(row["telegram_id"], []).append(part)
    return [
        Notice(chat, views.digest(own), f"{KEY}{attention_told.monday(today)}:{chat}") for chat, own in read.items()
    ]
