"""Telegram's answers in our words: what each means for the request."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.http import Answer


class Done(NamedTuple):
    """It is as we wanted it, now or before: "not modified" and a tap too old to answer count as well."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Seconds to leave the chat alone."""

    retry_after: float


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing arrives there until the person writes again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has become a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Gone:
    """The message to change is not there, or cannot be changed any more."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """Telegram will never take this request: our bug."""

    reason: str


@dataclass(frozen=True, slots=True)
class Outage:
    """No answer, or the server's own trouble. `unknown` when it may have been carried out; `server_wide`
    when others would fare no better."""

    reason: str
    unknown: bool
    server_wide: bool


@dataclass(frozen=True, slots=True)
class Unauthorized:
    """The token is not valid, or not any more."""


class TokenRefused(RuntimeError):
    """Telegram does not know the token: nothing can go on."""


Outcome = Done | SlowDown | Unreachable | Moved | Gone | Malformed | Outage | Unauthorized

DONE: Final = ("message is not modified", "query is too old", "query id is invalid")
UNREACHABLE: Final = (
    "bot was blocked by the user",
    "user is deactivated",
    "chat not found",
    "user not found",
    "bot can't initiate conversation",
    "bot can't send messages to bots",
    "bot was kicked",
    "bot is not a member",
    "group chat was deactivated",
    "the group chat was deleted",
    "not enough rights to send",
    "need administrator rights in the channel chat",
    "have no rights to send a message",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "peer_id_invalid",
    "user_is_blocked",
    "input_user_deactivated",
    "topic_closed",
)
GONE: Final = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "there is no text in the message to edit",
    "message identifier is not specified",
)
_QUOTED: Final = re.compile(r"\".*\"|'.*'|«.*»")  # may repeat what somebody wrote
_RETRY: Final = re.compile(r"retry after (\d+)", re.IGNORECASE)


def read(answer: Answer) -> Outcome:
    """What an answer means for the request. Both lists above are closed: a refusal that is on neither
    is our bug, a failure of the server is an outage."""
    if answer.ok:
        result = answer.result if isinstance(answer.result, dict) else {}
        message_id = result.get("message_id")
        return Done(message_id if isinstance(message_id, int) else None)
    said = answer.description.lower()
    if answer.code == 429:
        found = _RETRY.search(said)
        return SlowDown(float(answer.retry_after or (found[1] if found else 1)))
    if not answer.from_api or answer.code >= 500:
        # A gateway that gave up waiting does not know; any other one was refused behind it.
        return Outage(f"HTTP {answer.code}", unknown=answer.code == 504, server_wide=answer.code == 504)
    if answer.code == 401:
        return Unauthorized()
    if answer.new_chat is not None:
        return Moved(answer.new_chat)
    if any(words in said for words in DONE):
        return Done()
    for reason in UNREACHABLE:
        if reason in said:
            return Unreachable(reason)
    if any(words in said for words in GONE):
        return Gone()
    return Malformed(f"{answer.code} {_QUOTED.sub('…', answer.description)[:120]}")


def is_lost(answer: Answer) -> bool:
    """The messenger does not know a file by this id any more: of another bot, or too old."""
    return not answer.ok and answer.code == 400 and "file" in answer.description.lower()
