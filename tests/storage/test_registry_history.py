"""The history of what schools keep goes through the migration that widened it, and holds mentors and mentees."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from storage import registry_history, schema
from storage.database import Database

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def older(file: Path) -> None:
    """A file of the version before, with one step of a partner's life in it."""
    connection = sqlite3.connect(file)
    for migration in schema.pending(0)[:4]:
        for statement in migration.statements:
            connection.execute(statement)
    connection.execute("INSERT INTO people (id, telegram_id, name, created_at) VALUES (1, 1, 'Отдел', 'now')")
    connection.execute(
        """INSERT INTO registry_history (id, registry, subject_id, at, by_person, what, after)
           VALUES (41, 'partner', 7, '2026-11-01T09:00:00+00:00', 1, 'added', '{"name": "Завод"}')"""
    )
    connection.execute("PRAGMA user_version = 4")
    connection.commit()
    connection.close()


async def test_what_was_kept_before_is_kept_and_new_registries_are_taken(tmp_path: Path) -> None:
    older(tmp_path / "bot.sqlite3")
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        (kept,) = await registry_history.of(db, "partner", 7)
        assert (kept.what, kept.after) == ("added", {"name": "Завод"})
        await registry_history.record(db, "mentee", 7, "corrected", 1, NOW, {"grade": "8Б"}, {"grade": "9Б"})
        (new,) = await registry_history.of(db, "mentee", 7)
        assert (new.before, new.after) == ({"grade": "8Б"}, {"grade": "9Б"})
        assert await db.value("SELECT max(id) FROM registry_history") == 42
    await database.close()
