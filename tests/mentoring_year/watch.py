"""Whom the bot must have asked, and which pairs need their coordinator: counted again from the diary, plainly."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tests.mentoring_year import decided
from tests.mentoring_year.deeds_of_care import (
    AskedOneself,
    BackOnList,
    Morning,
    PutOff,
    Said,
    SheetsWanted,
    Wished,
    WishSettled,
)
from tests.mentoring_year.diary import Closed, Deed, MentorCame, Met, PairMade, SheetFilled, Stepped, TakenBack

ORDER: Final = ("wish", "hard", "apart", "first", "lately", "silent", "sheet")
FORTNIGHT, WEEK, DAY = timedelta(14), timedelta(7), timedelta(1)
Trouble = tuple[str, int, date | None]  # why, how many, counted from which day
Listed = tuple[int, list[Trouble], date | None]  # a pair, and the day to which it was put off


@dataclass(slots=True)
class Question:
    month: str
    asked: date
    answer: str | None = None


@dataclass(slots=True)
class Sheet:
    """One that nobody has filled yet; `wanted` while the pair's state asks for this end."""

    after: bool
    due: date
    wanted: bool = True
    filled: bool = False


@dataclass(slots=True)
class Pair:
    made: PairMade
    state: str
    since: date
    worked: bool
    closed: date | None = None
    questions: list[Question] = field(default_factory=list)
    meetings: dict[int, date] = field(default_factory=dict)
    wishes: set[str] = field(default_factory=set)
    sheets: dict[tuple[bool, int], Sheet] = field(default_factory=dict)
    back_on: date = date.min

    @property
    def ended(self) -> bool:
        return self.state in ("completed", "stopped")


