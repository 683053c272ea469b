"""A sheet to draw on, measured in pixels from the top left corner. Knows nothing of what is drawn."""

import io
from typing import TYPE_CHECKING, Final, Literal

from views import words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 1080  # pixels: the width of a phone's screen
MARGIN: Final = 36
INNER: Final = WIDTH - 2 * MARGIN
INK: Final = "#1b1f24"
FAINT: Final = "#6a7280"
SMALLEST: Final = 14  # pixels of a letter; narrower text is shortened instead

Align = Literal["left", "center", "right"]


class Canvas:
    """One picture. Nothing is shared with another canvas, so each thread may draw its own."""

    def __init__(self, height: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        dpi = 72  # makes a point of type one pixel
        self._figure: Figure = Figure(figsize=(WIDTH / dpi, height / dpi), dpi=dpi, facecolor="white")
        self._renderer = FigureCanvasAgg(self._figure).get_renderer()
        self._axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
        self._axes.set_axis_off()

    def box(self, x: float, y: float, width: float, height: float, face: str, edge: str = "none") -> None:
        from matplotlib.patches import FancyBboxPatch

        style = f"round,pad=0,rounding_size={min(6, width / 2, height / 2)}"
        self._axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, fc=face, ec=edge, lw=1.5))

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
            said,
            fontsize=size,
            color=ink,
            ha=align,
            va="center_baseline",
            fontweight="bold" if bold else "normal",
            fontfamily="DejaVu Sans",
            parse_math=False,
        )

    def width_of(self, said: str, size: float, bold: bool = False) -> float:
        from matplotlib.font_manager import FontProperties

        font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
        return float(self._renderer.get_text_width_height_descent(said, font, ismath=False)[0])

    def shortened(self, said: str, room: float, size: float, bold: bool = False) -> str:
        """One line that fits: spaces and line breaks put right, the end replaced by an ellipsis if need be."""
        line = " ".join(said.split())
        while self.width_of(line, size, bold) > room and len(line) > 2:
            line = words.shorten(line.rstrip("…"), len(line.rstrip("…")) - 1)
        return line

    def fitting(self, said: str, room: float, size: float, bold: bool = False) -> float:
        """The largest size up to the given one at which a short mark fits."""
        while size > SMALLEST and self.width_of(said, size, bold) > room:
            size -= 1
        return size

    def png(self) -> bytes:
        out = io.BytesIO()
        self._figure.savefig(out, format="png", dpi="figure")
        return out.getvalue()
