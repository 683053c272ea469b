"""The file itself: a start that is cut short or has nowhere to write leaves what was there, and says why."""

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Coroutine, Generator
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

from bot import opening
from storage import schema
from storage.database import Database

T = TypeVar("T")
HOUSE = Path(__file__).parents[2]
OPENER = """
import asyncio, ctypes, json, os, resource, signal, sys
from pathlib import Path
from bot import opening

order = json.loads(sys.argv[1])
if "limit" in order:
    resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
if os.geteuid() == 0:
    # Root writes where it may not: by this one capability, which is given up.
    libc, header = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    for kind in (0, 1):  # effective, permitted
        sets[kind] &= ~(1 << 1)
    libc.capset(header, sets)

def reached(point):
    if point == order.get("die"):
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    await (await opening.database(Path(order["path"]), reached)).close()

try:
    asyncio.run(main())
except opening.StartFailed as failed:
    sys.exit(str(failed))
"""
ADDED = "ALTER TABLE schools ADD COLUMN region TEXT;\nCREATE TABLE numbers (n INTEGER) STRICT;\n"
FILLED = """INSERT INTO numbers WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {})
    SELECT n FROM c;
"""
FAMILY = """CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE children (parent_id INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT;
    INSERT INTO parents VALUES (1);
    INSERT INTO children VALUES (1);
"""
REBUILT = """CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, name TEXT) STRICT;
    INSERT INTO rebuilt (id) SELECT id FROM parents;
    DROP TABLE parents;
    ALTER TABLE rebuilt RENAME TO parents;
"""


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database of this release with a school in it."""
    path = tmp_path / "data" / "bot.sqlite3"
    database = await Database.open(path)
    async with database.transaction() as db:
        await db.run("INSERT INTO schools (number, name, created_at) VALUES (7, 'Школа № 7', 'x')")
    await database.close()
    return path


def release(folder: Path, *migrations: str) -> Path:
    """The next releases: this house with more migrations."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HOUSE / "storage", folder / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    for number, script in enumerate(migrations, start=NEWEST + 1):
        (folder / "storage" / "migrations" / f"{number:04}_more.sql").write_text(script, "utf-8")
    return folder


def begin(file: Path, house: Path = HOUSE, **order: Any) -> subprocess.Popen[str]:
    """A process that opens the file as the bot does, and closes it."""
    return subprocess.Popen(
        [sys.executable, "-c", OPENER, json.dumps({"path": str(file), **order})],
        cwd=file.parents[1],
        env={"PYTHONPATH": f"{house}{os.pathsep}{HOUSE}"},
        stderr=subprocess.PIPE,
        text=True,
    )


def start(file: Path, house: Path = HOUSE, **order: Any) -> tuple[int, str]:
    """The exit code and what it said."""
    process = begin(file, house, **order)
    _, said = process.communicate(timeout=60)
    return process.returncode, said.strip()


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(file)
    try:
        return list(connection.execute(sql))
    finally:
        connection.close()


def found(file: Path) -> tuple[int, list[str], bool]:
    """Version, schools, and whether anything of the new schema is there."""
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        names = [name for (name,) in connection.execute("SELECT name FROM schools")]
        columns = {row[1] for row in connection.execute("PRAGMA table_info(schools)")}
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        return version, names, "region" in columns or "numbers" in tables
    finally:
        connection.close()


NEWEST = len(list(schema.FOLDER.glob("*.sql")))
OLD = (NEWEST, ["Школа № 7"], False)
NEW = (NEWEST + 1, ["Школа № 7"], True)


def test_a_migration_killed_in_the_middle_of_its_statements_leaves_the_old_version(file: Path, tmp_path: Path) -> None:
    """It is killed once so much of it has been written that the file must have seen some."""
    process = begin(file, release(tmp_path / "next", ADDED + FILLED.format(10_000_000)))
    log = file.with_name(f"{file.name}-wal")
    while not (log.exists() and log.stat().st_size > 1_000_000):
        assert process.poll() is None
    process.kill()
    process.communicate()
    assert found(file) == OLD
    assert start(file) == (0, "")
    assert start(file, release(tmp_path / "next", ADDED + FILLED.format(10))) == (0, "")
    assert found(file) == NEW


@pytest.mark.parametrize(("point", "left"), [("migration.commit", OLD), ("migration.committed", NEW)])
def test_a_migration_killed_at_its_commit_has_happened_or_not(
    file: Path, tmp_path: Path, point: str, left: tuple[int, list[str], bool]
) -> None:
    house = release(tmp_path / "next", ADDED)
    assert start(file, house, die=point)[0] < 0
    assert found(file) == left
    assert start(file, house) == (0, "")
    assert found(file) == NEW


def test_a_migration_that_fails_leaves_the_old_version_and_ends_with_a_sentence(file: Path, tmp_path: Path) -> None:
    broken = f"{ADDED}UPDATE schools SET region = (SELECT name FROM nowhere);\n"
    code, said = start(file, release(tmp_path / "next", broken))
    assert code == 1
    assert said.startswith(f"BOT_DATABASE: {file}: файл не удалось открыть или обновить, данные в нём прежние (")
    assert "\n" not in said
    assert found(file) == OLD
    assert start(file) == (0, "")
    assert start(file, release(tmp_path / "next", ADDED)) == (0, "")
    assert found(file) == NEW


def test_of_two_migrations_the_first_stays_where_the_second_fails(file: Path, tmp_path: Path) -> None:
    assert start(file, release(tmp_path / "next", ADDED, "DROP TABLE nowhere;"))[0] == 1
    assert found(file) == NEW
    assert start(file, release(tmp_path / "next", ADDED, "DROP TABLE numbers;")) == (0, "")
    assert found(file)[0] == NEWEST + 2


def test_a_migration_may_rebuild_a_table_that_others_refer_to(file: Path, tmp_path: Path) -> None:
    assert start(file, release(tmp_path / "next", FAMILY)) == (0, "")
    assert start(file, release(tmp_path / "next", FAMILY, REBUILT)) == (0, "")
    assert rows(file, "SELECT * FROM parents") == [(1, None)]
    assert rows(file, "SELECT * FROM children") == [(1,)]


def test_a_migration_that_leaves_broken_references_has_not_happened(file: Path, tmp_path: Path) -> None:
    assert start(file, release(tmp_path / "next", FAMILY)) == (0, "")
    code, said = start(file, release(tmp_path / "next", FAMILY, "DELETE FROM parents;"))
    assert code == 1
    assert said.endswith(f"(migration {NEWEST + 2} leaves broken references in children).")
    assert rows(file, "SELECT * FROM parents") == [(1,)]
    assert rows(file, "PRAGMA user_version") == [(NEWEST + 1,)]


async def test_references_are_enforced_once_the_file_is_open(tmp_path: Path) -> None:
    for _ in ("with migrations", "without"):
        database = await Database.open(tmp_path / "new.sqlite3")
        async with database.transaction() as db:
            assert await db.value("PRAGMA foreign_keys") == 1
        await database.close()


def test_migrations_are_found_by_their_number() -> None:
    assert [one.number for one in schema.pending(0)] == list(range(1, NEWEST + 1))
    assert schema.pending(NEWEST) == []
    with pytest.raises(schema.NewerDatabase):
        schema.pending(NEWEST + 1)


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
    assert found(path)[0] == NEWEST


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


async def test_a_transaction_that_is_cancelled_anywhere_happens_or_not_and_the_next_one_can_begin(file: Path) -> None:
    database = await Database.open(file)

    async def rename(name: str) -> bool:
        async with database.transaction() as db:
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
