"""A backup opens, holds everything, and comes back as it was; what does not never counts as one."""

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import __main__, backups, sealing, settings
from bot.backups import Broken, NotEmpty
from bot.sandbox import sample
from bot.sealing import Seal
from bot.settings import Settings, WrongSetting
from bot.vault import Vault
from storage import backups as known
from storage import erasures, mentors, notes, people, schools
from storage.database import Database
from storage.shelf import Shelf
from tests.village import TOWN

KEY = sealing.new_key()
NOW = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
WORDS = "Ромашковая улица"


def chosen(folder: Path, **more: object) -> Settings:
    values = {"token": "1:backup-test", "database": folder / "bot.sqlite3", "backups": folder / "copies"} | more
    return settings.load(_env_file=None, **values)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """With two files beside it."""
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        await notes.put(db, "words", WORDS)
        await db.run("INSERT INTO people (id, telegram_id, name, created_at) VALUES (1, 1, 'A', '')")
        for number, content in enumerate((b"first", b"second" * 1000), start=1):
            await db.run(
                """INSERT INTO files (kind, remote_id, name, mime, size, state, sha256, not_before, by_person, at)
                   VALUES ('document', 'r', :name, 'm', 1, 'kept', :sha256, '', 1, '')""",
                name=f"{number}.pdf",
                sha256=put(Shelf.beside(tmp_path / "bot.sqlite3"), content),
            )
    yield database
    await database.close()


def put(shelf: Shelf, content: bytes) -> str:
    with shelf.coming() as part:
        part.write(content)
        part.end()
        shelf.put(part)
        return part.sha256


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def files(path: Path) -> dict[str, str]:
    place = Path(f"{path}.files")
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in place.glob("*/*") if one.is_file()}


@pytest.mark.parametrize("key", ["", KEY])
async def test_what_comes_back_is_what_was_there(database: Database, tmp_path: Path, key: str) -> None:
    there = chosen(tmp_path, backup_key=key)
    made, missing = await backups.make(there, NOW)
    assert (len(made.files), missing) == (2, 0)
    back = chosen(tmp_path, backup_key=key, database=tmp_path / "elsewhere" / "bot.sqlite3")
    assert await backups.restore(back, made) == 2
    assert dump(back.database) == dump(there.database)
    assert files(back.database) == files(there.database)
    again = await Database.open(back.database)
    async with again.transaction() as db:
        assert await notes.get(db, "words") == WORDS
    await again.close()


async def test_nothing_can_be_read_without_the_key(database: Database, tmp_path: Path) -> None:
    made, _ = await backups.make(chosen(tmp_path, backup_key=KEY), NOW)
    kept = [path.read_bytes() for path in (tmp_path / "copies").rglob("*") if path.is_file()]
    assert len(kept) == 4
    assert not any(WORDS.encode() in one or b"second" in one or one[:2] == b"\x1f\x8b" for one in kept)
    other = chosen(tmp_path, backup_key=sealing.new_key(), database=tmp_path / "elsewhere" / "bot.sqlite3")
    with pytest.raises(Broken):
        await backups.restore(other, made)
    assert not other.database.exists()
    assert not Path(f"{other.database}.files").exists()


async def test_it_is_one_moment_while_others_write(database: Database, tmp_path: Path) -> None:
    stop = asyncio.Event()

    async def write() -> int:
        number = 0
        while not stop.is_set():
            number += 1
            async with database.transaction() as db:
                await notes.put(db, "one", str(number))
                await asyncio.sleep(0)
                await notes.put(db, "two", str(number))
        return number

    writing = asyncio.create_task(write())
    there = chosen(tmp_path)
    copies = [(await backups.make(there, NOW + timedelta(n)))[0] for n in range(5)]
    stop.set()
    written = await writing
    seen = []
    for number, copy in enumerate(copies):
        back = chosen(tmp_path, database=tmp_path / str(number) / "bot.sqlite3")
        await backups.restore(back, copy)
        with closing(sqlite3.connect(back.database)) as db:
            found = dict(db.execute("SELECT key, value FROM settings WHERE key IN ('one', 'two')"))
        assert found.get("one") == found.get("two")
        seen.append(int(found.get("one", 0)))
    assert written > 20
    assert seen == sorted(seen)


@pytest.mark.parametrize("key", ["", KEY])
@pytest.mark.parametrize("which", ["*.sqlite3.gz*", "files/*/*"])
async def test_a_damaged_copy_is_noticed(database: Database, tmp_path: Path, key: str, which: str) -> None:
    there = chosen(tmp_path, backup_key=key)
    made, _ = await backups.make(there, NOW)
    victim = next((tmp_path / "copies").glob(which))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    with pytest.raises(Broken, match=victim.name):
        backups.vault(there).check(made)


class Careless:
    """Loses a bit on the way."""

    suffix = ""

    def close(self, source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1])

    def open(self, source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes())


