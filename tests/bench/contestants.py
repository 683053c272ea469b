"""The bots to compare: how each is started, what it needs, and what its people do."""

import asyncio
import json
import os
import shutil
import socket
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tests.bench import form, town
from tests.bench.form import Step
from tests.bench.processes import BOT_CORE, HOUSE, Running, Silent, started

PEERS: Final = HOUSE / ".venv-peers" / "bin" / "python"
NODE: Final = HOUSE / ".bench-node"
SCRIPTS: Final = Path(__file__).parent / "node"


def nothing(folder: Path, people: int) -> None:
    """Nothing is needed beforehand."""


def unknown(folder: Path) -> str:
    """What lies in memory cannot be counted from outside."""
    return "?"


@dataclass(frozen=True, slots=True)
class Contestant:
    """`command` is run with the address, token and folder in its environment; with `redis` that of a database of
    its own, too, which shares its core. `prepare` raises `Silent` where something is missing."""

    name: str
    title: str
    command: tuple[str, ...]
    script: list[Step]
    prepare: Callable[[Path, int], None] = nothing
    kept: Callable[[Path], str] = unknown  # how many forms are stored
    redis: bool = False
    pause: float = 0.0  # seconds its people let pass after an answer

    def start(self, number: int, url: str, folder: Path, people: int, profile: Path | None = None) -> Running:
        """`number` tells the bots of one server apart. Raises `Silent`."""
        self.prepare(folder, people)
        token = f"{number}:bench-{self.name}-0123456789012345678901234"
        log = folder / f"{self.name}.log"
        env = {**os.environ, "BENCH_API": url, "BENCH_TOKEN": token, "BENCH_FOLDER": str(folder), "BENCH_FORM": _form()}
        helpers = []
        if self.redis:
            port = _free_port()
            helpers.append(started(_redis(port), BOT_CORE, log, stdout=log.open("ab")))
            env["BENCH_REDIS"] = f"redis://127.0.0.1:{port}"
            time.sleep(0.5)
        command = list(self.command)
        if profile:
            command[1:2] = ["-m", "tests.bench.profiled", str(profile)]
        since = time.monotonic()
        process = started(command, BOT_CORE, log, env=env)
        return Running(self.name, token, self.script, process, since, log, self.pause, helpers)


def _python(module: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"tests.bench.{module}")


def _peer(module: str) -> tuple[str, ...]:
    return (str(PEERS), "-m", f"tests.bench.peers.{module}")


def _peers_are_there(folder: Path, people: int) -> None:
    if not PEERS.exists():
        raise Silent("there is no .venv-peers: make peers")


def _node_is_there(folder: Path, people: int) -> None:
    if not shutil.which("node") or not (NODE / "node_modules" / "telegraf").exists():
        raise Silent("there is no .bench-node: make peers")
    for script in SCRIPTS.glob("*.mjs"):  # imports are looked up beside the script
        shutil.copy(script, NODE)


def _redis(port: int) -> list[str]:
    """In memory alone: writing nothing to the disk is to its advantage."""
    binary = shutil.which("redis-server")
    if not binary:
        raise Silent("there is no redis-server")
    return [binary, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _form() -> str:
    """The form for bots in another language."""
    words = {"command": form.COMMAND[1:], "review": form.REVIEW, "submit": form.SUBMIT, "saved": form.SAVED}
    return json.dumps({**words, "questions": [asdict(asked) for asked in form.QUESTIONS]})


def _municipality(folder: Path, people: int) -> None:
    path = folder / "ours.sqlite3"
    if not path.exists():
        asyncio.run(town.build(path, people))


def _filed(folder: Path) -> str:
    with closing(sqlite3.connect(f"file:{folder / 'ours.sqlite3'}?mode=ro", uri=True)) as db:
        return str(db.execute("SELECT count(*) FROM submission_history").fetchone()[0])


FLOOR: Final = Contestant("floor", "bare aiogram, keeps nothing", _python("floor"), form.blind())
OURS: Final = Contestant("ours", "ours, on disk", _python("ours"), form.filling("Answer 12"), _municipality, _filed)
HOME: Final = (
    FLOOR,
    OURS,
    Contestant("fsm-memory", "aiogram FSM in memory", _python("aiogram_memory"), form.filling()),
)
CEILING: Final = Contestant("ceiling", "no framework, bare sockets", _python("ceiling"), form.blind())


def _guest(name: str, title: str, module: str, *, redis: bool = False, pause: float = 0.0) -> Contestant:
    return Contestant(name, title, _peer(module), form.filling(), _peers_are_there, redis=redis, pause=pause)


def _script(name: str, title: str) -> Contestant:
    command = ("node", str(NODE / f"{name}.mjs"))
    return Contestant(name, title, command, form.filling(), _node_is_there, redis=True)


GUESTS: Final = (
    _guest("fsm-redis", "aiogram FSM on Redis", "aiogram_redis", redis=True),
    _guest("dialog-memory", "aiogram-dialog in memory", "aiogram_dialogs"),
    # It stores after it has answered: whoever is quicker than that is not understood.
    _guest("dialog-redis", "aiogram-dialog on Redis", "aiogram_dialogs", redis=True, pause=0.02),
    _guest("ptb", "python-telegram-bot, pickled", "ptb"),
    _guest("telebot", "pyTelegramBotAPI in memory", "telebot_memory"),
    _script("grammy", "grammY conversations on Redis"),
    _script("telegraf", "Telegraf scenes on Redis"),
)
EVERYBODY: Final = (*HOME, *GUESTS, CEILING)
