"""Once a week, on its first working morning: each coordinator's pairs that need help, in one message."""

from datetime import date
from typing import Final

from domain.municipality import Municipality
from domain.pairs import State
from domain.people import EVERYTHING, Role
from domain.risks import Troubled
from storage import attention_told, debts, pairs, people, risks, schools
from storage.database import Transaction
from views import attention as views
from views.attention import Digest
from views.screen import Notice

KEY: Final = "news:attention:"  # what could not leave by evening is held till the morning


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """Nothing to whoever has nothing to read. After downtime the week's is told on the first working day there is."""
    if await attention_told.this_week(db, today) or (await debts.calendar(db, town, today)).is_off(today):
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