async def test_what_does_not_open_again_is_no_backup(database: Database, tmp_path: Path) -> None:
    seal: Seal = Careless()
    vault = Vault(tmp_path / "copies", seal, tmp_path / "work")
    with pytest.raises(Broken):
        vault.put(tmp_path / "bot.sqlite3", NOW, 1, [])
    assert vault.all() == []
    assert not list((tmp_path / "work").iterdir())


async def test_a_file_that_is_not_where_it_should_be_is_counted(database: Database, tmp_path: Path) -> None:
    there = chosen(tmp_path)
    lost, spoilt = sorted(Path(f"{there.database}.files").glob("*/*"))
    lost.unlink()
    spoilt.write_bytes(b"something else")
    made, missing = await backups.make(there, NOW)
    assert (len(made.files), missing) == (0, 2)


async def test_old_ones_go_and_the_files_only_they_knew_with_them(database: Database, tmp_path: Path) -> None:
    there = chosen(tmp_path)
    await backups.make(there, NOW - timedelta(800))
    async with database.transaction() as db:
        await db.run("DELETE FROM files WHERE name = '1.pdf'")
    for days in range(12, -1, -1):
        await backups.make(there, NOW - timedelta(days * 32))
    copies = backups.vault(there).all()
    assert copies[0].at == NOW
    assert min(one.at for one in copies) > NOW - timedelta(500)
    kept = {path.name for path in (tmp_path / "copies" / "files").glob("*/*")}
    assert kept == copies[0].files
    for copy in copies:
        backups.vault(there).check(copy)


async def test_nothing_that_is_there_is_replaced(database: Database, tmp_path: Path) -> None:
    there = chosen(tmp_path)
    made, _ = await backups.make(there, NOW)
    before = dump(there.database)
    with pytest.raises(NotEmpty):
        await backups.restore(there, made)
    assert dump(there.database) == before
    lonely = chosen(tmp_path, database=tmp_path / "other.sqlite3")
    Path(f"{lonely.database}.files").mkdir()
    with pytest.raises(NotEmpty):
        await backups.restore(lonely, made)


async def test_the_night_remembers_the_good_one_and_a_failure_until_the_next(
    database: Database, tmp_path: Path
) -> None:
    there = chosen(tmp_path, backup_key=KEY)
    assert await backups.stale(database, NOW)
    await backups.nightly(there, database, NOW)
    assert not await backups.stale(database, NOW + timedelta(hours=24))
    assert await backups.stale(database, NOW + timedelta(hours=26))
    in_the_way = tmp_path / "full"
    in_the_way.write_text("no folder")
    with pytest.raises(OSError):
        await backups.nightly(chosen(tmp_path, backups=in_the_way), database, NOW + timedelta(1))
    async with database.transaction() as db:
        last, failed = await known.last(db), await known.failed_at(db)
    assert last
    assert (last.at, last.files, last.sealed, failed) == (NOW, 2, True, NOW + timedelta(1))
    await backups.nightly(there, database, NOW + timedelta(2))
    async with database.transaction() as db:
        assert await known.failed_at(db) is None


def test_a_key_that_is_none_is_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="BOT_BACKUP_KEY: нужен ключ вида AGE-SECRET-KEY-1"):
        chosen(tmp_path, backup_key="hunter2")


async def test_by_hand_it_is_made_listed_opened_and_put_back(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "bot.sqlite3"))
    monkeypatch.setenv("BOT_BACKUPS", str(tmp_path / "copies"))
    monkeypatch.setenv("BOT_BACKUP_KEY", KEY)

    async def command(*words: str) -> tuple[int, str]:
        code = await asyncio.to_thread(__main__.main, words)
        return code, "".join(capsys.readouterr())

    assert "Копий пока нет" in (await command("backup", "--check"))[1]
    code, said = await command("backup")
    assert (code, "сделана и проверена" in said) == (0, True)
    code, said = await command("backup", "--list")
    name = said.partition("  ")[0]
    assert "файла" in said
    assert (await command("backup", "--check")) == (0, f"Копия {name} открывается целиком.\n")
    assert (await command("restore", name))[0] == 1
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "new" / "bot.sqlite3"))
    code, said = await command("restore", "01.01.2020 00:00")
    assert (code, name in said) == (1, True)
    code, said = await command("restore", name)
    assert (code, "восстановлена" in said) == (0, True)
    assert dump(tmp_path / "new" / "bot.sqlite3") == dump(tmp_path / "bot.sqlite3")
    monkeypatch.setenv("BOT_BACKUP_KEY", sealing.new_key())
    code, said = await command("backup", "--check")
    assert (code, "не открывается этим ключом" in said) == (1, True)


