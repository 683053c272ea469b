"""Texts as the messenger counts them: how long without the tags, cut to size, or without any tags."""

import html
import re
from typing import Final

_PIECES: Final = re.compile(r"<(?P<close>/?)(?P<tag>[a-z]+)[^>]*>|&#?\w+;|[^<&]|[<&]", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")


def length(text: str) -> int:
    """In UTF-16 units: what limits are counted in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """The words alone."""
    return html.unescape(_TAG.sub("", text))


def cut(text: str, limit: int) -> str:
    """The same text when it fits; otherwise as much as does, an ellipsis, and every open tag closed."""
    if len(text) * 2 <= limit or length(text) <= limit or length(plain(text)) <= limit:
        return text
    kept: list[str] = []
    still_open: list[str] = []
    room = limit - 1
    for piece in _PIECES.finditer(text):
        if piece["tag"]:
            if piece["close"]:
                still_open.pop()
            else:
                still_open.append(piece["tag"])
        else:
            room -= length(html.unescape(piece.group()))
            if room < 0:
                break
        kept.append(piece.group())
    return "".join(kept) + "…" + "".join(f"</{tag}>" for tag in reversed(still_open))


def shorten(words: str, limit: int) -> str:
    """Words without markup, cut to size."""
    if length(words) <= limit:
        return words
    return words.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"
