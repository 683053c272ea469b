from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import reminders
from domain.periods import Period
from domain.reminders import Begun, Debt, NotStarted, Outcome, Plan, Returned, Said
from domain.workdays import WorkCalendar

WEEKENDS = WorkCalendar()
MOSCOW = ZoneInfo("Europe/Moscow")
HOURS = (time(9), time(20), time(8))  # morning, quiet from, quiet until


def december(day: int) -> date:
    return date(2026, 12, day)  # 1 December 2026 is a Tuesday; the 18th a Friday


def debt(day: date, key: str = "4.1:2026-Q4:7", since: date = date.min) -> Debt:
    return Debt(key, "4.1", Period(2026, "Q4"), 7, day, NotStarted(), since)


def days(plan: Plan) -> dict[int, Outcome]:
    return {one.day.day: one.outcome for one in plan.said}


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        # Friday 18: -14 Fri 4, -7 Fri 11, -3 Tue 15, -1 Thu 17; then the next working day
        (18, 1, {4: 14, 11: 7, 15: 3, 17: 1, 18: 0, 21: -1}),
        # Sunday 20: -14 Sun 6 to Fri 4, -7 Sun 13 to Fri 11, -3 Thu 17, -1 Sat 19 and 0 both to Fri 18
        (20, 1, {4: 14, 11: 7, 17: 3, 18: 0, 21: -1}),
        # Monday 14: -14 Mon 30 Nov, -7 Mon 7, -3 Fri 11, -1 Sun 13 to Fri 11 as well
        (14, 1, {30: 14, 7: 7, 11: 1, 14: 0, 15: -1}),
        # overdue since Fri 11: Mon 14, then Thu 17, Tue 22; today's own and one to come
        (11, 17, {27: 14, 4: 7, 8: 3, 10: 1, 11: 0, 14: -1, 17: -4, 22: -7}),
    ],
)
def test_reminder_days_are_working_days_before_and_after_the_date(
    day: int, today: int, expected: dict[int, int]
) -> None:
    found = reminders.slots(december(day), december(today), WEEKENDS)
    assert {slot.day.day: slot.nominal_offset for slot in found} == expected
    assert [slot.day for slot in found] == sorted(slot.day for slot in found)


def test_a_long_holiday_gathers_days_into_the_last_working_one_before_it() -> None:
    holidays = WEEKENDS.with_overrides({date(2027, 1, day): True for day in range(1, 11)})
    found = reminders.slots(date(2027, 1, 11), december(1), holidays)
    # -14 Mon 28 Dec; -7 Mon 4, -3 Fri 8 and -1 Sun 10 January all go back to Thu 31 Dec
    assert [(slot.day.isoformat(), slot.nominal_offset) for slot in found] == [
        ("2026-12-28", 14),
        ("2026-12-31", 1),
        ("2027-01-11", 0),
        ("2027-01-12", -1),
    ]


def test_nothing_is_said_between_reminder_days() -> None:
    heard = [Said(debt(december(18)).key, december(4), Outcome.SENT, december(4))]
    assert reminders.due(december(7), [debt(december(18))], heard, WEEKENDS) == Plan(None, ())


def test_all_debts_of_a_person_come_in_one_message_the_most_urgent_first() -> None:
    late = Debt("z", "1.4", Period(2026, "Y"), 7, december(10), Returned(2))  # Fri 11 is the next working day
    soon = Debt("b", "4.1", Period(2026, "Q4"), 7, december(14), Begun(7, 11))  # 3 days before
    calm = Debt("c", "4.2", Period(2026, "H2"), 7, december(29), NotStarted())  # nothing before Tue 15
    plan = reminders.due(december(11), [calm, soon, late], (), WEEKENDS)
    assert plan.reminder
    assert [(item.debt.key, item.days_left) for item in plan.reminder.items] == [("z", -1), ("b", 3)]


def test_after_downtime_the_newest_goes_with_the_real_days_left_and_older_ones_are_missed() -> None:
    plan = reminders.due(december(16), [debt(december(18))], (), WEEKENDS)
    assert plan.reminder
    assert [(item.day.day, item.days_left) for item in plan.reminder.items] == [(15, 2)]  # 18 - 16
    assert days(plan) == {4: Outcome.MISSED, 11: Outcome.MISSED, 15: Outcome.SENT}


def test_what_comes_late_waits_for_a_working_day() -> None:
    saturday, monday = december(12), december(14)
    assert reminders.due(saturday, [debt(december(18))], (), WEEKENDS) == Plan(None, ())
    assert reminders.due(monday, [debt(december(18))], (), WEEKENDS).reminder


def test_the_last_chance_is_said_on_a_day_off_too() -> None:
    saturday = december(19)
    assert reminders.due(saturday, [debt(december(20))], (), WEEKENDS).reminder, "it ends on Sunday"
    assert not reminders.due(saturday, [debt(december(18))], (), WEEKENDS).reminder, "it ended on Friday"
    assert not reminders.due(saturday, [debt(december(21))], (), WEEKENDS).reminder, "Monday is soon enough"