async def test_whoever_was_erased_since_is_erased_again_in_what_comes_back(tmp_path: Path) -> None:
    there = chosen(tmp_path)
    database = await Database.open(there.database)
    async with database.transaction() as db:
        for number, name in enumerate(("Марфа Приметная", "Анна Иная"), start=1):
            await people.add(db, number * 1000, name, NOW)
    made, _ = await backups.make(there, NOW)
    async with database.transaction() as db:
        asked = await erasures.ask(db, erasures.PERSON, 1, None, 1, NOW)
        await erasures.done(db, asked, 1, NOW + timedelta(hours=1))
    await backups.remember(there, database)
    await database.close()
    back = chosen(tmp_path, database=tmp_path / "elsewhere" / "bot.sqlite3")
    await backups.restore(back, made)
    assert "Марфа" not in "\n".join(dump(back.database))
    assert "Анна Иная" in "\n".join(dump(back.database))


async def test_a_year_and_a_school_too(tmp_path: Path) -> None:
    there = chosen(tmp_path)
    database = await Database.open(there.database)
    async with database.transaction() as db:
        await sample.fill(db, TOWN, NOW)
        year = await db.value("SELECT max(year) FROM years")
    made, _ = await backups.make(there, NOW)
    backups.ledger(there).add_erased([("school", 1, str(NOW)), ("year", year, str(NOW)), ("person", 999, str(NOW))])
    await database.close()
    back = chosen(tmp_path, database=tmp_path / "elsewhere" / "bot.sqlite3")
    await backups.restore(back, made)
    database = await Database.open(back.database)
    async with database.transaction() as db:
        assert await db.value("SELECT count(*) FROM mentors WHERE school_id = 1") == 0
        assert await db.value("SELECT count(*) FROM pairs WHERE state = 'completed'") == 0
    await database.close()


async def test_a_mentor_without_an_account_too(tmp_path: Path) -> None:
    there = chosen(tmp_path)
    database = await Database.open(there.database)
    async with database.transaction() as db:
        await sample.fill(db, TOWN, NOW)
        known = await mentors.add(db, 1, "adult", NOW, name="Марфа Приметная", place=None, consent="№ 1")
    made, _ = await backups.make(there, NOW)
    async with database.transaction() as db:
        asked = await erasures.ask(db, erasures.MENTOR, known.id, "заявление", 1, NOW)
        await erasures.done(db, asked, 2, NOW + timedelta(hours=1))
    await backups.remember(there, database)
    await database.close()
    back = chosen(tmp_path, database=tmp_path / "elsewhere" / "bot.sqlite3")
    await backups.restore(back, made)
    assert "Марфа" not in "\n".join(dump(back.database))
    assert known.code in "\n".join(dump(back.database))


def test_a_note_of_erasures_is_no_backup_and_outlives_them(tmp_path: Path) -> None:
    keep, noted = backups.vault(chosen(tmp_path)), backups.ledger(chosen(tmp_path))
    noted.add_erased([("person", 1, str(NOW))])
    noted.add_erased([("person", 1, str(NOW)), ("person", 2, str(NOW))])
    assert keep.all() == []
    keep.rotate()
    assert [one[:2] for one in noted.erased()] == [("person", 1), ("person", 2)]


async def test_no_code_is_given_again_after_a_restore(tmp_path: Path) -> None:
    """It may stand on paper beside a child's name."""
    there = chosen(tmp_path)
    database = await Database.open(there.database)
    async with database.transaction() as db:
        await sample.fill(db, TOWN, NOW)
    made, _ = await backups.make(there, NOW)
    noted = await backups.remember(there, database)
    async with database.transaction() as db:
        lost = [await schools.next_code(db, 1, who) for who in ("mentee", "mentee", "mentor")]
    await backups.remember(there, database, noted)
    await database.close()
    for turn in ("once", "twice"):
        back = chosen(tmp_path, database=tmp_path / turn / "bot.sqlite3")
        await backups.restore(back, made)
        database = await Database.open(back.database)
        async with database.transaction() as db:
            anew = [await schools.next_code(db, 1, who) for who in ("mentee", "mentor")]
        await backups.remember(back, database)
        await database.close()
        assert not {*anew} & {*lost}
        lost += anew


async def test_nothing_is_written_down_where_nothing_is_new(tmp_path: Path) -> None:
    there = chosen(tmp_path)
    database = await Database.open(there.database)
    noted = await backups.remember(there, database)
    assert not (tmp_path / "copies").exists()
    async with database.transaction() as db:
        await schools.add(db, "Лицей", NOW)
    noted = await backups.remember(there, database, noted)
    assert backups.ledger(there).codes() == {1: (1, 1)}
    (tmp_path / "copies" / "codes").unlink()
    await backups.remember(there, database, noted)
    assert backups.ledger(there).codes() == {}
    await database.close()


def test_an_older_file_put_back_by_hand_does_not_make_the_ledger_forget(tmp_path: Path) -> None:
    noted = backups.ledger(chosen(tmp_path))
    noted.add_codes({7: (15, 4)})
    noted.add_codes({7: (12, 6), 8: (2, 1)})
    assert noted.codes() == {7: (15, 6), 8: (2, 1)}
