"""A migration happens whole or not at all, and loses nothing."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from storage import schema
from storage.database import Database
from tests.storage.opener import HOUSE, NEWEST, begin, rows, start

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
OLD = (NEWEST, ["Школа № 7"], False)
NEW = (NEWEST + 1, ["Школа № 7"], True)


def release(folder: Path, *migrations: str) -> Path:
    """The next releases: this house with more migrations."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HOUSE / "storage", folder / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    for number, script in enumerate(migrations, start=NEWEST + 1):
        (folder / "storage" / "migrations" / f"{number:04}_more.sql").write_text(script, "utf-8")
    return folder


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


def test_a_half_year_that_was_over_before_its_form_came_asks_nothing_of_anybody(tmp_path: Path) -> None:
    """A town of the release before 0005, in which row 4.2 had a date but no form."""
    connection = sqlite3.connect(tmp_path / "old.sqlite3")
    for migration in schema.pending(0):
        if migration.number == 5:
            connection.executescript(
                """INSERT INTO people (id, telegram_id, name, created_at) VALUES (1, 1, 'Отдел', '2026-01-12');
                   INSERT INTO years (year, activated_at, activated_by) VALUES (2020, '2020-01-12', 1);
                   INSERT INTO deadlines (year, roadmap_row, period, form, nominal, effective, ends_at, since) VALUES
                   (2020, '4.1', '2020-Q2', 'monitoring', '2020-06-25', '2020-06-25', '2020-06-25', '2020-01-12'),
                   (2020, '4.2', '2020-H1', 'quality', '2020-06-25', '2020-06-25', '2020-06-25', '2020-01-12')"""
            )
        for statement in migration.statements:
            connection.execute(statement)
    asks = "SELECT roadmap_row FROM deadlines WHERE since <= effective"
    assert connection.execute(asks).fetchall() == [("4.1",)]
    connection.close()
