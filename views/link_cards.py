"""One-time links of many mentees on paper: a card each with its code and QR, eight on a sheet to be cut (row 4.2).

A card says whose it is by the code alone, and speaks to the mentee."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from views.canvas import FAINT, FONT, INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT, POINTS = 595, 842, 72  # an A4 sheet, in points
COLUMNS, LINES = 2, 4
PER_SHEET: Final = COLUMNS * LINES
CARD: Final = (WIDTH / COLUMNS, HEIGHT / LINES)
SIDE: Final = 128.0  # of the QR, with its white edge: 45 mm are read from a table
EDGE: Final = 22.0  # nothing is printed nearer to a cut, or to the border of the sheet
STEPS: Final = (
    "1. Наведите камеру\nна квадрат.",
    "2. Откройте ссылку,\nнажмите «Начать».",
    "3. Ответьте: имя\nписать не нужно.",
)


@dataclass(frozen=True, slots=True)
class Card:
    """`title` is which questionnaire it is; `until` the last day of the link, in words."""

    code: str
    title: str
    link: str
    until: str


def pdf(cards: Sequence[Card], name: str) -> bytes:
    """As many sheets as are needed; empty places are left white."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
    from matplotlib.figure import Figure

    target = BytesIO()
    with PdfPages(target, metadata={"Title": name, "Creator": None, "Producer": None, "CreationDate": None}) as sheets:
        for first in range(0, len(cards), PER_SHEET):
            figure = Figure(figsize=(WIDTH / POINTS, HEIGHT / POINTS), dpi=POINTS, facecolor="white")
            FigureCanvasPdf(figure)
            _sheet(figure, cards[first : first + PER_SHEET])
            sheets.savefig(figure)
    return target.getvalue()


def _sheet(figure: "Figure", cards: Sequence[Card]) -> None:
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    axes.set_axis_off()
    width, height = CARD
    cut = {"color": FAINT, "linewidth": 0.6, "linestyle": (0, (5, 4))}
    rows = -(-len(cards) // COLUMNS)
    axes.plot([width, width], [0, rows * height], **cut)  # type: ignore[arg-type]
    for row in range(1, min(rows, LINES - 1) + 1):
        axes.plot([0, WIDTH], [row * height, row * height], **cut)  # type: ignore[arg-type]
    for place, card in enumerate(cards):
        _card(axes, card, place % COLUMNS * width + EDGE, place // COLUMNS * height + EDGE)


def _card(axes: Any, card: Card, left: float, top: float) -> None:
    bottom = top + CARD[1] - 2 * EDGE
    _said(axes, left, top + 8, card.code, 17, bold=True)
    _said(axes, left, top + 27, card.title, 10)
    _square(axes, card.link, left - 6, bottom - SIDE)
    beside = left + SIDE
    for number, step in enumerate(STEPS):
        _said(axes, beside, bottom - SIDE + 18 + number * 30, step, 9)
    _said(axes, beside, bottom - 12, f"Один раз,\nдо {card.until}", 8, ink=FAINT)


def _square(axes: Any, link: str, left: float, top: float) -> None:
    """Drawn, not a picture: sharp on every printer. Dark modules beside each other are one bar."""
    import segno
    from matplotlib.collections import PolyCollection

    rows = [bytes(row) for row in segno.make_qr(link, error="m").matrix_iter(border=4)]
    module, bars = SIDE / len(rows), []
    for number, row in enumerate(rows):
        for bar in re.finditer(b"\x01+", row):
            x, y, end = left + bar.start() * module, top + number * module, left + bar.end() * module
            bars.append([(x, y), (end, y), (end, y + module * 1.02), (x, y + module * 1.02)])
    axes.add_collection(PolyCollection(bars, facecolors="black", linewidths=0), autolim=False)


def _said(axes: Any, x: float, y: float, said: str, size: float, ink: str = INK, bold: bool = False) -> None:
    weight = "bold" if bold else "normal"
    axes.text(x, y, said, fontsize=size, color=ink, va="center", fontweight=weight, fontfamily=FONT, parse_math=False)
