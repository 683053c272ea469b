"""Updates by POST to the bot's own address: in order, each again until it is taken."""

import json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.params import Params
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import bad

ANSWER: Final = 60.0  # seconds that a bot has for one update
FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 5.0
LOCAL: Final = ("127.0.0.1", "localhost", "::1")
Call = Callable[[str, Params], Awaitable[Any]]


async def set_webhook(parts: Parts, params: Params) -> bool:
    """Plain http is taken for this machine only."""
    url, secret = params.text("url").strip(), params.text("secret_token")
    if not url:
        return await delete_webhook(parts, params)
    address = urlsplit(url)
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOCAL):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    take_allowed(parts, params)
    parts.updates.webhook = {"url": url, "secret": secret}
    _drop_if_asked(parts, params)
    parts.updates.arrived.fire()
    parts.world.touch()
    return True


async def delete_webhook(parts: Parts, params: Params) -> bool:
    parts.updates.webhook = {}
    _drop_if_asked(parts, params)
    parts.updates.arrived.fire()
    parts.world.touch()
    return True


async def get_webhook_info(parts: Parts, _params: Params) -> dict[str, Any]:
    hook = parts.updates.webhook
    info: dict[str, Any] = {
        "url": hook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(parts.updates.pending),
    }
    if hook:
        info["max_connections"] = 40
    if "error" in hook:
        info |= {"last_error_date": hook["error_date"], "last_error_message": hook["error"]}
    return info | ({"allowed_updates": parts.updates.allowed} if parts.updates.allowed else {})


def take_allowed(parts: Parts, params: Params) -> None:
    """The kinds of updates that the bot wants from now on; an empty list means the usual ones."""
    allowed = params.parsed("allowed_updates", "can't parse allowed_updates JSON object")
    if allowed is None:
        return
    if not isinstance(allowed, list) or not all(isinstance(kind, str) for kind in allowed):
        raise bad("allowed_updates must be an Array of String")
    if allowed != parts.updates.allowed:
        parts.updates.allowed = allowed
        parts.world.touch()


async def run(parts: Parts, call: Call) -> None:
    """Deliver for as long as the sandbox runs. `call` carries out a method that came as an answer."""
    pause = FIRST_PAUSE
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER)) as session:
        while True:
            update = parts.updates.head() if parts.updates.webhook else None
            if update is None:
                await parts.updates.arrived.wait(None)
            elif await _post(parts, session, update, call):
                parts.updates.delivered(update)
                pause = FIRST_PAUSE
            else:
                await parts.updates.arrived.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)


async def _post(parts: Parts, session: aiohttp.ClientSession, update: dict[str, Any], call: Call) -> bool:
    hook = parts.updates.webhook
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
    try:
        async with session.post(hook["url"], json=update, headers=headers, allow_redirects=False) as response:
            if response.status // 100 == 2:
                await _carry_out(await response.read(), call)
                return True
            problem = f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        problem = f"Connection failed: {type(error).__name__}"
    hook |= {"error": problem, "error_date": parts.stamp()}
    return False


async def _carry_out(answer: bytes, call: Call) -> None:
    """A bot may answer an update with a method; nobody hears what comes of it."""
    with suppress(ValueError):
        request = json.loads(answer)
        if isinstance(request, dict) and isinstance(request.get("method"), str):
            await call(request["method"], Params(request))


def _drop_if_asked(parts: Parts, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        parts.updates.drop()
