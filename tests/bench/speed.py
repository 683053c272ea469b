"""Updates per second and CPU per update, as ratios to the floor within each round."""

import signal
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.bench.contestants import Contestant
from tests.bench.processes import Running, Silent, Steering

PEOPLE: Final = 200
WARM: Final = 1.0  # seconds before the first round, not counted


@dataclass
class Result:
    """One bot over the rounds: answers per second, microseconds of CPU per answer, Bot API calls per answer."""

    title: str
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    server: float = 0.0
    forms: int = 0
    kept: str = ""  # what the bot has stored of the forms it called saved
    trouble: str = ""


def measure(
    contestants: Sequence[Contestant], rounds: int, seconds: float, folder: Path, profile: Path | None = None
) -> dict[str, Result]:
    """All are up all the time and work in turns; the order changes from round to round."""
    results = {one.name: Result(one.title) for one in contestants}
    with ExitStack() as stack:
        server = stack.enter_context(Steering(folder / "server.log"))
        bots = []
        for number, one in enumerate(contestants, start=101):
            try:
                bot = one.start(number, server.url, folder, PEOPLE, profile)
                stack.callback(bot.end)
                server.polled(bot)
                bots.append(bot)
            except Silent as silent:
                results[one.name].trouble = str(silent)
        for turn in range(-1, rounds):
            for bot in bots[turn % len(bots) :] + bots[: turn % len(bots)]:
                result = results[bot.name]
                try:
                    if not result.trouble:
                        _round(server, bot, WARM if turn < 0 else seconds, result if turn >= 0 else Result(""))
                    if profile and turn < 0:
                        bot.process.send_signal(signal.SIGUSR1)
                except Silent as silent:
                    result.trouble = str(silent)
        for one in contestants:
            if not results[one.name].trouble:
                results[one.name].kept = one.kept(folder)
    return results


def _round(server: Steering, bot: Running, seconds: float, result: Result) -> None:
    """From nothing under way to nothing under way, so that nothing put off goes uncounted."""
    before = bot.cpu()
    server.tell("mark", bot.token)
    server.begin(bot, PEOPLE)
    time.sleep(seconds)
    server.tell("end", bot.token)
    said, after = server.tell("figures", bot.token), bot.cpu()
    bot.well(said)
    result.rates.append(said["answers"] / said["seconds"])
    result.costs.append((after - before) / said["answers"] * 1e6)
    result.calls.append(sum(said["calls"].values()) / said["answers"])
    result.server = max(result.server, said["server"])
    result.forms = said["filled"]


def table(results: dict[str, Result], floor: str = "floor") -> list[str]:
    """Ratios are medians over the rounds of ratios within a round."""
    base = results.get(floor)
    lines = [
        f"{'':<34}{'updates per second':^24}{'× floor':>8} │{'CPU µs per update':^21}{'× floor':>8} │"
        f"{'calls':>6} {'server':>7} {'saved':>6} {'stored':>6}",
        f"{'':<34}{'min':>8}{'median':>8}{'max':>8}{'':>8} │{'min':>7}{'median':>7}{'max':>7}{'':>8} │",
    ]
    for one in results.values():
        if not one.rates:
            lines.append(f"{one.title:<34} skipped: {one.trouble}")
            continue
        lines.append(
            f"{one.title:<34}{_spread(one.rates, 8)}{_ratio(one.rates, base.rates if base else [])} │"
            f"{_spread(one.costs, 7)}{_ratio(base.costs if base else [], one.costs)} │"
            f"{statistics.median(one.calls):>6.2f} {one.server:>7.0%} {one.forms:>6} {one.kept:>6}"
            + (f"  {one.trouble}" if one.trouble else "")
        )
    lines.append(
        "× floor: how many times as many updates, per second and per second of CPU, median of the rounds' ratios; "
        "calls: per update; server: its busiest share of a core"
    )
    return lines


def _spread(values: list[float], wide: int) -> str:
    return "".join(f"{value:>{wide},.0f}" for value in (min(values), statistics.median(values), max(values)))


def _ratio(above: list[float], below: list[float]) -> str:
    ratios = [a / b for a, b in zip(above, below, strict=False)]
    return f"{statistics.median(ratios):>8.2f}" if ratios else f"{'':>8}"
