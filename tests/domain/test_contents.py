"""What a file really is: documents pass, programs and archives do not, whatever they are called."""

import io
import zipfile

import pytest

from domain import contents
from domain.papers import Refusal, by_name, tidy

OLE = contents.OLE + bytes(504)


def zipped(*names: str, mimetype: bytes = b"", count: int = 0) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in (*names, *(f"word/{n}.xml" for n in range(count))):
            archive.writestr(name, "x")
    return packed.getvalue()


TYPES = "[Content_Types].xml"
ODT = b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 words",
        b"\xff\xd8\xff\xe0 JFIF",
        b"\x89PNG\r\n\x1a\n",
        "Просто текст".encode(),
        b"{\\rtf1}",
        OLE,
        zipped(TYPES, "word/document.xml"),
        zipped(TYPES, "xl/workbook.xml", "xl/printerSettings/printerSettings1.bin"),
        zipped(TYPES, "ppt/presentation.xml"),
        zipped("content.xml", mimetype=ODT),
    ],
    ids=["pdf", "jpeg", "png", "text", "rtf", "doc", "docx", "xlsx", "pptx", "odt"],
)
def test_documents_and_pictures_are_kept(content: bytes) -> None:
    assert contents.refusal(content) is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"MZ\x90\x00", Refusal.EXECUTABLE),
        (b"\x7fELF\x02", Refusal.EXECUTABLE),
        (b"\xcf\xfa\xed\xfe", Refusal.EXECUTABLE),
        (b"#!/bin/sh\n", Refusal.EXECUTABLE),
        (b"L\x00\x00\x00\x01\x14\x02\x00", Refusal.EXECUTABLE),
        (OLE + contents.INSTALLER, Refusal.EXECUTABLE),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), Refusal.MACROS),
        (b"Rar!\x1a\x07\x01\x00", Refusal.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c", Refusal.ARCHIVE),
        (b"\x1f\x8b\x08", Refusal.ARCHIVE),
        (bytes(257) + b"ustar", Refusal.ARCHIVE),
        (bytes(0x8001) + b"CD001", Refusal.ARCHIVE),
        (zipped("приказ.pdf"), Refusal.ARCHIVE),
        (zipped(), Refusal.ARCHIVE),
        (zipped(TYPES, "META-INF/MANIFEST.MF"), Refusal.ARCHIVE),
        (zipped("a.class", mimetype=b"application/epub+zip"), Refusal.ARCHIVE),
        (zipped(TYPES, "word/vbaProject.bin"), Refusal.MACROS),
        (zipped("Basic/Standard/Module1.xml", mimetype=ODT), Refusal.MACROS),
        (zipped(TYPES, "word/document.xml", "word/embeddings/setup.exe"), Refusal.EXECUTABLE),
        (b"PK\x03\x04 and nothing more", Refusal.ARCHIVE),
    ],
)
def test_everything_else_is_told_by_its_bytes(content: bytes, why: Refusal) -> None:
    assert contents.refusal(content) is why


def test_a_list_of_contents_too_long_to_be_a_document_is_not_read() -> None:
    assert contents.refusal(zipped(TYPES, count=contents.MOST_PARTS)) is Refusal.ARCHIVE
    packed = io.BytesIO(zipped(TYPES, "word/document.xml"))
    with zipfile.ZipFile(packed, "a") as archive:
        for n in range(17):
            info = zipfile.ZipInfo(f"word/{n}.xml")
            info.comment = bytes(0xFFFF)
            archive.writestr(info, "x")
    assert contents.refusal(packed.getvalue()) is Refusal.ARCHIVE


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("приказ.pdf", None), ("приказ", None), (".exe", None), ("отчёт.2026.docx", None),
        ("a.exe", Refusal.EXECUTABLE), ("A.EXE. ", Refusal.EXECUTABLE), ("a.pdf.js", Refusal.EXECUTABLE),
        ("a.zip", Refusal.ARCHIVE), ("a.tar.gz", Refusal.ARCHIVE), ("a.xlsm", Refusal.MACROS),
    ],
)  # fmt: skip
def test_a_name_is_judged_by_its_last_part(name: str, why: Refusal | None) -> None:
    assert by_name(name) is why


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("приказ.pdf", "приказ.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Анна\\приказ.pdf", "приказ.pdf"),
        ("a\u202efdp.exe", "a fdp.exe"),
        ("a\x00\ud800b.pdf", "a b.pdf"),
        ("...", "instead"),
        ("", "instead"),
        ("д" * 300 + ".docx", "д" * 95 + ".docx"),
        ("д" * 300, "д" * 100),
    ],
)
def test_a_name_is_made_fit_to_be_shown(name: str, kept: str) -> None:
    assert tidy(name, "instead") == kept


def test_a_document_that_would_become_gigabytes_is_an_archive() -> None:
    """By what its list of contents says: nothing is unpacked here, but whoever opens it would do that."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (TYPES, "word/document.xml"):
            archive.writestr(name, "x" * 1000)
    honest = packed.getvalue()
    at = honest.rfind(b"PK\x01\x02") + 24  # where the list gives the size of the last part
    assert contents.refusal(honest) is None
    bomb = honest[:at] + (2 << 30).to_bytes(4, "little") + honest[at + 4 :]
    assert contents.refusal(bomb) is Refusal.ARCHIVE
