from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from storage import chats
from storage.database import Database, Transaction

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNA, GROUP, SUPERGROUP = 11, -500, -100500


@pytest.fixture
async def db() -> AsyncIterator[Transaction]:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        yield db
    await database.close()


async def test_a_chat_has_one_live_message_and_tells_which_one_it_replaced(db: Transaction) -> None:
    assert await chats.live_message(db, ANNA) is None
    told = [await chats.set_live(db, {ANNA: message}) for message in (101, 102, 102, None)]
    assert told == [{ANNA: None}, {ANNA: 101}, {}, {ANNA: 102}]
    assert await chats.live_message(db, ANNA) is None


async def test_a_command_menu_is_given_only_when_it_changes(db: Transaction) -> None:
    assert [await chats.take_commands(db, ANNA, menu) for menu in ("a", "a", "b", "a")] == [True, False, True, True]


async def test_a_group_keeps_its_binding_at_its_new_address(db: Transaction) -> None:
    await db.run("INSERT INTO chats (id, title) VALUES (:id, 'Сводки')", id=GROUP)
    await chats.move(db, GROUP, SUPERGROUP)
    assert [tuple(row) for row in await db.all("SELECT id, title FROM chats")] == [(SUPERGROUP, "Сводки")]


async def test_somebody_out_of_reach_is_so_since_the_first_refusal(db: Transaction) -> None:
    await db.run("INSERT INTO people (telegram_id, name, created_at) VALUES (:id, 'Анна', 'x')", id=ANNA)
    await chats.mark_unreachable(db, ANNA, NOW)
    await chats.mark_unreachable(db, ANNA, NOW + timedelta(days=1))
    assert await db.value("SELECT unreachable_since FROM people") == "2026-03-02T09:00:00.000000+00:00"
