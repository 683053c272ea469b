"""Makes the templates: styles, margins, a letterhead, a line to sign. Nothing else is in them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from views.documents import BODY, BULLET, CAPTION, CELL, HEAD, HEADING, NAME, NOTE, PLACE, TABLE, TITLE
from views.templates import FOLDER, KINDS, name

if TYPE_CHECKING:
    from docx.document import Document

FONT: Final = "Times New Roman"  # on every Windows and Mac; elsewhere its metric twin stands in
INK, BLUE, GREY = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x1B, 0x4F, 0x8A), RGBColor(0x59, 0x61, 0x6D)
LEFT, CENTER, BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
KEPT: Final = {"Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
SIGNED: Final = "____________________  /____________________/"

# Name, size in points, bold, colour, alignment, points before and after, characters of the first line's indent.
LOOKS: Final = (
    (TITLE, 16, True, INK, CENTER, 6, 10),
    (HEADING, 13, True, BLUE, LEFT, 14, 6),
    (BODY, 12, False, INK, BOTH, 0, 6),
    (BULLET, 12, False, INK, LEFT, 0, 3),
    (CAPTION, 10, False, GREY, LEFT, 8, 4),
    (NOTE, 9, False, GREY, LEFT, 0, 4),
    (NAME, 18, True, BLUE, CENTER, 18, 18),
    (HEAD, 9, True, INK, LEFT, 2, 2),
    (CELL, 9, False, INK, LEFT, 1, 1),
)
TABLE_STYLE: Final = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    {
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="AEB7C2"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}
  </w:tblBorders><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E3ECF6"/>
    <w:vAlign w:val="center"/></w:tcPr></w:tblStylePr>
</w:style>"""
FRAME: Final = f"""
<w:pgBorders {nsdecls("w")} w:offsetFrom="page">
  {
    "".join(
        f'<w:{side} w:val="thinThickSmallGap" w:sz="18" w:space="24" w:color="1B4F8A"/>'
        for side in ("top", "left", "bottom", "right")
    )
}
</w:pgBorders>"""


def material(book: "Document") -> None:
    _pages(book)
    _place(book)
    _line(book, f"Материал составил(а)  {SIGNED}", before=24)


def note(book: "Document") -> None:
    _pages(book)
    _place(book)
    _line(book, f"Справку составил(а)  {SIGNED}", before=24)


def control(book: "Document") -> None:
    """Lies on its side: twenty rows of the order are columns of its table."""
    _turn(book)
    _pages(book)
    for style in (HEAD, CELL):
        book.styles[style].font.size = Pt(8)
    _place(book)
    _line(book, f"Материал составил(а)  {SIGNED}", before=18)


def letter(book: "Document") -> None:
    _line(book, "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", CENTER, bold=True)
    _line(book, "адрес, телефон, электронная почта", CENTER, NOTE)
    _line(book, "____________ № ____________", before=12)
    _place(book)
    _line(book, f"Руководитель  {SIGNED}", before=24)


def receipt(book: "Document") -> None:
    _place(book)
    _line(book, f"Куратор  {SIGNED}", before=18)


def thanks(book: "Document") -> None:
    """One page for each mentor, in a frame."""
    section = book.sections[0]
    section.left_margin = section.right_margin = Cm(3)
    section.top_margin = Cm(7)
    margins = section._sectPr.find(qn("w:pgMar"))
    assert margins is not None
    margins.addnext(parse_xml(FRAME))
    for style, size in ((TITLE, 26), (BODY, 15)):
        book.styles[style].font.size = Pt(size)
    book.styles[BODY].paragraph_format.alignment = CENTER
    book.styles[BODY].paragraph_format.space_after = Pt(12)
    book.styles[NOTE].paragraph_format.alignment = CENTER
    _place(book)
    _line(book, f"Руководитель  {SIGNED}", CENTER, before=60)
    _line(book, "«____» ____________________ 20____ г.", CENTER, before=18)


MAKERS: Final[dict[str, Callable[["Document"], None]]] = {
    "material": material,
    "note": note,
    "control": control,
    "letter": letter,
    "receipt": receipt,
    "thanks": thanks,
}


def make(kind: str) -> "Document":
    """A4, every style that documents are written with, and nothing that is not used."""
    book = new_document()
    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    known = {style.name for style in book.styles}
    for looks in LOOKS:
        if looks[0] not in known:
            book.styles.add_style(looks[0], WD_STYLE_TYPE.PARAGRAPH)
        _style(book, *looks)
    _style(book, "Normal", 12, False, INK, LEFT, 0, 0)
    book.styles[BULLET].paragraph_format.left_indent = Cm(1)
    book.styles[HEADING].paragraph_format.keep_with_next = True
    book.styles.element.append(parse_xml(TABLE_STYLE))
    for style in list(book.styles):
        if style.name not in {*KEPT, TABLE, *(looks[0] for looks in LOOKS)}:
            style.delete()
    MAKERS[kind](book)
    properties = book.core_properties
    properties.author, properties.comments, properties.title = "", "", KINDS[kind]
    return book


def _style(
    book: "Document", wanted: str, size: int, bold: bool, ink: RGBColor, align: Any, before: int, after: int
) -> None:
    style: Any = book.styles[wanted]
    for old in ("w:pBdr", "w:pPr", "w:rPr", "w:link"):
        for found in style.element.findall(qn(old)):
            if old != "w:pPr" or found.find(qn("w:numPr")) is None:
                style.element.remove(found)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = ink
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    style.element.rPr.append(language)
    style.paragraph_format.alignment = align
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False


def _place(book: "Document") -> None:
    book.add_paragraph(PLACE, style=BODY)


def _line(
    book: "Document", text: str, align: Any = LEFT, style: str = BODY, *, before: int = 0, bold: bool = False
) -> None:
    paragraph = book.add_paragraph(style=style)
    paragraph.add_run(text).bold = bold or None
    paragraph.paragraph_format.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_together = True


def _pages(book: "Document") -> None:
    """The number of the page in the middle of its foot."""
    paragraph = book.sections[0].footer.paragraphs[0]
    paragraph.alignment = CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _turn(book: "Document") -> None:
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(1.2)


if __name__ == "__main__":
    for each in KINDS:
        make(each).save(str(FOLDER / name(each)))
