"""The parts together: ticks, waiting, and starts that cannot succeed."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot import backups, checks, settings
from bot.app import App
from bot.clock import MovableClock
from bot.opening import StartFailed
from bot.settings import Settings
from domain.municipality import Municipality
from storage import erasures, outbox, updates
from storage import people as known
from storage.database import Database, Transaction
from storage.parcel import Parcel
from storage.updates import Seen
from tests.bot import toy
from tests.bot.wire import ANNA, BORIS, TOKEN, People
from views import templates
from views.screen import Markup, Notice, Screen


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """Tell Boris what Anna has brought about, once for each number, and something in the morning."""
    number = await toy.counted(db)
    told = Notice(BORIS, Screen(Markup(f"Уже {number}"), stays=True), key=f"told:{number}")
    morning = Notice(ANNA, Screen(Markup("Утро"), stays=True), key="morning", not_before=now + timedelta(hours=9))
    return [told, morning] if number else []


@pytest.fixture
def chosen(people: People, tmp_path: Path) -> Settings:
    return settings.load(_env_file=None, token=TOKEN, api_url=people.sandbox.url, database=tmp_path / "bot.sqlite3")


@pytest.fixture
async def app(chosen: Settings, clock: MovableClock) -> AsyncIterator[App]:
    app = App(chosen, clock, attach=toy.attach, plan=plan)
    await app.start()
    yield app
    await app.stop()


async def test_what_an_update_brings_about_is_told_at_once_and_once(app: App, people: People) -> None:
    await people.say("раз")
    assert (await people.play("idle", timeout=10))["idle"]
    assert await app.drained(10)
    for _ in range(2):
        await app.tick()
    assert await app.drained(10)
    assert (await people.texts(), await people.texts(BORIS)) == (["1: раз"], ["Уже 1"])


async def test_a_notice_leaves_when_the_clock_has_come_to_its_hour(
    app: App, people: People, clock: MovableClock
) -> None:
    await people.say("раз")
    assert (await people.play("idle", timeout=10))["idle"]
    assert await app.drained(10)
    clock.move_by(timedelta(hours=9))
    await app.tick()
    assert await app.drained(10)
    assert await people.texts() == ["1: раз", "Утро"]


async def test_a_tick_that_fails_leaves_nothing_half_done_and_the_next_one_comes(
    chosen: Settings, clock: MovableClock, people: People
) -> None:
    async def failing(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
        await updates.add(db, [Seen(1, "x")], now)
        raise ZeroDivisionError

    app = App(chosen, clock, attach=toy.attach, plan=failing)
    await app.start()
    with pytest.raises(ZeroDivisionError):
        await app.tick()
    async with app.database.transaction() as db:
        assert await updates.highest(db) is None
    await people.say("раз")
    assert (await people.play("idle", timeout=10))["idle"]
    assert await app.drained(10)
    assert await people.texts() == ["1: раз"]
    await app.stop()


async def test_it_waits_for_a_telegram_that_is_not_there_yet(
    chosen: Settings, clock: MovableClock, people: People
) -> None:
    await people.play("faults", mode="502", count=1)
    app = App(chosen, clock, attach=toy.attach, plan=plan)
    async with asyncio.timeout(10):
        await app.start()
    assert app.town.bot_name == "sample_bot"
    await app.stop()


async def test_a_server_that_says_little_and_does_not_wait_is_good_enough(
    chosen: Settings, clock: MovableClock
) -> None:
    person = {"id": ANNA, "is_bot": False, "first_name": "Анна"}
    message = {"message_id": 1, "date": 1, "chat": {"id": ANNA, "type": "private"}, "from": person, "text": "раз"}
    polls, sent = [], asyncio.Queue[str]()

    async def answer(request: web.Request) -> web.Response:
        asked = await request.json()
        if request.match_info["method"] == "getUpdates":
            polls.append(asked)
            news = [{"update_id": 1, "message": message}] if asked.get("offset", 1) <= 1 else []
            return web.json_response({"ok": True, "result": news})
        if request.match_info["method"] == "sendMessage":
            sent.put_nowait(asked["text"])
            return web.json_response({"ok": True, "result": {"message_id": 1}})
        return web.json_response({"ok": request.match_info["method"] == "getMe"})

    little = web.Application()
    little.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(little, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    app = App(chosen.model_copy(update={"api_url": address}), clock, attach=toy.attach, plan=toy.nothing_due)
    async with asyncio.timeout(10):
        await app.start()
        assert await sent.get() == "1: раз"
        assert await app.drained(5)
        while polls[-1].get("offset") != 2:
            await asyncio.sleep(0)
        await app.stop()
        await runner.cleanup()
    assert len(polls) < 10
    assert sent.empty()


async def test_old_updates_and_old_messages_are_forgotten_at_night(
    app: App, people: People, clock: MovableClock
) -> None:
    async with app.database.transaction() as db:
        await known.add(db, ANNA, "Анна", clock.now())  # of strangers less is kept
    await people.say("раз")
    assert (await people.play("idle", timeout=10))["idle"]
    assert await app.drained(10)
    clock.move_by(timedelta(days=29))
    await app._night.work()
    async with app.database.transaction() as db:
        assert await updates.highest(db) is None
        assert await db.value("SELECT count(*) FROM outbox WHERE state = 'sent'") > 0
    clock.move_by(timedelta(days=2))
    await app._night.work()
    async with app.database.transaction() as db:
        assert await db.value("SELECT count(*) FROM outbox WHERE state = 'sent'") == 0


async def test_an_erasure_is_written_down_beside_the_backups_with_the_next_tick(app: App, chosen: Settings) -> None:
    async with app.database.transaction() as db:
        asked = await erasures.ask(db, erasures.PERSON, 5, None, 5, app.clock.now())
        await erasures.done(db, asked, 5, app.clock.now())
    await app._tick_safely()
    assert [one[:2] for one in backups.ledger(chosen).erased()] == [("person", 5)]


async def refusal(chosen: Settings, clock: MovableClock) -> str:
    app = App(chosen, clock, attach=toy.attach, plan=plan)
    try:
        with pytest.raises(StartFailed) as failed:
            await app.start()
        return str(failed.value)
    finally:
        await app.stop()


async def test_a_token_telegram_does_not_know_ends_the_start_with_a_sentence(
    chosen: Settings, clock: MovableClock
) -> None:
    stranger = chosen.model_copy(update={"token": type(chosen.token)("777:stranger")})
    assert (await refusal(stranger, clock)).startswith("BOT_TOKEN: Telegram не принимает")


async def test_a_second_process_on_the_same_file_refuses(app: App, chosen: Settings, clock: MovableClock) -> None:
    assert "уже работает другой процесс" in await refusal(chosen, clock)


async def test_a_file_that_is_no_database_is_called_so_and_left_alone(chosen: Settings, clock: MovableClock) -> None:
    chosen.database.write_bytes(b"a letter to the editor" * 100)
    assert "не файл базы данных" in await refusal(chosen, clock)
    assert chosen.database.read_bytes() == b"a letter to the editor" * 100


async def test_a_file_of_a_newer_program_is_left_to_it(chosen: Settings, clock: MovableClock) -> None:
    with sqlite3.connect(chosen.database) as newer:
        newer.execute("PRAGMA user_version = 9999")
    newer.close()
    assert "более новой версией" in await refusal(chosen, clock)


async def test_a_full_disk_is_named_and_nothing_is_written(
    chosen: Settings, clock: MovableClock, people: People
) -> None:
    """The page limit of a file stands for the disk."""
    await (await Database.open(chosen.database)).close()
    before = chosen.database.read_bytes()
    database = await Database.open(chosen.database)
    pages = await _value(database, "PRAGMA page_count")
    await _value(database, f"PRAGMA max_page_count = {pages}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        async with database.transaction() as db:
            await outbox.put(db, [Parcel(ANNA, "sendMessage", "x" * 100_000)], clock.now())
    assert await _value(database, "SELECT count(*) FROM outbox") == 0
    await database.close()
    assert chosen.database.read_bytes() == before


async def _value(database: Database, sql: str) -> int:
    async with database.transaction() as db:
        return int(await db.value(sql))


async def test_the_check_finds_nothing_wrong_with_a_good_bot(chosen: Settings, clock: MovableClock) -> None:
    lines, well = await checks.lines(chosen.model_copy(update={"admins": frozenset({ANNA})}), clock)
    assert well
    assert all(line.startswith("ок ") for line in lines[:-1])
    assert "@sample_bot" in "\n".join(lines)


async def test_the_check_looks_into_the_departments_templates(
    chosen: Settings, clock: MovableClock, tmp_path: Path
) -> None:
    (tmp_path / "letter.docx").write_bytes(templates.ours("letter"))
    own = chosen.model_copy(update={"admins": frozenset({ANNA}), "templates": tmp_path})
    lines, well = await checks.lines(own, clock)
    assert well
    assert "ок   BOT_TEMPLATES: свои шаблоны: letter.docx" in lines
    (tmp_path / "thanks.docx").write_bytes(b"not a document")
    lines, well = await checks.lines(own, clock)
    assert not well
    assert "вместо него будет наш: thanks.docx (not a Word document" in "\n".join(lines)


async def test_the_check_names_all_that_is_wrong_and_never_the_token(
    app: App, chosen: Settings, clock: MovableClock
) -> None:
    silent = chosen.model_copy(update={"api_url": "http://127.0.0.1:1", "proxy": "socks5://127.0.0.1:1"})
    lines, well = await checks.lines(silent, clock)
    wrong = {line.split()[1].rstrip(":") for line in lines if line.startswith("НЕТ")}
    assert not well
    assert wrong == {"BOT_API_URL", "BOT_PROXY", "BOT_TOKEN", "BOT_DATABASE", "BOT_ADMINS"}
    assert TOKEN not in "\n".join(lines)
