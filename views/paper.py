"""A sheet to draw on: boxes and lines of text in pixels from the top left corner, saved as PNG."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

REGULAR, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"  # come with matplotlib: the same letters on every machine
DPI: Final = 72  # a point of type is a pixel
ROUNDING: Final = 7


class Paper:
    """Of a given width, cut to height when it is saved. Everything it needs is its own, so several may be
    drawn in as many threads."""

    def __init__(self, width: int, colour: str) -> None:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import get_font

        self.width = width
        self._folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
        self._figure = Figure(dpi=DPI, facecolor=colour)
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.axis("off")
        self._letters = get_font(self._file(bold=False)).get_charmap()

    def drawable(self, text: str) -> str:
        """On one line, without signs the letters lack (a picture sign in a school's name)."""
        return " ".join("".join(sign if sign.isspace() or ord(sign) in self._letters else " " for sign in text).split())

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        """Pixels across."""
        from matplotlib.font_manager import get_font

        font = get_font(self._file(bold))
        font.set_size(size, DPI)
        font.set_text(text)
        return font.get_width_height()[0] / 64

    def wrap(self, text: str, size: float, room: float, bold: bool = False) -> list[str]:
        """Lines that fit; only a single word may be wider."""
        lines: list[str] = []
        for word in self.drawable(text).split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.measure(longer, size, bold) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def write(
        self, x: float, y: float, text: str, size: float, ink: str, *, bold: bool = False, align: str = "left"
    ) -> None:
        """One line around the height `y`; a dollar sign is a dollar sign."""
        self._axes.text(
            x, y, text, color=ink, ha=align, va="center_baseline", fontproperties=self._font(size, bold),
            parse_math=False,
        )  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, fill: str, line: str = "") -> None:
        from matplotlib.patches import FancyBboxPatch

        inset = 1 if line else 0
        patch = FancyBboxPatch(
            (x + inset, y + inset),
            width - 2 * inset,
            height - 2 * inset,
            boxstyle=f"round,pad=0,rounding_size={ROUNDING}",
            facecolor=fill,
            edgecolor=line or "none",
            linewidth=2 if line else 0,
        )
        self._axes.add_patch(patch)

    def png(self, height: float) -> bytes:
        self._figure.set_size_inches(self.width / DPI, round(height) / DPI)
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(round(height), 0)
        target = BytesIO()
        self._figure.savefig(target, format="png", dpi=DPI)
        return target.getvalue()

    def _font(self, size: float, bold: bool) -> "FontProperties":
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=self._file(bold), size=size)

    def _file(self, bold: bool) -> str:
        return str(self._folder / (BOLD if bold else REGULAR))