def test_nobody_hears_twice_a_day_even_of_a_debt_that_came_later() -> None:
    friday, new = december(4), debt(december(18), "new")
    said = reminders.due(friday, [debt(december(18), "old")], (), WEEKENDS).said
    assert reminders.due(friday, [new], said, WEEKENDS) == Plan(None, ())
    assert days(reminders.due(december(7), [new], said, WEEKENDS)) == {4: Outcome.SENT}


def test_days_before_the_debt_came_to_be_are_not_expected() -> None:
    late = debt(december(18), since=december(12))
    assert reminders.due(december(14), [late], (), WEEKENDS) == Plan(None, ())
    assert days(reminders.due(december(15), [late], (), WEEKENDS)) == {15: Outcome.SENT}


def test_a_put_off_reminder_comes_on_the_day_asked_for_and_stands_for_those_between() -> None:
    owed, until = debt(december(18)), {debt(december(18)).key: december(16)}
    heard = tuple(Said(owed.key, december(day), Outcome.SENT, december(day)) for day in (4, 11))
    swallowed = reminders.due(december(15), [owed], heard, WEEKENDS, until)
    assert (swallowed.reminder, days(swallowed)) == (None, {15: Outcome.REPLACED})
    heard += swallowed.said
    asked = reminders.due(december(16), [owed], heard, WEEKENDS, until)
    assert days(asked) == {16: Outcome.SENT}
    heard += asked.said
    assert days(reminders.due(december(17), [owed], heard, WEEKENDS, until)) == {17: Outcome.SENT}


def test_a_put_off_reminder_whose_day_was_missed_comes_at_the_first_run_after_it() -> None:
    owed, until = debt(december(18)), {debt(december(18)).key: december(12)}
    heard = [Said(owed.key, december(day), Outcome.SENT, december(day)) for day in (4, 11)]
    assert days(reminders.due(december(14), [owed], heard, WEEKENDS, until)) == {12: Outcome.SENT}


def test_a_put_off_reminder_keeps_its_day_even_where_it_is_a_day_off() -> None:
    owed, saturday = debt(december(18)), december(12)
    heard = [Said(owed.key, december(day), Outcome.SENT, december(day)) for day in (4, 11)]
    assert reminders.due(saturday, [owed], heard, WEEKENDS, {owed.key: saturday}).reminder


def test_a_put_off_reminder_that_comes_late_waits_for_a_working_day() -> None:
    owed, until = debt(december(18)), {debt(december(18)).key: december(10)}
    heard = [Said(owed.key, december(4), Outcome.SENT, december(4))]
    saturday, monday = december(12), december(14)
    assert reminders.due(saturday, [owed], heard, WEEKENDS, until) == Plan(None, ())
    # of the 10th, asked for, and the 11th the newer one
    assert days(reminders.due(monday, [owed], heard, WEEKENDS, until)) == {10: Outcome.MISSED, 11: Outcome.SENT}


def test_a_wish_never_reaches_beyond_a_date_that_was_moved_nearer() -> None:
    owed, until = debt(december(15)), {debt(december(15)).key: december(17)}  # asked for while the date was the 18th
    heard = [Said(owed.key, december(day), Outcome.SENT, december(day)) for day in (4, 11)]
    swallowed = reminders.due(december(14), [owed], heard, WEEKENDS, until)
    assert days(swallowed) == dict.fromkeys((1, 8, 14), Outcome.REPLACED)
    assert days(reminders.due(december(15), [owed], [*heard, *swallowed.said], WEEKENDS, until)) == {15: Outcome.SENT}


def test_what_is_put_off_on_the_date_itself_adds_no_reminder_of_that_day() -> None:
    owed = debt(december(19))  # a Saturday
    heard = [Said(owed.key, december(18), Outcome.SENT, december(19))]
    plan = reminders.due(december(19), [owed], heard, WEEKENDS, {owed.key: december(21)})
    assert december(19) not in {one.day for one in plan.said}


def test_a_wish_of_an_earlier_time_in_the_post_is_no_reminder_day() -> None:
    owed = debt(december(18), since=december(14))
    assert reminders.due(december(14), [owed], (), WEEKENDS, {owed.key: december(9)}) == Plan(None, ())


def test_words_of_a_clock_that_ran_ahead_silence_nobody() -> None:
    owed = debt(december(18))
    ahead = [Said(owed.key, december(18), Outcome.SENT, december(30))]
    assert days(reminders.due(december(4), [owed], ahead, WEEKENDS)) == {4: Outcome.SENT}


def test_expected_are_the_days_up_to_today_since_the_debt_came_to_be_and_the_one_asked_for() -> None:
    owed = debt(december(18), since=december(5))
    assert reminders.expected(owed, december(15), WEEKENDS, december(14)) == {december(day) for day in (11, 14, 15)}


