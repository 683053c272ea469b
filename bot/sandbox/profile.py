"""What people see of the bot before they talk to it: its commands by scope, its texts, its menu button."""

import json
import re
from typing import Any, Final

from bot.sandbox import chats
from bot.sandbox.params import Params
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import bad
from bot.sandbox.world import Chat, Person, World

PLAIN_SCOPES: Final = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES: Final = ("chat", "chat_administrators", "chat_member")
MAX_COMMANDS: Final = 100
MAX_DESCRIPTION: Final = 256
LIMITS: Final = {"name": 64, "description": 512, "short_description": 120}


async def set_commands(parts: Parts, params: Params) -> bool:
    commands = params.parsed("commands", "can't parse commands JSON object")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    scope = _scope(parts.world, params)
    if checked:
        parts.world.commands[scope] = checked
    else:
        parts.world.commands.pop(scope, None)
    parts.world.touch()
    return True


async def get_commands(parts: Parts, params: Params) -> list[dict[str, str]]:
    return parts.world.commands.get(_scope(parts.world, params), [])


async def delete_commands(parts: Parts, params: Params) -> bool:
    parts.world.commands.pop(_scope(parts.world, params), None)
    parts.world.touch()
    return True


def seen(world: World, chat: Chat) -> list[dict[str, str]]:
    """The commands in the menu of a chat: the nearest scope wins, in it the person's language."""
    private = isinstance(chat, Person)
    languages = (chat.language, "") if isinstance(chat, Person) else ("",)
    everywhere = "all_private_chats" if private else "all_group_chats"
    scopes: list[dict[str, Any]] = [{"type": "chat", "chat_id": chat.id}, {"type": everywhere}, {"type": "default"}]
    for scope in scopes:
        for language in languages:
            if found := world.commands.get(_key(scope, language)):
                return found
    return []


def every(world: World) -> list[dict[str, Any]]:
    """All that was set, for the control API."""
    return [json.loads(key) | {"commands": commands} for key, commands in world.commands.items()]


async def set_name(parts: Parts, params: Params) -> bool:
    return _set(parts, params, "name")


async def set_description(parts: Parts, params: Params) -> bool:
    return _set(parts, params, "description")


async def set_short_description(parts: Parts, params: Params) -> bool:
    return _set(parts, params, "short_description")


async def get_name(parts: Parts, params: Params) -> dict[str, str]:
    name = parts.world.profile.get(f"name:{params.text('language_code')}")
    return {"name": name or parts.world.me["first_name"]}


async def get_description(parts: Parts, params: Params) -> dict[str, str]:
    return {"description": parts.world.profile.get(f"description:{params.text('language_code')}", "")}


async def get_short_description(parts: Parts, params: Params) -> dict[str, str]:
    return {"short_description": parts.world.profile.get(f"short_description:{params.text('language_code')}", "")}


async def set_menu_button(parts: Parts, params: Params) -> bool:
    button = params.parsed("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad("can't parse menu button: Unsupported type specified")
    parts.world.profile[_menu_key(parts, params)] = button
    parts.world.touch()
    return True


async def get_menu_button(parts: Parts, params: Params) -> dict[str, Any]:
    button: dict[str, Any] = parts.world.profile.get(_menu_key(parts, params), {"type": "commands"})
    return button


def _menu_key(parts: Parts, params: Params) -> str:
    chat = chats.known(parts.world, params.text("chat_id")).id if params.text("chat_id") else ""
    return f"menu_button:{chat}"


def _set(parts: Parts, params: Params, name: str) -> bool:
    text = params.text(name)
    if len(text) > LIMITS[name]:
        raise bad(f"{name.replace('_', ' ')} is too long")
    parts.world.profile[f"{name}:{_language(params)}"] = text
    parts.world.touch()
    return True


def _command(command: Any) -> dict[str, str]:
    if not isinstance(command, dict) or not {"command", "description"} <= command.keys():
        raise bad('can\'t parse BotCommand: Can\'t find field "command" or "description"')
    name = str(command["command"]).removeprefix("/")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    description = str(command["description"]).strip()
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(world: World, params: Params) -> str:
    scope = params.parsed("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in CHAT_SCOPES:
        chat = chats.known(world, str(scope.get("chat_id", "")))
        if isinstance(chat, Person) and not chat.started:
            raise bad("chat not found")
        if kind != "chat" and isinstance(chat, Person):
            raise bad("can't use specified scope in private chats")
        member = {"user_id": scope.get("user_id")} if kind == "chat_member" else {}
        return _key({"type": kind, "chat_id": chat.id, **member}, _language(params))
    if kind not in PLAIN_SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    return _key({"type": kind}, _language(params))


def _language(params: Params) -> str:
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    return language


def _key(scope: dict[str, Any], language: str) -> str:
    return json.dumps({"scope": scope, "language_code": language}, sort_keys=True)
