"""How planning grows with a municipality: `python -m tests.faults.year_growth 40 400 4000 40000`.

A morning on which every school is reminded, with a year of old rows behind it; a tick with nothing to do by day and
by night; one filing; one person planned anew. In milliseconds, the best of a few; a morning also as this process's
own time per school, which no other load on the machine changes.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import replies
from domain import deadlines
from domain.deadlines import DayOffPolicy
from domain.municipality import Municipality
from domain.people import Role
from scheduler import days_off, planning
from storage import outbox, people, reminders, years
from storage.database import Database, Transaction
from storage.instants import instant

FRIDAY = datetime(2026, 12, 4, 9, tzinfo=UTC)  # 14 days before the date: everybody is reminded
TOWN = Municipality(ZoneInfo("Europe/Moscow"), DayOffPolicy.PREVIOUS, frozenset(), "sample_bot", days_off.calendar)
SINCE = datetime(2026, 1, 12, tzinfo=UTC)

MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"
OLD = "(WITH RECURSIVE o(y) AS (SELECT 2026 UNION ALL SELECT y - 1 FROM o WHERE y > :oldest) SELECT y FROM o)"
QUARTERS = "(SELECT 1 AS q UNION ALL SELECT 2 UNION ALL SELECT 3)"
DAYS = "(SELECT 11 AS d UNION ALL SELECT 18 UNION ALL SELECT 22 UNION ALL SELECT 24 UNION ALL SELECT 25)"
FILLING = (
    "PRAGMA ignore_check_constraints = ON",  # more schools than four digits can number
    f"{MANY} INSERT INTO schools (id, number, name, created_at) SELECT i, i, 'Школа № ' || i, :since FROM n",
    f"{MANY} INSERT INTO people (id, telegram_id, name, created_at) SELECT i + 1, i + 1000, 'Куратор', :since FROM n",
    f"""{MANY} INSERT INTO roles (person_id, role, school_id, granted_at)
        SELECT i + 1, 'coordinator', i, :since FROM n""",
    f"""{MANY} INSERT INTO submissions (form, form_version, school_id, period, answers, reasons, state, first_at,
            on_time, changed_at, by_person, announced_at)
        SELECT 'monitoring', 1, i, y || '-Q' || q, '{{}}', '{{}}', 'submitted', :since, 1, :since, i + 1, :since
        FROM n, {OLD}, {QUARTERS}""",
    f"""{MANY} INSERT INTO reminders (person_id, debt, day, outcome, said_on)
        SELECT i + 1, '4.1:' || y || '-Q' || q || ':' || i, y || '-0' || (3 * q) || '-' || d, 'sent',
            y || '-0' || (3 * q) || '-' || d
        FROM n, {OLD}, {QUARTERS}, {DAYS}""",
    f"""{MANY} INSERT INTO outbox (key, chat_id, method, body, priority, not_before, state, created_at, done_at)
        SELECT 'reminder:' || (i + 1) || ':' || y || '-11-' || d, i + 1000, 'sendMessage', '', 50, :since, 'sent',
            :since, :now
        FROM n, {OLD}, {DAYS}""",
    f"""{MANY} INSERT INTO drafts (form, version, subject, school_id, answers, kept, reasons, begun_by, begun_at,
            changed_at)
        SELECT 'monitoring', 1, i || ':2026-Q4', i, '{{"pupils": 400}}', '{{}}', '{{}}', i + 1, :since, :since
        FROM n WHERE i % 3 = 0""",
    f"""{MANY} INSERT INTO snoozes (person_id, debt, until)
        SELECT i + 1, '4.1:2026-Q4:' || i, '2026-11-30' FROM n""",
)


async def found(path: Path | str, many: int, old: int = 1) -> Database:
    """So many schools, a coordinator each; a third has begun. Three quarters are over, and those of `old` years:
    filed, and reminded of."""
    database = await Database.open(path)
    async with database.transaction() as db:
        head = await people.add(db, 1, "Отдел", SINCE)
        await people.appoint(db, head, Role.DEPARTMENT, SINCE)
        dates = deadlines.of_year(2026, TOWN.policy, TOWN.calendar((2025, 2026, 2027)), TOWN.zone)
        await years.activate(db, 2026, list(dates), head, SINCE, date(2026, 1, 12))
        for sql in FILLING:
            await db.run(sql, many=many, oldest=2027 - old, since=instant(SINCE), now=instant(FRIDAY))
    return database


async def tick(db: Transaction, now: datetime) -> int:
    """As the process does it; how many messages it made."""
    notices = await planning.plan(db, now, TOWN)
    await outbox.put(db, [replies.notice(one) for one in notices], now)
    return len(notices)


async def file(db: Transaction) -> None:
    await reminders.settle(db, TOWN, 5, "2026-Q4", FRIDAY + timedelta(minutes=5))


async def again(db: Transaction) -> None:
    await reminders.again(db, 7)
    await tick(db, FRIDAY + timedelta(minutes=5))


SMALL: tuple[Callable[[Transaction], Awaitable[object]], ...] = (
    lambda db: tick(db, FRIDAY + timedelta(minutes=1)),
    lambda db: tick(db, FRIDAY + timedelta(hours=12)),
    file,
    again,
)


async def measure(folder: Path, many: int, old: int) -> None:
    database = await found(folder / f"{many}.sqlite3", many, old)
    begun = time.process_time()
    morning = await _timed(database, lambda db: tick(db, FRIDAY), times=1)
    own = 1e6 * (time.process_time() - begun) / many
    async with database.transaction() as db:
        await db.run("UPDATE outbox SET state = 'sent', done_at = created_at WHERE state = 'ready'")
    rest = [await _timed(database, one) for one in SMALL]
    await database.close()
    print(
        f"{many:>8}{morning:>12.1f}{own:>14.0f}" + "".join(f"{one:>12.2f}" for one in rest),
        flush=True,
    )


async def _timed(database: Database, work: Callable[[Transaction], Awaitable[object]], times: int = 20) -> float:
    """Milliseconds, the commit included."""
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        async with database.transaction() as db:
            await work(db)
        best = min(best, time.perf_counter() - begun)
    return best * 1000


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("schools", type=int, nargs="*", default=[40, 400, 4000])
    parser.add_argument("--old", type=int, default=1, help="years that are over")
    args = parser.parse_args()
    heads = ("morning", "us a school", "idle day", "idle night", "one files", "one again")
    print(f"{'schools':>8}{heads[0]:>12}{heads[1]:>14}" + "".join(f"{head:>12}" for head in heads[2:]))
    for many in args.schools:
        with tempfile.TemporaryDirectory() as folder:
            await measure(Path(folder), many, args.old)


if __name__ == "__main__":
    asyncio.run(main())
