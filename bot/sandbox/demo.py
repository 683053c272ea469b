"""`python -m bot demo`: the sandbox, a sample municipality and the bot in one process."""

import argparse
import asyncio
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from typing import Final

from bot import logs, opening, settings
from bot.app import App
from bot.clock import MovableClock, SystemClock
from bot.opening import StartFailed
from bot.pace import Pace
from bot.sandbox import people, sample
from bot.sandbox.server import MOSCOW, Sandbox
from bot.sandbox.shortcut import Shortcut
from domain.forms.monitoring import MONITORING
from domain.municipality import Municipality
from scheduler import days_off
from storage import years

TOKEN: Final = "100200300:sandbox-token-is-no-secret"  # noqa: S105
FOLDER: Final = Path("data/demo")


class Demo:
    """Both sides together: the page and the bot it talks to. `start`, play, `stop`. Neither keeps to
    the messenger's pace unless `paced`; both wait by `monotonic` seconds."""

    def __init__(
        self,
        folder: Path,
        clock: MovableClock | None = None,
        *,
        paced: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder = folder
        self.clock = clock or MovableClock(_this_morning())
        self._pace = Pace(monotonic=monotonic)
        if not paced:
            self._pace = Pace(overall=0, chat_interval=0, group_minute=0, monotonic=monotonic)
        self.sandbox = Sandbox(
            TOKEN,
            self.clock,
            state=folder / "telegram",
            shortcuts=self._shortcuts,
            on_clock_moved=self._moved,
            strict_pace=paced,
            monotonic=monotonic,
        )
        self.app: App | None = None

    async def start(self, port: int = 0) -> None:
        """Everybody is in place and the page answers when this returns. Raises `StartFailed` or OSError."""
        await self.sandbox.start(port=port)
        parts = self.sandbox.parts
        for number, name, title in sample.PLAYERS:
            people.add_known(parts, number, name, title, backstage=False)
        for number, name in sample.NEWCOMERS:
            people.add(parts, number, name, title="Ждёт приглашения")
        for number, name in sample.OTHERS:
            people.add_known(parts, number, name, "Куратор", backstage=True)
        people.add_group(parts, *sample.GROUP, members=[sample.DEPARTMENT[0]])
        chosen = settings.load(
            _env_file=None,
            token=TOKEN,
            api_url=self.sandbox.url,
            proxy="",
            database=self.folder / "bot.sqlite3",
            admins=[sample.DEPARTMENT[0]],
            timezone="Europe/Moscow",
            log_level="WARNING",
        )
        await self._fill(chosen)
        self.app = App(chosen, self.clock, pace=self._pace)
        await self.app.start()

    async def _fill(self, chosen: settings.Settings) -> None:
        database = await opening.database(chosen.database)
        town = Municipality(chosen.timezone, chosen.day_off_policy, chosen.admins, "", days_off.calendar)
        async with database.transaction() as db:
            await sample.fill(db, town, self.clock.now())
        await database.close()

    async def stop(self) -> None:
        app, self.app = self.app, None  # the page asks on until the sandbox stops
        if app:
            await app.stop()
        await self.sandbox.stop()

    async def _moved(self) -> None:
        """What has become due happens before the page is told that the clock has moved."""
        if self.app:
            await self.app.tick()
            await self.app.drained(timeout=5)

    async def _shortcuts(self) -> list[Shortcut]:
        """The next mornings worth seeing: a week and a day before the deadline, the day itself, the day after."""
        if self.app is None:
            return []
        now, zone = self.clock.now(), self.app.town.zone
        async with self.app.database.transaction() as db:
            coming = [due for due in await years.deadlines(db, form=MONITORING.key) if due.ends_at > now]
        places = []
        if coming:
            day = coming[0].effective
            for days, label in ((-7, "За неделю до срока"), (-1, "За день до срока"), (0, "День срока"), (4, "После")):
                morning = datetime.combine(day + timedelta(days), hour(9, 5), zone).astimezone(UTC)
                if morning > now:
                    places.append(Shortcut(label, morning))
        return places


def _this_morning() -> datetime:
    """A new sandbox wakes up in working hours, whenever it is begun: at night the bot keeps quiet."""
    local = SystemClock().now().astimezone(MOSCOW)
    return local.replace(hour=10, minute=0, second=0, microsecond=0)


async def _play(folder: Path, port: int) -> None:
    demo = Demo(folder)
    enough = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, enough.set)
    try:
        await demo.start(port)
        print(f"Open {demo.sandbox.url} in a browser. Ctrl+C ends the demo; what you do is kept.", flush=True)
        await enough.wait()
    finally:
        with suppress(Exception):
            await demo.stop()


def main(argv: Sequence[str]) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot demo", description="A local Telegram in the browser.")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--reset", action="store_true", help="begin anew")
    chosen = parser.parse_args(argv)
    logs.set_up("WARNING", TOKEN)
    if chosen.reset:
        shutil.rmtree(FOLDER, ignore_errors=True)
    try:
        asyncio.run(_play(FOLDER, chosen.port))
    except OSError as taken:
        print(f"The page cannot be opened on port {chosen.port}: {taken.strerror}. Try: make demo PORT=8090")
        return 1
    except StartFailed as failed:
        print(failed)
        return 1
    return 0
