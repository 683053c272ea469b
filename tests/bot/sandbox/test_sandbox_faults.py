"""Trouble on demand."""

import asyncio
from contextlib import suppress

import aiohttp
import pytest

ANNA = 11


async def said(line) -> int:
    return len((await line.look(f"chat?chat={ANNA}"))["messages"])


async def test_429_says_how_long_to_wait_and_changes_nothing(line):
    before = await said(line)
    await line.play("faults", mode="429", retry_after=7)
    status, body = await line.answer("sendMessage", chat_id=ANNA, text="a")
    assert (status, body["parameters"]) == (429, {"retry_after": 7})
    await line.play("faults", mode="none")
    assert await said(line) == before


async def test_500_is_telegrams_own_and_502_a_gateways_page(line):
    await line.play("faults", mode="500")
    assert await line.refused("getMe") == "500 Internal Server Error"
    await line.play("faults", mode="502")
    async with line.session.post(f"{line.sandbox.url}/bot4242:sandbox-token/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


async def test_a_fault_hits_as_many_calls_as_it_should_and_only_its_methods(line):
    await line.play("faults", mode="500", count=2, methods=["sendMessage"])
    await line.bot("getMe")
    for _ in range(2):
        assert await line.refused("sendMessage", chat_id=ANNA, text="a") == "500 Internal Server Error"
    await line.bot("sendMessage", chat_id=ANNA, text="a")
    assert (await line.look("faults"))["mode"] == "none"


@pytest.mark.parametrize(("act", "arrived"), [(False, 0), (True, 1)])
async def test_a_reset_cuts_the_line_before_or_after_acting(line, act, arrived):
    before = await said(line)
    await line.play("faults", mode="reset", act=act, count=1)
    with pytest.raises(aiohttp.ClientError):
        await line.answer("sendMessage", chat_id=ANNA, text="a")
    assert await said(line) - before == arrived


async def test_silence_lasts_until_the_fault_changes(line):
    before = await said(line)
    await line.play("faults", mode="silence")
    call = asyncio.create_task(line.answer("sendMessage", chat_id=ANNA, text="a"))
    await line.called(fault="silence")
    assert not call.done()
    await line.play("faults", mode="none")
    with pytest.raises(aiohttp.ClientError):
        await call
    assert await said(line) == before


@pytest.mark.parametrize(("mode", "arrived"), [("late", 1), ("slow", 0)])
async def test_late_acts_before_the_pause_and_slow_after_it(line, mode, arrived):
    before = await said(line)
    await line.play("faults", mode=mode, seconds=60)
    call = asyncio.create_task(line.bot("sendMessage", chat_id=ANNA, text="a"))
    await line.called(fault=mode)
    assert await said(line) - before == arrived
    await line.play("faults", mode="none")
    assert (await call)["text"] == "a"
    assert await said(line) - before == 1


async def weather(line, seed: int) -> list[str]:
    """What forty calls meet in a storm of this seed; nobody waits for those that take long."""
    await line.play("faults", mode="storm", share=0.5, seed=seed)
    before = len(await line.look("calls"))
    calls = []
    for number in range(40):
        calls.append(asyncio.create_task(line.answer("getChat", chat_id=ANNA, n=number)))
        while len(await line.look("calls")) < before + number + 1:
            continue
    met = [call.get("fault", "") for call in (await line.look("calls"))[before:]]
    await line.play("faults", mode="none")
    await asyncio.gather(*calls, return_exceptions=True)
    return met


async def test_a_storm_hits_its_share_of_calls_in_every_way_and_the_same_ones_by_the_same_seed(line):
    met = await weather(line, 1)
    assert 10 <= len(list(filter(None, met))) <= 30  # about half of 40
    assert set(met) == {"", "429", "500", "502", "silence", "late", "reset", "slow"}
    assert await weather(line, 1) == met
    assert await weather(line, 2) != met


async def test_a_storm_cuts_nothing_off_twice(line):
    await line.play("faults", mode="storm", share=1, seed=1)
    for _ in range(60):
        with suppress(TimeoutError, aiohttp.ClientError):
            async with asyncio.timeout(0.02):
                await line.answer("getMe")
    met = [call.get("fault", "") for call in await line.look("calls")]
    await line.play("faults", mode="none")
    assert met.count("reset") + met.count("silence") <= 1
    assert "" in met


async def test_a_wrong_fault_is_told(line):
    assert (await line.unplayable("faults", mode="flood")).startswith("mode must be one of: none, 429")
    assert await line.unplayable("faults", mode="429", count=-1) == "count must be a number, not below zero"
    assert await line.unplayable("faults", mode="storm", share="much") == "share must be a number, not below zero"
    assert await line.unplayable("faults", mode="429", methods="getMe") == (
        "methods must be a list of names of Bot API methods"
    )
