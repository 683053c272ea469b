"""How long a person waits at a steady 100 updates per second, whatever the bot is doing then."""

import statistics
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tests.bench.contestants import FLOOR, OURS
from tests.bench.processes import Running, Steering
from tests.bench.speed import PEOPLE

RATE: Final = 100.0  # per second
ROUNDS: Final = 5
SECONDS: Final = 10.0  # of each in each round: the 99th percentile of a thousand
WARM: Final = 2.0  # seconds before the first round, not counted


def lines(folder: Path) -> list[str]:
    """From the update being there to its whole answer having come, in milliseconds."""
    waits: dict[str, list[tuple[float, float]]] = {}
    with ExitStack() as stack:
        server = stack.enter_context(Steering(folder / "server.log"))
        bots = []
        for number, one in enumerate((FLOOR, OURS), start=101):
            bots.append(one.start(number, server.url, folder, PEOPLE))
            stack.callback(bots[-1].end)
            server.polled(bots[-1])
        for bot in bots:
            _round(server, bot, WARM)
        for _ in range(ROUNDS):
            for bot in bots:
                waits.setdefault(bot.name, []).append(_round(server, bot, SECONDS))
            bots.reverse()
    ratios = [ours[1] / floor[1] for ours, floor in zip(waits["ours"], waits["floor"], strict=True)]
    return [
        f"{'ms at 100 updates per second':<34}{'p50':>10}{'p99':>10}",
        *(f"{name:<34}{_median(found, 0):>10.1f}{_median(found, 1):>10.1f}" for name, found in waits.items()),
        f"{'p99, ours / floor':<34}{'':>10}{statistics.median(ratios):>10.2f}",
    ]


def _round(server: Steering, bot: Running, seconds: float) -> tuple[float, float]:
    """Median and 99th percentile, in seconds."""
    server.tell("mark", bot.token)
    server.begin(bot, PEOPLE, rate=RATE)
    time.sleep(seconds)
    server.tell("end", bot.token)
    said = server.tell("figures", bot.token)
    bot.well(said)
    waited = sorted(said["latencies"])
    return waited[len(waited) // 2], waited[int(len(waited) * 0.99)]


def _median(pairs: list[tuple[float, float]], which: int) -> float:
    return statistics.median(pair[which] for pair in pairs) * 1000
