"""The bot as a process of its own: killed, ended politely, started wrongly."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.bot.wire import ANNA, TOKEN, People

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def environment(people: People, tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HOUSE),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": people.sandbox.url,
        "BOT_ADMINS": str(ANNA),
        "BOT_DATABASE": str(tmp_path / "data" / "bot.sqlite3"),
        "TOY_MARKER": str(tmp_path / "marker"),
    }


async def begin(environment: dict[str, str], folder: Path, *words: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", *words, cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE
    )


async def end(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """The exit code and what was said on standard error, within the 5 seconds allowed."""
    async with asyncio.timeout(5):
        _, said = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


async def test_killed_in_the_middle_of_a_batch_it_loses_and_doubles_nothing_and_it_ends_politely(
    people: People, environment: dict[str, str], tmp_path: Path
) -> None:
    for words in ("раз", "die", "два"):
        await people.say(words)
    killed = await begin(environment, tmp_path, "tests.bot.toy")
    await killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    again = await begin(environment, tmp_path, "tests.bot.toy")
    assert (await people.play("idle", timeout=20))["idle"]
    async with asyncio.timeout(10):
        while len(await people.texts()) < 3:
            await asyncio.sleep(0)
    again.terminate()
    code, said = await end(again)
    assert code == 0, said
    assert await people.texts() == ["1: раз", "2: die", "3: два"]
    assert TOKEN not in said
    assert "два" not in said


@pytest.mark.parametrize(
    ("name", "value", "code"), [("BOT_TIMEZONE", "Europe/Moskow", 2), ("BOT_TOKEN", "777:stranger", 1)]
)
async def test_a_wrong_start_is_one_sentence_and_no_traceback(
    people: People, environment: dict[str, str], tmp_path: Path, name: str, value: str, code: int
) -> None:
    process = await begin({**environment, name: value}, tmp_path, "bot")
    _, said = await process.communicate()
    lines = [line for line in said.decode().splitlines() if "INFO" not in line]
    assert process.returncode == code
    assert [line.partition(":")[0] for line in lines] == [name]
