"""In the morning: agreements with partners that end within 30 days, and those that have ended (rows 1.7, 2.1)."""

from datetime import date
from typing import Final

from domain import partners as rules
from domain.municipality import Municipality
from domain.people import Role
from storage import debts, partners, people
from storage.database import Transaction
from views import partner_reminders as views
from views.partner_reminders import Line
from views.screen import Notice

KEY: Final = "news:partners:"  # news that could not leave by evening is held till the morning


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """One message per coordinator. Of each end two words in all: before it, and after. Where nobody at the school
    could be told, they stay to be told."""
    until = rules.spoken_of_until(today, await debts.calendar(db, town, today))
    due = await partners.untold(db, today, until) if until else []
    if not due:
        return []
    lines: dict[int, list[Line]] = {}
    heard: set[int] = set()
    for row in await people.staff(db, Role.COORDINATOR):
        if row["unreachable_since"] is None:
            mine = [Line(one, row["post"]) for one in due if one.school_id == row["school_id"]]
            lines.setdefault(row["telegram_id"], []).extend(mine)
            heard.add(row["school_id"])
    await partners.told(db, [one for one in due if one.school_id in heard], today)
    return [Notice(chat, views.reminder(own, today), f"{KEY}{today}:{chat}") for chat, own in lines.items() if own]
