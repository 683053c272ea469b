"""On a school day's morning: each mentor who was not asked this month is asked how their pairs are doing."""

from datetime import date, datetime
from itertools import groupby
from typing import Final

from domain import checkins as rules
from domain.municipality import Municipality
from storage import checkins, school_breaks
from storage.database import Transaction
from storage.instants import day, moment
from views import checkins as views
from views.screen import Notice

KEY: Final = "news:checkin:"  # what could not leave by evening is held till the morning


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """One message per mentor, about all their pairs. On days off and in breaks nobody is asked, and whoever was
    missed meanwhile is asked once."""
    today = now.astimezone(town.zone).date()
    if (await school_breaks.school_days(db, town, today)).is_off(today):
        return []
    month = rules.month(today)
    due = [
        row
        for row in await checkins.unasked(db, month)
        if rules.due(today, day(row["starts_on"]), _local(row["asked"], town))
    ]
    if not due:
        return []
    await checkins.ask(db, [row["pair_id"] for row in due], month, now)
    people, pairs = {row["person_id"] for row in due}, {row["pair_id"] for row in due}
    asked = [
        one for one in await checkins.of_month(db, month) if one.person_id in people and one.checkin.pair_id in pairs
    ]
    notices = []
    for person, group in groupby(asked, key=lambda one: one.person_id):
        own = list(group)
        screen = views.question([one.checkin for one in own], stays=True)
        notices.append(Notice(own[0].telegram_id, screen, f"{KEY}{month}:{person}"))
    return notices


def _local(asked: str | None, town: Municipality) -> date | None:
    return moment(asked).astimezone(town.zone).date() if asked else None
