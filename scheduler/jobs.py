"""Time only ticks: two static jobs, nothing of them stored. What is due is computed from the database."""

from collections.abc import Awaitable, Callable
from datetime import tzinfo
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK: Final = 20  # seconds
UPKEEP_HOUR: Final = 4  # local time of the zone


def start(tick: Callable[[], Awaitable[None]], upkeep: Callable[[], Awaitable[None]], zone: tzinfo) -> AsyncIOScheduler:
    """A running scheduler in the running loop. A late run still runs, and several late ones run once;
    two of a job never run at once. Stop it with `shutdown(wait=False)`."""
    scheduler = AsyncIOScheduler(
        timezone=zone, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_job(tick, "interval", seconds=TICK, id="tick")
    scheduler.add_job(upkeep, "cron", hour=UPKEEP_HOUR, minute=30, id="upkeep")
    scheduler.start()
    return scheduler
