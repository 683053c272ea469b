"""Paragraphs and tables as Word keeps them. The library's own cost ten times as much, and letters are many."""

from collections.abc import Sequence
from typing import Any, Final

from views.spreadsheets import ILLEGAL

SOFT_HYPHEN: Final = "\u00ad"  # where a long word of a narrow column may break
TWIPS: Final = 1440 / 2.54  # in a centimetre


def paragraph(text: str, style: str, *, bold: str = "", right: bool = False, keep: bool = False) -> Any:
    """`style` is its id. `keep`: on one page with what follows."""
    made = element("w:p")
    properties = under(made, "w:pPr")
    under(properties, "w:pStyle", val=style)
    if keep:
        under(properties, "w:keepNext")
    if right:
        under(properties, "w:jc", val="right")
    if bold:
        run(made, bold, bold=True)
    if text:
        run(made, text)
    return made


def table(widths: Sequence[float], style: str) -> Any:
    """One without rows; `widths` of its columns in centimetres."""
    made = element("w:tbl")
    properties = under(made, "w:tblPr")
    under(properties, "w:tblStyle", val=style)
    under(properties, "w:tblW", w=_twips(sum(widths)), type="dxa")
    under(properties, "w:tblLayout", type="fixed")
    under(properties, "w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0")
    grid = under(made, "w:tblGrid")
    for width in widths:
        under(grid, "w:gridCol", w=_twips(width))
    return made


def row(
    within: Any,
    values: Sequence[str],
    widths: Sequence[float],
    style: str,
    right: Sequence[bool] = (),
    head: bool = False,
) -> None:
    """Never torn between two pages; a head is said again on each of them."""
    made = under(within, "w:tr")
    properties = under(made, "w:trPr")
    under(properties, "w:cantSplit")
    if head:
        under(properties, "w:tblHeader")
    for place, value in enumerate(values):
        cell = under(made, "w:tc")
        under(under(cell, "w:tcPr"), "w:tcW", w=_twips(widths[place]), type="dxa")
        cell.append(paragraph(value, style, right=bool(right) and right[place]))


def run(within: Any, text: str, bold: bool = False) -> None:
    """Lines of one paragraph; a sign that XML has no place for is left out."""
    from docx.oxml.ns import qn

    made = under(within, "w:r")
    if bold:
        under(under(made, "w:rPr"), "w:b")
    for number, line in enumerate(ILLEGAL.sub("", text).replace("\r", "").split("\n")):
        if number:
            under(made, "w:br")
        for part, piece in enumerate(line.split(SOFT_HYPHEN)):
            if part:
                under(made, "w:softHyphen")
            said = under(made, "w:t")
            said.text = piece
            said.set(qn("xml:space"), "preserve")


def element(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag)


def under(parent: Any, tag: str, **attributes: str) -> Any:
    """A new child at the end; attributes are Word's own."""
    from docx.oxml.ns import qn

    child = element(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _twips(centimetres: float) -> str:
    return str(int(centimetres * TWIPS))
