"""What is read where an update has failed."""

from typing import Any

from bot.cause import Cause
from handlers import groups
from views import errors
from views.screen import Reply, Screen


def reply(cause: Cause, raw: dict[str, Any], bot_name: str) -> Reply:
    """To the person, or under a command of ours to the group it was given in. What a group talks about otherwise
    was not meant for us: the bot is silent in it."""
    return Reply(screens=_screens(cause, raw, bot_name), toast=errors.TOAST if cause.tap else "")


def _screens(cause: Cause, raw: dict[str, Any], bot_name: str) -> tuple[Screen, ...]:
    if cause.kind == "my_chat_member" or not cause.chat_id:
        return ()
    if cause.chat_id > 0:
        return (errors.apology(),)
    commanded = cause.kind == "message" and groups.is_command(raw["message"], bot_name)
    return (errors.apology_to_group(),) if commanded else ()
