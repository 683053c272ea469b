from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler import jobs, planning

MOSCOW = ZoneInfo("Europe/Moscow")


async def nothing() -> None:
    """A job that has nothing to do."""


async def test_jobs_are_two_and_static_late_runs_still_run_and_no_two_at_once() -> None:
    scheduler = jobs.start(nothing, nothing, MOSCOW)
    try:
        assert {job.id for job in scheduler.get_jobs()} == {"tick", "upkeep"}
        assert all(
            (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None) for job in scheduler.get_jobs()
        )
        tick, upkeep = scheduler.get_job("tick"), scheduler.get_job("upkeep")
        assert tick.trigger.interval == timedelta(seconds=20) < planning.LEAD, "one comes before the quiet hours"
        night = datetime(2026, 3, 2, 0, 0, tzinfo=MOSCOW)
        assert upkeep.trigger.get_next_fire_time(None, night) == datetime(2026, 3, 2, 4, 30, tzinfo=MOSCOW)
    finally:
        scheduler.shutdown(wait=False)
