"""The pace against the limits themselves, on seconds of the test's own."""

from collections import deque

import pytest

from bot.pace import Pace

ANNA, BORIS, GROUP = 11, 12, -500


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def pace(seconds: Seconds) -> Pace:
    return Pace(monotonic=seconds)


def send(pace: Pace, chat: int, method: str = "sendMessage") -> None:
    pace.begin(method)
    pace.end(chat, method)


def test_a_person_gets_a_message_a_second_and_edits_at_once(pace: Pace, seconds: Seconds) -> None:
    send(pace, ANNA)
    seconds.now += 0.4
    assert pace.wait(ANNA, "sendMessage") == pytest.approx(0.6)
    assert (pace.wait(ANNA, "editMessageText"), pace.wait(BORIS, "sendMessage")) == (0, 0)
    seconds.now += 0.6
    assert pace.wait(ANNA, "sendMessage") == pytest.approx(0)


def test_the_second_begins_when_the_message_before_has_ended(pace: Pace, seconds: Seconds) -> None:
    """The server may have acted at the very end of a slow request."""
    pace.begin("sendMessage")
    seconds.now += 5
    pace.end(ANNA, "sendMessage")
    assert pace.wait(ANNA, "sendMessage") == pytest.approx(1)


def test_thirty_a_second_count_what_is_under_way(pace: Pace, seconds: Seconds) -> None:
    for chat in range(1, 21):
        send(pace, chat)
    for _ in range(10):
        pace.begin("sendMessage")
    assert pace.room() == 0  # 20 ended within the second + 10 under way
    seconds.now += 0.25
    assert pace.wait_room() == pytest.approx(0.75)
    seconds.now += 0.75
    assert pace.room() == 20


def test_there_is_no_room_a_moment_later_for_all_who_ask(pace: Pace, seconds: Seconds) -> None:
    """Room for one has come after `room` was asked: whoever asks for the wait now still has one."""
    for chat in range(1, 31):
        send(pace, chat)
    seconds.now += 0.9999
    assert pace.room() == 0
    seconds.now += 0.0002
    assert [pace.wait_room() > 0 for _ in range(3)] == [True] * 3


def test_what_left_just_before_a_restart_counts_towards_the_thirty(pace: Pace, seconds: Seconds) -> None:
    for chat in range(1, 31):
        pace.remember(chat, 1.2 - chat / 100)
    assert pace.room() == 20  # ten are younger than a second: 0.99, 0.98 … 0.90
    seconds.now += 0.05
    assert pace.room() == 25


def test_answers_to_taps_count_nowhere(pace: Pace) -> None:
    for _ in range(50):
        send(pace, ANNA, "answerCallbackQuery")
    assert (pace.room(), pace.wait(ANNA, "sendMessage")) == (30, 0)


def test_a_group_gets_twenty_in_any_minute(pace: Pace, seconds: Seconds) -> None:
    times: deque[float] = deque(maxlen=21)
    for _ in range(50):
        seconds.now += pace.wait(GROUP, "sendMessage")
        assert pace.wait(GROUP, "sendMessage") == pytest.approx(0)
        send(pace, GROUP)
        times.append(seconds.now)
        assert len(times) < 21 or times[-1] - times[0] >= 60


def test_a_chat_that_was_slowed_down_is_left_alone_and_nobody_else(pace: Pace, seconds: Seconds) -> None:
    pace.hold(ANNA, 7)
    assert pace.wait(ANNA, "editMessageText") == pytest.approx(7)
    assert pace.wait(BORIS, "sendMessage") == 0
    seconds.now += 7
    assert pace.wait(ANNA, "editMessageText") == pytest.approx(0)


def test_two_chats_slowed_down_at_once_mean_everybody(pace: Pace, seconds: Seconds) -> None:
    pace.hold(ANNA, 7)
    pace.hold(BORIS, 3)
    assert pace.wait(13, "sendMessage") == pytest.approx(3)
    seconds.now += 3
    assert pace.wait(13, "sendMessage") == 0


def test_a_pause_of_our_own_for_one_chat_says_nothing_about_others(pace: Pace) -> None:
    pace.pause(ANNA, 9)
    pace.hold(BORIS, 3)
    assert pace.wait(13, "sendMessage") == 0


def test_what_limits_nobody_any_more_is_forgotten(pace: Pace, seconds: Seconds) -> None:
    for chat in range(1, 40):
        send(pace, chat)
        seconds.now += 0.1
    send(pace, GROUP)
    pace.hold(ANNA, 2)
    seconds.now += 61
    pace.tidy()
    assert pace.limited == 0
