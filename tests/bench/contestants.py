"""The bots to compare: how each is started, and what its people do."""

import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench import form, town
from tests.bench.form import Step
from tests.bench.processes import BOT_CORE, Running, started


def nothing(folder: Path, people: int) -> None:
    """Nothing is needed beforehand."""


def unknown(folder: Path) -> str:
    """What lies in memory cannot be counted from outside."""
    return "?"


@dataclass(frozen=True, slots=True)
class Contestant:
    """`module` is run by Python with the address, token and folder in its environment."""

    name: str
    title: str
    module: str
    script: list[Step]
    prepare: Callable[[Path, int], None] = nothing
    kept: Callable[[Path], str] = unknown  # how many forms are stored

    def start(self, number: int, url: str, folder: Path, people: int, profile: Path | None = None) -> Running:
        """`number` tells the bots of one server apart."""
        self.prepare(folder, people)
        token = f"{number}:bench-{self.name}-0123456789012345678901234"
        log = folder / f"{self.name}.log"
        command = [sys.executable, *(["-m", "tests.bench.profiled", str(profile)] if profile else ["-m"]), self.module]
        env = {**os.environ, "BENCH_API": url, "BENCH_TOKEN": token, "BENCH_FOLDER": str(folder)}
        since = time.monotonic()
        return Running(self.name, token, self.script, started(command, BOT_CORE, log, env=env), since, log)


def _municipality(folder: Path, people: int) -> None:
    path = folder / "ours.sqlite3"
    if not path.exists():
        asyncio.run(town.build(path, people))


def _filed(folder: Path) -> str:
    with closing(sqlite3.connect(f"file:{folder / 'ours.sqlite3'}?mode=ro", uri=True)) as db:
        return str(db.execute("SELECT count(*) FROM submission_history").fetchone()[0])


HOME: Final = (
    Contestant("floor", "bare aiogram, keeps nothing", "tests.bench.floor", form.blind()),
    Contestant("ours", "ours, on disk", "tests.bench.ours", form.filling("Answer 12"), _municipality, _filed),
    Contestant("fsm-memory", "aiogram FSM in memory", "tests.bench.aiogram_memory", form.filling()),
)
CEILING: Final = Contestant("ceiling", "no framework, bare sockets", "tests.bench.ceiling", form.blind())
