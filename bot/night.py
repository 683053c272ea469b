"""What is done at night, while few are up: what was kept long enough goes, the audit is looked through, a backup."""

import asyncio
from typing import Final

from bot import backups, logs
from bot.aside import aside
from bot.clock import Clock
from bot.settings import Settings
from bot.trouble import where
from scheduler import upkeep
from storage.database import Database

log = logs.get(__name__)

CALM: Final = 300.0  # seconds


class Night:
    """`work` every night; `catch_up` once after a start."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock

    async def work(self) -> None:
        """Each part by itself: what fails says so, and keeps nothing from the rest."""
        try:
            await upkeep.prune(self._database, self._clock.now(), self._settings.keeping, aside)
        except Exception as error:
            log.error("upkeep was cut short", place=where(error))
        try:
            broken = await upkeep.look_through(self._database)
            if broken is not None:
                log.error("the audit does not fit its chain from this line on", row=broken)
        except Exception as error:
            log.error("the audit could not be looked through", place=where(error))
        await self._back_up()

    async def catch_up(self) -> None:
        """The night was slept through. Some minutes after a start, which has enough to do."""
        await asyncio.sleep(CALM)
        if await backups.stale(self._database, self._clock.now()):
            await self._back_up()

    async def _back_up(self) -> None:
        try:
            await backups.nightly(self._settings, self._database, self._clock.now())
        except Exception as error:
            log.error("there is no backup of tonight", place=where(error))
