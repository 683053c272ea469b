"""The writer: our templates are whole, a broken one is told from a good one, and nothing typed can break a document."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.document import Document

from views import documents, qr, templates
from views.documents import BULLET, HEADING, STYLES, TABLE, BrokenTemplate, Column, Paragraph, Picture, Table
from views.templates import __main__ as making

NOW = datetime(2026, 12, 21, 9, tzinfo=UTC)
PIXEL = qr.png("точка")


def made(*pages: list[documents.Block], kind: str = "material", template: bytes | None = None) -> Document:
    return docx.Document(BytesIO(documents.document(template or templates.ours(kind), pages, "Проба", NOW)))


def changed(kind: str, **change: object) -> bytes:
    """Our template as somebody saved it after a change in Word."""
    book = docx.Document(BytesIO(templates.ours(kind)))
    for what, value in change.items():
        if what == "lose":
            book.styles[str(value)].delete()
        elif what == "font":
            book.styles[HEADING].font.name = str(value)
        elif what == "without_place":
            paragraph = next(one for one in book.paragraphs if one.text == documents.PLACE)
            paragraph._p.getparent().remove(paragraph._p)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("kind", templates.KINDS)
def test_every_template_is_there_with_every_style_and_a_place_for_the_text(kind: str) -> None:
    book = docx.Document(BytesIO(templates.ours(kind)))
    assert {*STYLES} <= {style.name for style in book.styles}
    assert [one.text for one in book.paragraphs].count(documents.PLACE) == 1


@pytest.mark.parametrize("kind", templates.KINDS)
def test_the_script_makes_what_is_kept(kind: str) -> None:
    fresh, kept = making.make(kind), docx.Document(BytesIO(templates.ours(kind)))
    assert fresh.element.xml == kept.element.xml
    assert fresh.styles.element.xml == kept.styles.element.xml


def test_words_stand_between_what_the_template_says_before_and_after_them() -> None:
    book = made([Paragraph("Раздел", HEADING), Paragraph("пункт", BULLET)], kind="letter")
    texts = [one.text for one in book.paragraphs]
    assert texts.index("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ") < texts.index("Раздел") < texts.index("пункт") < len(texts) - 1
    assert texts[-1].startswith("Руководитель")
    assert documents.PLACE not in texts


def test_each_page_has_its_own_letterhead_and_line_to_sign() -> None:
    book = made([Paragraph("первая")], [Paragraph("вторая")], kind="letter")
    texts = [one.text for one in book.paragraphs]
    assert texts.count("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ") == 2
    breaks = [one.text for one in book.paragraphs if one.paragraph_format.page_break_before]
    assert breaks == ["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ"]


def test_a_page_that_begins_with_a_table_begins_a_page_too() -> None:
    table = Table((Column("а"),), (("1",),))
    book = made([table], [table])
    assert sum(bool(one.paragraph_format.page_break_before) for one in book.paragraphs) == 1


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    book = made([Table((Column("Школа", 3), Column("Пар", 1, number=True)), (("Школа № 1", 12_000), ("=1+1", None)))])
    (table,) = book.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Школа", "Пар"],
        ["Школа № 1", "12\u00a0000"],
        ["=1+1", "–"],
    ]
    assert table.style is not None
    assert table.style.name == TABLE
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_a_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="row of 1"):
        made([Table((Column("а"), Column("б")), (("1",),))])


def test_a_picture_lies_inside_the_document_with_words_for_who_cannot_see_it() -> None:
    book = made([Picture(PIXEL, "Рисунок 1. Точка", tall=3)])
    (shape,) = book.inline_shapes
    assert shape.height.cm == pytest.approx(3, abs=0.01)
    assert "Рисунок 1. Точка" in shape._inline.xml
    assert book.paragraphs[1].text == "Рисунок 1. Точка"


def test_signs_that_xml_does_not_allow_are_left_out_and_lines_stay_lines() -> None:
    book = made([Paragraph("раз\x00\x1f\ud800\r\nдва & <три>", bold="№ {{текст}}: ")])
    assert book.paragraphs[0].text == "№ {{текст}}: раз\nдва & <три>"


def test_a_restyled_template_gives_its_looks_to_the_document() -> None:
    book = made([Paragraph("Раздел", HEADING)], template=changed("material", font="Arial"))
    heading = next(one for one in book.paragraphs if one.text == "Раздел")
    assert heading.style is not None
    assert heading.style.font.name == "Arial"


def test_without_a_place_the_text_comes_after_everything() -> None:
    book = made([Paragraph("слова")], template=changed("letter", without_place=True))
    assert book.paragraphs[-1].text == "слова"


@pytest.mark.parametrize(
    ("template", "why"),
    [(b"", "not a Word document"), (b"PK\x03\x04 torn", "not a Word document"), (PIXEL, "not a Word document")],
)
def test_what_is_no_word_document_is_broken(template: bytes, why: str) -> None:
    with pytest.raises(BrokenTemplate, match=why):
        made([Paragraph("слова")], template=template or b"\x00")


def test_a_template_without_a_style_says_which() -> None:
    with pytest.raises(BrokenTemplate, match="«Шапка таблицы»"):
        made([Paragraph("слова")], template=changed("material", lose="Шапка таблицы"))


def test_nobody_is_named_as_its_author() -> None:
    properties = made([Paragraph("слова")]).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "Проба")
