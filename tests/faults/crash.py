"""`python -m tests.faults.crash --kills 10000 [--seed N]`: lives with kills at random points, several in one life,
and what became of them. The exit code is 1 when anything was lost or came twice unmarked."""

import argparse
import asyncio
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final

from tests.faults import crash_life, crash_plays
from tests.faults.crash_life import Calm, Verdict
from tests.faults.crash_process import ERRORS, workplace
from tests.faults.zygote import Kill

PLAYS: Final = (crash_plays.FORM, crash_plays.FIRST, crash_plays.TWENTY, crash_plays.backlog(1500))
WEIGHTS: Final = (60, 20, 18, 2)
MANY: Final = (1, 2, 3, 5, 8, 12)  # kills in one life
WORKERS: Final = 2
ANSWERS: Final = ("drafts", "submissions", "submission_history")
SUBMISSIONS: Final = ("submissions", "submission_history", "receipts")
REMINDERS: Final = ("reminders", "snoozes")
GIVEN: Final = "two sends with an unknown result, given up"  # the only error that a log may hold


@dataclass(slots=True)
class Tally:
    """Sums over lives. The first six must stay zero; `other` counts differences in any other table."""

    answers_lost: int = 0
    submissions_doubled: int = 0
    reminders_lost_or_doubled: int = 0
    messages_lost: int = 0
    messages_repeated_unmarked: int = 0
    other: int = 0
    messages_repeated_and_marked: int = 0
    messages_given_up_unseen: int = 0
    lives: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, life: Verdict, words: str) -> None:
        self.lives += 1
        self.kills.update(death.point for death in life.deaths)
        self.answers_lost += _rows(life.lost_rows, ANSWERS.__contains__)
        self.submissions_doubled += _rows(life.extra_rows, SUBMISSIONS.__contains__)
        self.reminders_lost_or_doubled += _rows(life.lost_rows + life.extra_rows, REMINDERS.__contains__)
        counted = {*ANSWERS, *SUBMISSIONS, *REMINDERS}
        self.other += _rows(life.lost_rows + life.extra_rows, lambda table: table not in counted)
        self.messages_lost += life.lost_messages.total()
        self.messages_repeated_unmarked += life.doubled_messages.total()
        self.messages_repeated_and_marked += life.flagged.total()
        self.messages_given_up_unseen += life.given_up
        if not life.well:
            self.faults.append(f"{words}\n{explain(life)}")
            print(self.faults[-1], file=sys.stderr, flush=True)

    def merge(self, other: "Tally") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def _rows(books: Counter[tuple[str, str]], wanted: Callable[[str], bool]) -> int:
    return sum(count for (table, _), count in books.items() if wanted(table))


def explain(life: Verdict) -> str:
    """What went wrong in a life, and after which kills."""
    lines = [f"  killed at {', '.join(f'{death.point} {death.nth}' for death in life.deaths)}", *life.troubles]
    for name in ("lost_rows", "extra_rows", "lost_messages", "doubled_messages"):
        lines += [f"{name} {count}: {what}" for what, count in getattr(life, name).items()]
    return "\n    ".join(lines)


def choose(rng: random.Random, calm: Calm) -> list[Kill]:
    """Kills for one life, so far apart that most of them happen."""
    many = rng.choice(MANY) if len(calm.points) < 2000 else 30
    return [_choose_one(rng, calm, many) for _ in range(many)]


def _choose_one(rng: random.Random, calm: Calm, many: int) -> Kill:
    kind = rng.random()
    if kind < 0.4:
        point, count = rng.choice(sorted(Counter(calm.points).items()))
        return Kill(point, rng.randint(1, max(1, count // many)))
    if kind < 0.7:
        return Kill("", rng.randint(1, max(1, len(calm.points) // many)))
    if kind < 0.85:
        return Kill("", rng.randint(1, 8))  # during the start
    return Kill(seconds=rng.uniform(0.001, 0.4))


async def _work(kills: int, seed: int) -> Tally:
    rng, tally = random.Random(seed), Tally()
    async with workplace() as (folder, process):
        calms = [await crash_life.calm(process, folder, play) for play in PLAYS]
        while tally.kills.total() < kills:
            (calm,) = rng.choices(calms, WEIGHTS)
            chosen = choose(rng, calm)
            tally.add(await crash_life.live(process, folder, calm, chosen), f"{calm.play.name}: {chosen}")
            if tally.lives % 100 == 0:
                print(f"{tally.kills.total()} of {kills}, {len(tally.faults)} faults", file=sys.stderr, flush=True)
        tally.faults += complaints(folder)
    return tally


def complaints(folder: Path) -> list[str]:
    """What was logged as an error and is none that kills must bring about."""
    return [line for line in (folder / ERRORS).read_text("utf-8").splitlines() if line.strip() and GIVEN not in line]


def _worker(kills: int, seed: int) -> Tally:
    return asyncio.run(_work(kills, seed))


def table(tally: Tally, seconds: float) -> Iterable[str]:
    kills = tally.kills.total()
    yield f"{kills} kills in {tally.lives} lives, {seconds:.0f} s, {kills / seconds:.1f} kills a second"
    for each in fields(tally):
        value = getattr(tally, each.name)
        if isinstance(value, int) and each.name != "lives":
            yield f"  {each.name.replace('_', ' '):<34}{value:>8}"
    yield "killed at"
    for point, count in sorted(tally.kills.items()):
        yield f"  {point:<34}{count:>8}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun, tally = time.monotonic(), Tally()
    workers = min(WORKERS, os.cpu_count() or 1)
    share = -(-asked.kills // workers)
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        for part in pool.map(_worker, [share] * workers, [asked.seed * workers + n for n in range(workers)]):
            tally.merge(part)
    print(*table(tally, time.monotonic() - begun), *tally.faults, sep="\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
