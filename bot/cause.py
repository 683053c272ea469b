"""Where an update came from, read defensively: an update that cannot be parsed still has a chat to answer."""

from hashlib import blake2b
from typing import Any, Final, NamedTuple, Self

KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member")
LONGEST_TAP: Final = 63  # characters of a callback query's id


class Cause(NamedTuple):
    """`digest` is the same for the same event; `tap` is the id of a callback query, `pressed` its message, `data`
    what the button carried; `said` is a person's own message."""

    kind: str
    digest: str
    chat_id: int | None = None
    tap: str | None = None
    pressed: int | None = None
    data: str = ""
    said: int | None = None

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Self:
        kind = _kind(raw)
        event = _object(raw.get(kind))
        tapped = kind == "callback_query"
        message = _object(event.get("message")) if tapped else event
        below, chat = message.get("message_id"), number(_object(message.get("chat")).get("id"))
        # Never to be changed: what is written down must be known again after an upgrade.
        identity = (kind, event.get("id"), chat, below, event.get("date"), event.get("edit_date"))
        digest = blake2b(repr(identity).encode(), digest_size=8).hexdigest()
        if not tapped:
            return cls(kind, digest, chat, said=number(below))
        person, tap = number(_object(event.get("from")).get("id")), event.get("id")
        place = person if chat is None else chat
        data = event.get("data")
        carried = data if isinstance(data, str) and data.isascii() else ""  # of ours all are
        return cls(kind, digest, place, str(tap) if _answerable(tap) else None, number(below), carried)


def _kind(raw: dict[str, Any]) -> str:
    other = ""
    for key in raw:
        if key in KINDS:
            return key
        if not other and key != "update_id":
            other = key
    return other


def lean(kind: str, event: Any) -> Any:
    """An event without what no handler asks for and reading it would cost: all of a pressed
    message but where it stands, and the message that was replied to."""
    if not isinstance(event, dict):
        return event
    if kind == "callback_query" and isinstance(pressed := event.get("message"), dict):
        return {**event, "message": {key: pressed[key] for key in ("message_id", "date", "chat") if key in pressed}}
    if "reply_to_message" in event:
        return {key: value for key, value in event.items() if key != "reply_to_message"}
    return event


def _answerable(tap: object) -> bool:
    """Whether the messenger may have given this id: what it would not take back is not sent to it."""
    text = str(tap or "")
    return 0 < len(text) <= LONGEST_TAP and text.isascii() and text.isprintable()


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def number(value: object) -> int | None:
    """A number that a messenger may have given and a database can hold."""
    return value if type(value) is int and abs(value) < 2**63 else None
