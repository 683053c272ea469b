"""In the morning: questionnaires that have to be there are made, and those whose day has passed are spoken of.

A mentor hears of a sheet twice, on its last day and two days later; coordinators read of it in `weekly`.
"""

from datetime import date, datetime
from itertools import groupby
from typing import Final

from domain.municipality import Municipality
from domain.questionnaires import Moment
from storage import debts, sheet_links, sheet_opening, sheet_reminders
from storage.database import Transaction
from storage.instants import day
from views import sheet_reminders as views
from views.screen import Notice
from views.sheet_reminders import Late

KEY: Final = "news:sheets:"  # news that could not leave by evening is held till the morning


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """Once a day. On days off nobody is spoken to: the next working morning makes up for it."""
    today = now.astimezone(town.zone).date()
    await sheet_opening.keep(db, today, now)
    await sheet_opening.keep_programmes(db, today, now)
    await sheet_links.forget_expired(db, now)
    if (await debts.calendar(db, town, today)).is_off(today):
        return []
    return await _mentors(db, today)


async def _mentors(db: Transaction, today: date) -> list[Notice]:
    notices = []
    rows = await sheet_reminders.mentors_due(db, today)
    for (person, chat), group in groupby(rows, key=lambda row: (row["person_id"], row["telegram_id"])):
        lines = [
            Late(row["post"], row["school"], Moment(row["moment"]), row["codes"], day(row["due_on"])) for row in group
        ]
        notices.append(Notice(chat, views.to_mentor(lines, today), f"{KEY}mentor:{person}:{today}"))
    await sheet_reminders.told(db, [row["id"] for row in rows], today)
    return notices
