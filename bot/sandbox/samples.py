"""One of each thing that people send to a bot and it did not ask for."""

import struct
import zlib
from typing import Any, Final

from bot.sandbox.files import Stored
from bot.sandbox.images import PNG
from bot.sandbox.parts import Parts
from bot.sandbox.people import Impossible
from bot.sandbox.world import Person

KINDS: Final = (
    "sticker",
    "voice",
    "video_note",
    "photo",
    "video",
    "animation",
    "audio",
    "document",
    "contact",
    "location",
    "venue",
    "dice",
    "poll",
    "forward",
)
MIMES: Final = {
    "sticker": "image/webp",
    "voice": "audio/ogg",
    "video_note": "video/mp4",
    "video": "video/mp4",
    "animation": "video/mp4",
    "audio": "audio/mpeg",
}
DAY: Final = 86_400  # seconds
PLACE: Final = {"latitude": 55.751244, "longitude": 37.618423}
SIDE: Final = 240  # pixels


def content(parts: Parts, person: Person, kind: str, text: str) -> dict[str, Any]:
    """The fields that make a message be of this kind. `text` is what was forwarded or asked, if anything."""
    match kind:
        case "photo":
            return {"photo": [parts.files.add(square(), "photo.png", kind, "image/png", (SIDE, SIDE)).picture()]}
        case "document":
            return {"document": parts.files.add(b"sample\n", "sample.txt", kind, "text/plain").document()}
        case "contact":
            return {"contact": {"phone_number": "+70000000000", "first_name": person.name, "user_id": person.id}}
        case "location":
            return {"location": PLACE}
        case "venue":
            return {"location": PLACE, "venue": {"location": PLACE, "title": "55.75, 37.62", "address": "1"}}
        case "dice":
            return {"dice": {"emoji": "🎲", "value": 4}}
        case "poll":
            return {"poll": _poll(text)}
        case "forward":
            sender = {"id": 900_000_001, "is_bot": False, "first_name": "N. N."}
            origin = {"type": "user", "date": parts.stamp() - DAY, "sender_user": sender}
            return {"forward_origin": origin, "text": text or "17:00?"}
        case _ if kind in KINDS:
            name = f"{kind}.{MIMES[kind].partition('/')[2]}"
            return _recorded(kind, parts.files.add(b"sample", name, kind, MIMES[kind]))
    raise Impossible(f"kind must be one of: {', '.join(KINDS)}")


def _recorded(kind: str, stored: Stored) -> dict[str, Any]:
    reference = stored.reference()
    match kind:
        case "sticker":
            flags = {"is_animated": False, "is_video": False, "emoji": "🙂"}
            return {kind: reference | flags | {"type": "regular", "width": 512, "height": 512}}
        case "video_note":
            return {kind: reference | {"length": SIDE, "duration": 3}}
        case "video" | "animation":
            sized = reference | {"width": SIDE, "height": SIDE, "duration": 3, "mime_type": stored.mime}
            # An animation comes as a document too, for the sake of older bots.
            return {kind: sized} | ({"document": stored.document()} if kind == "animation" else {})
    return {kind: reference | {"duration": 3, "mime_type": stored.mime}}


def _poll(question: str) -> dict[str, Any]:
    return {
        "id": "1",
        "question": question or "17:00?",
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0} for number, text in enumerate(("+", "-"))
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


def square() -> bytes:
    """A plain grey picture."""
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\xb0" * SIDE) * SIDE)
    return PNG + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b"")))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
