"""The first words with Telegram: who the bot is, and the command menu of those who are nobody yet."""

import asyncio
import random
from typing import Final

from bot import logs, telegram
from bot.http import Api, NoAnswer
from bot.opening import StartFailed
from views import checks, commands

log = logs.get(__name__)

STRANGER: Final = ""  # the role of the command menu that everybody gets at first


async def introduce(api: Api) -> str:
    """The bot's user name, for links; empty when the server does not tell. Waits for an answer as long as it
    takes. Raises `StartFailed` where the token is refused."""
    pause = 0.5
    while True:
        told = None
        try:
            answer = await api.call("getMe", wait=10)
        except NoAnswer as trouble:
            reason = str(trouble)
        else:
            if answer.ok:
                await _quietly(api, "deleteWebhook", "{}")
                return str(answer.result.get("username", "")) if isinstance(answer.result, dict) else ""
            if answer.code == 401:
                raise StartFailed(checks.TOKEN_REFUSED)
            if answer.code == 404 and answer.from_api:
                log.warning("the server does not know getMe: invitation links will lack the bot's name")
                return ""
            reason, told = f"HTTP {answer.code}", answer.retry_after
        log.warning(checks.WAITING, reason=reason)
        await asyncio.sleep(told or pause * random.uniform(0.5, 1))  # noqa: S311
        pause = min(pause * 2, 30.0)


async def greet(api: Api) -> None:
    """The command menu of those who are nobody yet."""
    request = telegram.set_commands(commands.commands(STRANGER))
    await _quietly(api, request.method, request.body)


async def _quietly(api: Api, method: str, body: str) -> None:
    """Worth a try, no reason to stop."""
    try:
        answer = await api.call(method, body, wait=5)
    except NoAnswer as trouble:
        log.warning("a request was not answered", name=method, reason=str(trouble))
    else:
        if not answer.ok:
            log.warning("a request was refused", name=method, code=answer.code)
