"""On working mornings: concerns that are open too long, to the one who answers them; to the whole department that they
wait, where nobody does or whoever does is out of reach."""

from datetime import date
from typing import Final

from domain import concerns as rules
from domain.municipality import Municipality
from domain.people import Role
from storage import concern_duty, concerns, debts, people
from storage.database import Transaction
from views import concern_desk
from views import concern_duty as duty_views
from views.screen import Notice

KEY: Final = "overdue:concerns:"  # what could not leave by evening is counted anew in the morning


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """Nothing but numbers."""
    waiting = await concerns.waiting(db)
    if not waiting:
        return []
    calendar = await debts.calendar(db, town, today)
    if calendar.is_off(today):
        return []
    duty = await concern_duty.current(db)
    if duty is None:
        late = sum(opened < today for opened in waiting)  # of today's they have just been told
    else:
        late = sum(rules.overdue(opened, today, calendar) for opened in waiting)
    if not late:
        return []
    if duty is not None and duty.reachable:
        return [Notice(duty.chat, concern_desk.owed(late, duty.post), f"{KEY}{today}:{duty.chat}")]
    seen, away = await concern_duty.newest(db), duty.name if duty else ""
    return [
        Notice(
            row["telegram_id"],
            duty_views.still_waits(late, row["post"], seen, away),
            f"{KEY}{today}:{row['telegram_id']}",
        )
        for row in await people.staff(db, Role.DEPARTMENT)
        if row["unreachable_since"] is None
    ]
