"""Killed at any point, the bot goes on as if nothing had happened: no answer lost, nothing done twice."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults import crash, crash_life, crash_plays
from tests.faults.crash_life import Calm, Verdict
from tests.faults.crash_plays import Play
from tests.faults.crash_process import Process, workplace
from tests.faults.zygote import Kill

pytestmark = pytest.mark.asyncio(loop_scope="module")

FIRST_SEND = Kill("delivery.send", 1)


class Lives:
    """Plays with kills, one life after the other; every one of them must go well."""

    def __init__(self, process: Process, folder: Path) -> None:
        self._process = process
        self._folder = folder

    async def calm(self, play: Play) -> Calm:
        return await crash_life.calm(self._process, self._folder, play)

    async def live(self, calm: Calm, *kills: Kill) -> Verdict:
        verdict = await crash_life.live(self._process, self._folder, calm, kills)
        complaints = crash.complaints(self._folder)
        assert verdict.well, "\n".join([crash.explain(verdict), *complaints])
        assert not complaints
        return verdict

    async def all(self, calm: Calm, kills: list[Kill]) -> Counter[str]:
        """Every kill, as many in one life as happen there; how often each point was the last. What does not
        happen to the first process of a life never does, and is left out."""
        killed = Counter[str]()
        while kills:
            verdict = await self.live(calm, *kills)
            killed.update(death.point for death in verdict.deaths)
            kills = verdict.unused if verdict.deaths else verdict.unused[1:]
        return killed


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lives() -> AsyncIterator[Lives]:
    async with workplace() as (folder, process):
        yield Lives(process, folder)


def at_every_point(calm: Calm, more: int = 0) -> list[Kill]:
    """Each point that a calm life passes: the first time, and `more` times a twelfth of the life after the kill
    before. Points are found by playing, so a new one is covered by itself."""
    counts = sorted(Counter(calm.points).items())
    kills = [Kill(point, nth) for point, n in counts for nth in (1, *[max(1, n // 12)] * more)]
    random.Random(7).shuffle(kills)
    return kills


async def test_killed_at_every_point_of_a_forms_life_it_loses_and_doubles_nothing(lives: Lives) -> None:
    calm = await lives.calm(crash_plays.FORM)
    killed = await lives.all(calm, at_every_point(calm, 2))
    assert killed.keys() == set(calm.points)


async def test_killed_at_every_point_of_its_first_start_it_is_there_in_the_end(lives: Lives) -> None:
    calm = await lives.calm(crash_plays.FIRST)
    killed = await lives.all(calm, at_every_point(calm))
    assert killed.keys() == set(calm.points)


async def test_twenty_quick_messages_count_twenty_even_when_it_is_killed_twice_in_a_row(lives: Lives) -> None:
    calm = await lives.calm(crash_plays.TWENTY)
    points = sorted(set(calm.points))
    killed = await lives.all(calm, [kill for point in points for kill in (Kill(point, 1), FIRST_SEND)])
    assert killed.keys() == set(points)


@pytest.mark.parametrize(("point", "unseen"), [("delivery.send", 1), ("delivery.sent", 0)])
async def test_a_message_that_two_kills_have_hit_is_given_up_and_marked(lives: Lives, point: str, unseen: int) -> None:
    """Nobody knows whether it arrived, so it is repeated once. Here it never left, or came both times."""
    calm = await lives.calm(crash_plays.TWENTY)
    verdict = await lives.live(calm, Kill(point, 1), Kill(point, 1))
    assert (verdict.given_up, verdict.flagged.total()) == (unseen, 1 - unseen)


async def test_a_backlog_is_worked_off_in_order_whenever_it_is_killed(lives: Lives) -> None:
    calm = await lives.calm(crash_plays.backlog(300))
    rng = random.Random(3)
    kills = [Kill("", rng.randint(60, len(calm.points) // 6)) for _ in range(5)]
    verdict = await lives.live(calm, *kills)
    assert len(verdict.deaths) == len(kills)
