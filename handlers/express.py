"""Answers to forms, straight from the wire. Nearly every update is one, and to read it with a framework's types and
ask every route about it would cost as much as answering it. Nothing here knows the framework."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from domain.municipality import Municipality
from handlers import access, agreeing
from handlers.steps import STEPS
from handlers.walking import Walking
from storage.database import Transaction
from views import actions, menus
from views.screen import Reply, Screen

EXPRESS: Final = "express"  # where a dispatcher keeps its own
FAMILY: Final = "f."
STEPPING: Final = {"s": 0, "m": 0, "h": 0, "r": 0, "p": 1, **{verb: parts for verb, (parts, _) in STEPS.items()}}
VERBS: Final = {"n": 2, "o": 1, "x": 1, **{verb: 2 + parts for verb, parts in STEPPING.items()}}


class Express:
    """Serves a private chat's words for the open form, and the buttons of a form."""

    def __init__(self, walking: Walking) -> None:
        self._walking = walking

    async def serve(
        self, kind: str, event: Any, db: Transaction, now: datetime, town: Municipality
    ) -> Screen | Reply | None:
        """None for whatever is no answer to a form: that takes the way of all others."""
        said: str | tuple[str, list[str]] | None = None
        if kind == "message":
            said = _words(event)
        elif kind == "callback_query":
            said = _press(event)
        case = await access.enter(db, event["from"], now, town) if said else None
        if said is None or case is None or agreeing.stale(case.person, town.admins):
            return None
        try:
            if isinstance(said, str):
                return await self._walking.typed(case, said)
            return await self._walking.tapped(case, *said)
        except LookupError:
            return Reply((menus.not_found(),))


def _words(message: Any) -> str | None:
    """What a person wrote to the bot alone: no command, and their own words (`own_words`)."""
    if not isinstance(message, dict) or not _from_person(message) or not _private(message):
        return None
    text = message.get("text")
    if not isinstance(text, str) or text[:1] in ("", "/"):
        return None
    if "forward_origin" in message or "via_bot" in message or "sender_chat" in message:
        return None
    return text


def _press(query: Any) -> tuple[str, list[str]] | None:
    """The verb of a form's button and its arguments. A message too old to be seen is a private one."""
    if not isinstance(query, dict) or not isinstance(data := query.get("data"), str) or not data.startswith(FAMILY):
        return None
    if not _from_person(query) or ("message" in query and not _private(query["message"])):
        return None
    verb, rest = actions.parse(data.removeprefix(FAMILY))
    parts = VERBS.get(verb, 0)
    args = rest.split(actions.SEPARATOR, parts - 1)
    return (verb, args) if len(args) == parts and all(args) else None


def _from_person(event: Mapping[str, Any]) -> bool:
    user = event.get("from")
    return isinstance(user, dict) and type(user.get("id")) is int and user.get("is_bot") is False


def _private(message: Any) -> bool:
    chat = message.get("chat") if isinstance(message, dict) else None
    return isinstance(chat, dict) and chat.get("type") == "private"
