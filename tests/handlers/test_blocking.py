"""Stopping the bot in one's own chat."""

from aiogram.types import Chat

from handlers.case import Case
from storage import people
from tests.handlers.phone import Line, member, say


async def test_who_stops_the_bot_is_out_of_reach_until_they_write_again(line: Line, coordinator: Case) -> None:
    one = coordinator.person
    chat = Chat(id=one.telegram_id, type="private")
    await line.feed(member(one.telegram_id, "member", "kicked", chat))
    found = await people.get(line.db, one.id)
    assert found is not None
    assert not found.reachable
    await line.feed(member(one.telegram_id, "kicked", "member", chat))
    found = await people.get(line.db, one.id)
    assert found is not None
    assert not found.reachable, "letting it in again is no word yet"
    await line.feed(say("/start", one.telegram_id))
    found = await people.get(line.db, one.id)
    assert found is not None
    assert found.reachable
