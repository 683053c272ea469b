"""What a file really is, by its bytes: names and types are whatever the sender says."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from domain.papers import Refusal, by_name

EXECUTABLE: Final = (
    b"MZ",  # Windows, and everything with its header
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",  # four ways to begin a program of macOS, and its fat one: Java's classes begin alike
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"dex\n",
    b"\x00asm",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut of Windows
)
ARCHIVE: Final = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",  # gzip
    b"\x1f\x9d",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",  # zstd
    b"\x04\x22\x4d\x18",  # lz4
    b"LZIP",
    b"MSCF",
    b"\x60\xea",  # arj
    b"!<arch>\n",
)
AT_A_PLACE: Final = ((257, b"ustar"), (0x8001, b"CD001"), (7, b"**ACE**"), (2, b"-lh"))
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old documents of Office, and Windows' installers
INSTALLER: Final = bytes.fromhex("84100c0000000000c000000000000046")  # the class of the latter
OLD_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ZIP_END: Final = b"PK\x05\x06"
LARGEST_LIST: Final = 1 << 20  # bytes of a zip's list of contents: a document has a few thousand
MOST_PARTS: Final = 5000
LARGEST_WHOLE: Final = 512 * 1024 * 1024  # bytes, unpacked: more would choke the program of whoever opens it
OFFICE: Final = ("word/", "xl/", "ppt/", "visio/")
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."


def refusal(content: bytes) -> Refusal | None:
    """None for whatever may be kept. Nothing is unpacked but the first bytes of one small part."""
    if not content:
        return Refusal.EMPTY
    if content.startswith(EXECUTABLE):
        return Refusal.EXECUTABLE
    if content.startswith(ARCHIVE) or any(content.startswith(mark, at) for at, mark in AT_A_PLACE):
        return Refusal.ARCHIVE
    if content.startswith(OLE):
        if INSTALLER in content:
            return Refusal.EXECUTABLE
        return Refusal.MACROS if OLD_MACROS in content else None
    return _zipped(content) if content.startswith(ZIP) else None


def _zipped(content: bytes) -> Refusal | None:
    """The documents of Office and OpenDocument are zips; any other zip is an archive."""
    end = content.rfind(ZIP_END, max(0, len(content) - 65_557))
    if end < 0 or int.from_bytes(content[end + 12 : end + 16], "little") > LARGEST_LIST:
        return Refusal.ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            unpacked = sum(part.file_size for part in archive.infolist())
            if len(names) > MOST_PARTS or unpacked > LARGEST_WHOLE or not _is_document(archive, names):
                return Refusal.ARCHIVE
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return Refusal.ARCHIVE
    return _inside(names)


def _is_document(archive: zipfile.ZipFile, names: list[str]) -> bool:
    if "[Content_Types].xml" in names:
        return any(name.startswith(OFFICE) for name in names)
    if names[:1] != ["mimetype"] or archive.getinfo("mimetype").compress_type != zipfile.ZIP_STORED:
        return False
    with archive.open("mimetype") as part:
        return part.read(len(OPEN_DOCUMENT)) == OPEN_DOCUMENT


def _inside(names: Iterable[str]) -> Refusal | None:
    """What lies within a document: macros are programs, and so are programs put into it."""
    for name in names:
        lowered = name.lower()
        if lowered.endswith(("vbaproject.bin", "vbadata.xml")) or lowered.startswith(("basic/", "scripts/")):
            return Refusal.MACROS
        if not lowered.endswith(".bin") and by_name(lowered) is Refusal.EXECUTABLE:
            return Refusal.EXECUTABLE
    return None
