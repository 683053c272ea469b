"""Who has withdrawn their consent hears nothing more: at no tick, of nothing the department sends, of nothing held or
under way."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox import sample
from domain import broadcasts as rules
from handlers.case import Case
from scheduler import planning
from storage import audiences, outbox, people
from storage.database import Database
from storage.parcel import Parcel
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, shown
from tests.handlers.taps import press
from tests.village import TOWN

DAYS = 45
OFFICER, COORDINATOR, MENTOR = 101, 201, 301
HEARD = {  # what each would be told unasked in these days, by the beginning of its key
    OFFICER: {"ended", "overdue"},
    COORDINATOR: {"reminder", "week"},
    MENTOR: {"checkin", "sheets"},
}


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    """The sample municipality."""
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        await sample.fill(db, TOWN, NOW)
        yield Line(db, TOWN, NOW)
    await database.close()


async def who(line: Line, chat: int) -> Case:
    person = await people.find(line.db, chat)
    assert person
    return Case(line.db, person, NOW, TOWN)


async def heard(line: Line, chat: int) -> set[str]:
    """By the beginnings of the keys, over the mornings and evenings to come."""
    found: set[str] = set()
    for half in range(DAYS * 2):
        for notice in await planning.plan(line.db, NOW + timedelta(hours=12 * half), TOWN):
            if notice.chat_id == chat:
                first, second, *_ = (notice.key or "").split(":")
                found.add(second if first == "news" else first)
    return found


@pytest.mark.parametrize("chat", HEARD)
async def test_what_ticks_would_have_said(line: Line, chat: int) -> None:
    assert await heard(line, chat) >= HEARD[chat]


@pytest.mark.parametrize("chat", HEARD)
async def test_from_the_next_tick_on_nothing_is_said(line: Line, chat: int) -> None:
    assert "Согласие отозвано" in shown(await press(line, await who(line, chat), "md.out"))
    assert await heard(line, chat) == set()


@pytest.mark.parametrize("chat", [COORDINATOR, MENTOR])
async def test_no_letter_of_the_department_is_for_them(line: Line, chat: int) -> None:
    me = await who(line, chat)

    async def addressed() -> set[int]:
        return {row["id"] for row in await audiences.people(line.db, rules.EVERYBODY, TOWN, NOW.date())}

    assert me.person.id in await addressed()
    await press(line, me, "md.out")
    assert me.person.id not in await addressed()


@pytest.mark.parametrize("state", ["ready", "later", "sending"])
async def test_what_is_held_or_refused_for_now_is_not_delivered_later(line: Line, state: str) -> None:
    at = NOW + timedelta(hours=9) if state == "later" else None
    await outbox.put(line.db, [Parcel(COORDINATOR, "sendMessage", "{}", key="held", not_before=at)], NOW)
    if state == "sending":
        await outbox.claim(line.db, await outbox.heads(line.db, 10))
    row = await line.db.value("SELECT id FROM outbox WHERE key = 'held' AND state = :state", state=state)
    assert row
    await press(line, await who(line, COORDINATOR), "md.out")
    await outbox.again(line.db, row, NOW + timedelta(seconds=30))
    assert await line.db.value("SELECT count(*) FROM outbox WHERE key = 'held'") == 0
