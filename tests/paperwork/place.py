"""A municipality of three schools, and the files that the bot makes of it, opened again."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import docx
import openpyxl
from docx.document import Document

from bot import rendering
from domain.municipality import Municipality
from domain.people import Person
from storage.database import Database
from tests.village import TOWN, local
from views.screen import File

NOW = local(date(2026, 12, 21), 15, 20)
ANSWERS: dict[str, Any] = {
    "pupils": 400,
    "mentees": 100,
    "mentors": 40,
    "mentor_pupils": 4,
    "pairs": 60,
    "begun": 5,
    "completed": 3,
    "stopped": 1,
    "stop_reason": "сменился график",
    "meetings": 1200,
    "young": 4,
    "young_mentees": 3,
    "partners": 2,
    "publications": 7,
    "trouble": False,
}
NAMES = ("Пётр Наставников", "Вера Чуткая")


@dataclass
class Place:
    """Two schools: the first files late and then corrects, the second in time and names a difficulty."""

    database: Database
    first: int
    second: int
    department: Person
    coordinator: Person
    town: Municipality = TOWN

    async def render(self, renderer: str, **args: str | int | None) -> bytes:
        made = await rendering.render(self.database, NOW, self.town, File("document", renderer, args))
        return made.content

    async def document(self, renderer: str, **args: str | int | None) -> Document:
        return docx.Document(BytesIO(await self.render(renderer, **args)))

    async def book(self, renderer: str, **args: str | int | None) -> Any:
        return openpyxl.load_workbook(BytesIO(await self.render(renderer, **args)))


def words_of(book: Document) -> str:
    cells = (cell.text for table in book.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in book.paragraphs), *cells]).replace("\u00a0", " ")


def table(book: Document, caption: str) -> list[list[str]]:
    """The table below these words, its head first."""
    body = list(book.element.body)
    place = next(number for number, one in enumerate(body) if caption in "".join(one.xpath(".//w:t/text()")))
    found = next(one for one in book.tables if one._tbl is body[place + 1])
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found.rows]


def rows_of(page: Any) -> list[dict[str, Any]]:
    head, *rows = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]
