"""Which reminders are due to one person today, and what becomes of every other one.

Nothing is queued: the days to speak are derived from a debt's date, so moving the date moves them. Every
such day that comes while the debt is open ends exactly once, as one `Said`. Quiet hours stand at the end.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Final

from domain import deadlines
from domain.periods import Period
from domain.workdays import WorkCalendar

DAYS_BEFORE: Final = (14, 7, 3, 1, 0)  # calendar days, each moved back to a working one
OVERDUE_STEP: Final = 3  # working days between reminders after the date


@dataclass(frozen=True, slots=True)
class NotStarted:
    """No answer yet."""


@dataclass(frozen=True, slots=True)
class Begun:
    """`done` questions of `total` are answered."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Returned:
    """Sent back for correction, with so many questions marked."""

    questions: int


DebtState = NotStarted | Begun | Returned


@dataclass(frozen=True, slots=True)
class Debt:
    """Something one school still owes: submitted and closed things are no debts. `day` is the effective day with any
    extension applied. No reminder is expected on days before `since`: the debt (or the person) came later."""

    key: str
    row: str
    period: Period
    school_id: int
    day: date
    state: DebtState
    since: date = date.min


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A day on which to remind. `nominal_offset`: the rule that gave it, in days before the date, or as a
    negative number of working days after it. A text counts from the day it is sent, not from this."""

    day: date
    nominal_offset: int


class Outcome(StrEnum):
    """SENT · REPLACED: another message stands for it · CANCELLED: the debt went first · MISSED: a newer one went."""

    SENT = "sent"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Said:
    """What became of the reminder of one debt for one day. A debt and a day make it unique."""

    debt: str
    day: date
    outcome: Outcome
    said_on: date


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a reminder: `day` is the slot it serves, `days_left` is counted from today."""

    debt: Debt
    day: date
    days_left: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message, most urgent line first."""

    day: date
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to send, if anything, and all that is to be recorded with it, the sent ones included."""

    reminder: Reminder | None
    said: tuple[Said, ...]


@lru_cache(maxsize=256)  # a morning asks for the same few dates once a school
def slots(day: date, today: date, calendar: WorkCalendar) -> tuple[Slot, ...]:
    """The reminder days of a date, in order: all those before it and on it, and afterwards the next working
    day and every third one, up to today and one beyond. Of two that fall on one day the nearer remains."""
    found = {calendar.previous_working(day - timedelta(days=n)): n for n in DAYS_BEFORE}
    late, after = 1, calendar.shift(day, 1)
    found[after] = -late
    while after <= today:
        late, after = late + OVERDUE_STEP, calendar.shift(after, OVERDUE_STEP)
        found[after] = -late
    return tuple(Slot(when, offset) for when, offset in sorted(found.items()))


def expected(debt: Debt, today: date, calendar: WorkCalendar, snoozed_until: date | None = None) -> set[date]:
    """The days up to today on which this debt was or is to be spoken of, by what is in force now."""
    days = {slot.day for slot in slots(debt.day, today, calendar)} | {_wish(debt, today, snoozed_until)}
    return {day for day in days if day and debt.since <= day <= today}


def due(
    today: date,
    debts: Sequence[Debt],
    said: Collection[Said],
    calendar: WorkCalendar,
    snoozed: Mapping[str, date] | None = None,
) -> Plan:
    """The reminder of one person for today. `debts` is all this person owes, `said` all that was said to
    them, `snoozed` the day until which each debt (by key) was put off. At most one message a person a day.

    Each debt's newest unsaid day goes out and older ones are missed. What comes late waits for a working day,
    unless the date would pass before one; a day the person asked for is kept, be it a day off.
    """
    heard_today = any(one.outcome is Outcome.SENT and one.said_on == today for one in said)
    items: list[Item] = []
    record: list[Said] = []
    for debt in sorted(debts, key=lambda debt: (debt.day, debt.row, debt.school_id, debt.key)):
        until = _wish(debt, today, snoozed.get(debt.key) if snoozed else None)
        replaced, waiting = _unsaid(debt, today, said, calendar, until)
        fit = not calendar.is_off(today) or today <= debt.day < calendar.next_working(today)
        if heard_today or not (fit or until == today):
            waiting = []
        record += _ended(debt, today, replaced, waiting, Outcome.SENT)
        if waiting:
            items.append(Item(debt, waiting[-1], deadlines.days_left(today, debt.day)))
    return Plan(Reminder(today, tuple(items)) if items else None, tuple(record))


def settle(
    debt: Debt, today: date, said: Collection[Said], calendar: WorkCalendar, snoozed_until: date | None = None
) -> tuple[Said, ...]:
    """The ends of a debt's unsaid reminders when it goes today: submitted, closed, or moved to another date."""
    replaced, waiting = _unsaid(debt, today, said, calendar, _wish(debt, today, snoozed_until))
    return tuple(_ended(debt, today, replaced, waiting, Outcome.CANCELLED))


def put_off(today: date, days: int, calendar: WorkCalendar) -> date:
    """The day to remind again when a person says «tomorrow» (1) or «in 3 days» (3): a working one."""
    return calendar.next_working(today + timedelta(days=days))


def morning_has_come(now: datetime, zone: tzinfo, morning: time) -> bool:
    return now.astimezone(zone).time() >= morning


def sendable_at(now: datetime, zone: tzinfo, morning: time, quiet_from: time, quiet_until: time) -> datetime:
    """The instant from which a message may go, in UTC: now, or in quiet hours the coming morning. Quiet hours
    may pass midnight; with equal ends there are none. Should the morning itself be quiet, their end counts."""
    local = now.astimezone(zone)
    if not _between(local.time(), quiet_from, quiet_until):
        return now.astimezone(UTC)
    wake = quiet_until if _between(morning, quiet_from, quiet_until) else morning
    day = local.date() if local.time() < wake else local.date() + timedelta(days=1)
    return max(datetime.combine(day, wake.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))


def _unsaid(
    debt: Debt, today: date, said: Collection[Said], calendar: WorkCalendar, until: date | None
) -> tuple[list[date], list[date]]:
    """The expected days that nothing became of yet: those another message stands for, and those waiting."""
    own = [one for one in said if one.debt == debt.key]
    # A clock that ran ahead may have left words of days that are still to come.
    heard = max((one.said_on for one in own if one.outcome is Outcome.SENT and one.said_on <= today), default=date.min)
    if until == heard == today:
        until = None  # put off on the date itself: it was spoken of today
    unsaid = sorted(expected(debt, today, calendar, until) - {one.day for one in own})
    replaced = [day for day in unsaid if day <= heard or (until and day < until)]
    return replaced, unsaid[len(replaced) :]


def _wish(debt: Debt, today: date, until: date | None) -> date | None:
    """The day a person put the debt off to: never beyond a date that is still to come, though it may have been
    moved since."""
    return min(until, debt.day) if until and today <= debt.day else until


def _ended(debt: Debt, today: date, replaced: list[date], waiting: list[date], newest: Outcome) -> list[Said]:
    ends = dict.fromkeys(replaced, Outcome.REPLACED) | dict.fromkeys(waiting, Outcome.MISSED)
    ends |= dict.fromkeys(waiting[-1:], newest)
    return [Said(debt.key, day, outcome, today) for day, outcome in ends.items()]


def _between(moment: time, start: time, end: time) -> bool:
    return start <= moment < end if start <= end else moment >= start or moment < end
