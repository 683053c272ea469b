"""The file itself: a start that is cut short or has nowhere to write leaves what was there, and says why."""

import asyncio
import os
import shutil
import subprocess
import threading
from collections.abc import Coroutine, Generator
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

from bot import opening
from storage.database import Database
from tests.storage.opener import NEWEST, rows, start

T = TypeVar("T")


@pytest.mark.parametrize("limit", [0, 100, 40_000])
def test_without_room_for_a_new_file_the_start_ends_with_a_sentence_and_the_next_one_begins_anew(
    tmp_path: Path, limit: int
) -> None:
    """No byte at all, room for the lock, and room for half of the schema."""
    path = tmp_path / "data" / "bot.sqlite3"
    code, said = start(path, limit=limit)
    assert code == 1
    assert said.startswith(f"BOT_DATABASE: {path}: ")
    assert "мест" in said
    assert "\n" not in said
    assert start(path) == (0, "")
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA user_version") == [(NEWEST,)]


def test_without_room_to_write_a_good_file_is_not_opened_and_not_changed(file: Path) -> None:
    before = file.read_bytes()
    code, said = start(file, limit=100)
    assert (code, "проверьте место на диске" in said) == (1, True)
    assert file.read_bytes() == before
    assert start(file) == (0, "")


@pytest.fixture
def small_disk(tmp_path: Path) -> Any:
    """A disk of its own, of 1 MiB. Only root may have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", place], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_on_a_full_disk_the_start_says_so(file: Path, small_disk: Path) -> None:
    """There is room to open and to lock the file, and not for a word more."""
    shutil.copytree(file.parent, small_disk / "data")
    ballast = (small_disk / "ballast").open("wb", buffering=0)
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    ballast.write(bytes(free - 36_864))  # 32 KiB of shared memory, and a page that goes to the log
    ballast.close()
    before = (small_disk / "data" / "bot.sqlite3").read_bytes()
    code, said = start(small_disk / "data" / "bot.sqlite3")
    assert (code, said.partition("sqlite3: ")[2]) == (1, "на диске нет места.")
    assert (small_disk / "data" / "bot.sqlite3").read_bytes() == before
    (small_disk / "ballast").unlink()
    assert start(small_disk / "data" / "bot.sqlite3") == (0, "")


@pytest.mark.parametrize(
    ("what", "mode", "words"),
    [
        ("data/bot.sqlite3", 0o444, "файл или папка доступны только для чтения"),
        ("data", 0o555, "нет прав на файл или папку"),
    ],
)
def test_what_may_only_be_read_is_not_started_on(file: Path, tmp_path: Path, what: str, mode: int, words: str) -> None:
    for place in file.parent.glob("*.lock"):
        place.unlink()
    before = file.read_bytes()
    usual = (tmp_path / what).stat().st_mode
    (tmp_path / what).chmod(mode)
    code, said = start(file)
    (tmp_path / what).chmod(usual)
    assert (code, said) == (1, f"BOT_DATABASE: {file}: {words}.")
    assert file.read_bytes() == before
    assert start(file) == (0, "")


def test_a_file_in_the_place_of_its_folder_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a letter")
    code, said = start(tmp_path / "data" / "bot.sqlite3")
    assert code == 1
    assert said.endswith(": в пути есть файл на месте папки.")


class Cut(Generic[T]):
    """Runs a coroutine, cancelled where it waits for the `nth` time."""

    def __init__(self, coroutine: Coroutine[Any, Any, T], nth: int) -> None:
        self._coroutine = coroutine
        self._nth = nth

    def __await__(self) -> Generator[Any, Any, T]:
        waiting = self._coroutine.__await__()
        waits = 0
        try:
            future = next(waiting)
            while True:
                waits += 1
                if waits == self._nth:
                    future.cancel()
                    future = waiting.throw(asyncio.CancelledError())
                else:
                    yield from asyncio.wait([future]).__await__()
                    future = waiting.send(None)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]


@pytest.mark.filterwarnings("default::ResourceWarning")  # as an error it would keep the thread of a red test alive
async def test_a_start_that_is_cancelled_anywhere_leaves_no_thread_and_no_lock(tmp_path: Path) -> None:
    """Either would keep the process, or the next one, from what it has to do."""
    threads = threading.active_count()

    async def gone() -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                while threading.active_count() > threads:
                    await asyncio.sleep(0)
        return threading.active_count() == threads

    path = tmp_path / "bot.sqlite3"
    for least in (90, 10):  # waits of the first start, which migrates, and of one that finds everything in place
        opened, nth, clean = None, 0, True
        while clean and opened is None:
            nth += 1
            try:
                opened = await Cut(opening.database(path), nth)
            except asyncio.CancelledError:
                clean = await gone()  # asked while the exception holds on to all that was open: nobody tidies up here
        assert clean, f"a thread is left from the start that was cancelled at its wait number {nth}"
        assert opened
        await opened.close()
        assert nth > least


@pytest.mark.parametrize("apart", [False, True])
async def test_a_transaction_that_is_cancelled_anywhere_happens_or_not_and_the_next_one_can_begin(
    file: Path, apart: bool
) -> None:
    database = await Database.open(file)

    async def rename(name: str) -> bool:
        async with database.transaction(apart=apart) as db:
            await db.run("UPDATE schools SET name = :name", name=name)
        return True

    before, done, nth = "Школа № 7", False, 0
    try:
        while not done:
            nth += 1
            with suppress(asyncio.CancelledError):
                done = await Cut(rename(f"Школа {nth}"), nth)
            async with database.transaction() as db:
                now = await db.value("SELECT name FROM schools")
            assert now in (before, f"Школа {nth}")
            before = now
    finally:
        await database.close()
    assert nth > 1
