"""The board of a year as text, picture and table: one value, and the same numbers in all three."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain import control as rules
from domain.control import Cell, State
from domain.control_board import Control, Line, Measure, columns, matching
from domain.stages import Figures
from storage import control
from storage.database import Database
from tests.bench import desk_town
from tests.bench.town import TOWN, ZONE
from tests.views.test_charts import area, luminance, seen
from views import control as views
from views import control_chart, control_looks, control_rows, control_schools, control_table, control_words, stages
from views.control_looks import LOOKS
from views.screen import Screen

MANY = 42  # schools: more than one picture holds


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Control:
    """A town in which everything has happened."""
    return asyncio.run(_town(tmp_path_factory.mktemp("town") / "town.sqlite3"))


async def _town(path: Path) -> Control:
    await desk_town.build(path, MANY, 120)
    database = await Database.open(path)
    async with database.transaction() as db:
        found = await control.load(db, TOWN, desk_town.YEAR, desk_town.NOW)
    await database.close()
    return found


@pytest.fixture(scope="module")
def book(board: Control) -> Workbook:
    return openpyxl.load_workbook(BytesIO(control_table.table(board, desk_town.NOW, ZONE)))


def small(names: Mapping[int, str]) -> Control:
    """Schools with nothing done, in November."""
    today = date(2026, 11, 24)
    cells = tuple(rules.NOT_EXPECTED for _ in columns(2026, (), today))
    lines = tuple(Line(n, n, name, True, cells, Figures()) for n, name in names.items())
    return Control(2026, today, columns(2026, (), today), lines)


def sheet(book: Workbook, title: str) -> list[list[object]]:
    page = book[title]
    assert isinstance(page, Worksheet)
    return [list(row) for row in page.iter_rows(values_only=True)]


def pages(board: Control, draw: object) -> str:
    """The words of every page of a list."""
    return "\n".join(str(draw(board, page).text) for page in range(MANY // 8 + 1))  # type: ignore[operator]


def test_text_picture_and_table_show_the_same_numbers(board: Control, book: Workbook) -> None:
    head, *rows = sheet(book, "Школы и строки")
    cells = sheet(book, "Подробно")[1:]
    drawn = [control_chart.grid(board, page, views.PER_PICTURE) for page in (0, 1)]
    assert [len(one.names) for one in drawn] == [21, 21]  # the pictures share the schools evenly
    squares = [row for one in drawn for row in one.cells]
    assert [list(line.cells) for line in board.lines] == [list(row) for row in squares]

    for place, column in enumerate(board.columns):
        states = Counter(row[place].state for row in squares)
        in_table = Counter(line[5] for line in cells[place :: len(board.columns)])
        assert in_table == Counter({control_words.STATES[state]: many for state, many in states.items()})
        have, asked = board.score(place)
        assert drawn[0].scores[place] == drawn[1].scores[place] == (have, asked)
        assert f"{have} из {asked}</b>" in control_rows.row(board, place, 0).text
        assert head[4 + place] == control_words.title(column)
        numbers = [row[4 + place] for row in rows if isinstance(row[4 + place], int)]
        assert sum(map(int, map(str, numbers))) == sum(
            row[place].count or 0 for row in squares if row[place].state is State.COUNT or not row[place].dated
        )

    overdue = sum(cell.owed for row in squares for cell in row)
    assert f"просрочено: <b>{overdue}</b>" in views.year(board, [2026]).text
    assert sum(int(str(row[2])) for row in rows) == overdue
    said = pages(board, control_schools.listing)
    assert all(f"{line.school}: просрочено <b>{line.owed}</b>" in said for line in board.lines if line.owed)


def test_completeness_on_the_screen_is_that_of_the_table(board: Control, book: Workbook) -> None:
    rows = sheet(book, "Полнота и сроки")[1:]
    said = "\n".join(str(control_rows.times(board, page).text) for page in range(3))
    assert len(rows) == 11  # four papers, the list of partners, four quarters, two half-years
    for row in rows:
        numbers = [int(str(number)) for number in (*row[4:6], row[7], *row[9:13])]
        expected, filed, on_time, late, *others = numbers
        assert f"Сдали <b>{filed} из {expected}</b>" in said
        assert filed == on_time + late
        assert expected == filed + sum(others)
        assert all(0 <= float(str(row[place])) <= 100 for place in (6, 8))


def test_dates_are_dates_and_the_words_of_a_state_have_its_colours(book: Workbook) -> None:
    page = book["Школы и строки"]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref
    rules_ = [rule for found in page.conditional_formatting for rule in found.rules]
    assert {rule.formula[0].strip('"') for rule in rules_} >= {"сдано", "просрочено", "на проверке"}
    dues = [row[6].value for row in book["Подробно"].iter_rows(min_row=2) if row[6].value]
    assert dues
    assert all(type(due).__name__ == "datetime" for due in dues)
    assert book.worksheets[-1].title == "Как посчитано"


def test_who_has_not_comes_with_the_oldest_lateness_first(board: Control) -> None:
    for place in range(len(board.columns)):
        late = [cell.late_by for _, cell in board.lacking(place)]
        assert late == sorted(late, reverse=True)
        have, asked = board.score(place)
        assert len(late) == asked - have


def test_every_screen_fits_one_message(board: Control) -> None:
    wide = board.lines[0]
    screens: list[Screen] = [views.year(board, [2025, 2026, 2027]), control_schools.school(board, wide, "3.1")]
    screens += [control_rows.times(board, page) for page in range(3)]
    screens += [stages.listing(board, 0), stages.school(board, wide), stages.mine(board, wide)]
    screens += [control_rows.listing(board, page) for page in range(3)]
    assert all(len(one.text) < 4096 for one in screens)


def test_a_picture_of_forty_schools_fills_a_phone(board: Control) -> None:
    height, width, _ = seen(control_chart.picture(board, 0, views.PER_PICTURE)).shape
    assert width == 1080
    assert 1.2 < height / width < 2.4


def test_a_picture_names_only_the_states_it_shows() -> None:
    pixels = seen(control_chart.picture(small({1: "Школа № 1"}), 0, 40))
    assert area(pixels, LOOKS[State.NOT_EXPECTED].face) > 2500
    assert not area(pixels, LOOKS[State.LATE].face)


def test_states_are_told_apart_without_colours() -> None:
    examples = [control_looks.example(state) for state in State]
    assert len({(control_looks.mark(one), control_looks.below(one)) for one in examples}) == len(State)


@pytest.mark.parametrize("state", list(State))
def test_marks_can_be_read_on_their_colour(state: State) -> None:
    light, dark = sorted((luminance(LOOKS[state].face), luminance(LOOKS[state].ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("number", "school", "short"),
    [
        (7, "МБОУ «Школа № 7»", "Школа № 7"),
        (5, "МАОУ «Гимназия»", "5 Гимназия"),
        (3, "Гимназия № 13", "3 Гимназия № 13"),  # 13 is another number
        (4, "МБОУ", "4 МБОУ"),
        (9, "СОШ № 9", "№ 9"),
    ],
)
def test_a_school_is_named_shortly_and_never_without_its_number(number: int, school: str, short: str) -> None:
    assert control_chart.name(number, school) == short


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("родник", [2]),
        ("РОДНИК", [2]),
        ("школа", [1, 2]),
        ("№ 2", [2, 12]),
        ("12", [12]),
        ("елка", [12]),
        ("нет", []),
        ("№", []),
    ],
)
def test_a_school_is_found_by_words_or_its_number(letters: str, found: list[int]) -> None:
    board = small({1: "Школа № 1", 2: "Школа № 2 «Родник»", 12: "Сад «Ёлка 22»"})
    assert [line.number for line in matching(board.lines, letters)] == found


def test_months_and_quarters_name_their_columns() -> None:
    board = small({})
    assert [
        control_words.short(board.columns[board.place(*key)]) for key in (("3.2", "2026-Q3"), ("3.2", "2027-Q1"))
    ] == [
        "3.2 сентябрь 2026",
        "3.2 февраль 2027",
    ]
    assert control_words.title(board.columns[board.place("1.7", "2026-Y")]) == "1.7 и 2.1 Соглашения с партнёрами"


@pytest.mark.parametrize(
    ("cell", "measure", "said"),
    [
        (rules.counted(1), Measure.PARTNERS, "1\u00a0соглашение"),
        (rules.counted(5), Measure.PUBLICATIONS, "5\u00a0публикаций"),
        (rules.counted(0), Measure.MATERIALS, "нет"),
        (rules.counted(0), Measure.FAULTS, "открытых заявок нет"),
        (rules.share(4, 7), Measure.STAGES, "пройдено 4 из 7"),
        (rules.share(1, 2), Measure.READERS, "прочли 1 из 2"),
        (rules.attended(True, 2, 0), Measure.SEMINAR, "записались: 2"),
        (rules.entered(True, 2), Measure.CONTEST, "2\u00a0заявки"),
        (rules.dated(rules.Term(date(2026, 9, 10)), None, None, date(2026, 9, 11)), None, "просрочено на 1\u00a0день"),
        (
            rules.dated(rules.Term(date(2026, 9, 10)), rules.Filing(date(2026, 9, 12), False), None, date(2026, 9, 20)),
            None,
            "сдано сб 12.09, позже срока на 2\u00a0дня",
        ),
        (
            rules.dated(rules.Term(date(2026, 9, 10), date(2026, 9, 25)), None, None, date(2026, 9, 20)),
            None,
            "срок продлён до пт 25.09",
        ),
    ],
)
def test_a_cell_says_what_it_is_in_a_few_words(cell: rules.Cell, measure: Measure | None, said: str) -> None:
    assert control_words.said(cell, measure) == said


def test_a_date_over_before_the_year_began_here_says_why_nobody_waits() -> None:
    over = Cell(State.NOT_EXPECTED, date(2026, 9, 10), dated=True)
    assert control_words.said(over) == "не ждём, срок был раньше"
    assert control_words.said(Cell(State.NOT_EXPECTED)) == "не ждём"
