"""Whether a part of a spreadsheet would burst once it is read: a reader makes an object of every element, and keeps
those of one row until the row ends. What a part is shows in its content: whatever name it has, another part may send
a reader there."""

import re
from typing import Final

MOST_TAGS: Final = 3_000_000  # in all parts: twelve thousand rows of sixty columns have as many
MOST_TOGETHER: Final = (
    40_000  # of one row, one text, or all that stands outside of them: a row may be coloured to its end
)
LONGEST: Final = 4 * 1024 * 1024  # bytes of the same
MOST_LOOKS: Final = 100_000  # tags of styles, names and the like, which are read whole
ROWS: Final = ("xl/worksheets/", "xl/sharedstrings")
ENDS: Final = re.compile(rb"</(?:[\w.-]+:)?(?:row|si)\s*>")
ENCODING: Final = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
PLAIN: Final = (b"utf-8", b"us-ascii", b"ascii", b"windows-1251", b"iso-8859-1")  # in them "<" is nothing else
# How XML begins in two bytes, in four, and in the code of old mainframes.
ELSEWHERE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00", b"\x4c\x6f\xa7\x94")


class TooMuch(ValueError):
    """It would take more memory than anybody's honest table."""


class Odd(ValueError):
    """No program that people use writes it so."""


def tags(content: bytes, name: str) -> int:
    """How many there are; 0 of what is no XML. Raises `TooMuch` and `Odd`."""
    if content.startswith(ELSEWHERE):
        raise Odd
    begin = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begin.startswith(b"<"):
        return 0
    encoding = ENCODING.search(begin.partition(b"?>")[0]) if begin.startswith(b"<?xml") else None
    if encoding and encoding[1].lower() not in PLAIN:
        raise Odd
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Odd
    many = content.count(b"<")
    if many > MOST_TOGETHER or len(content) > LONGEST:
        _together(content, many, name.lower().startswith(ROWS))
    return many


def _together(content: bytes, many: int, rows: bool) -> None:
    """A large one is made of small pieces, or it is all looks."""
    if not rows:
        if many > MOST_LOOKS or len(content) > LONGEST:
            raise TooMuch
        return
    if b"<!" in content:  # in a remark, the end of a row is none
        raise Odd
    if any(len(piece) > LONGEST or piece.count(b"<") > MOST_TOGETHER for piece in ENDS.split(content)):
        raise TooMuch
