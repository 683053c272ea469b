"""The bots and the server as processes: started, pinned to a core each, measured from outside, and ended."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urlsplit

from tests.bench.form import Step
from tests.bench.server import told

HOUSE: Final = Path(__file__).parent.parent.parent
CORES: Final = sorted(os.sched_getaffinity(0))
BOT_CORE, SERVER_CORE = {CORES[0]}, {CORES[-1]}
TICK: Final = os.sysconf("SC_CLK_TCK")


class Silent(RuntimeError):
    """A bot that did not do what was asked of it; the message says what is known."""


def started(command: Sequence[str], cores: set[int], log: Path | None = None, **more: Any) -> subprocess.Popen[bytes]:
    """A child on these cores; what it says on standard error is kept in `log`."""
    with open(log, "ab") if log else open(os.devnull, "ab") as errors:
        return subprocess.Popen(
            list(command),
            stderr=errors,
            cwd=HOUSE,
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
            **more,
        )


def ended(process: subprocess.Popen[bytes], patience: float = 10.0) -> None:
    """Asked to end, then made to."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def cpu(pid: int) -> float:
    """Seconds of CPU that a process with all its threads has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError(pid)


class Steering:
    """The load server as a process, told what to do over HTTP."""

    def __init__(self, log: Path) -> None:
        command = [sys.executable, "-m", "tests.bench.server"]
        self._process = started(command, SERVER_CORE, log, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout
        self.url = self._process.stdout.readline().decode().strip()
        if not self.url:
            raise Silent(f"the load server did not start, see {log}")
        self._http = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.close()
        ended(self._process)

    def tell(self, command: str, token: str, **more: Any) -> dict[str, Any]:
        body = json.dumps({"token": token, **more})
        self._http.request("POST", f"/control/{command}", body, {"Content-Type": "application/json"})
        answer: dict[str, Any] = json.loads(self._http.getresponse().read())["result"]
        return answer

    def begin(
        self,
        bot: "Running",
        people: int,
        *,
        active: int = 0,
        steps: int = 0,
        rate: float = 0,
    ) -> None:
        """People start to fill forms; see `Crowd.begin`."""
        script, pause = told(bot.script), bot.pause
        more = {"active": active or people, "steps": steps, "pause": pause, "rate": rate}
        self.tell("begin", bot.token, script=script, people=people, **more)

    def polled(self, bot: "Running", patience: float = 60.0) -> float:
        """Seconds from the bot's start to its first poll."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            first: float | None = self.tell("figures", bot.token)["first_poll"]
            if first is not None:
                return first - bot.since
            bot.cpu()
            time.sleep(0.02)
        raise Silent(f"{bot.name} has not polled, see {bot.log}")


@dataclass
class Running:
    """A bot at work. `helpers` are processes it needs, a database say: their CPU and memory count as the bot's."""

    name: str
    token: str
    script: list[Step]
    process: subprocess.Popen[bytes]
    since: float
    log: Path
    pause: float = 0.0  # seconds its people let pass after an answer
    helpers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def cpu(self) -> float:
        """Seconds used so far. Raises `Silent` where the bot has ended."""
        if self.process.poll() is not None:
            raise Silent(f"{self.name} has ended, see {self.log}")
        return sum(cpu(one.pid) for one in (self.process, *self.helpers))

    def well(self, said: Mapping[str, Any]) -> None:
        """Raises `Silent` where people are left waiting."""
        if said["stuck"] or said["waiting"] or not said["answers"]:
            waits = f"{said['waiting']} people wait: {said['where']} {said['stuck']}"
            raise Silent(f"{self.name}: {waits}, see {self.log}")

    def end(self) -> None:
        for one in (self.process, *self.helpers):
            ended(one)