@pytest.mark.parametrize(("today", "in_days", "asked"), [(17, 1, 18), (18, 1, 21), (18, 3, 21), (16, 3, 21)])
def test_tomorrow_and_in_three_days_are_working_days(today: int, in_days: int, asked: int) -> None:
    assert reminders.put_off(december(today), in_days, WEEKENDS) == december(asked)


def test_moving_the_date_moves_the_reminders() -> None:
    heard = [Said(debt(december(18)).key, december(day), Outcome.SENT, december(day)) for day in (4, 11)]
    moved = debt(december(25))  # 11, 18, 22, 24, 25: of these the 11th was said for the old date
    assert reminders.due(december(15), [moved], heard, WEEKENDS) == Plan(None, ())
    assert days(reminders.due(december(18), [moved], heard, WEEKENDS)) == {18: Outcome.SENT}


def test_a_day_older_than_the_last_message_is_not_said_any_more() -> None:
    heard = [Said(debt(december(25)).key, december(11), Outcome.SENT, december(11))]
    moved = debt(december(21))  # 7, 14, 18, 20 to 18, 21: nothing was said on the 7th
    plan = reminders.due(december(11), [moved], heard, WEEKENDS)
    assert (plan.reminder, days(plan)) == (None, {7: Outcome.REPLACED})


def test_a_date_moved_after_the_mornings_message_is_not_told_again_the_next_day() -> None:
    heard = [Said(debt(december(25)).key, december(11), Outcome.SENT, december(14))]  # caught up on the 14th
    moved = debt(december(21))  # 7 days before is that same Monday 14
    plan = reminders.due(december(15), [moved], heard, WEEKENDS)
    assert (plan.reminder, days(plan)) == (None, {7: Outcome.REPLACED, 14: Outcome.REPLACED})


def test_submitting_cancels_what_was_about_to_be_said() -> None:
    said = reminders.settle(debt(december(18)), december(15), (), WEEKENDS)
    assert days(Plan(None, said)) == {4: Outcome.MISSED, 11: Outcome.MISSED, 15: Outcome.CANCELLED}
    assert reminders.settle(debt(december(18)), december(15), said, WEEKENDS) == ()


@pytest.mark.parametrize(
    ("now", "sendable"),
    [
        ("2026-12-18T12:00", "2026-12-18T12:00"),
        ("2026-12-18T19:59", "2026-12-18T19:59"),
        ("2026-12-18T20:00", "2026-12-19T09:00"),
        ("2026-12-18T23:59", "2026-12-19T09:00"),
        ("2026-12-19T00:00", "2026-12-19T09:00"),
        ("2026-12-19T07:59", "2026-12-19T09:00"),
        ("2026-12-19T08:00", "2026-12-19T08:00"),
    ],
)
def test_quiet_hours_defer_to_the_morning(now: str, sendable: str) -> None:
    moment, then = (datetime.fromisoformat(text).replace(tzinfo=MOSCOW) for text in (now, sendable))
    assert reminders.sendable_at(moment, MOSCOW, *HOURS) == then


def test_a_morning_inside_quiet_hours_gives_way_to_their_end() -> None:
    night = datetime(2026, 12, 18, 23, tzinfo=MOSCOW)
    wake = reminders.sendable_at(night, MOSCOW, time(7), time(20), time(8))
    assert wake == datetime(2026, 12, 19, 8, tzinfo=MOSCOW)


def test_quiet_hours_that_end_in_an_hour_told_twice_end_with_the_second() -> None:
    berlin, night = ZoneInfo("Europe/Berlin"), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    wake = reminders.sendable_at(night, berlin, time(2, 30), time(20), time(2, 30))
    assert wake == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_equal_ends_mean_no_quiet_hours() -> None:
    night = datetime(2026, 12, 18, 23, tzinfo=MOSCOW)
    assert reminders.sendable_at(night, MOSCOW, time(9), time(8), time(8)) == night


@pytest.mark.parametrize(("hour", "come"), [(5, False), (6, True), (20, True)])  # 09:00 in Moscow is 06:00
def test_the_morning_comes_by_local_time(hour: int, come: bool) -> None:
    assert reminders.morning_has_come(datetime(2026, 12, 18, hour, tzinfo=UTC), MOSCOW, time(9)) is come


@settings(max_examples=40)
@given(
    st.integers(0, 2 * 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(["Europe/Moscow", "America/Havana", "Europe/Berlin", "Asia/Beirut"]),
    st.times(),
    st.times(),
    st.times(),
)
def test_a_deferred_message_goes_within_a_day_and_never_earlier(
    now: datetime, zone: str, morning: time, quiet_from: time, quiet_until: time
) -> None:
    then = reminders.sendable_at(now, ZoneInfo(zone), morning, quiet_from, quiet_until)
    assert now <= then <= now + timedelta(hours=26)
    again = reminders.sendable_at(then, ZoneInfo(zone), morning, quiet_from, quiet_until)
    assert again == then or then.astimezone(ZoneInfo(zone)).hour <= 3, "what may go, may go; clocks change at night"
