"""The control material of row 5.1, opened again and held against the board it is made of."""

from collections.abc import AsyncIterator
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document

from bot import rendering
from domain import control_board, timeliness
from domain.people import Role
from storage import control
from storage.database import Database
from tests.village import TOWN, Village, local
from views import words
from views.screen import File

NOW = local(date(2026, 12, 21), 15, 20)


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    """Three schools: one files its third quarter four days late, one in time, the third has nobody to file."""
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        for name, day in (("Школа № 1", 29), ("Школа № 2", 20)):
            person = await village.person(Role.COORDINATOR, await village.school(name))
            await village.file(person, "2026-Q3", local(date(2026, 9, day)), pairs=5)
        await village.school("Школа № 3")
    yield database
    await database.close()


async def paper(database: Database) -> Document:
    made = await rendering.render(database, NOW, TOWN, File("document", "control_material", {"year": 2026}))
    assert made.name == "Контрольный материал, 2026 год.docx"
    return docx.Document(BytesIO(made.content))


async def board(database: Database) -> control_board.Control:
    async with database.transaction() as db:
        return await control.load(db, TOWN, 2026, NOW)


def rows(book: Document, number: int) -> list[list[str]]:
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in book.tables[number].rows]


async def test_its_sums_are_the_boards(database: Database) -> None:
    whole = timeliness.of_year(await board(database))
    said = "\n".join(one.text for one in (await paper(database)).paragraphs).replace("\u00a0", " ")
    share = words.share(whole.filed, whole.expected).replace("\u00a0", " ")
    assert f"Сдано {whole.filed} ({share}), из них вовремя 1, позже срока 1." in said
    assert f"Просрочено и не сдано: {whole.overdue}." in said


async def test_each_row_with_a_day_stands_with_who_filed_when(database: Database) -> None:
    by_row = {row[0]: row[1:] for row in rows(await paper(database), 0)}
    # asked 3, filed 2, 66.7 %, in time 1, late 1, begun 0, not begun 0, nobody there 1, overdue 1, corrected 0
    assert by_row["4.1 Мониторинг, III кв. 2026"] == [
        *("пт 25.09", "3", "2", "66,7 %", "1", "1", "0", "0", "1", "1", "0"),
    ]


async def test_who_owes_stands_with_how_many_days(database: Database) -> None:
    owing = {row[0]: row[1:] for row in rows(await paper(database), 1)}
    assert "4.1 III кв. 2026 – 87" in owing["Школа № 3"][1]  # from 25 September to 21 December
    assert "4.1 III" not in owing["Школа № 1"][1]


async def test_every_school_and_every_row_has_its_square(database: Database) -> None:
    found = await board(database)
    book = await paper(database)
    grids = [rows(book, number) for number in range(2, len(book.tables))]
    heads = [head for grid in grids for head in grid[0][2:]]
    assert len(heads) == len(found.columns)
    assert all(len(grid) == 1 + len(found.lines) for grid in grids)
    place = heads.index("4.1\nIII кв.")
    marks = [[mark for grid in grids for mark in grid[line][2:]] for line in (1, 2, 3)]
    assert [line[place] for line in marks] == ["? 4", "?", "! 87"], "four days late, in time, owed for 87 days"
