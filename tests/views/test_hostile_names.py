"""A name is shown as it was typed, whatever it holds, and stands still: in a chat, in tables, documents, pictures and
calendars. Only what would turn around the words beside it is left out."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser
from io import BytesIO
from typing import Final
from zoneinfo import ZoneInfo

import docx
import icalendar
import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot import telegram
from domain import signs
from domain.agenda import Agenda, Meeting
from domain.kinds import Text
from domain.people import Person, Post, Role
from views import about, canvas, charts, documents, ics, joining, menus, qr, spreadsheets, succession, templates
from views.cells import Cell, CellState
from views.screen import Screen, bold
from views.spreadsheets import Column, Sheet

NOW = datetime(2026, 12, 21, 9, tzinfo=UTC)
TURNING: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE: Final = (
    '<b>&"',
    "</b></i><a href='tg://user?id=1'>x</a>",
    "&lt;b&gt; &amp;amp; &#x41; &nbsp;",
    "\u202eтёва\u202c З",
    "abc\u2066\u2067def\u2069",
    "а\u200bб\u200cв\u200dг\ufeffд",
    "а\x00б\x07в\x1bг\x7fд\x85е",
    "=1+1",
    "@SUM(A1)",
    "{0} {} %s %(x)s $x^2$ \\n",
    "{{текст}}",
    "]]><!--",
    "\u0645\u0631\u062d\u0628\u0627 123 <שלום>",
    "з\u0335\u0321а\u0337л\u0336\u0489г\u0338о",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "\ud800x\udfff",
    "\ufffe\uffff",
    "я" * 200,
)
LETTERS = st.characters(codec=None) | st.sampled_from("<>&\"'\x00\x1b\n\r\t" + TURNING + "\u200b\u2028=+-@{}$\\\ud800")
names = st.text(LETTERS, min_size=1, max_size=40)


def hostile(test):  # type: ignore[no-untyped-def]
    """With each of the list, and with some by chance."""
    for one in HOSTILE:
        test = example(one)(test)
    return settings(max_examples=60, deadline=None, derandomize=True, database=None)(given(names)(test))


def typed(raw: str) -> str:
    """What is kept of a name: as an answer, or as the messenger tells it."""
    return signs.name(raw, "Без имени")


class Read(HTMLParser):
    """What the messenger makes of a text: words, and the tags around them, each closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self._open, self.tags = "", list[str](), set[str]()
        self.feed(text)
        self.close()
        assert not self._open, text

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert not attrs
        self._open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def person(name: str, school: str) -> Person:
    post = Post(1, Role.COORDINATOR, 1, school, None)
    return Person(1, 7, name, post, (post,), True)


def screens(name: str) -> tuple[Screen, ...]:
    someone = person(name, name)
    return (
        joining.consent("secret", Role.COORDINATOR, name),
        joining.joined(name, Role.MENTOR, name, instead_of=name),
        joining.welcome(someone),
        about.renamed(name),
        Screen(bold(name)),
        menus.home(someone),
        succession.here(name, name, 1),
    )


@hostile
def test_in_a_chat_it_is_words_and_never_a_tag(raw: str) -> None:
    name = typed(raw)
    for screen in screens(name):
        body = orjson.loads(telegram.send(7, screen).body)
        read = Read(body["text"])
        assert name in read.words
        assert read.tags <= {"b", "i", "code"}


def visible(text: str) -> str:
    """Without what is no letter or sign of its own."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(
        one for one in whole if not one.isspace() and unicodedata.category(one) != "Cc" and one not in TURNING
    )


@hostile
def test_what_is_kept_of_it_shows_stands_on_one_line_and_turns_nothing_around(raw: str) -> None:
    name = typed(raw)
    assert signs.shows(name)
    assert len(name.splitlines()) == 1
    assert not set(name) & set(TURNING)
    name.encode()
    if name != "Без имени" and len(raw) < signs.LONGEST:
        assert visible(name) == visible(raw), "nothing else is gone, and nothing was put in"


@pytest.mark.parametrize("raw", HOSTILE[:12])
def test_a_typed_answer_is_kept_as_a_given_name_is(raw: str) -> None:
    said = Text(max=300).read(raw)
    assert not set(said) & set(TURNING)
    assert re.sub(r"[\s\u200b\ufeff]", "", said) == re.sub(r"[\s\u200b\ufeff]", "", typed(raw))


def test_a_name_that_shows_nothing_has_another() -> None:
    assert {typed(raw) for raw in ("", " ", "\u202e", "\u3164\u3164", "\u200b", "\x00")} == {"Без имени"}


def legible(raw: str) -> str:
    """What a document can hold of any text, whoever has kept it."""
    return spreadsheets.ILLEGAL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))


@hostile
def test_in_a_table_it_is_the_text_of_its_cell(raw: str) -> None:
    content = spreadsheets.workbook((Sheet(raw, (Column(raw),), ((raw,),)),), (raw,))
    book = load_workbook(BytesIO(content))
    first, last = book.worksheets
    for cell in (first["A1"], first["A2"], last["A2"]):
        assert (cell.value or "", cell.data_type) in ((legible(raw), "s"), ("", "n"))
        assert not set(cell.value or "") & set(TURNING)


@hostile
def test_in_a_document_it_is_the_text_of_its_paragraph(raw: str) -> None:
    table = documents.Table((documents.Column(raw),), ((raw,),), caption=raw)
    blocks = [documents.Paragraph(raw, bold=raw), table, documents.Picture(PIXEL, raw, tall=1)]
    content = documents.document(templates.ours("material"), [blocks], raw, NOW)
    book = docx.Document(BytesIO(content))
    said = [paragraph.text for paragraph in book.paragraphs]
    assert said[0] == spreadsheets.ILLEGAL.sub("", raw).replace("\r", "").replace("\u00ad", "") * 2
    cells = [cell.text for row in book.tables[0].rows for cell in row.cells]
    assert not set("".join((*said, *cells, book.core_properties.title))) & set(TURNING)
    assert len(book.tables[0].rows) == 2


PIXEL = qr.png("точка")


@pytest.mark.parametrize("raw", HOSTILE)
def test_in_a_picture_it_is_drawn_and_turns_nothing_around(raw: str) -> None:
    """Signs without a letter would be complained about, and a warning fails here."""
    drawn = charts.quarter_chart(raw, [raw], [raw], {(0, 0): Cell(CellState.ON_TIME, pairs=14)})
    assert drawn.startswith(b"\x89PNG")
    sheet = canvas.Canvas(100)
    assert not set(sheet.shortened(raw, 900, 20)) & set(TURNING)
    sheet.text(0, 0, raw, 20)
    (words,) = sheet._axes.texts
    assert not set(words.get_text()) & {*TURNING, "\n"}


@hostile
def test_in_a_calendar_it_is_the_title_of_its_meeting(raw: str) -> None:
    name = typed(raw)
    meeting = Meeting(1, name, name, NOW)
    content = ics.calendar(Agenda((), (meeting,)), "7", "sample_bot", time(9), NOW, ZoneInfo("Europe/Moscow"))
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == (name, name)
    assert date(2026, 12, 21) == event["dtstart"].dt.date()
