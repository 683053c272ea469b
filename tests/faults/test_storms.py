"""Whatever happens to the line between the bot and Telegram, everything arrives in the end: in order, none lost, and
repeated only where nobody could know whether a message had arrived."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.sandbox.demo import Demo
from tests import hurry
from tests.faults import storms
from tests.faults.storms import Sea, Toll
from tests.play import AUTUMN, Town

PEOPLE, EACH = 10, 3


@pytest.fixture(autouse=True)
def _expected_trouble_is_not_printed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


def weather(folder: Path, play: Callable[[Sea], Awaitable[None]]) -> Toll:
    """People write for six seconds while `play` is going on; then the sky clears up."""
    kept: list[Toll] = []

    async def whole() -> None:
        async with storms.sea(folder, PEOPLE) as sea:
            writing = asyncio.create_task(sea.write(Random(1), EACH, pause=2))
            await asyncio.sleep(1)
            await play(sea)
            await sea.trouble(mode="none")
            await writing
            await sea.settled()
            kept.append(await sea.toll())

    hurry.run(whole())
    return kept[0]


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        ({"mode": "429", "retry_after": 3}, 10),
        ({"mode": "500"}, 30),
        ({"mode": "502"}, 30),
        ({"mode": "slow", "seconds": 8}, 20),
        ({"mode": "late", "seconds": 8}, 20),
    ],
    ids=lambda value: value["mode"] if isinstance(value, dict) else "",
)
def test_trouble_that_says_so_costs_time_only(tmp_path: Path, fault: dict[str, Any], seconds: float) -> None:
    """Refusals, failures, and answers that take long: nothing is lost and nothing comes twice."""

    async def play(sea: Sea) -> None:
        await sea.trouble(**fault)
        await asyncio.sleep(seconds)

    toll = weather(tmp_path, play)
    assert toll == Toll(said=PEOPLE * EACH, hit=toll.hit)
    assert toll.hit > 0


@pytest.mark.parametrize(
    ("fault", "repeats"),
    [
        ({"mode": "reset", "act": False}, False),
        ({"mode": "reset", "act": True}, True),
        ({"mode": "silence"}, False),
        ({"mode": "late", "seconds": 60}, True),
        ({"mode": "slow", "seconds": 60}, True),
    ],
    ids=lambda value: f"{value['mode']}-{value.get('act', '')}" if isinstance(value, dict) else "",
)
def test_without_an_answer_a_message_is_repeated_once_and_flagged(
    tmp_path: Path, fault: dict[str, Any], repeats: bool
) -> None:
    """Lines cut before and after acting, half a minute of silence, answers after nobody waits for them."""

    async def play(sea: Sea) -> None:
        await sea.trouble(**fault)
        await asyncio.sleep(45)

    toll = weather(tmp_path, play)
    assert toll.clean, toll
    assert toll.hit > 0
    assert (toll.repeated > 0) is repeats


def test_calls_that_are_never_answered_are_given_up_after_half_a_minute(tmp_path: Path) -> None:
    """Nothing ends this silence: polls, questions and messages must end it themselves."""

    async def whole() -> None:
        async with storms.sea(tmp_path, PEOPLE) as sea:
            for methods in (["getUpdates"], ["sendMessage", "getMe"]):
                await sea.trouble(mode="silence", seconds=1_000_000, count=2, methods=methods)
                await sea.write(Random(1), EACH, pause=2)
                await sea.settled(seconds=300)
            toll = await sea.toll()
            assert toll.clean, toll
            assert toll.hit > 0

    hurry.run(whole())


def test_a_start_into_a_429_waits_as_long_as_it_is_told(tmp_path: Path) -> None:
    async def whole() -> None:
        begun = hurry.loop().time()
        async with storms.sea(tmp_path, 1, mode="429", retry_after=7, count=1, methods=["getMe"]):
            assert 7 <= hurry.loop().time() - begun < 7.5

    hurry.run(whole())


def test_a_poll_that_met_a_429_comes_again_when_it_is_told(tmp_path: Path) -> None:
    async def whole() -> None:
        async with storms.sea(tmp_path, 1) as sea:
            await sea.trouble(mode="429", retry_after=7, count=1, methods=["getUpdates"])
            begun = hurry.loop().time()
            await sea.write(Random(1), 2, pause=1)  # the first ends the poll under way, and the next is refused
            await sea.settled()
            assert 7 <= hurry.loop().time() - begun < 9.5
            assert (await sea.toll()).clean

    hurry.run(whole())


def test_updates_that_come_twice_take_effect_once(tmp_path: Path) -> None:
    async def play(sea: Sea) -> None:
        await sea.trouble(duplicate_updates=True)
        await asyncio.sleep(5)

    assert weather(tmp_path, play) == Toll(said=PEOPLE * EACH)


@pytest.mark.parametrize("seed", [1, 2])
def test_everything_at_once_loses_and_doubles_nothing(seed: int) -> None:
    """A third of all calls meets some trouble, every update comes twice, and no 429 is of our own making."""
    kept: list[Toll] = []

    async def play() -> None:
        kept.append(await storms.storm(seed, share=0.4, people=15, each=5))

    hurry.run(play())
    assert kept[0].clean, kept[0]
    assert kept[0].ours == 0
    assert kept[0].hit > 20


class PatientTown(Town):
    """Waits for the bot as long as a storm may take."""

    async def settled(self) -> None:
        app = self.demo.app
        assert app is not None
        while not (await self.post("idle", {"timeout": 60}))["idle"]:
            continue
        while not await app.drained(timeout=60):
            continue


@asynccontextmanager
async def stormy_town(folder: Path, seed: int) -> AsyncIterator[Town]:
    loop = hurry.loop()
    demo = Demo(folder, MovableClock(AUTUMN), paced=False, monotonic=loop.time)
    await demo.start()
    try:
        async with aiohttp.ClientSession() as session:
            town = PatientTown(demo, session)
            await town.post("faults", {"mode": "storm", "share": 0.3, "seed": seed, "duplicate_updates": True})
            yield town
    finally:
        await demo.stop()


def test_the_story_of_a_quarter_ends_as_in_fair_weather(tmp_path: Path) -> None:
    """From the invitation to the filed report and its table, every step in the storm."""

    async def play() -> None:
        async with stormy_town(tmp_path, 1) as town:
            await town.department.say("/start")
            await town.group.say("/bind")
            await town.coordinator.say("/start")
            await town.coordinator.press("Отчёт за квартал")
            await town.coordinator.press("Заполнить")
            await town.coordinator.press("Всё сразу, как в прошлый раз")
            await town.coordinator.press("Отправить")
            assert "Отчёт подан" in await town.coordinator.last()
            await town.department.press("Отчёты за квартал")
            await town.department.press("Таблица")
            assert [one["document"] for one in await town.department.messages() if "document" in one]
            assert sum("Школа № 1" in text for text in await town.group.heard()) >= 1
            assert town.demo.app is not None
            async with town.demo.app.database.transaction() as db:
                assert await db.value("SELECT count(*) FROM submissions WHERE period = '2026-Q4'") == 1
                assert await db.value("SELECT max(revision) FROM submissions WHERE period = '2026-Q4'") == 1
                assert await db.value("SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'later')") == 0

    hurry.run(play())
