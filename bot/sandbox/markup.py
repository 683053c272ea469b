"""Telegram's HTML into text and entities. As strict as Telegram, with its complaints and its byte offsets."""

import re
from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox.refusal import Refused, bad

STYLES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
}
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER: Final = re.compile(r"&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot)(?![a-z0-9]));?", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.\-]+(?=[\s>])))?""")
_LANGUAGE: Final = "language-"


@dataclass(slots=True)
class Open:
    """A start tag that waits for its end."""

    tag: str
    start: int  # in UTF-16 units of the result
    attributes: dict[str, str]


def units(text: str) -> int:
    """The length as Telegram counts it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities, not yet trimmed. Raises `Refused` for what Telegram cannot parse."""
    text: list[str] = []
    entities: list[dict[str, Any]] = []
    waiting: list[Open] = []
    length = at = 0
    while at < len(source):
        bracket = source.find("<", at)
        words = decoded(source[at : bracket if bracket >= 0 else len(source)])
        text.append(words)
        length += units(words)
        if bracket < 0:
            break
        if source.startswith("</", bracket):
            at = _end(source, bracket, waiting, entities, length)
        else:
            at = _start(source, bracket, waiting, length)
    if waiting:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{waiting[-1].tag}"')
    return "".join(text), entities


def decoded(words: str) -> str:
    """The four named characters and the numbered ones; any other ampersand stands for itself."""
    return _CHARACTER.sub(_character, words)


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return NAMED[found[3].lower()]
    code = int(found[1], 16) if found[1] else int(found[2])
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else found[0]


def _start(source: str, bracket: int, waiting: list[Open], length: int) -> int:
    name = re.compile(r"[^\s>]*").match(source, bracket + 1)
    assert name
    if name.end() == len(source):
        raise _unparsable("Unclosed start tag", source, bracket)
    tag = name[0].lower()
    if tag not in STYLES:
        raise _unparsable(f'Unsupported start tag "{tag}"', source, bracket)
    attributes, at = _attributes(source, name.end(), tag, bracket)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unparsable('Tag "span" must have class "tg-spoiler"', source, bracket)
    waiting.append(Open(tag, length, attributes))
    return at


def _attributes(source: str, at: int, tag: str, bracket: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while True:
        while at < len(source) and source[at].isspace():
            at += 1
        if at >= len(source):
            raise _unparsable(f'Unclosed start tag "{tag}"', source, bracket)
        if source[at] == ">":
            return found, at + 1
        attribute = _ATTRIBUTE.match(source, at)
        if not attribute:
            raise _unparsable(f'Empty attribute name in the tag "{tag}"', source, bracket)
        if source[attribute.end() :].lstrip().startswith("="):
            raise _unparsable(f'Unclosed start tag "{tag}"', source, bracket)
        found[attribute[1].lower()] = decoded((attribute[2] or "").strip("\"'"))
        at = attribute.end()


def _end(source: str, bracket: int, waiting: list[Open], entities: list[dict[str, Any]], length: int) -> int:
    if not waiting:
        raise _unparsable("Unexpected end tag", source, bracket)
    tag = re.compile(r"</([^\s>]*)\s*").match(source, bracket)
    assert tag
    if source[tag.end() : tag.end() + 1] != ">":
        raise _unparsable("Unclosed end tag", source, bracket)
    opened = waiting.pop()
    if tag[1] and tag[1].lower() != opened.tag:
        where = f"Unmatched end tag at byte offset {_offset(source, bracket)}"
        raise _unparsable(f'{where}, expected "</{opened.tag}>", found "</{tag[1].lower()}>"')
    if length > opened.start:
        _close(opened, entities, length)
    return tag.end() + 1


def _close(opened: Open, entities: list[dict[str, Any]], length: int) -> None:
    entity: dict[str, Any] = {"type": STYLES[opened.tag], "offset": opened.start, "length": length - opened.start}
    match opened.tag:
        case "a":
            entity["url"] = opened.attributes.get("href", "")
        case "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        case "blockquote" if "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        case "code" if opened.attributes.get("class", "").startswith(_LANGUAGE):
            entity["language"] = opened.attributes["class"].removeprefix(_LANGUAGE)
        case "pre" if entities and entities[-1] | {"type": "pre"} == entity | _language(entities[-1]):
            entity |= _language(entities.pop())
    entities.append(entity)


def _language(entity: dict[str, Any]) -> dict[str, str]:
    return {"language": entity["language"]} if entity["type"] == "code" and "language" in entity else {}


def _unparsable(words: str, source: str | None = None, at: int = 0) -> Refused:
    where = "" if source is None else f" at byte offset {_offset(source, at)}"
    return bad(f"can't parse entities: {words}{where}")


def _offset(source: str, at: int) -> int:
    return len(source[:at].encode())
