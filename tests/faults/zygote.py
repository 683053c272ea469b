"""A process that has imported the bot and forks a child per order: an end and a new start cost milliseconds.

Orders come in as JSON lines, one child at a time. News goes out as JSON lines: "ready" once everything is imported,
"forked" with the pid of a child, "reached" with the name of a point, "stands" with the clock's offset in seconds once
everything due at it is planned, and "ended" with the exit code, below zero for a signal.
"""

import asyncio
import gc
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot import logs, loop, settings
from bot.app import App
from bot.clock import MovableClock
from bot.pace import Pace
from handlers import routes
from scheduler import days_off, planning, upkeep
from tests.bot import toy
from views import words

DATABASE: Final = "bot.sqlite3"
CLOCK: Final = "clock"  # the file with the offset in seconds
HOUSES: Final[dict[str, tuple[Any, Any]]] = {
    "real": (routes.attach, planning.plan),
    "toy": (toy.attach, toy.nothing_due),
}


@dataclass(frozen=True, slots=True)
class Kill:
    """Where a process ends: at the `nth` time it reaches `point`, any point when that is empty; or, without a
    number, so many seconds after its start, wherever it is."""

    point: str = ""
    nth: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Order:
    """One run of the bot: with which database, against which server, and where it ends."""

    folder: str
    api_url: str
    token: str
    admin: int
    house: str = "real"
    kill: Kill | None = None

    def line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


class Watch:
    """Told of every point; ends the process at the chosen one, without a word."""

    def __init__(self, kill: Kill | None) -> None:
        self._point = kill.point if kill else ""
        self._left = kill.nth if kill else 0

    def __call__(self, point: str) -> None:
        _tell("reached", point)
        if self._point in ("", point):
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _tell(what: str, value: object) -> None:
    try:
        os.write(1, json.dumps({what: value}).encode() + b"\n")
    except BrokenPipeError:
        os._exit(1)  # nobody is left to live for


async def _live(order: Order) -> None:
    """The bot until SIGTERM. SIGUSR1 says that the clock was moved: a tick and the night's upkeep follow."""
    moved, enough, either = asyncio.Event(), asyncio.Event(), asyncio.Event()
    running = asyncio.get_running_loop()
    running.add_signal_handler(signal.SIGUSR1, _both(moved, either))
    running.add_signal_handler(signal.SIGTERM, _both(enough, either))
    clock = MovableClock()
    folder = Path(order.folder)
    stands = _read_clock(clock, folder)
    chosen = settings.load(
        _env_file=None,
        token=order.token,
        api_url=order.api_url,
        proxy="",
        database=folder / DATABASE,
        admins=[order.admin],
        timezone="Europe/Moscow",
    )
    attach, plan = HOUSES[order.house]
    pace = Pace(overall=0, chat_interval=0, group_minute=0)
    app = App(chosen, clock, attach=attach, plan=plan, pace=pace, reached=Watch(order.kill))
    await app.start()
    while not enough.is_set():
        if moved.is_set():
            moved.clear()
            stands = _read_clock(clock, folder)
            await app.tick()
            await upkeep.prune(app.database, clock.now())
        _tell("stands", stands)
        either.clear()
        if not moved.is_set():
            await either.wait()
    await app.stop()


def _both(*events: asyncio.Event) -> Callable[[], None]:
    def happen() -> None:
        for event in events:
            event.set()

    return happen


def _read_clock(clock: MovableClock, folder: Path) -> float:
    seconds = float((folder / CLOCK).read_text("ascii"))
    clock.offset = timedelta(seconds=seconds)
    return seconds


def _child(order: Order) -> None:
    """Never returns."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        if order.kill and order.kill.seconds:
            signal.setitimer(signal.ITIMER_REAL, order.kill.seconds)  # nobody handles it: it ends the process
        loop.run(_live(order))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _warm_up() -> None:
    """What every child would load for itself otherwise."""
    for module in ("executors.asyncio", "triggers.cron", "triggers.interval"):
        importlib.import_module(f"apscheduler.{module}")
    loop.run(asyncio.sleep(0))  # imports a loop and leaves none
    for years in ((2025, 2027), (2026, 2027), (2026,)):
        calendar = days_off.calendar(years)
        words.day(calendar.since)
    gc.collect()
    gc.freeze()  # the children share these pages as long as nobody writes on them


def main() -> None:
    """Until the orders end."""
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # a child that cannot listen yet reads the clock later
    logs.set_up("ERROR", "")
    _warm_up()
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        sys.exit(f"a process with {threads} threads cannot be forked safely")
    _tell("ready", os.getpid())
    for line in sys.stdin:
        told = json.loads(line)
        order = Order(**told | {"kill": Kill(**told["kill"]) if told["kill"] else None})
        pid = os.fork()
        if pid == 0:
            _child(order)
        _tell("forked", pid)
        _, status = os.waitpid(pid, 0)
        _tell("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
