"""getMe and getUpdates, and the two methods that end a bot's stay."""

from typing import Any, Final

from bot.sandbox import webhook
from bot.sandbox.params import Params
from bot.sandbox.parts import Parts

LONGEST: Final = 50  # seconds
MOST: Final = 100


async def get_me(parts: Parts, _params: Params) -> dict[str, Any]:
    return parts.world.me | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }


async def get_updates(parts: Parts, params: Params) -> list[dict[str, Any]]:
    webhook.take_allowed(parts, params)
    offset = params.number("offset") or 0
    limit = params.integer("limit", MOST, 1, MOST)
    return await parts.updates.poll(offset, limit, params.integer("timeout", 0, 0, LONGEST), parts.monotonic)


async def yes(_parts: Parts, _params: Params) -> bool:
    return True
