import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import pytest
from matplotlib import image

from views import charts
from views.cells import LOOKS, Cell, CellState, Look, example

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")


def seen(content: bytes) -> np.ndarray:
    return (image.imread(BytesIO(content))[..., :3] * 255).round().astype(np.uint8)


def area(pixels: np.ndarray, colour: str) -> int:
    """How many pixels have exactly this colour."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return int((pixels == wanted).all(axis=-1).sum())


def one(cell: Cell, school: str = "Школа № 1") -> np.ndarray:
    return seen(charts.quarter_chart("Мониторинг", [school], ["2026-Q4"], {(0, 0): cell}))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("schools", "at_most"), [(3, 700), (60, 1440)])
def test_a_picture_is_as_wide_as_a_phone_and_no_taller_than_a_messenger_keeps_sharp(schools: int, at_most: int) -> None:
    names = [f"Школа № {n}" for n in range(schools)]
    height, width, _ = seen(charts.quarter_chart("Мониторинг", names, QUARTERS, {})).shape
    assert width == 1080
    assert height <= at_most


@pytest.mark.parametrize("state", list(CellState))
def test_a_square_has_the_colour_of_its_state_and_the_legend_names_no_other(state: CellState) -> None:
    pixels = one(example(state))
    assert area(pixels, LOOKS[state].face) > 2500
    others = [look.face for other, look in LOOKS.items() if other is not state and look.face != "#ffffff"]
    assert [area(pixels, face) for face in others] == [0] * len(others)


def test_a_square_nobody_filled_in_is_not_expected_yet() -> None:
    pixels = seen(charts.quarter_chart("Мониторинг", ["Школа № 1"], ["2026-Q4"], {}))
    assert (pixels == one(Cell(CellState.NOT_EXPECTED))).all()


def test_states_are_told_apart_without_colours() -> None:
    marks = {(example(state).mark, example(state).folded) for state in CellState}
    assert len(marks) == len(CellState)


def test_a_late_report_has_a_folded_corner_in_the_picture() -> None:
    pixels = one(Cell(CellState.LATE, 14))
    layout = charts.Layout.of(1, 1, top=0)
    x, y = int(layout.column(0, 0) + layout.cell), len(pixels) - charts.MARGIN - int(layout.row)
    assert area(pixels[y : y + 20, x - 20 : x], LOOKS[CellState.LATE].ink) > 60  # 14 × 14 / 2, less smooth edges


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_marks_can_be_read_on_their_colour(look: Look) -> None:
    face, ink = luminance(look.face), luminance(look.ink)
    assert (max(face, ink) + 0.05) / (min(face, ink) + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        (Cell(CellState.ON_TIME, pairs=14), "14"),
        (Cell(CellState.ON_TIME, pairs=0), "0"),  # zero is an answer
        (Cell(CellState.ON_TIME), "✓"),
        (Cell(CellState.BEGUN, done=7, total=11), "7/11"),
        (Cell(CellState.OVERDUE), "!"),
        (Cell(CellState.OVERDUE, done=7, total=11), "7/11!"),
        (Cell(CellState.UNREACHABLE, done=7, total=11), "×"),
    ],
)
def test_a_square_says_the_pairs_or_how_far_the_report_is(cell: Cell, mark: str) -> None:
    assert cell.mark == mark


@pytest.mark.parametrize("school", ["СОШ $x_4$", r"Лицей $\frac{$", "Школа 🏫 № 1", "Школа\n№ 1", ""])
def test_any_name_can_be_drawn(school: str) -> None:
    assert one(Cell(CellState.ON_TIME, 1), school).any()


def test_dollars_are_drawn_as_dollars() -> None:
    cell = Cell(CellState.ON_TIME, 1)
    assert (one(cell, "СОШ $x$") != one(cell, "СОШ x")).any()


@pytest.mark.parametrize("schools", [3, 26])
def test_a_long_name_stops_before_the_squares(schools: int) -> None:
    pixels = seen(charts.quarter_chart("Мониторинг", ["Щ" * 200] * schools, QUARTERS, {}))
    layout = charts.Layout.of(schools, len(QUARTERS), top=0)
    for panel in range(layout.panels):
        edge = int(layout.column(panel, 0))
        below = pixels[-int(layout.row * 2) - charts.MARGIN :]
        assert (below[:, edge - 8 : edge] == 255).all()
        assert (below[:, edge - 80 : edge - 30] < 128).any(), "and yet fills its room"


def test_drawing_in_two_threads_gives_the_pictures_drawn_alone() -> None:
    def draw(n: int) -> bytes:
        return charts.quarter_chart(f"Город {n}", [f"Школа № {n}"], QUARTERS, {(0, 0): Cell(CellState.ON_TIME, n)})

    alone = [draw(n) for n in range(3)]
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(draw, range(3))) == alone


def test_bars_are_as_long_as_their_values() -> None:
    def blue(values: list[int]) -> int:
        return area(seen(charts.bar_chart("Пар и групп", ["Школа № 1", "Школа № 2"], values)), charts.NEW)

    both = blue([100, 50])
    assert both / blue([100, 0]) == pytest.approx(1.5, rel=0.01)
    assert blue([0, 0]) == 0


def test_the_previous_values_stand_beside_in_another_colour() -> None:
    labels = ["Пар и групп", "Наставников"]
    assert area(seen(charts.bar_chart("Итоги", labels, [14, 5])), charts.OLD) == 0
    assert area(seen(charts.bar_chart("Итоги", labels, [14, 5], [12, 6])), charts.OLD) > 10_000


def test_importing_every_view_loads_nothing_heavy() -> None:
    code = (
        "import importlib, pkgutil, sys, views\n"
        "for found in pkgutil.iter_modules(views.__path__, 'views.'): importlib.import_module(found.name)\n"
        "print(sorted({'matplotlib', 'numpy', 'openpyxl', 'segno'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
