"""The buttons under a reminder: open the step in the right post, or be reminded later."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import reminders as rules
from domain import reporting
from domain.people import Role
from handlers.acting import as_post
from handlers.case import Case, On, Private, number
from handlers.walking import Walking
from storage import debts, outbox, reminders
from views import reminders as views
from views.screen import Reply, Screen

DAYS = ("1", "3")


class Opening:
    """Holds the forms; the post a reminder was for becomes the one they act in."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def open(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
        """LookupError for somebody else's post."""
        acting = await as_post(case, number(args[0]), Role.COORDINATOR)
        screen = await self.walking.open(acting, reporting.of(args[1]).key, args[1])
        return Reply((screen,), commands_for=acting.person.post.role)


async def put_off(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Everything that stood in the message of that day; never beyond a date that is still to come."""
    told, wish = args
    if wish not in DAYS:
        raise LookupError(wish)
    await outbox.arrived(case.db, reminders.message(case.person.id, _day(told)), case.now)
    heard = await reminders.heard(case.db, case.person.id, _day(told))
    owed = await debts.owing(case.db, case.town, case.today, person_id=case.person.id)
    waiting = [one.debt for one in owed if one.debt.key in heard]
    if not waiting:
        return Reply(toast=views.nothing_owed())
    asked = rules.put_off(case.today, number(wish), await debts.calendar(case.db, case.town, case.today))
    days = {debt.key: min(asked, debt.day) if debt.day > case.today else asked for debt in waiting}
    for key, until in days.items():
        await reminders.put_off(case.db, case.person.id, key, until)
    first = min(waiting, key=lambda debt: days[debt.key])
    return Reply(toast=views.put_off(days[first.key], first.day))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as forged:
        raise LookupError(text) from forged


def router(walking: Walking) -> Router:
    routes = Router(name="reminders")
    routes.callback_query.register(Opening(walking).open, On("z.open", 2), Private())
    routes.callback_query.register(put_off, On("z.day", 2), Private())
    return routes
