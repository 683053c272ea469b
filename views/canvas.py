"""A sheet to draw on, measured in pixels from the top left corner. Knows nothing of what is drawn."""

import io
from bisect import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from domain.signs import UNSEEN
from views import words

if TYPE_CHECKING:
    from matplotlib.path import Path

WIDTH: Final = 1080  # pixels: the width of a phone's screen
MARGIN: Final = 36
INNER: Final = WIDTH - 2 * MARGIN
DPI: Final = 72  # a point of type is a pixel
INK: Final = "#1b1f24"
FAINT: Final = "#6a7280"
FONT: Final = "DejaVu Sans"  # comes with matplotlib: the same letters on every machine
SMALLEST: Final = 11  # pixels of a letter

CAPITAL: Final = 0.73  # of its size a capital letter is high
Place = tuple[float, float]  # x and y of a middle

Align = Literal["left", "center", "right"]


class Canvas:
    """One picture. Nothing is shared with another canvas, so each thread may draw its own."""

    def __init__(self, height: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties, findfont, get_font

        self._figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor="white")
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
        self._axes.set_axis_off()
        self._letters = get_font(findfont(FontProperties(family=FONT))).get_charmap()

    def box(self, x: float, y: float, width: float, height: float, face: str, edge: str = "none") -> None:
        from matplotlib.patches import FancyBboxPatch

        style = f"round,pad=0,rounding_size={min(6, width / 2, height / 2)}"
        self._axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, fc=face, ec=edge, lw=1.5))

    def boxes(self, places: Sequence[Place], width: float, height: float, face: str, edge: str = "none") -> None:
        """The same box at many places, given by their middles: a hundred times quicker than one by one."""
        from matplotlib.patches import FancyBboxPatch

        style = f"round,pad=0,rounding_size={min(6, width / 2, height / 2)}"
        shape = FancyBboxPatch((-width / 2, -height / 2), width, height, boxstyle=style)
        self._stamp(shape.get_path(), places, face, edge)

    def marks(self, places: Sequence[Place], said: str, size: float, ink: str) -> None:
        """The same short mark in bold at many places, given by their middles."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.textpath import TextPath
        from matplotlib.transforms import Affine2D

        path = TextPath((0, 0), said, size=size, prop=FontProperties(family=FONT, weight="bold"), usetex=False)
        box = path.get_extents()
        middle = Affine2D().translate(-(box.x0 + box.x1) / 2, -CAPITAL * size / 2)
        self._stamp(middle.transform_path(path), places, ink, "none")

    def corner(self, right: float, top: float, size: float, face: str) -> None:
        """A folded top right corner."""
        from matplotlib.patches import Polygon

        self._axes.add_patch(Polygon([(right - size, top), (right, top), (right, top + size)], fc=face, ec="none"))

    def text(
        self, x: float, y: float, said: str, size: float, ink: str = INK, align: Align = "left", bold: bool = False
    ) -> None:
        """One line, its middle at `y`. A dollar sign is a dollar sign, never a formula."""
        self._axes.text(
            x,
            y,
            self._drawable(said),
            fontsize=size,
            color=ink,
            ha=align,
            va="center_baseline",
            fontweight="bold" if bold else "normal",
            fontfamily=FONT,
            parse_math=False,
        )

    def width_of(self, said: str, size: float, bold: bool = False) -> float:
        from matplotlib.font_manager import FontProperties, findfont, get_font

        font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
        font.set_size(size, DPI)
        font.set_text(self._drawable(said))
        return font.get_width_height()[0] / 64

    def shortened(self, said: str, room: float, size: float, bold: bool = False) -> str:
        """One line that fits, without signs the letters lack (a picture sign in a school's name). Both ends
        are kept: a school's number may stand first or last."""
        whole = " ".join(self._drawable(said).split())
        if self.width_of(whole, size, bold) <= room:
            return whole
        lengths = range(3, len(whole))
        over = bisect(lengths, room, key=lambda limit: self.width_of(words.squeeze(whole, limit), size, bold))
        return words.squeeze(whole, lengths[max(0, over - 1)]) if lengths else whole

    def _drawable(self, said: str) -> str:
        """Without signs that the letters lack, and without what would turn around the words beside it."""
        return "".join(sign if ord(sign) in self._letters else " " for sign in UNSEEN.sub("", said))

    def fitting(self, said: str, room: float, size: float, bold: bool = False) -> float:
        """The largest size up to the given one at which a short mark fits."""
        while size > SMALLEST and self.width_of(said, size, bold) > room:
            size -= 1
        return size

    def _stamp(self, path: "Path", places: Sequence[Place], face: str, edge: str) -> None:
        from matplotlib.collections import PathCollection
        from matplotlib.transforms import IdentityTransform

        stamps = PathCollection(
            [path], offsets=list(places), offset_transform=self._axes.transData, facecolors=face, edgecolors=edge
        )
        stamps.set_transform(IdentityTransform())  # a unit of the path is a pixel, whatever the sheet's height
        stamps.set_linewidth(1.5 if edge != "none" else 0)
        self._axes.add_collection(stamps, autolim=False)

    def png(self) -> bytes:
        out = io.BytesIO()
        self._figure.savefig(out, format="png", dpi="figure")
        return out.getvalue()
