"""Indicators against targets as a picture: a bar for what is, a line for what is wanted."""

from collections.abc import Sequence
from typing import Final

from domain.indicators import Measured
from views import indicators
from views.canvas import FAINT, INNER, MARGIN, Canvas

TRACK: Final = "#e6ebf1"
REACHED, BELOW, PLAIN = "#0b63a5", "#d98a1f", "#7d8a99"
GOAL: Final = "#1b1f24"
STEP: Final = 172
TOP: Final = 176


def picture(title: str, measured: Sequence[Measured]) -> bytes:
    """A PNG, 1080 pixels wide. A colour never tells alone: the words beside a bar say it too."""
    sheet = Canvas(TOP + STEP * max(1, len(measured)) + MARGIN // 2)
    size = max(30, sheet.fitting(title, INNER, 40, bold=True))
    sheet.text(MARGIN, 58, sheet.shortened(title, INNER, size, bold=True), size, bold=True)
    sheet.box(MARGIN, 104, 6, 34, GOAL)
    sheet.text(MARGIN + 20, 121, "цель на год", 26, FAINT)
    for place, one in enumerate(measured):
        _bar(sheet, TOP + place * STEP, one)
    return sheet.png()


def _bar(sheet: Canvas, y: float, one: Measured) -> None:
    sheet.text(MARGIN, y + 18, sheet.shortened(one.indicator.title, INNER, 30), 30)
    value, largest = one.value, _largest(one)
    sheet.box(MARGIN, y + 46, INNER, 44, TRACK)
    if value:
        face = PLAIN if one.reached is None else REACHED if one.reached else BELOW
        sheet.box(MARGIN, y + 46, max(8.0, INNER * value / largest), 44, face)
    if one.target is not None:
        goal = one.target * (10 if one.indicator.is_share else 1)
        sheet.box(MARGIN + min(INNER - 6.0, INNER * goal / largest), y + 38, 6, 60, GOAL)
    said = f"{indicators.value(one)} · {indicators.against(one)}" if value is not None else indicators.silent(one)
    sheet.text(MARGIN, y + 118, sheet.shortened(said, INNER, 28), 28, bold=value is not None)


def _largest(one: Measured) -> int:
    """The right end of the bar: 100 %, or a little more than what is and what is wanted."""
    return 1000 if one.indicator.is_share else max(1, one.part, one.target or 0) * 11 // 10 + 1
