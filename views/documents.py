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

from views import words
from views.spreadsheets import ILLEGAL

if TYPE_CHECKING:
    from docx.document import Document

PLACE: Final = "{{текст}}"
TITLE, HEADING, BODY, BULLET, CAPTION = "Title", "Heading 1", "Body Text", "List Bullet", "Caption"
NOTE, NAME, HEAD, CELL, TABLE = "Примечание", "Имя", "Шапка таблицы", "Текст таблицы", "Таблица отчёта"
STYLES: Final = (TITLE, HEADING, BODY, BULLET, CAPTION, NOTE, NAME, HEAD, CELL, TABLE)
SOFT_HYPHEN: Final = "\u00ad"  # where a long word of a narrow column may break
TWIPS: Final = 1440 / 2.54  # in a centimetre


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


def _opened(template: bytes) -> "Document":
    from docx import Document as open_document

    try:
        return open_document(BytesIO(template))
    except Exception as error:  # whatever a zip of XML can be wrong in
        raise BrokenTemplate(f"not a Word document ({type(error).__name__})") from error


class _Writer:
    """Writes the XML itself: the library's own paragraphs cost ten times as much, and letters are many."""

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
        properties.title, properties.author, properties.last_modified_by = title[:255], "", ""
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

    def _paragraph(self, text: str, style: str, *, bold: str = "", right: bool = False, keep: bool = False) -> Any:
        paragraph = _element("w:p")
        properties = _under(paragraph, "w:pPr")
        _under(properties, "w:pStyle", val=self._ids[style])
        if keep:
            _under(properties, "w:keepNext")
        if right:
            _under(properties, "w:jc", val="right")
        if bold:
            run = _run(paragraph, bold)
            run.insert(0, _element("w:rPr"))
            _under(run[0], "w:b")
        if text:
            _run(paragraph, text)
        return paragraph

    def _table(self, table: Table) -> Any:
        whole = sum(column.share for column in table.columns)
        widths = [str(int(self._width * TWIPS * column.share / whole)) for column in table.columns]
        made = _element("w:tbl")
        properties = _under(made, "w:tblPr")
        _under(properties, "w:tblStyle", val=self._ids[TABLE])
        _under(properties, "w:tblW", w=str(int(self._width * TWIPS)), type="dxa")
        _under(properties, "w:tblLayout", type="fixed")
        _under(properties, "w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0")
        grid = _under(made, "w:tblGrid")
        for width in widths:
            _under(grid, "w:gridCol", w=width)
        self._row(made, [column.title for column in table.columns], widths, head=True)
        numbers = [column.number for column in table.columns]
        for row in table.rows:
            if len(row) != len(widths):
                raise ValueError(f"a row of {len(row)} values in a table of {len(widths)} columns")
            self._row(made, [_shown(value) for value in row], widths, numbers)
        return made

    def _row(
        self, table: Any, values: list[str], widths: list[str], right: Sequence[bool] = (), head: bool = False
    ) -> None:
        row = _under(table, "w:tr")
        properties = _under(row, "w:trPr")
        _under(properties, "w:cantSplit")
        if head:
            _under(properties, "w:tblHeader")
        for place, value in enumerate(values):
            cell = _under(row, "w:tc")
            _under(_under(cell, "w:tcPr"), "w:tcW", w=widths[place], type="dxa")
            cell.append(self._paragraph(value, HEAD if head else CELL, right=bool(right) and right[place]))

    def _picture(self, picture: Picture) -> Any:
        """Kept on one page with the words below it."""
        from docx.shared import Cm, Length

        paragraph = self._book.add_paragraph(style=self._book.styles[CAPTION])
        paragraph.paragraph_format.keep_with_next = bool(picture.caption)
        shape = paragraph.add_run().add_picture(BytesIO(picture.png), width=Cm(self._width))
        if shape.height > Cm(picture.tall):
            shape.width, shape.height = Length(shape.width * picture.tall / shape.height.cm), Cm(picture.tall)
        if picture.caption:
            shape._inline.docPr.set("descr", picture.caption)
        self._body.remove(paragraph._p)
        return paragraph._p

    @staticmethod
    def _on_new_page(elements: list[Any]) -> None:
        """The first paragraph begins a page; before a table an empty one does."""
        first = elements[0]
        if not first.tag.endswith("}p"):
            first = _element("w:p")
            elements.insert(0, first)
        properties = first.get_or_add_pPr()
        properties.get_or_add_pageBreakBefore()


def _element(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag)


def _under(parent: Any, tag: str, **attributes: str) -> Any:
    from docx.oxml.ns import qn

    child = _element(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _run(paragraph: Any, text: str) -> Any:
    """Lines of one paragraph; a sign that XML has no place for is left out."""
    from docx.oxml.ns import qn

    run = _under(paragraph, "w:r")
    for number, line in enumerate(ILLEGAL.sub("", text).replace("\r", "").split("\n")):
        if number:
            _under(run, "w:br")
        for part, piece in enumerate(line.split(SOFT_HYPHEN)):
            if part:
                _under(run, "w:softHyphen")
            said = _under(run, "w:t")
            said.text = piece
            said.set(qn("xml:space"), "preserve")
    return run


def _shown(value: str | int | None) -> str:
    return "–" if value is None else words.number(value) if isinstance(value, int) else value
