"""The morning's reminders: one message per coordinator, listing everything their schools owe."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from domain import reminders as rules
from domain.municipality import Municipality
from domain.reminders import Item, Said
from storage import debts, reminders
from storage.database import Transaction
from storage.owing import Owing
from views import reminders as views
from views.reminders import Line
from views.screen import Notice


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """Everybody's reminders due today, each recorded with all the days it stands for."""
    await reminders.recall(db)  # yesterday's texts count yesterday's days
    await reminders.reopen_coming(db, today)
    return await _plan(db, today, town, await debts.owing(db, town, today))


async def plan_again(db: Transaction, today: date, town: Municipality, people: Iterable[int]) -> list[Notice]:
    """The same for some, in the course of the day."""
    notices = []
    for person in people:
        await reminders.recall(db, person)
        owing = await debts.owing(db, town, today, person_id=person)
        notices += await _plan(db, today, town, owing, person)
    return notices


async def _plan(
    db: Transaction, today: date, town: Municipality, owing: list[Owing], person: int | None = None
) -> list[Notice]:
    if not owing:
        return []
    calendar = await debts.calendar(db, town, today)
    said, wishes = await reminders.said(db, today, person), await reminders.snoozed(db, person)
    notices: list[Notice] = []
    ends: list[tuple[int, Said]] = []
    for person_id, group in groupby(owing, key=lambda one: one.person_id):
        owed = {one.debt.key: one for one in group}
        due = rules.due(
            today,
            [one.debt for one in owed.values()],
            said.get(person_id, ()),
            calendar,
            wishes.get(person_id),
        )
        ends += [(person_id, one) for one in due.said]
        if due.reminder:
            lines = [_line(owed[item.debt.key], item) for item in due.reminder.items]
            chat = next(iter(owed.values())).telegram_id
            notices.append(Notice(chat, views.reminder(today, lines), reminders.message(person_id, today)))
    await reminders.record_all(db, ends)
    return notices


def _line(one: Owing, item: Item) -> Line:
    return Line(one.school, one.nominal, item, one.post)
