"""Before and after on each scale as a picture: a hollow mark for before, a full one for after, on a line of 1 to 10."""

from typing import Final

from domain.growth import LEAST, Growth
from domain.periods import Period
from domain.results import Outcome
from views import growth_words, words
from views.canvas import FAINT, INK, INNER, MARGIN, Canvas
from views.growth_words import SCALES, SIDES

TRACK: Final = "#e6ebf1"
UP, DOWN, SAME = "#0b63a5", "#b8430a", "#7d8a99"
BEFORE: Final = "#7d8a99"
STEP: Final = 88
TOP: Final = 214
FIRST, LAST = 1, 10  # marks of a scale


def title(period: Period, side: str, school: str | None) -> tuple[str, str]:
    """The heading, and what it is of."""
    return f"Итоги анкет: {school or 'все школы'}", f"{words.period(period.key)}, {SIDES[side]}"


def picture(heading: str, below: str, outcome: Outcome, side: str) -> bytes:
    """A PNG, 1080 pixels wide. Scales that may not be told by the rule of five are left out."""
    scales = {key: outcome.scale(side, key) for key in SCALES}
    shown = {key: one for key, one in scales.items() if one.change is not None}
    sheet = Canvas(TOP + STEP * max(1, len(shown)) + MARGIN)
    size = max(30, sheet.fitting(heading, INNER, 40, bold=True))
    sheet.text(MARGIN, 58, sheet.shortened(heading, INNER, size, bold=True), size, bold=True)
    counts = sorted({one.counted for one in shown.values()})
    many = f"{counts[0]}–{counts[-1]}" if len(counts) > 1 else f"{counts[0]}" if counts else "0"
    sheet.text(MARGIN, 108, f"{below} · сравнили до и после: {many}", 26, FAINT)
    _legend(sheet, 156)
    if not shown:
        paired = max((one.paired for one in scales.values()), default=0)
        sheet.text(MARGIN, TOP + 20, f"Пока сравнить нельзя: до и после ответили {paired}, показываем от {LEAST}", 28)
    for place, (key, one) in enumerate(shown.items()):
        _scale(
            sheet,
            TOP + place * STEP,
            growth_words.scale(side, key),
            one,
            f" ({one.counted})" if len(counts) > 1 else "",
        )
    sheet.text(MARGIN, TOP + STEP * max(1, len(shown)), "Жирным – изменение, которое вряд ли случайно", 24, FAINT)
    return sheet.png()


def _legend(sheet: Canvas, y: float) -> None:
    _dot(sheet, MARGIN + 14, y, BEFORE, hollow=True)
    sheet.text(MARGIN + 38, y, "до", 26, FAINT)
    _dot(sheet, MARGIN + 118, y, UP, hollow=False)
    sheet.text(MARGIN + 142, y, "после, выше", 26, FAINT)
    _dot(sheet, MARGIN + 346, y, DOWN, hollow=False)
    sheet.text(MARGIN + 370, y, "после, ниже", 26, FAINT)
    sheet.text(MARGIN + INNER, y, "линия: оценки от 1 до 10", 26, FAINT, "right")


def _scale(sheet: Canvas, y: float, name: str, one: Growth, many: str) -> None:
    """The name and the numbers, under them the line. A colour never tells alone: the sign of the change does."""
    if one.before is None or one.after is None or one.change is None:
        return
    said = growth_words.change(one)
    sheet.text(MARGIN, y, sheet.shortened(name + many, INNER * 0.56, 30), 30)
    sheet.text(MARGIN + INNER, y, said, 30, INK, "right", bold=one.clear)
    line = y + 36
    sheet.box(MARGIN, line - 4, INNER, 8, TRACK)
    before, after = _x(one.before), _x(one.after)
    ink = UP if one.change > 0 else DOWN if one.change < 0 else SAME
    sheet.box(min(before, after), line - 4, max(1.0, abs(after - before)), 8, ink)
    _dot(sheet, before, line, BEFORE, hollow=True)
    _dot(sheet, after, line, ink, hollow=False)


def _dot(sheet: Canvas, x: float, y: float, ink: str, *, hollow: bool) -> None:
    sheet.box(x - 12, y - 12, 24, 24, "#ffffff" if hollow else ink, ink)


def _x(mark: float) -> float:
    return MARGIN + 12 + (INNER - 24) * (mark - FIRST) / (LAST - FIRST)
