"""A season of one person, walked day by day: each expected reminder is accounted for, whatever happens."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain import reminders
from domain.periods import Period
from domain.reminders import Debt, NotStarted, Outcome, Plan, Said
from domain.workdays import WorkCalendar

WEEKENDS = WorkCalendar()
BEGIN = date(2026, 11, 16)
OFFSETS = st.integers(0, 70)


def debt(day: date, key: str = "4.1:2026-Q4:7", since: date = date.min) -> Debt:
    return Debt(key, "4.1", Period(2026, "Q4"), 7, day, NotStarted(), since)


def after(offset: int) -> date:
    return BEGIN + timedelta(days=offset)


class Season:
    """Days of a person with two debts, walked one by one: some are off, on some the bot is down, a message
    may be put off, the first debt's date may move, and each debt goes on its own day."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.calendar = WEEKENDS.with_overrides(draw(st.dictionaries(OFFSETS.map(after), st.booleans(), max_size=12)))
        self.down = {
            after(n + k)
            for n, size in draw(st.lists(st.tuples(OFFSETS, st.integers(1, 9)), max_size=3))
            for k in range(size)
        }
        self.put_off = {
            after(n): by for n, by in draw(st.dictionaries(OFFSETS, st.sampled_from([1, 3]), max_size=9)).items()
        }
        self.debts = {key: debt(after(draw(OFFSETS)), key, after(draw(st.integers(-20, 30)))) for key in "ab"}
        self.gone = {key: after(draw(OFFSETS)) for key in "ab"}
        self.moves = draw(st.dictionaries(OFFSETS.map(after), OFFSETS.map(after), max_size=2))
        self.said: list[Said] = []
        self.plans: dict[date, Plan] = {}
        self.expected: set[tuple[str, date]] = set()
        self.snoozed: dict[str, date] = {}
        self.snoozed_on: dict[date, dict[str, date]] = {}
        self.promised: set[tuple[str, date]] = set()

    def walk(self) -> "Season":
        for today in map(after, range(71)):
            for key in [key for key, day in self.gone.items() if day == today]:
                self._settle(self.debts[key], today)
                del self.debts[key]
            if today in self.moves and "a" in self.debts:
                self._settle(self.debts["a"], today)
                self.debts["a"] = debt(self.moves[today], "a", self.debts["a"].since)
            if today not in self.down:
                self._morning(today)
        for left in self.debts.values():
            self._settle(left, after(70))
        return self

    def _morning(self, today: date) -> None:
        plan = self._due(today)
        self.said += plan.said
        self.plans[today] = plan
        self.snoozed_on[today] = dict(self.snoozed)
        if plan.reminder and today in self.put_off:
            until = reminders.put_off(today, self.put_off[today], self.calendar)
            self.snoozed |= {item.debt.key: until for item in plan.reminder.items}
        assert self._due(today) == Plan(None, ()), "a second run changes nothing"

    def _due(self, today: date) -> Plan:
        """What was put off is spoken of on that day, or on the date where it lies before."""
        self.promised |= {
            (key, min(day, self.debts[key].day)) for key, day in self.snoozed.items() if key in self.debts
        }
        self.promised |= set(self.snoozed.items())
        return reminders.due(today, list(self.debts.values()), self.said, self.calendar, self.snoozed)

    def _settle(self, owed: Debt, today: date) -> None:
        self.said += reminders.settle(owed, today, self.said, self.calendar, self.snoozed.get(owed.key))
        came = reminders.slots(owed.day, today, self.calendar)
        self.expected |= {(owed.key, slot.day) for slot in came if owed.since <= slot.day <= today}


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    return Season(draw).walk()


@settings(max_examples=25, deadline=None)
@given(seasons())
def test_every_expected_reminder_ends_exactly_once(season: Season) -> None:
    ended = [(one.debt, one.day) for one in season.said]
    assert len(ended) == len(set(ended))
    assert season.expected <= set(ended) <= season.expected | season.promised
    assert all(one.day <= one.said_on for one in season.said), "nothing is said before its day"


@settings(max_examples=25, deadline=None)
@given(seasons())
def test_a_message_is_one_a_day_and_says_what_is_recorded(season: Season) -> None:
    for today, plan in season.plans.items():
        sent = [(one.debt, one.day) for one in plan.said if one.outcome is Outcome.SENT]
        items = plan.reminder.items if plan.reminder else ()
        assert [(item.debt.key, item.day) for item in items] == sent
        assert bool(plan.reminder) == bool(sent)
        for item in items:
            assert item.days_left == (item.debt.day - today).days
            wish = season.snoozed_on[today].get(item.debt.key, today)
            assert (min(wish, item.debt.day) if today <= item.debt.day else wish) <= today, "put off until later"
            last_chance = today <= item.debt.day < season.calendar.next_working(today)
            assert not season.calendar.is_off(today) or last_chance or wish == today


@settings(max_examples=15, deadline=None)
@given(OFFSETS.map(after), st.dictionaries(OFFSETS.map(after), st.booleans(), max_size=12))
def test_while_the_bot_runs_each_reminder_goes_on_its_own_day(day: date, overrides: dict[date, bool]) -> None:
    calendar, said = WEEKENDS.with_overrides(overrides), list[Said]()
    owed = debt(day, since=BEGIN)
    for today in map(after, range(71)):
        said += reminders.due(today, [owed], said, calendar).said
    came = [slot.day for slot in reminders.slots(day, after(70), calendar) if BEGIN <= slot.day <= after(70)]
    assert said == [Said(owed.key, each, Outcome.SENT, each) for each in came]
    assert not any(calendar.is_off(each) for each in came)
