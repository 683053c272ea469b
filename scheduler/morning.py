"""The morning's reminders: one message per coordinator, listing everything their schools owe."""

from datetime import date
from itertools import groupby

from domain import reminders as rules
from domain.municipality import Municipality
from domain.reminders import Item
from storage import debts, reminders
from storage.database import Transaction
from storage.debts import Owing
from views import reminders as views
from views.reminders import Line
from views.screen import Notice


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """Reminders due today, each recorded with all the days it stands for."""
    await reminders.recall(db)  # yesterday's texts count yesterday's days
    owing = await debts.owing(db, town, today)
    if not owing:
        return []
    calendar = await debts.calendar(db, town, today)
    oldest = min(today, *(one.debt.day for one in owing))
    said, wishes = await reminders.said(db, oldest - debts.HORIZON), await reminders.snoozed(db)
    notices = []
    for person_id, group in groupby(owing, key=lambda one: one.person_id):
        owed = {one.debt.key: one for one in group}
        plan = rules.due(
            today,
            [one.debt for one in owed.values()],
            said.get(person_id, ()),
            calendar,
            wishes.get(person_id),
        )
        await reminders.record(db, person_id, plan.said)
        if plan.reminder:
            lines = [_line(owed[item.debt.key], item) for item in plan.reminder.items]
            chat = next(iter(owed.values())).telegram_id
            notices.append(Notice(chat, views.reminder(today, lines), reminders.message(person_id, today)))
    return notices


def _line(one: Owing, item: Item) -> Line:
    return Line(one.school, one.nominal, item, one.post)
