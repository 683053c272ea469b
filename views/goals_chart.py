"""The goals of a pair as a small picture: for each the way from 1 to 10, and how far it has come."""

from collections.abc import Sequence
from typing import Final

from domain.goals import HIGHEST, LOWEST, Goal, Moment
from views.canvas import FAINT, INK, INNER, MARGIN, Canvas
from views.goals import NAMES

TRACK: Final = "#e6ebf1"
GREW: Final = "#9cc4e4"
LOOKS: Final = {Moment.START: "#7d8a99", Moment.MIDDLE: "#4a90c4", Moment.END: "#0b63a5"}
TOP: Final = 168
STEP: Final = 190
SQUARE: Final = 60


def picture(title: str, goals: Sequence[Goal]) -> bytes:
    """A PNG, 1080 pixels wide. Ratings that fall together stand one under the other, so that none hides another."""
    sheet = Canvas(TOP + STEP * max(1, len(goals)))
    size = max(30, sheet.fitting(title, INNER, 40, bold=True))
    sheet.text(MARGIN, 58, sheet.shortened(title, INNER, size, bold=True), size, bold=True)
    for place, moment in enumerate(Moment):
        sheet.box(MARGIN + place * 220, 104, 34, 34, LOOKS[moment])
        sheet.text(MARGIN + place * 220 + 46, 121, NAMES[moment], 26, FAINT)
    for place, goal in enumerate(goals):
        _goal(sheet, TOP + place * STEP, goal)
    return sheet.png()


def _goal(sheet: Canvas, y: float, goal: Goal) -> None:
    if goal.growth is not None:
        grown = f"{goal.growth:+d}".replace("-", "−") if goal.growth else "="
        sheet.text(MARGIN + INNER, y + 24, grown, 32, LOOKS[Moment.END], "right", bold=True)
    elif not goal.ratings:
        sheet.text(MARGIN + INNER, y + 24, "оценок нет", 26, FAINT, "right")
    sheet.text(MARGIN, y + 24, sheet.shortened(goal.words, INNER - 200, 30), 30)
    middle = y + 94
    sheet.box(MARGIN, middle - 10, INNER, 20, TRACK)
    if goal.growth:
        ends = sorted(_at(goal.ratings[moment]) for moment in (Moment.START, Moment.END))
        sheet.box(ends[0], middle - 10, ends[1] - ends[0], 20, GREW)
    by_value: dict[int, list[Moment]] = {}
    for moment in Moment:
        if moment in goal.ratings:
            by_value.setdefault(goal.ratings[moment], []).append(moment)
    for value, moments in by_value.items():
        height = SQUARE / len(moments)
        for line, moment in enumerate(moments):
            top = middle - SQUARE / 2 + line * height
            sheet.box(_at(value) - SQUARE / 2, top, SQUARE, height, LOOKS[moment], "#ffffff")
        if len(moments) == 1:
            sheet.text(_at(value), middle, str(value), 30, "#ffffff", "center", bold=True)
    for value in range(LOWEST, HIGHEST + 1):
        rated = value in by_value
        sheet.text(_at(value), y + 148, str(value), 24, INK if rated else FAINT, "center", bold=rated)


def _at(value: int) -> float:
    """Where a rating stands on the way."""
    room = INNER - SQUARE
    return MARGIN + SQUARE / 2 + room * (value - LOWEST) / (HIGHEST - LOWEST)
