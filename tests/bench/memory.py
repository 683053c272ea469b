"""What a bot holds after 10,000 different people have each begun a form."""

import time
from pathlib import Path
from typing import Final

from tests.bench.contestants import FLOOR, OURS, Contestant
from tests.bench.processes import Steering, memory

PEOPLE: Final = 10_000
ACTIVE: Final = 200  # at a time
STEPS: Final = 3  # begin, tap, type


def lines(folder: Path) -> list[str]:
    held = {one.name: _held(folder, number, one) for number, one in enumerate((FLOOR, OURS), start=101)}
    title = f"MB, {PEOPLE:,} people with {STEPS} answers each"
    return [
        f"{title:<44}{'at start':>10}{'after':>10}",
        *(f"{name:<44}{start:>10.0f}{after:>10.0f}" for name, (start, after) in held.items()),
        f"{'ours / floor':<44}{held['ours'][0] / held['floor'][0]:>10.2f}{held['ours'][1] / held['floor'][1]:>10.2f}",
    ]


def _held(folder: Path, number: int, one: Contestant) -> tuple[float, float]:
    """Megabytes at the first poll, and in the end."""
    place = folder / "memory"
    place.mkdir(exist_ok=True)
    with Steering(folder / "server.log") as server:
        bot = one.start(number, server.url, place, PEOPLE)
        try:
            server.polled(bot)
            start = memory(bot.process.pid)
            server.tell("mark", bot.token)
            server.begin(bot, PEOPLE, active=ACTIVE, steps=STEPS)
            while server.tell("figures", bot.token)["answers"] < PEOPLE * STEPS:
                bot.cpu()  # it is still there
                time.sleep(0.5)
            server.tell("end", bot.token)
            return start, memory(bot.process.pid)
        finally:
            bot.end()
