"""The state machine within a minute's share, and the shortest stories that something once went wrong in."""

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.machine import Machine
from tests.faults.machine_town import ANNA, BORIS, GLEB, STRANGER, VERA, Someone
from tests.faults.messenger import Fault

BOUNDED = settings(
    max_examples=22,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),  # the long run is the one that shrinks
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)
NIGHT = datetime.timedelta(hours=12)  # from nine in the morning
REPORT = 3  # steps from a reminder to the page on which the report is handed in: open, as last time, a reason


@pytest.fixture
def town() -> Iterator[Machine]:
    """That Monday; at the end everything that can leave has left, and all that must hold does."""
    machine = Machine()
    try:
        machine.settles()
        yield machine
        machine.all_is_well()
    finally:
        machine.teardown()


def test_whatever_happens_nothing_is_lost_doubled_late_or_shown_to_others() -> None:
    run_state_machine_as_test(Machine, settings=BOUNDED)


def test_a_strangers_word_is_answered(town: Machine) -> None:
    town.types(STRANGER, "14", "settle")
    assert "приглашению" in said(town, STRANGER)


def test_a_reminder_that_may_have_come_is_not_repeated_at_night(town: Machine) -> None:
    morning(town)
    town.end(1, "delivery.sent", after=NIGHT)
    town.settles()


def test_a_reminder_that_may_have_come_is_not_repeated_on_another_day(town: Machine) -> None:
    morning(town)
    town.end(1, "delivery.sent", after=datetime.timedelta(1))
    town.settles()


def test_a_reminder_that_may_have_come_is_not_repeated_once_the_report_is_filed(town: Machine) -> None:
    town.gets_on(VERA, 2, copies=True)
    town.moves_the_clock("morning")
    town.fails([Fault.UNHEARD] * 3)
    town.delivers(3)
    press(town, VERA, "f.s:")
    assert "Отчёт подан" in said(town, VERA)


def test_a_receipt_keeps_its_buttons_though_the_form_was_shown_anew_meanwhile(town: Machine) -> None:
    town.gets_on(ANNA, REPORT, copies=True)
    town.does_something_odd(ANNA, edits=False, then="wait")
    press(town, ANNA, "f.s:")
    assert "Отчёт подан" in said(town, ANNA)


def test_a_clock_set_back_holds_no_answer_up(town: Machine) -> None:
    town.types(ANNA, "/menu", "take")
    town.fails([Fault.SLOW_DOWN])
    town.delivers(2)
    town.moves_the_clock("back")
    town.restarts()


def test_another_meeting_on_a_day_is_logged_once_however_often_the_button_is_pressed(town: Machine) -> None:
    town.types(GLEB, "14", "settle")
    town.presses(GLEB, "newest", 0, "settle")
    town.types(GLEB, "14", "settle")
    town.presses(GLEB, "newest", 0, "settle")
    assert "уже записана" in said(town, GLEB)
    town.presses_twice(GLEB, "newest", 0, "settle")


def test_a_second_tap_on_submit_finds_the_receipt(town: Machine) -> None:
    town.gets_on(VERA, REPORT - 1, copies=True)
    town.presses_twice(VERA, "newest", 0, "settle")
    assert "Отчёт подан" in said(town, VERA)
    assert "Исправление" not in said(town, VERA)


def test_a_tap_on_an_older_page_and_words_to_an_older_question_change_nothing(town: Machine) -> None:
    for who in (ANNA, BORIS):
        town.goes_on(who, copies=False, then="settle")
    town.goes_on(ANNA, copies=False, then="settle")
    town.goes_on(BORIS, copies=False, then="settle")
    town.goes_on(ANNA, copies=False, then="settle")
    town.types(BORIS, "17", "settle")
    town.all_is_well()
    town.types(ANNA, "17", "settle")


def test_a_handler_that_fails_leaves_nothing_behind(town: Machine) -> None:
    town.goes_on(ANNA, copies=False, then="settle")
    town.is_let_down(ANNA, 0)
    assert "Не получилось" in said(town, ANNA)


def test_an_update_brought_again_has_no_second_effect(town: Machine) -> None:
    town.goes_on(ANNA, copies=False, then="settle")
    town.types(ANNA, "17", "settle")
    town.brings_again(0, doubled=False)
    town.types(ANNA, "18", "wait")
    town.brings_again(0, doubled=True)


def test_a_childs_name_is_kept_nowhere(town: Machine) -> None:
    town.types(ANNA, "/start", "settle")
    town.phones.press(ANNA.chat, 1, "f.n:mentee:new")
    town.settles()
    town.types(ANNA, "Скворцова Мария Павловна", "settle")


def said(town: Machine, who: Someone) -> str:
    """All that stands in their chat."""
    return "\n".join(message.text for message in town.phones.chat(who.chat).messages.values())


def press(town: Machine, who: Someone, begins: str) -> None:
    """The newest button that does this."""
    places = [data.startswith(begins) for _, data in town.phones.visible(who.chat)]
    town.presses(who, "visible", places.index(True), "settle")


def morning(town: Machine) -> None:
    """The next one; the day's reminders wait to leave."""
    town.moves_the_clock("morning")
