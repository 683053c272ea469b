"""Papers that people send: what is taken, under which name, and what is refused before it is fetched."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

LARGEST: Final = 20 * 1024 * 1024  # bytes: more the messenger does not hand over to a bot
NAME_LIMIT: Final = 100  # characters
SUFFIX_LIMIT: Final = 12


class Refusal(StrEnum):
    """Why a paper is not taken."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    EXECUTABLE = "executable"
    ARCHIVE = "archive"
    MACROS = "macros"


@dataclass(frozen=True, slots=True)
class Sent:
    """A document or a photo as the messenger announces it, nothing of it fetched yet. `album`: it came together
    with others of that number. `size` is in bytes, 0 where nobody said."""

    kind: str  # "document" or "photo"
    remote_id: str
    name: str
    mime: str
    size: int
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One that was taken: `state` is waiting (to be fetched), kept (on the disk under its hash) or refused."""

    id: int
    school_id: int | None
    kind: str
    remote_id: str
    name: str
    mime: str
    size: int
    state: str
    sha256: str | None
    attempts: int
    by_person: int


EXECUTABLES: Final = """
    action apk app appimage bat bin cmd com command cpl deb dll dmg elf exe gadget hta inf ins ipa jar js jse ksh lnk
    msc msi msix msp mst pif pkg ps1 py pyc rb reg rpm run scr sct sh so sys url vb vbe vbs vxd wasm wsf wsh"""
ARCHIVES: Final = "7z ace arj bz2 cab cpio gz img iso lha lz lz4 lzh lzma rar tar tbz2 tgz txz xz z zip zipx zst"
MACROS: Final = "docm dotm pptm ppsm potm ppam sldm xlsm xltm xlam xlsb"
SUFFIXES: Final = {
    suffix: why
    for why, suffixes in (
        (Refusal.EXECUTABLE, EXECUTABLES),
        (Refusal.ARCHIVE, ARCHIVES),
        (Refusal.MACROS, MACROS),
    )
    for suffix in suffixes.split()
}
MIMES: Final = {
    "archive": Refusal.ARCHIVE,
    "compressed": Refusal.ARCHIVE,
    "executable": Refusal.EXECUTABLE,
    "gzip": Refusal.ARCHIVE,
    "java": Refusal.EXECUTABLE,
    "macroenabled": Refusal.MACROS,
    "msdos": Refusal.EXECUTABLE,
    "msdownload": Refusal.EXECUTABLE,
    "rar": Refusal.ARCHIVE,
    "x-7z": Refusal.ARCHIVE,
    "x-msi": Refusal.EXECUTABLE,
    "x-sh": Refusal.EXECUTABLE,
    "x-tar": Refusal.ARCHIVE,
    "zip": Refusal.ARCHIVE,
}


def refusal(sent: Sent) -> Refusal | None:
    """What its size, name and type already tell; the content is looked at once it is there."""
    if sent.size > LARGEST:
        return Refusal.TOO_LARGE
    if suspect := by_name(sent.name):
        return suspect
    mime = sent.mime.lower()
    return next((why for word, why in MIMES.items() if word in mime and "openxml" not in mime), None)


def by_name(name: str) -> Refusal | None:
    """By the last part of a file's name alone."""
    return SUFFIXES.get(PurePosixPath(name.lower().rstrip(". ")).suffix[1:])


def tidy(name: str, instead: str) -> str:
    """A name fit to be shown and sent again: no folders, nothing unseen or turning words around, its end kept."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in bare)
    words = " ".join(seen.split()).strip(". ")
    if not words:
        return instead
    suffix = PurePosixPath(words).suffix if len(PurePosixPath(words).suffix) <= SUFFIX_LIMIT else ""
    stem = words.removesuffix(suffix)
    return stem[: NAME_LIMIT - len(suffix)].rstrip(". ") + suffix
