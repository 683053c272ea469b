"""The half-year in pictures: growth as a line from before to after, shares as bars (row 4.2)."""

from collections.abc import Sequence
from typing import Final

from domain.counted import HIGHEST, LOWEST, Rise, Share, figure
from views import words
from views.canvas import FAINT, INNER, MARGIN, Canvas
from views.quality_totals import change

TRACK: Final = "#e6ebf1"
BEFORE, AFTER, FALLEN = "#8a97a6", "#0b63a5", "#b3541e"
STEP: Final = 140
TOP: Final = 186
DOT: Final = 30


def growth(title: str, rises: Sequence[tuple[str, Rise]]) -> bytes:
    """A PNG, 1080 pixels wide: for each scale a dot before and one after. Words say what the colours do."""
    sheet = _sheet(title, len(rises))
    for place, (colour, said) in enumerate(((BEFORE, "до программы"), (AFTER, "после"), (FALLEN, "после, стало ниже"))):
        sheet.box(MARGIN + place * 300, 108, 28, 28, colour)
        sheet.text(MARGIN + place * 300 + 40, 122, said, 26, FAINT)
    for place, (label, rise) in enumerate(rises):
        y = TOP + place * STEP
        said = f"{figure(rise.before)} → {figure(rise.after)} ({change(rise.change)}), анкет {words.number(rise.pairs)}"
        room = INNER - sheet.width_of(said, 28, bold=True) - 24
        sheet.text(MARGIN, y + 18, sheet.shortened(label, room, 30), 30)
        sheet.text(MARGIN + INNER, y + 18, said, 28, align="right", bold=True)
        _line(sheet, y + 66, rise)
    return sheet.png()


def shares(title: str, found: Sequence[tuple[str, Share]]) -> bytes:
    """A PNG, 1080 pixels wide: a bar of so many of so many."""
    sheet = _sheet(title, len(found), top=110)
    for place, (label, share) in enumerate(found):
        y = 110 + place * STEP
        part, whole = words.number(share.part), words.number(share.whole)
        said = f"{words.percent(share.part, share.whole)} · {part} из {whole}"
        room = INNER - sheet.width_of(said, 28, bold=True) - 24
        sheet.text(MARGIN, y + 18, sheet.shortened(label, room, 30), 30)
        sheet.text(MARGIN + INNER, y + 18, said, 28, align="right", bold=True)
        sheet.box(MARGIN, y + 44, INNER, 40, TRACK)
        if share.part:
            sheet.box(MARGIN, y + 44, max(8.0, INNER * share.part / share.whole), 40, AFTER)
    return sheet.png()


def _line(sheet: Canvas, y: float, rise: Rise) -> None:
    """From 1 to 10; the stretch between both dots is filled."""

    def at(value: int) -> float:
        return MARGIN + DOT / 2 + (INNER - DOT) * (value - LOWEST) / (HIGHEST - LOWEST)

    colour = FALLEN if rise.change < 0 else AFTER
    sheet.box(MARGIN, y - 5, INNER, 10, TRACK)
    left, right = sorted((at(rise.before), at(rise.after)))
    if right > left:
        sheet.box(left, y - 5, right - left, 10, colour)
    sheet.boxes([(at(rise.before), y)], DOT, DOT, BEFORE, "#ffffff")
    sheet.boxes([(at(rise.after), y)], DOT, DOT, colour, "#ffffff")


def _sheet(title: str, many: int, top: int = TOP) -> Canvas:
    sheet = Canvas(top + STEP * max(1, many) + MARGIN // 2)
    size = max(30, sheet.fitting(title, INNER, 40, bold=True))
    sheet.text(MARGIN, 58, sheet.shortened(title, INNER, size, bold=True), size, bold=True)
    return sheet
