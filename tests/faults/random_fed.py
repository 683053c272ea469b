"""An update as it was fed, and what the people who sent it may expect."""

import re
from dataclasses import dataclass
from typing import Any, Final

from bot.serving import EVENTS

GROUPS: Final = ("group", "supergroup")
KNOCK: Final = re.compile(r"/start\S*\s+\S", re.IGNORECASE)
BIND: Final = re.compile(r"/(?:un)?bind", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fed:
    """`good`: of the shape that Telegram sends; `again`: its number was used before."""

    raw: Any
    good: bool = True
    again: bool = False

    @property
    def number(self) -> int | None:
        number = self.raw.get("update_id") if isinstance(self.raw, dict) else None
        whole = isinstance(number, int) and not isinstance(number, bool) and abs(number) < 2**63
        return number if whole else None

    @property
    def kind(self) -> str:
        names = [key for key in self.raw if key != "update_id"] if isinstance(self.raw, dict) else []
        return next((name for name in names if name in EVENTS), next(iter(names), ""))

    @property
    def event(self) -> dict[str, Any]:
        return part(self.raw.get(self.kind)) if isinstance(self.raw, dict) else {}

    @property
    def actor(self) -> int:
        """Who is behind it; 0 where nobody is."""
        sender = part(self.event.get("from") or self.event.get("user"))
        return int(sender["id"]) if isinstance(sender.get("id"), int) and not sender.get("is_bot") else 0

    def __str__(self) -> str:
        text = ascii(self.raw)
        return text if len(text) < 400 else f"{text[:300]}… ({len(text)} characters)"


@dataclass(frozen=True, slots=True)
class Expected:
    """`chats` may be written to, `answered` has to be; `tap` has to be answered once."""

    chats: frozenset[int] = frozenset()
    answered: int | None = None
    tap: str | None = None


def expected(fed: Fed) -> Expected:
    """Of a spoilt one only where an apology may go is known. Bots, channels and the talk of groups cause nothing."""
    event = fed.event
    if not fed.good:
        places = [event.get("chat"), part(event.get("message")).get("chat"), event.get("from")]
        chats = [part(place).get("id") for place in places]
        return Expected(frozenset(chat for chat in chats if isinstance(chat, int) and not isinstance(chat, bool)))
    chat = part(event.get("chat") or part(event.get("message")).get("chat"))
    where, kind = int(chat.get("id", 0)), chat.get("type")
    anonymous = kind in GROUPS and part(event.get("sender_chat")).get("id") == where
    by_bot = bool(part(event.get("from")).get("is_bot")) and not anonymous
    match fed.kind:
        case "message" if kind == "private" and not by_bot:
            knocks = KNOCK.match(
                event.get("text") or event.get("caption") or ""
            )  # the fifth wrong one is the last answered
            return Expected(frozenset({where}), None if knocks else where)
        case "message" if kind in GROUPS and not by_bot and BIND.match(event.get("text") or event.get("caption") or ""):
            return Expected(frozenset({where}))
        case "edited_message" if kind == "private" and not by_bot:
            return Expected(frozenset({where}))
        case "my_chat_member" if kind in GROUPS:
            return Expected(frozenset({where}))
        case "callback_query":
            private = kind in ("private", None) and not by_bot
            place = where or event["from"]["id"]
            return Expected(frozenset({place} if private else ()), None, event["id"])
    return Expected()


def part(value: object) -> dict[str, Any]:
    """An object, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}
