"""The bot as a process of its own: killed, ended politely in the middle of its work, started wrongly, out of space."""

import asyncio
import os
import resource
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.bot import sockets
from tests.bot.nursery import HOUSE, Child, Nursery
from tests.bot.wire import ANNA, BORIS, TOKEN, People

LOOK = 0.01  # seconds between two looks at another process, which needs the machine meanwhile
ALLOWED = 5.0  # seconds from SIGTERM to the end


class Begin(Protocol):
    def __call__(self, what: str, **more: str) -> Child:
        """A process with the test's environment, and more."""


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


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


@pytest.fixture
async def begin(nursery: Nursery, environment: dict[str, str], tmp_path: Path) -> AsyncIterator[Begin]:
    """Processes with this environment; none outlives the test."""
    children: list[Child] = []

    def one(what: str, **more: str) -> Child:
        children.append(nursery.begin(what, environment | more, tmp_path))
        return children[-1]

    yield one
    for child in children:
        await child.close()


@pytest.fixture
def file(environment: dict[str, str]) -> Path:
    return Path(environment["BOT_DATABASE"])


def rows(file: Path, columns: str, condition: str = "1 = 1") -> list[tuple[object, ...]]:
    """Of the outbox, in the order they were put."""
    connection = sqlite3.connect(file)
    try:
        return list(connection.execute(f"SELECT {columns} FROM outbox WHERE {condition} ORDER BY id"))
    finally:
        connection.close()


