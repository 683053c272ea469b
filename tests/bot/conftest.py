"""A sandbox with Anna and Boris in it, a database on disk, and the delivery half of the bot between them."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.http import Api
from bot.pace import Pace
from bot.sandbox import Sandbox
from storage.database import Database
from tests.bot.wire import ANNA, BORIS, GROUP, TOKEN, People, Post


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def strict_pace() -> bool:
    return False


@pytest.fixture
async def people(clock: MovableClock, strict_pace: bool) -> AsyncIterator[People]:
    """Both have started the bot long ago, and are in a group with it. The queue is empty."""
    sandbox = Sandbox(TOKEN, clock, bot_name="sample_bot", strict_pace=strict_pace)
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        people = People(sandbox, session)
        for number, name in ((ANNA, "Анна"), (BORIS, "Борис")):
            await people.play("people", id=number, name=name)
        await people.play("groups", id=GROUP, title="Сводки", members=[ANNA, BORIS])
        for number in (ANNA, BORIS):
            await people.say("/start", number)
        await _forget_updates(sandbox, session)
        yield people
    await sandbox.stop()


async def _forget_updates(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    address = f"{sandbox.url}/bot{TOKEN}/getUpdates"
    async with session.post(address, json={"offset": -1}) as response:
        last = (await response.json())["result"][-1]["update_id"]
    async with session.post(address, json={"offset": last + 1}) as response:
        assert response.status == 200


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    yield database
    await database.close()


@pytest.fixture
async def api(people: People) -> AsyncIterator[Api]:
    api = await Api.open(people.sandbox.url, TOKEN)
    yield api
    await api.close()


@pytest.fixture
def pace(strict_pace: bool) -> Pace:
    return Pace() if strict_pace else Pace(overall=0, chat_interval=0, group_minute=0)


@pytest.fixture
async def post(database: Database, clock: MovableClock, api: Api, people: People, pace: Pace) -> AsyncIterator[Post]:
    post = Post(database, clock, api, people, pace)
    yield post
    await post.delivery.stop(0)
