"""The half-year's assessment (row 4.2) on the phone: filed from what is counted, sent back, corrected, accepted."""

import re
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from random import Random
from typing import Any, Final

from domain.forms.quality import QUALITY
from tests.handlers.phone import actions, say, screens, shown, tap
from tests.handlers.walks import asked
from tests.mentoring_year.assessed import counted
from tests.mentoring_year.deeds_of_halves import Accepted, Answer, Assessed, SentBack
from tests.mentoring_year.school import School
from tests.mentoring_year.tally import Tally
from views.screen import Row

DEPARTMENT: Final = 1  # whom the village begins with, in Telegram
TICKS: Final = {
    "weak": ("mentors_few", "time_short", "untaught", "space", "own"),
    "chances": ("partners", "graduates", "parents", "own"),
    "threats": ("load", "leaving", "distance", "own"),
}
BY_HAND: Final = {"mentee_satisfied": "80 110", "mentor_go_on": "5 9", "goals": "4.0 6.5 60"}
MOST: Final = 60  # steps of one form
RECEIPT: Final = re.compile(r"Номер: <b>([^<]+)/(\d+)</b>\nВремя: .*\nПервая подача: (.*)")
Later = Callable[[date, Callable[[], Awaitable[object]], int, int], None]


class Halves:
    """Of one school. `filed` holds what its receipts said of each half-year: the number, and whether in time."""

    def __init__(self, school: School, chance: Random, later: Later, tally: Tally, whole: bool) -> None:
        self.school, self.chance, self.later, self.tally, self.whole = school, chance, later, tally, whole
        self.filed: dict[str, tuple[int, str]] = {}

    async def file(self, period: str) -> None:
        """Taken as counted in one tap or question by question; then whatever else is asked."""
        slow = 0.4 if self.whole else 0.05
        said: dict[str, Answer] = {}
        for key, options in TICKS.items():
            ticked = [one for one in options if self.chance.random() < slow / 2]
            said[key] = ticked or None
            if "own" in ticked:
                said[f"{key}_words"] = "мало кабинетов"
        given = await self._walk(period, said, copied=self.chance.random() > slow)
        self.school.diary.write(Assessed(period, self.school.today, given))
        self.later(self.school.today, partial(self._review, period), 1, 14)

    async def _review(self, period: str) -> None:
        """Most are accepted, some go back, some wait."""
        draw, (number, _) = self.chance.random(), self.filed[period]
        card = await self._tap(f"rv.open:{number}", DEPARTMENT)
        if draw < 0.6:
            await self._tap(_one(card, "rv.ok:"), DEPARTMENT)
            self.school.diary.write(Accepted(period))
        elif draw < 0.9:
            await self._send_back(period, _one(card, "f.n:return.quality:"))

    async def _send_back(self, period: str, begin: str) -> None:
        """One or two questions, each with the usual remark."""
        wanted = self.chance.sample((*BY_HAND, *TICKS), self.chance.randint(1, 2))
        marked: list[str] = []
        returned = await self._tap(begin, DEPARTMENT)
        for _ in range(MOST):
            offered = actions(returned)
            ticks = [one for one in offered if one.startswith("f.g:") and one.rsplit(":", 1)[1] in wanted]
            ticks = [one for one in ticks if one.rsplit(":", 1)[1] not in marked]
            if ticks:
                marked.append(ticks[0].rsplit(":", 1)[1])
                returned = await self._tap(ticks[0], DEPARTMENT)
            elif set(wanted) - set(marked) and (onward := _page_on(returned)):
                returned = await self._tap(onward, DEPARTMENT)
            elif sends := [one for one in offered if one.startswith("f.s:")]:
                await self._tap(sends[0], DEPARTMENT)
                break
            elif done := [one for one in offered if one.startswith(("f.d:", "f.t:"))]:
                returned = await self._tap(done[0], DEPARTMENT)
            else:
                raise AssertionError(shown(returned))
        self.school.diary.write(SentBack(period, tuple(marked)))
        self.later(self.school.today, partial(self._correct, period, tuple(marked)), 1, 9)

    async def _correct(self, period: str, marked: tuple[str, ...]) -> None:
        said: dict[str, Answer] = {}
        for key in marked:
            said[key] = BY_HAND.get(key) or [self.chance.choice(TICKS[key][:3])]
        asked_again: set[str] = set()
        given = await self._walk(period, said, copied=False, taken=asked_again)
        # What was filed as counted and has moved on by a few is asked again, and taken as it is counted by now.
        now = counted(self.school.diary.deeds, period)
        given |= {key: now.get(key) for key in asked_again - {*TICKS} if key not in given}
        self.school.diary.write(Assessed(period, self.school.today, given, again=True))
        if self.chance.random() < 0.7:
            self.later(self.school.today, partial(self._review, period), 1, 6)

    async def _walk(
        self, period: str, said: dict[str, Answer], copied: bool, taken: set[str] | None = None
    ) -> dict[str, Answer]:
        """Open, answer, send, and press once more; what was answered by hand. `taken` hears of the rest that was
        asked."""
        given: dict[str, Answer] = {}
        returned = await self._tap(f"f.n:quality:{period}")
        for step in range(MOST):
            offered, key = actions(returned), asked(QUALITY, returned)
            if sends := [one for one in offered if one.startswith("f.s:")]:
                self._received(period, await self._tap(sends[0]), await self._tap(sends[0]))
                return given
            if copied and step == 0:
                returned = await self._tap(_one(returned, "f.y"))
            elif key in said:
                given[key] = value = said.pop(key)
                returned = await self._answer(returned, key, value)
                if asked(QUALITY, returned) == key and isinstance(value, str):
                    del given[key]  # too near to what is counted, or of too few: it is taken as offered
            else:
                if taken is not None and key:
                    taken.add(key)
                returned = await self._tap(_one(returned, "f.t:", "f.e:", "f.k:"))
        raise AssertionError(shown(returned))

    async def _answer(self, returned: Any, key: str, value: Answer) -> Any:
        if value is None:
            return await self._tap(_one(returned, "f.k:"))
        if isinstance(value, str):
            self.school.tapped += 1
            return await self.school.line.feed(say(value, self.school.telegram))
        while True:
            ticks = {button.action.rsplit(":", 1)[1]: button for row in _rows(returned) for button in row}
            wrong = [
                button.action
                for option, button in ticks.items()
                if button.action.startswith("f.g:") and button.label.startswith("✓") != (option in value)
            ]
            returned = await self._tap(wrong[0] if wrong else _one(returned, "f.d:"))
            if not wrong:
                return returned

    def _received(self, period: str, receipt: Any, again: Any) -> None:
        """Its number stays, whoever taps how often; whether in time is judged by the first filing."""
        found = RECEIPT.search(shown(receipt))
        assert found, shown(receipt)
        number, when = int(found[2]), found[3]
        what = f"school {self.school.number} {period} receipt"
        self.tally.same(f"{what} of the second tap", shown(again), shown(receipt))
        self.tally.same(f"{what} period", found[1], period)
        known = self.filed.setdefault(period, (number, when))
        self.tally.same(what, (number, when), known)

    async def _tap(self, action: str, telegram: int = 0) -> Any:
        self.school.tapped += 1
        return await self.school.line.feed(tap(action, telegram or self.school.telegram))


def _rows(returned: Any) -> tuple[Row, ...]:
    return screens(returned)[-1].rows


def _one(returned: Any, *verbs: str) -> str:
    """The first button of the first of these verbs that is there."""
    found = [one for verb in verbs for one in actions(returned) if one.startswith(verb)]
    assert found, shown(returned)
    return found[0]


def _page_on(returned: Any) -> str:
    return next((button.action for row in _rows(returned) for button in row if button.label == "›"), "")