async def until(condition: Callable[[], Awaitable[bool]] | Callable[[], bool], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while True:
            found = condition()
            if found is True or (isinstance(found, Awaitable) and await found):
                return
            await asyncio.sleep(LOOK)


async def arrived(people: People, count: int, chat: int = ANNA) -> None:
    async def there() -> bool:
        return len(await people.received(chat)) >= count

    await until(there)


async def asked(people: People, method: str) -> None:
    async def there() -> bool:
        return bool(await people.calls(method))

    await until(there)


async def settled(people: People, file: Path) -> None:
    """Everything said was taken, and everything has left."""
    assert (await people.play("idle", timeout=20))["idle"]
    await until(lambda: not rows(file, "state", "state IN ('ready', 'sending')"))


async def politely(child: Child) -> str:
    """What it has said by its end, which is in good time and without a complaint."""
    child.signal(signal.SIGTERM)
    code = await child.ended(ALLOWED)
    assert code == 0, child.said()
    return child.said()


def complaints(child: Child) -> list[str]:
    return [line for line in child.said().splitlines() if " level=info " not in line]


async def test_killed_in_the_middle_of_a_batch_it_loses_and_doubles_nothing_and_it_ends_politely(
    people: People, begin: Begin
) -> None:
    for words in ("раз", "die", "два"):
        await people.say(words)
    assert await begin("busy").ended(60) == -signal.SIGKILL
    again = begin("busy")
    assert (await people.play("idle", timeout=20))["idle"]
    await arrived(people, 3)
    said = await politely(again)
    assert await people.texts() == ["1: раз", "2: die", "3: два"]
    assert TOKEN not in said
    assert "два" not in said


async def test_ended_in_the_middle_of_a_batch_it_gives_it_back(
    people: People, begin: Begin, file: Path, tmp_path: Path
) -> None:
    for words in ("раз", "linger", "два"):
        await people.say(words)
    child = begin("busy")
    await until((tmp_path / "marker").exists)
    await politely(child)
    assert await people.texts() == []
    again = begin("busy")
    await settled(people, file)
    await politely(again)
    assert await people.texts() == ["1: раз", "2: linger", "3: два"]


async def test_ended_while_the_server_is_slow_it_repeats_what_may_have_arrived_and_says_so(
    people: People, begin: Begin, file: Path
) -> None:
    await people.play("faults", mode="late", seconds=60, methods=["sendMessage"])
    child = begin("busy")
    for words in ("раз", "два"):
        await people.say(words)
    await arrived(people, 1)  # and nobody has told the bot
    await politely(child)
    assert rows(file, "state, uncertain") == [("ready", 1), ("ready", 0)]
    await people.play("faults", mode="none")
    again = begin("busy")
    await settled(people, file)
    await politely(again)
    assert await people.texts() == ["1: раз", "1: раз", "2: два"]
    assert rows(file, "state, uncertain") == [("sent", 1), ("sent", 0)]


async def test_ended_in_the_middle_of_a_long_tick_it_tells_the_next_time_and_once(
    people: People, begin: Begin, file: Path, tmp_path: Path
) -> None:
    await people.say("tick")
    child = begin("busy")
    await until((tmp_path / "marker").exists)
    await politely(child)
    assert await people.texts(BORIS) == []
    again = begin("busy")
    await arrived(people, 1, BORIS)
    await politely(again)
    assert await people.texts(BORIS) == ["Тик"]


async def test_ended_while_a_table_is_drawn_it_does_not_wait_for_it_and_draws_it_the_next_time(
    people: People, begin: Begin, file: Path
) -> None:
    await people.say("table")
    child = begin("busy")
    await asked(people, "sendChatAction")
    await politely(child)
    assert rows(file, "state, uncertain") == [("ready", 0)]
    again = begin("busy")
    await arrived(people, 1)
    await politely(again)
    assert ["document" in message for message in await people.received()] == [True]


async def test_ended_before_telegram_has_answered_at_all_it_goes_at_once(people: People, begin: Begin) -> None:
    await people.play("faults", mode="silence", methods=["getMe"])
    child = begin("busy")
    await asked(people, "getMe")
    assert "stopping" in await politely(child)


async def test_nobody_can_come_to_it_it_goes_to_telegram_and_listens_nowhere(
    people: People, begin: Begin, file: Path
) -> None:
    child = begin("bot")
    await child.says("event=started")
    await people.say("/start")
    await settled(people, file)
    assert sockets.inodes(child.pid), "it does talk to Telegram"
    assert sockets.listening(child.pid) == []
    await politely(child)


@pytest.mark.parametrize(
    ("family", "kind"), [("AF_INET", "SOCK_STREAM"), ("AF_INET", "SOCK_DGRAM"), ("AF_UNIX", "SOCK_STREAM")]
)
def test_a_process_that_listens_is_seen(tmp_path: Path, family: str, kind: str) -> None:
    with socket.socket(getattr(socket, family), getattr(socket, kind)) as ear:
        before = sockets.listening(os.getpid())
        ear.bind(("127.0.0.1", 0) if family == "AF_INET" else str(tmp_path / "ear"))
        if kind == "SOCK_STREAM":
            ear.listen()
        assert len(sockets.listening(os.getpid())) == len(before) + 1


async def test_a_second_process_on_the_same_database_refuses_with_a_sentence(
    people: People, begin: Begin, file: Path
) -> None:
    first = begin("busy")
    await first.says("event=started")
    second = begin("bot")
    assert await second.ended(60) == 1
    [line] = complaints(second)
    assert line.startswith("BOT_DATABASE: с этим файлом уже работает другой процесс")
    await people.say("раз")
    await settled(people, file)
    await politely(first)
    assert await people.texts() == ["1: раз"]


async def test_a_full_disk_takes_nothing_back_and_nothing_away(people: People, begin: Begin, file: Path) -> None:
    """Nothing can be written from here on: a message is under way, others come, and none is acknowledged. The log
    says why, and nobody's words. Once there is room everything goes on."""
    child = begin("busy")
    await child.says("event=started")
    await people.play("faults", mode="slow", seconds=1, count=1, methods=["sendMessage"])
    await people.say("раз")
    await asked(people, "sendMessage")
    unlimited = resource.prlimit(child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (0, unlimited[1]))
    for words in ("два", "три"):
        await people.say(words)
    await child.says("a batch was rolled back", times=2)
    await child.says("delivery waits")
    assert not (await people.play("idle", timeout=0))["idle"]
    assert await people.texts() == ["1: раз"]
    resource.prlimit(child.pid, resource.RLIMIT_FSIZE, unlimited)
    await settled(people, file)
    said = await politely(child)
    assert await people.texts() == ["1: раз", "2: два", "3: три"]
    assert set(rows(file, "state, uncertain")) == {("sent", 0)}
    assert "SQLITE_IOERR_WRITE" in said
    assert not any(words in said for words in ("раз", "два", "три", TOKEN))


async def test_ended_on_a_full_disk_it_goes_in_good_time_and_what_was_sent_is_known_to_be_uncertain(
    people: People, begin: Begin, file: Path
) -> None:
    child = begin("busy")
    await child.says("event=started")
    await people.play("faults", mode="slow", seconds=1, count=1, methods=["sendMessage"])
    await people.say("раз")
    await asked(people, "sendMessage")
    resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    await arrived(people, 1)
    await child.says("delivery waits")
    await politely(child)
    again = begin("busy")
    await settled(people, file)
    await politely(again)
    assert await people.texts() == ["1: раз", "1: раз"]
    assert rows(file, "state, uncertain") == [("sent", 1)]


async def test_a_token_telegram_does_not_know_ends_the_start_with_one_sentence(people: People, begin: Begin) -> None:
    child = begin("bot", BOT_TOKEN="777:stranger")
    assert await child.ended(60) == 1
    [line] = complaints(child)
    assert line.startswith("BOT_TOKEN: ")


async def test_a_wrong_setting_ends_the_start_with_one_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot"),
        cwd=tmp_path,
        env={**environment, "BOT_TIMEZONE": "Europe/Moskow"},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 2
    assert [line.partition(":")[0] for line in said.decode().splitlines()] == ["BOT_TIMEZONE"]
