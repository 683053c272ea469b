"""Documents as .docx: what is said comes from here, how it looks from the styles of a template.

A template is a Word file. Its paragraph «{{текст}}» is where the words go; what stands before and after it (a
letterhead, a line to sign) stays as it is, once for every page. Everything is written with the template's own
styles, so whoever changes a style in Word changes the document.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from views import word_xml, words
from views.spreadsheets import ILLEGAL

if TYPE_CHECKING:
    from docx.document import Document

PLACE: Final = "{{текст}}"
TITLE, HEADING, BODY, BULLET, CAPTION = "Title", "Heading 1", "Body Text", "List Bullet", "Caption"
NOTE, NAME, HEAD, CELL, TABLE = "Примечание", "Имя", "Шапка таблицы", "Текст таблицы", "Таблица отчёта"
STYLES: Final = (TITLE, HEADING, BODY, BULLET, CAPTION, NOTE, NAME, HEAD, CELL, TABLE)


class BrokenTemplate(ValueError):
    """The file is no Word document, or lacks a style that is needed; `str(error)` says what."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in one of `STYLES`; `bold` is said before the text."""

    text: str
    style: str = BODY
    bold: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the width of the page; numbers stand at its right edge."""

    title: str
    share: float = 1.0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Each row has a value for each column; its head is said again on every page. None is a dash."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int | None]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG as wide as the text, unless that makes it taller than `tall` centimetres."""

    png: bytes
    caption: str = ""
    tall: float = 21.0


Block = Paragraph | Table | Picture


def document(template: bytes, pages: Sequence[Sequence[Block]], title: str, now: datetime) -> bytes:
    """One .docx; each of `pages` begins on a new page with whatever the template puts around it. Raises
    `BrokenTemplate`; of a good one the result depends on nothing but the arguments."""
    return _Writer(_opened(template)).written(pages, title, now)


def check(template: bytes) -> None:
    """Raises `BrokenTemplate` for one that documents cannot be written into."""
    _Writer(_opened(template))


def _opened(template: bytes) -> "Document":
    from docx import Document as open_document

    try:
        return open_document(BytesIO(template))
    except Exception as error:  # whatever a zip of XML can be wrong in
        raise BrokenTemplate(f"not a Word document ({type(error).__name__})") from error


class _Writer:
    """Lays the blocks of each page between what the template has there."""

    def __init__(self, book: "Document") -> None:
        self._book = book
        self._body: Any = book.element.body
        known = {style.name: style.style_id for style in book.styles}
        missing = [name for name in STYLES if name not in known]
        if missing:
            raise BrokenTemplate(f"lacks the style {words.join([f'«{name}»' for name in missing])}")
        self._ids = {name: str(known[name]) for name in STYLES}
        section = book.sections[-1]
        widths = (section.page_width, section.left_margin, section.right_margin)
        if any(one is None for one in widths):
            raise BrokenTemplate("has no size of its page")
        page, left, right = (int(one or 0) for one in widths)
        self._width = (page - left - right) / 360_000  # of the text, in centimetres
        if self._width < 4:
            raise BrokenTemplate("leaves no room between its margins")

    def written(self, pages: Sequence[Sequence[Block]], title: str, now: datetime) -> bytes:
        before, after = self._around()
        end = self._body.sectPr  # looked for once: it stands behind everything
        for number, blocks in enumerate(pages):
            elements = [deepcopy(one) for one in before]
            for block in blocks:
                elements += self._block(block)
            elements += [deepcopy(one) for one in after]
            if number and elements:
                self._on_new_page(elements)
            for element in elements:
                end.addprevious(element)
        properties = self._book.core_properties
        properties.title, properties.author, properties.last_modified_by = ILLEGAL.sub("", title)[:255], "", ""
        properties.created = properties.modified = now.replace(tzinfo=None)
        target = BytesIO()
        self._book.save(target)
        return target.getvalue()

    def _around(self) -> tuple[list[Any], list[Any]]:
        """What the template says before and after the place of the text, taken out of it."""
        from docx.oxml.ns import qn

        before: list[Any] = []
        after: list[Any] = []
        there = before
        for element in list(self._body):
            if element is self._body.sectPr:
                continue
            self._body.remove(element)
            if there is before and "".join(one.text for one in element.iter(qn("w:t"))).strip() == PLACE:
                there = after
            else:
                there.append(element)
        return before, after

    def _block(self, block: Block) -> list[Any]:
        match block:
            case Paragraph():
                return [self._paragraph(block.text, block.style, bold=block.bold)]
            case Table():
                caption = [self._paragraph(block.caption, CAPTION, keep=True)] if block.caption else []
                return [*caption, self._table(block), self._paragraph("", NOTE)]
            case Picture():
                caption = [self._paragraph(block.caption, CAPTION)] if block.caption else []
                return [self._picture(block), *caption]

    def _paragraph(self, text: str, style: str, *, bold: str = "", keep: bool = False) -> Any:
        return word_xml.paragraph(text, self._ids[style], bold=bold, keep=keep)

    def _table(self, table: Table) -> Any:
        whole = sum(column.share for column in table.columns)
        widths = [self._width * column.share / whole for column in table.columns]
        made = word_xml.table(widths, self._ids[TABLE])
        word_xml.row(made, [column.title for column in table.columns], widths, self._ids[HEAD], head=True)
        numbers = [column.number for column in table.columns]
        for values in table.rows:
            if len(values) != len(widths):
                raise ValueError(f"a row of {len(values)} values in a table of {len(widths)} columns")
            word_xml.row(made, [_shown(value) for value in values], widths, self._ids[CELL], numbers)
        return made

    def _picture(self, picture: Picture) -> Any:
        """Kept on one page with the words below it."""
        from docx.shared import Cm, Length

        paragraph = self._book.add_paragraph(style=self._book.styles[CAPTION])
        paragraph.paragraph_format.keep_with_next = bool(picture.caption)
        shape = paragraph.add_run().add_picture(BytesIO(picture.png), width=Cm(self._width))
        if shape.height > Cm(picture.tall):
            shape.width, shape.height = Length(shape.width * picture.tall / shape.height.cm), Cm(picture.tall)
        if picture.caption:
            shape._inline.docPr.set("descr", ILLEGAL.sub("", picture.caption))
        self._body.remove(paragraph._p)
        return paragraph._p

    @staticmethod
    def _on_new_page(elements: list[Any]) -> None:
        """The first paragraph begins a page; before a table an empty one does."""
        first = elements[0]
        if not first.tag.endswith("}p"):
            first = word_xml.element("w:p")
            elements.insert(0, first)
        properties = first.get_or_add_pPr()
        properties.get_or_add_pageBreakBefore()


def _shown(value: str | int | None) -> str:
    return "–" if value is None else words.number(value) if isinstance(value, int) else value
