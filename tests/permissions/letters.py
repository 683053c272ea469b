"""What is written instead of pressed: in groups, in others' names, forwarded, by links, in kinds not served."""

from collections.abc import Iterator
from typing import Any, Final

from bot import serving
from domain.permissions import SAID
from tests.handlers.phone import BOT, GROUP
from tests.permissions.doors import Outcome, outcome
from tests.permissions.matrix import Matrix
from tests.permissions.side import NOW
from tests.permissions.who import Who
from tests.village import TOWN

UNSERVED: Final = (
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
    "guest_message",
    "inline_query",
    "chosen_inline_result",
    "message_reaction",
    "chat_member",
    "chat_join_request",
    "poll_answer",
    "deleted_business_messages",
    "business_connection",
    "purchased_paid_media",
)
CHANNEL: Final = {"id": -100777, "type": "channel", "title": "Канал"}
ROOM: Final = {"id": GROUP, "type": "supergroup", "title": "Управление"}
COMMANDS: Final = tuple(one for one in SAID if one.startswith("/"))
PAYLOADS: Final = ("{link}", "{invitation}", "q_x", "' OR 1=1", "я" * 64, "A" * 512)
WORDS: Final = ("45", "час", "5", "Иванова", *COMMANDS, "/find {mark}", *(f"/start {one}" for one in PAYLOADS))


def bodies(who: Who, text: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The same words on every way they can come: kind of attack, kind of update, event."""
    user = {"id": who.chat, "is_bot": False, "first_name": "Ирина"}
    chat = {"id": who.chat, "type": "private", "first_name": "Ирина"}
    said = {"message_id": 8, "date": int(NOW.timestamp()), "text": text, "from": user, "chat": chat}
    if text.startswith("/"):
        said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    origin = {"type": "user", "date": 1, "sender_user": {**user, "id": 5}}
    yield "private", "message", said
    yield "edited", "edited_message", said | {"edit_date": 2}
    yield "forwarded", "message", said | {"forward_origin": origin}
    yield "inline", "message", said | {"via_bot": {"id": 9, "is_bot": True, "first_name": "Б", "username": "b_bot"}}
    yield "in a chat's name", "message", said | {"sender_chat": CHANNEL}
    yield "group", "message", said | {"chat": ROOM}
    yield "group", "message", said | {"chat": {**ROOM, "type": "group"}}
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    yield "anonymous", "message", said | {"chat": ROOM, "from": anonymous, "sender_chat": ROOM}
    yield "channel", "message", said | {"chat": ROOM, "sender_chat": CHANNEL}
    yield "channel", "message", said | {"chat": CHANNEL, "sender_chat": CHANNEL}
    yield "forwarded to a group", "message", said | {"chat": ROOM, "forward_origin": origin}
    yield "a bot", "message", said | {"from": {**user, "is_bot": True}}


async def run(matrix: Matrix) -> None:
    """Everybody says everything; and presses the menu in a group, under an inline message, in kinds not served."""
    for who in matrix.people:
        for side in (matrix.fair.a, matrix.fair.b):
            for words in WORDS:
                text = words.format(link=side.payload, invitation=side.secret, mark=side.mark)
                for attack, kind, event in bodies(who, text):
                    await _feed(matrix, who, attack, kind, event, text)
        for verb, shown in matrix.shown[who.name].items():
            for attack, event in _presses(who, shown[0] if shown else verb):
                await _feed(matrix, who, attack, "callback_query", event, event["data"])
    for kind in UNSERVED:
        if kind in serving.EVENTS:
            matrix.report.leaks.append(f"{kind} is served and not tried")
        matrix.report.pressed["unserved kinds"] += 1


def _presses(who: Who, data: str) -> Iterator[tuple[str, dict[str, Any]]]:
    base = {"id": "1", "from": {"id": who.chat, "is_bot": False, "first_name": "И"}, "chat_instance": "1", "data": data}
    yield "group", base | {"message": {"message_id": 7, "date": 0, "chat": ROOM}}
    yield "channel", base | {"message": {"message_id": 7, "date": 0, "chat": CHANNEL}}


async def _feed(matrix: Matrix, who: Who, attack: str, kind: str, event: dict[str, Any], text: str) -> None:
    bot = serving.context(BOT, TOWN.bot_name)
    doors = matrix.doors

    async def serve() -> Any:
        return await serving.serve(doors.line.house, bot, kind, event, doors.db, NOW, TOWN)

    found: Outcome = await doors.within(serve)
    matrix.report.pressed[attack] += 1
    matrix.judge.judge(who, text, found, changes=attack == "private")
    if attack != "private" and found.changed and not (attack == "group" and who.name == "department"):
        matrix.report.leaks.append(f"{who.name} by {attack} says {text}: changes {sorted(found.changed)[:3]}")
    quiet = attack in ("group", "channel", "anonymous", "forwarded to a group") and not text.startswith(
        ("/bind", "/unbind")
    )
    if quiet and found != outcome(None, {}):
        matrix.report.leaks.append(f"{who.name} in {attack} says {text}: is answered {found.words[:80]!r}")
