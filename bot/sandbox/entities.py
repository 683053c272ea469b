"""What stands out in a text: checked, trimmed, found by itself, and written as safe HTML for the page."""

import html
import itertools
import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from bot.sandbox import markup
from bot.sandbox.refusal import bad

Entity = dict[str, Any]

TAGS: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "text_link": "a",
}
SCHEMES: Final = ("http", "https", "tg", "ton", "tonsite")
_FOUND: Final = re.compile(
    r"""(?P<url>(?:https?://[\w.:-]+|(?<![\w@./-])(?:[\w-]+\.)+(?:[a-z]{2,}|рф)(?![\w@]))(?:/[^\s<>"«»]*)?(?<![.,:;!?)'»]))
      | (?P<email>(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]*\w)
      | (?P<mention>(?<![\w@/])@[a-zA-Z]\w{3,31})
      | (?P<bot_command>(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?(?![\w/]))
      | (?P<hashtag>(?<![\w#])\#\w*[^\W\d]\w*)""",
    re.VERBOSE,
)


def clean(text: str) -> str:
    """Without what Telegram throws away: carriage returns and control characters."""
    return re.sub(r"[\x00-\x09\x0b-\x1f]", " ", text.replace("\r", ""))


def trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """Without white space around it; entities move along, and empty ones go."""
    before = markup.units(text) - markup.units(text.lstrip())
    bare = text.strip()
    end = markup.units(bare)
    kept: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        stop = min(entity["offset"] + entity["length"] - before, end)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return bare, kept


def settled(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Given entities and those found by themselves, in Telegram's order; nothing stands inside code."""
    given = [entity for raw in entities if (entity := _linked(raw))]
    code = [entity for entity in given if entity["type"] in ("code", "pre")]
    links = [entity for entity in given if entity["type"] == "text_link"]
    kept = [entity for entity in given if entity in code or not any(_inside(entity, block) for block in code)]
    found = [entity for entity in discovered(text) if not any(_touch(entity, block) for block in code + links)]
    return sorted(kept + found, key=lambda entity: (entity["offset"], -entity["length"]))


def discovered(text: str) -> list[Entity]:
    """Addresses, commands, mentions and tags, as every messenger finds them."""
    result = []
    for found in _FOUND.finditer(text):
        start = markup.units(text[: found.start()])
        result.append({"type": str(found.lastgroup), "offset": start, "length": markup.units(found[0])})
    return result


def checked(raw: Any) -> list[Entity]:
    """The entities of a call. Raises `Refused`."""
    if not isinstance(raw, list):
        raise bad("can't parse entities: Expected an Array of MessageEntity")
    for entity in raw:
        numbers = isinstance(entity, dict) and [entity.get("offset"), entity.get("length")]
        if not numbers or not all(isinstance(number, int) and number >= 0 for number in numbers):
            raise bad("can't parse entities: Can't parse MessageEntity")
        if not isinstance(entity.get("type"), str):
            raise bad("can't parse entities: Can't find field \"type\"")
        if entity["type"] == "text_link" and _linked(entity) is None:
            raise bad(f"entity URL '{entity.get('url', '')}' is invalid: Wrong HTTP URL")
    return [dict(entity) for entity in raw]


def as_html(text: str, entities: Iterable[Entity]) -> str:
    """Only Telegram's own tags come out, and everything else is escaped; overlaps are cut into pieces."""
    content = text.encode("utf-16-le")
    shown = [entity for entity in entities if entity["type"] in TAGS]
    cuts = {0, len(content) // 2}
    for entity in shown:
        cuts |= {entity["offset"], min(entity["offset"] + entity["length"], len(content) // 2)}
    marks = sorted(cuts)
    pieces: list[str] = []
    stack: list[Entity] = []
    for start, stop in itertools.pairwise(marks):
        wanted = [entity for entity in shown if entity["offset"] <= start < entity["offset"] + entity["length"]]
        common = 0
        while common < min(len(stack), len(wanted)) and stack[common] is wanted[common]:
            common += 1
        pieces += [f"</{TAGS[entity['type']]}>" for entity in reversed(stack[common:])]
        pieces += [_opening(entity) for entity in wanted[common:]]
        pieces.append(html.escape(content[2 * start : 2 * stop].decode("utf-16-le", "replace"), quote=False))
        stack = wanted
    return "".join(pieces) + "".join(f"</{TAGS[entity['type']]}>" for entity in reversed(stack))


def _opening(entity: Entity) -> str:
    if entity["type"] == "text_link":
        return f'<a href="{html.escape(entity["url"])}">'
    return f"<{TAGS[entity['type']]}>"


def _linked(entity: Entity) -> Entity | None:
    """A link gets its full address; without a sensible one it is no link."""
    if entity["type"] != "text_link":
        return {key: value for key, value in entity.items() if key != "language" or entity["type"] == "pre"}
    address = full_address(str(entity.get("url", "")))
    return entity | {"url": address} if address else None


def full_address(url: str) -> str | None:
    """With a scheme, and a slash after a bare host; None for what is no address."""
    try:
        parts = urlsplit(url.strip() if "://" in url else f"http://{url.strip()}")
        host = parts.hostname or ""
        wrong_port = parts.port == 0
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not host or wrong_port or re.search(r"\s", url.strip()):
        return None
    if parts.scheme in ("http", "https") and "." not in host and host != "localhost":
        return None
    return parts._replace(path=parts.path or "/").geturl() if parts.scheme in ("http", "https") else parts.geturl()


def _inside(entity: Entity, block: Entity) -> bool:
    ends = entity["offset"] + entity["length"], block["offset"] + block["length"]
    return bool(block["offset"] <= entity["offset"] and ends[0] <= ends[1])


def _touch(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])
