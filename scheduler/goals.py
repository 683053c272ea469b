"""In the morning: mid-way and the end of a pair's plan, each told to its mentor once, on a working day."""

from datetime import date
from typing import Final

from domain import goals as rules
from domain.goals import Moment
from domain.municipality import Municipality
from domain.people import EVERYTHING
from storage import debts, goal_calls, pairs
from storage.database import Transaction
from views import goal_calls as views
from views.screen import Notice

KEY: Final = "news:goals:"  # what could not leave by evening is held till the morning


async def plan(db: Transaction, today: date, town: Municipality) -> list[Notice]:
    """Nothing is said where every goal has its rating already, nor of a pair without goals."""
    waiting = await goal_calls.plans(db, today)
    if not waiting or (await debts.calendar(db, town, today)).is_off(today):
        return []
    notices = []
    for one in waiting:
        moment = rules.newest(one, today)
        if moment is Moment.START or moment in one.told or not one.lacking[moment]:
            continue
        pair = await pairs.get(db, EVERYTHING, one.pair_id)
        if pair is None:
            continue
        await goal_calls.told(db, pair.id, moment, today)
        screen = views.call(pair, moment, one.lacking[moment], one.post)
        notices.append(Notice(one.chat, screen, f"{KEY}{pair.id}:{moment}:{one.chat}"))
    return notices
