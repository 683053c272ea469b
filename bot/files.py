"""The department's files: each reads in one short transaction and is drawn in a thread."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from domain.municipality import Municipality
from storage import board
from storage.database import Database

Args = Mapping[str, str | int | None]


async def quarter_table(database: Database, now: datetime, town: Municipality, args: Args) -> tuple[str, bytes]:
    """The name and content of the .xlsx of one quarter."""
    from views import board as views

    period = str(args["period"])
    async with database.transaction() as db:
        found = await board.load(db, period, town.zone)
    return f"monitoring-{period}.xlsx", await asyncio.to_thread(views.table, found, now, town.zone)


async def quarter_chart(database: Database, now: datetime, town: Municipality, args: Args) -> tuple[str, bytes]:
    """The name and content of the picture of a quarter and those before it."""
    from views import board as views

    period = str(args["period"])
    async with database.transaction() as db:
        shown = [one for one in await board.periods(db) if one <= period][-views.QUARTERS :]
        boards = [await board.load(db, one, town.zone) for one in shown]
    today = now.astimezone(town.zone).date()
    return f"monitoring-{period}.png", await asyncio.to_thread(views.picture, boards, today)
