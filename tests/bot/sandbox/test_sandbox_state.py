"""What a restart keeps, and the clock."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock
from bot.sandbox import Sandbox, Shortcut
from bot.sandbox.state import NAME

TOKEN = "4242:sandbox-token"
ANNA = 11
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


async def control(session, sandbox, path, body=None):
    send = (
        session.get(f"{sandbox.url}/control/{path}")
        if body is None
        else session.post(f"{sandbox.url}/control/{path}", json=body)
    )
    async with send as response:
        return await response.json()


async def bot(session, sandbox, method, **params):
    async with session.post(f"{sandbox.url}/bot{TOKEN}/{method}", json=params) as response:
        return (await response.json())["result"]


async def test_a_restart_keeps_people_messages_files_updates_and_the_clock(session, tmp_path):
    first = Sandbox(TOKEN, MovableClock(START), state=tmp_path)
    await first.start()
    await control(session, first, "people", {"id": ANNA, "name": "Анна"})
    await control(session, first, "say", {"person": ANNA, "text": "/start"})
    await control(session, first, "send", {"person": ANNA, "kind": "document"})
    await bot(session, first, "sendMessage", chat_id=ANNA, text="<b>Добрый</b> день", parse_mode="HTML")
    await bot(session, first, "setMyCommands", commands=[{"command": "start", "description": "Начать"}])
    await control(session, first, "clock", {"add": {"days": 3}})
    chat = await control(session, first, f"chat?chat={ANNA}")
    waiting = await bot(session, first, "getUpdates")
    await first.stop()

    clock = MovableClock(START)
    second = Sandbox(TOKEN, clock, state=tmp_path)
    await second.start()
    assert await control(session, second, f"chat?chat={ANNA}") == chat
    assert await bot(session, second, "getUpdates") == waiting
    assert timedelta(days=3) <= clock.now() - START < timedelta(days=3, minutes=1)
    async with session.get(second.url + chat["messages"][1]["document"]["url"]) as response:
        assert await response.read() == b"sample\n"
    said = await control(session, second, "say", {"person": ANNA, "text": "дальше"})
    assert said["update_id"] == waiting[-1]["update_id"] + 1
    assert said["message_id"] == chat["messages"][-1]["message_id"] + 1
    await second.stop()


async def test_after_a_crash_no_number_is_given_twice(session, tmp_path):
    first = Sandbox(TOKEN, MovableClock(START), state=tmp_path)
    await first.start()
    await control(session, first, "people", {"id": ANNA, "name": "Анна"})
    while not (tmp_path / NAME).exists():
        await control(session, first, "people")
    crashed = (tmp_path / NAME).read_bytes()
    lost = await control(session, first, "say", {"person": ANNA, "text": "/start"})
    await first.stop()
    (tmp_path / NAME).write_bytes(crashed)

    second = Sandbox(TOKEN, MovableClock(START), state=tmp_path)
    await second.start()
    said = await control(session, second, "say", {"person": ANNA, "text": "/start"})
    assert said["update_id"] > lost["update_id"]
    assert said["message_id"] > lost["message_id"]
    await second.stop()


async def test_the_clock_moves_and_its_listeners_are_done_before_the_answer(session):
    clock = MovableClock(START)
    seen: list[datetime] = []

    async def moved() -> None:
        seen.append(clock.now())

    async def shortcuts() -> list[Shortcut]:
        return [Shortcut("К сроку", datetime(2026, 12, 1, 6, 0, tzinfo=UTC))]

    zone = ZoneInfo("Asia/Omsk")  # UTC+6
    sandbox = Sandbox(TOKEN, clock, zone=zone, shortcuts=shortcuts, on_clock_moved=moved)
    await sandbox.start()
    shown = await control(session, sandbox, "clock", {"to": "2026-12-01T09:00"})
    assert shown["now"].startswith("2026-12-01T09:00:")
    assert shown["now"].endswith("+06:00")
    assert shown["zone"] == "Asia/Omsk"
    assert shown["shortcuts"] == [{"label": "К сроку", "to": "2026-12-01T12:00:00+06:00"}]
    assert seen[0].replace(second=0, microsecond=0) == datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
    shown = await control(session, sandbox, "clock", {"add": {"days": 1, "hours": 2}})
    assert shown["now"].startswith("2026-12-02T11:00:")
    assert len(seen) == 2
    for wrong in ({}, {"to": "tomorrow"}, {"add": {"years": 1}}, {"add": {"days": True}}):
        assert "error" in await control(session, sandbox, "clock", wrong)
    await sandbox.stop()


@pytest.mark.parametrize("since", ["0", "newest", "99999"])
async def test_the_state_waits_only_for_who_has_seen_the_newest(line, since):
    rev = (await line.look("state?since=0"))["rev"]
    poll = asyncio.create_task(line.look(f"state?timeout=30&since={rev if since == 'newest' else since}"))
    if since == "newest":
        await line.look("people")
        assert not poll.done()
        await line.play("say", person=ANNA, text="новое")
    state = await poll
    assert set(state) == {"rev", "people", "chats", "clock", "faults"}
    assert (state["rev"] > rev) is (since == "newest")


async def test_stopping_answers_whoever_waits(session):
    sandbox = Sandbox(TOKEN, MovableClock(START))
    await sandbox.start()
    rev = (await control(session, sandbox, "state?since=0"))["rev"]
    polls = [
        asyncio.create_task(bot(session, sandbox, "getUpdates", timeout=50)),
        asyncio.create_task(control(session, sandbox, f"state?since={rev}&timeout=50")),
    ]
    while not await control(session, sandbox, "calls?polls=1"):
        continue
    await asyncio.wait_for(sandbox.stop(), 5)
    updates, state = await asyncio.gather(*polls)
    assert (updates, state["rev"]) == ([], rev)
