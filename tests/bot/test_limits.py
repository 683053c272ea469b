"""Delivery keeps to Telegram's limits and is no slower than they are, shown in simulated time against a server
that allows nothing more."""

import asyncio
import logging
import random
from collections import defaultdict
from itertools import pairwise
from random import Random

import pytest

from bot.http import Answer
from storage.parcel import ANSWER, AT_ONCE, BROADCAST
from tests import hurry
from tests.bot import strict
from tests.bot.simulated import Office, office
from tests.bot.strict import Server

GROUPS = (-1, -2, -3)
WAYS = (0.01, 0.02, 0.03)  # seconds, one direction; an answer takes twice as much
START = 1.0  # seconds in which a new process can be there at the earliest


@pytest.fixture(autouse=True)
def _expected_trouble_is_not_printed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


def server(dice: Random, share: float = 0.0) -> Server:
    return Server(lambda: dice.choice(WAYS), strict.some_trouble(dice, share) if share else None)


def arrived(office: Office, count: int) -> bool:
    return len(office.server.arrivals) >= count


async def _feed(office: Office, dice: Random, count: int) -> None:
    """People write, the department broadcasts, groups get their summaries: one by one and in heaps."""
    while count > 0:
        await asyncio.sleep(dice.expovariate(0.5))
        heap = min(count, dice.choice((1, 5, 60, 100)))
        count -= heap
        parcels = []
        for _ in range(heap):
            chat = dice.choice(GROUPS) if dice.random() < 0.1 else dice.randint(1, 200)
            method = dice.choice(("sendMessage",) * 6 + ("editMessageText", "answerCallbackQuery"))
            urgent = AT_ONCE if method.startswith("answer") else dice.choice((ANSWER, BROADCAST))
            parcels.append(office.text(chat, urgent, method))
        await office.put(parcels)


async def _all_sent_in_order(office: Office) -> None:
    """What was put first arrives first, within a chat and a priority; nothing is missing but what was given up."""
    rows = await office.rows("id, chat_id, priority, state, error, uncertain")
    assert {(state, error) for _, _, _, state, error, _ in rows} <= {("sent", None), ("dropped", "unknown result")}
    first: dict[str, float] = {}
    for arrival in office.server.arrivals:
        first.setdefault(arrival.text, arrival.at)
    lines: dict[tuple[int, int], list[float]] = defaultdict(list)
    for number, chat, priority, state, _, uncertain in rows:
        if priority != AT_ONCE:
            assert str(number) in first or (state == "dropped" and uncertain), number
            if str(number) in first:
                lines[chat, priority].append(first[str(number)])
    assert all(a < b for line in lines.values() for a, b in pairwise(line))


@pytest.mark.parametrize(("seed", "share"), [(1, 0.0), (2, 0.05)])
def test_a_thousand_messages_at_random_meet_no_429_of_our_own_making(seed: int, share: float) -> None:
    """`share` of the calls fail in some way: pauses asked for are kept to, too."""
    random.seed(seed)

    async def play() -> None:
        dice = Random(seed)
        async with office(server(dice, share)) as desk:
            await desk.deliver_all(asyncio.create_task(_feed(desk, dice, 1000)))
            assert desk.server.offences == []
            await _all_sent_in_order(desk)

    hurry.run(play())


def test_a_broadcast_goes_at_nine_tenths_of_the_limit_or_faster() -> None:
    async def play() -> None:
        async with office(server(Random(3))) as desk:
            await desk.put([desk.text(chat, BROADCAST) for chat in range(1, 601)])
            begun = desk.loop.time()
            await desk.deliver(lambda: arrived(desk, 600))
            assert desk.server.offences == []
            assert 600 / (desk.loop.time() - begun) >= 0.9 * 30

    hurry.run(play())


def test_a_reply_waits_for_a_second_at_most_behind_a_broadcast_of_ten_thousand() -> None:
    """The second is that of the limits, whether the whole's or the person's own; then there is the way."""

    async def play() -> None:
        dice = Random(4)
        async with office(server(dice)) as desk:
            await desk.put([desk.text(chat, BROADCAST) for chat in range(1, 10_001)])
            asked: dict[str, float] = {}

            async def ask() -> None:
                for number in range(30):
                    await asyncio.sleep(dice.uniform(0.1, 0.7))
                    asked[str(10_001 + number)] = desk.loop.time()
                    await desk.put([desk.text(dice.randint(1, 300))])

            asking = asyncio.create_task(ask())
            await desk.deliver(lambda: asking.done() and desk.server.arrivals[-1].at > max(asked.values()) + 2)
            waits = [one.at - asked[one.text] for one in desk.server.arrivals if one.text in asked]
            assert len(waits) == 30
            assert max(waits) <= 1 + 4 * max(WAYS)
            assert desk.server.offences == []

    hurry.run(play())


def test_a_burst_of_summaries_to_a_group_takes_its_minutes_and_holds_up_nobody_else() -> None:
    async def play() -> None:
        async with office(server(Random(5))) as desk:
            await desk.put([desk.text(-1, BROADCAST) for _ in range(50)])
            await desk.put([desk.text(-1), *(desk.text(chat, BROADCAST) for chat in range(1, 41))])
            begun = desk.loop.time()
            await desk.deliver(lambda: arrived(desk, 91))
            times = {one.text: one.at - begun for one in desk.server.arrivals}
            assert desk.server.offences == []
            assert times["51"] < 1.2  # the answer overtakes the summaries
            assert max(times[str(number)] for number in range(52, 92)) < 2.5  # 40 people, 30 a second
            assert 120 <= max(times.values()) <= 120 + 11 + 2  # 20 a minute: the last 11 in the third one

    hurry.run(play())


@pytest.mark.parametrize("seconds", [1, 7, 40])
def test_retry_after_is_kept_to_the_second_by_that_chat_and_by_no_other(seconds: int) -> None:
    async def once(server: Server, chat: int) -> Answer | None:
        return server.slow_down(chat, seconds) if chat == 1 and not server.silent_until else None

    async def play() -> None:
        async with office(Server(lambda: 0.02, once)) as desk:
            await desk.put([desk.text(1), desk.text(1), desk.text(2), desk.text(2)])
            await desk.deliver(lambda: arrived(desk, 4))
            asked = [at for at, chat in desk.server.asked if chat == 1]
            assert desk.server.offences == []
            assert seconds <= asked[1] - asked[0] <= seconds + 0.1
            assert [one.text for one in desk.server.arrivals if one.chat == 2] == ["3", "4"]
            assert desk.server.gaps()[2][0] <= 1.2

    hurry.run(play())


@pytest.mark.parametrize("seed", [2, 4])
def test_processes_that_end_and_begin_again_keep_to_the_limits_as_one(seed: int) -> None:
    """Politely or not: what may have reached a chat before counts as if it had."""
    random.seed(seed)

    async def play() -> None:
        dice = Random(seed)
        async with office(server(dice)) as desk:
            for _ in range(8):
                feeding = asyncio.create_task(_feed(desk, dice, 15))
                await desk.put([desk.text(group, BROADCAST) for group in GROUPS for _ in range(4)])
                await desk.deliver_for(dice.uniform(1, 5))
                await desk.restart(polite=dice.random() < 0.5, seconds=START)
                await feeding
            assert desk.server.offences == []

    hurry.run(play())