class Watch:
    """Reads a diary as it grows."""

    def __init__(self) -> None:
        self.pairs: dict[int, Pair] = {}
        self.accounts: set[int] = set()
        self.asked: dict[int, date] = {}  # by mentor, the last time
        self.month: dict[int, str] = {}
        self.today: set[int] = set()  # mentors who were asked on the last morning
        self._meetings: dict[int, int] = {}
        self._read = 0
        self._told = date.min  # the Monday of the week the coordinator has heard of

    def read(self, deeds: list[Deed]) -> None:
        for deed in deeds[self._read :]:
            self._take(deed)
        self._read = len(deeds)

    def troubled(self, today: date) -> list[Listed]:
        """Every pair at risk, the most urgent first."""
        found = [(key, why, pair) for key, pair in self.pairs.items() if (why := self._troubles(pair, today))]
        found.sort(key=lambda one: (ORDER.index(one[1][0][0]), -len(one[1]), one[0]))
        return [(key, why, pair.back_on if pair.back_on > today else None) for key, why, pair in found]

    def late(self, today: date) -> int:
        """Questionnaires the coordinator has to see to: those of mentees, and of mentors who are not in the bot."""
        return sum(
            sheet.wanted and not sheet.filled and sheet.due < today
            for pair in self.pairs.values()
            if pair.state != "paused"
            for (_, who), sheet in pair.sheets.items()
            if who or pair.made.mentor not in self.accounts
        )

    def tells(self, today: date, at_risk: int) -> bool:
        """Whether the coordinator hears today: once a week, as soon as there is something to read."""
        monday = today - timedelta(today.weekday())
        if self._told == monday or not (at_risk or self.late(today)):
            return False
        self._told = monday
        return True

    def working(self) -> int:
        return sum(pair.state == "active" for pair in self.pairs.values())

    def _take(self, deed: Deed) -> None:
        match deed:
            case MentorCame():
                if deed.account:
                    self.accounts.add(deed.mentor)
            case PairMade():
                state = "active" if deed.at_work else "draft"
                self.pairs[deed.pair] = Pair(deed, state, max(deed.on, deed.starts_on), deed.at_work)
            case Stepped():
                self._step(self.pairs[deed.pair], deed)
            case Closed():
                pair = self.pairs[deed.pair]
                pair.state, pair.closed = "stopped" if deed.reason else "completed", deed.on
                pair.wishes.clear()
            case Met():
                self._meetings[deed.meeting] = deed.pair
                self.pairs[deed.pair].meetings[deed.meeting] = deed.on
            case TakenBack():
                del self.pairs[self._meetings[deed.meeting]].meetings[deed.meeting]
            case Morning():
                self._morning(deed.on)
            case AskedOneself():
                self._ask(deed.mentor, [one for one in self._led(deed.mentor) if one.state == "active"], deed.on)
            case Said():
                self._hear(deed)
            case Wished():
                self.pairs[deed.pair].wishes.add(deed.what)
            case WishSettled():
                self.pairs[deed.pair].wishes.discard(deed.what)
            case PutOff():
                self.pairs[deed.pair].back_on = deed.on + WEEK
            case BackOnList():
                self.pairs[deed.pair].back_on = date.min
            case SheetsWanted():
                self._want(self.pairs[deed.pair], deed.on)
            case SheetFilled():
                sheet = self.pairs[deed.pair].sheets[deed.after, deed.who]
                sheet.filled = sheet.wanted = True

    def _step(self, pair: Pair, deed: Stepped) -> None:
        """Who works again begins anew; what was wished for has had its answer. In a pause there is only to talk."""
        if deed.step == "pause":
            pair.state, pair.wishes = "paused", pair.wishes & {"talk"}
            return
        pair.state, pair.closed, pair.worked = "active", None, True
        pair.since = max(deed.on, pair.made.starts_on)
        pair.wishes.clear()

    def _led(self, mentor: int) -> list[Pair]:
        return [pair for pair in self.pairs.values() if pair.made.mentor == mentor]

    def _morning(self, today: date) -> None:
        """Who has the bot, was not asked this month nor within a fortnight, is asked about pairs that began before this
        month and a fortnight ago, but where they wait to be let go. Then the questionnaires are brought up to date."""
        month = f"{today:%Y-%m}"
        self.today = set()
        if decided.school_day(today):
            due: dict[int, list[Pair]] = {}
            for pair in self.pairs.values():
                mentor, began = pair.made.mentor, pair.made.starts_on
                early = began < today.replace(day=1) and began + FORTNIGHT <= today
                free = mentor in self.accounts and self.month.get(mentor, "") < month
                rested = mentor not in self.asked or self.asked[mentor] + FORTNIGHT <= today
                if pair.state == "active" and early and free and rested and not pair.wishes - {"talk"}:
                    due.setdefault(mentor, []).append(pair)
            for mentor, pairs in due.items():
                self._ask(mentor, pairs, today)
                self.today.add(mentor)
        for pair in self.pairs.values():
            self._want(pair, today)

    def _ask(self, mentor: int, pairs: Iterable[Pair], today: date) -> None:
        """Once a month about each."""
        month = f"{today:%Y-%m}"
        for pair in pairs:
            if not pair.questions or pair.questions[-1].month < month:
                pair.questions.append(Question(month, today))
                self.asked[mentor], self.month[mentor] = today, month

    def _hear(self, deed: Said) -> None:
        """A first answer until the next question, another one within the month."""
        newest = self.pairs[deed.pair].questions[-1]
        if newest.month == deed.month and (newest.answer is None or deed.month == f"{deed.on:%Y-%m}"):
            newest.answer = deed.answer

    def _want(self, pair: Pair, today: date) -> None:
        """How it was, once a pair has ended; what is expected, before. What waits for the other end rests."""
        for sheet in pair.sheets.values():
            if sheet.filled:
                continue
            if sheet.after == pair.ended and not sheet.wanted:
                sheet.due = today + FORTNIGHT
            sheet.wanted = sheet.after == pair.ended
        lately = pair.closed is not None and pair.closed >= today - timedelta(60)
        if pair.state == "active" or (pair.ended and pair.worked and lately):
            for who in (0, *pair.made.mentees):
                pair.sheets.setdefault((pair.ended, who), Sheet(pair.ended, today + FORTNIGHT))

    def _troubles(self, pair: Pair, today: date) -> list[Trouble]:
        """The most urgent first."""
        first, lately, silent, late = decided.limits(today)
        found: list[Trouble] = [("wish", len(pair.wishes), None)] if pair.wishes else []
        if pair.state == "active":
            found += self._talk(pair, today, silent)
            found += _meetings(pair, today, first, lately)
        waits = [sheet.due for sheet in pair.sheets.values() if sheet.wanted and not sheet.filled and sheet.due < today]
        if pair.ended:
            waits = [due for due in waits if (today - due).days <= 60]
        if waits and pair.state != "paused" and (today - min(waits)).days >= late:
            found.append(("sheet", (today - min(waits)).days, min(waits)))
        return sorted(found, key=lambda one: ORDER.index(one[0]))

    def _talk(self, pair: Pair, today: date, silent: int) -> list[Trouble]:
        asked = [one for one in pair.questions if pair.since <= one.asked and today - timedelta(300) <= one.asked]
        found: list[Trouble] = []
        said = [one for one in asked if one.answer]
        if said and said[-1].answer != "good":
            found.append((str(said[-1].answer), 0, said[-1].asked))
        after = asked[asked.index(said[-1]) + 1 :] if said else asked
        unheard = [one for one in after if one.asked + timedelta(3) <= today]
        if len(unheard) >= silent:
            found.append(("silent", len(unheard), unheard[0].asked))
        return found


def _meetings(pair: Pair, today: date, first: int, lately: int) -> list[Trouble]:
    if not pair.meetings:
        waited = sum(not decided.resting(day) for day in _days(pair.since + DAY, today))
        return [("first", waited, pair.since)] if waited >= first else []
    met = max(pair.meetings.values())
    missed = sum(decided.school_day(day) for day in _days(max(met, pair.since) + DAY, today))
    return [("lately", missed, met)] if missed >= lately else []


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]
