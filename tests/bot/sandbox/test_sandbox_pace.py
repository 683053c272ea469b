"""How fast a bot may speak. The seconds here pass when the test says so."""

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.pace import Pace
from bot.sandbox.refusal import Refused

PERSON, GROUP = 11, -500


@pytest.fixture
def pace(ticks) -> Pace:
    return Pace(ticks, strict=True)


def refused(action) -> int:
    """The announced seconds, or 0 when it went through."""
    try:
        action()
    except Refused as refusal:
        announced = refusal
    else:
        return 0
    seconds = (announced.parameters or {})["retry_after"]
    assert (announced.code, announced.description) == (429, f"Too Many Requests: retry after {seconds}")
    return int(seconds)


def test_one_message_a_second_to_a_person(pace, ticks):
    assert refused(lambda: pace.send(PERSON)) == 0
    ticks.seconds += 1.0
    assert refused(lambda: pace.send(PERSON)) == 0
    ticks.seconds += 0.9
    assert refused(lambda: pace.send(PERSON)) == 1
    assert refused(lambda: pace.send(PERSON + 1)) == 0


def test_after_a_refusal_the_announced_time_has_to_pass(pace, ticks):
    pace.send(PERSON)
    ticks.seconds += 0.5
    assert refused(lambda: pace.send(PERSON)) == 1
    ticks.seconds += 0.6  # 1.1 s after the message, but only 0.6 of the announced second
    assert refused(lambda: pace.send(PERSON)) == 1
    ticks.seconds += 0.4
    assert refused(lambda: pace.send(PERSON)) == 0


def test_twenty_a_minute_to_a_group(pace, ticks):
    for _ in range(20):
        assert refused(lambda: pace.send(GROUP)) == 0
        ticks.seconds += 1.0
    assert refused(lambda: pace.send(GROUP)) == 40  # the first is 20 s old and leaves the minute in 40
    ticks.seconds += 40
    assert refused(lambda: pace.send(GROUP)) == 0


def test_thirty_a_second_overall_edits_included(pace, ticks):
    for number in range(20):
        assert refused(lambda to=PERSON + number: pace.send(to)) == 0
    for _ in range(10):
        assert refused(pace.edit) == 0
    assert refused(lambda: pace.send(PERSON + 100)) == 1
    assert refused(pace.edit) == 1
    ticks.seconds += 1.0
    assert refused(pace.edit) == 0


def test_a_refused_message_does_not_count(pace, ticks):
    pace.send(PERSON)
    ticks.seconds += 0.9
    for _ in range(40):
        refused(lambda: pace.send(PERSON))
    assert refused(lambda: pace.send(PERSON + 1)) == 0


def test_without_strictness_nothing_is_refused(ticks):
    relaxed = Pace(ticks, strict=False)
    assert [refused(lambda: relaxed.send(PERSON)) for _ in range(100)] == [0] * 100


async def test_a_hasty_message_gets_429_over_http(clock, ticks, session):
    sandbox = Sandbox("4242:sandbox-token", clock, monotonic=ticks)
    await sandbox.start()
    try:
        async with session.post(f"{sandbox.url}/control/people", json={"id": PERSON, "name": "Анна"}):
            pass
        async with session.post(f"{sandbox.url}/control/say", json={"person": PERSON, "text": "/start"}):
            pass
        answers = []
        for _ in range(2):
            message = {"chat_id": PERSON, "text": "a"}
            async with session.post(f"{sandbox.url}/bot4242:sandbox-token/sendMessage", json=message) as response:
                answers.append((response.status, (await response.json()).get("parameters")))
        assert answers == [(200, None), (429, {"retry_after": 1})]
    finally:
        await sandbox.stop()
