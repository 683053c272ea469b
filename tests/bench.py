"""`make bench`: speed as ratios within one run, so that another machine gives comparable figures.

1. An update: a typed answer through intake (transaction, routes, form engine, outbox, commit on disk), against
   a bare dispatch of aiogram that echoes and stores nothing.
2. Growth: planning one tick for ten times the schools, per school.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Message, Update, User

from bot.clock import MovableClock
from bot.intake import Intake, NoNetwork
from domain import deadlines
from domain.deadlines import DayOffPolicy
from domain.municipality import Municipality
from domain.people import Role
from handlers import routes
from scheduler import days_off, planning
from storage import people, schools, years
from storage.database import Database

RUNS = 5
UPDATES = 300
NOON = datetime(2026, 12, 4, 9, tzinfo=UTC)  # 14 days before the deadline: a day of reminders
CONTEXT = Bot("1:context", session=NoNetwork(User(id=1, is_bot=True, first_name="N", username="bench_bot")))


def _update(number: int, person: int, text: str) -> dict[str, Any]:
    user = {"id": person, "is_bot": False, "first_name": "N"}
    chat = {"id": person, "type": "private", "first_name": "N"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1_796_000_000, "from": user, "chat": chat, "text": text},
    }


async def _municipality(folder: Path, many: int) -> tuple[Database, Municipality]:
    """So many schools with a coordinator each, and the year in force."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Moscow")
    town = Municipality(zone, DayOffPolicy.PREVIOUS, frozenset(), "bench_bot", days_off.calendar)
    database = await Database.open(folder / f"{many}.sqlite3")
    async with database.transaction() as db:
        head = await people.add(db, 1, "N", NOON)
        await people.appoint(db, head, Role.DEPARTMENT, NOON)
        dates = deadlines.of_year(2026, town.policy, town.calendar((2025, 2026, 2027)), zone)
        await years.activate(db, 2026, list(dates), head, NOON, datetime(2026, 9, 1, tzinfo=UTC).date())
        for n in range(many):
            school = await schools.add(db, f"School {n}", NOON)
            person = await people.add(db, 1000 + n, f"N {n}", NOON, consent_version="1")
            await people.appoint(db, person, Role.COORDINATOR, NOON, school.id)
    return database, town


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


async def _echo(message: Message) -> str:
    return message.text or ""


async def updates_per_second(folder: Path) -> list[float]:
    """Ours against the bare dispatch, pair by pair; batches of 100 as Telegram gives them."""
    database, town = await _municipality(folder, UPDATES)
    ours, floor = Dispatcher(disable_fsm=True), Dispatcher(disable_fsm=True)
    routes.attach(ours)
    floor.message.register(_echo)
    intake = Intake(None, database, ours, MovableClock(NOON), town, CONTEXT, lambda: None)  # type: ignore[arg-type]
    number, ratios = 0, []
    for _ in range(RUNS):
        batches = []
        for start in range(0, UPDATES, 100):
            batches.append([_update(number + n, 1000 + n, "/report") for n in range(start, start + 100)])
        number += UPDATES

        async def with_us(batches: list[list[dict[str, Any]]] = batches) -> None:
            for batch in batches:
                await intake.take(batch)

        async def bare(batches: list[list[dict[str, Any]]] = batches) -> None:
            for batch in batches:
                for raw in batch:
                    await floor.feed_update(CONTEXT, Update.model_validate(raw, context={"bot": CONTEXT}))

        ratios.append(await _timed(with_us) / await _timed(bare))
    await database.close()
    return ratios


async def growth(folder: Path) -> list[float]:
    """Time per school of one morning's plan, 400 schools against 40."""
    ratios = []
    for run in range(RUNS):
        seconds = []
        for many in (40, 400):
            database, town = await _municipality(folder / str(run), many)

            async def plan(database: Database = database, town: Municipality = town) -> None:
                async with database.transaction() as db:
                    await planning.plan(db, NOON, town)

            seconds.append(await _timed(plan) / many)
            await database.close()
        ratios.append(seconds[1] / seconds[0])
    return ratios


def _row(name: str, ratios: list[float]) -> str:
    return f"{name:<62} {min(ratios):6.2f} {statistics.median(ratios):6.2f} {max(ratios):6.2f}"


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'ratio':<62} {'min':>6} {'median':>6} {'max':>6}")
        print(
            _row("one update with its commit / a bare dispatch without storage", await updates_per_second(Path(folder)))
        )
        print(_row("plan per school, 400 schools / 40 schools", await growth(Path(folder))))


if __name__ == "__main__":
    asyncio.run(main())
