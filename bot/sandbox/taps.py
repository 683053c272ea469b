"""Pressed buttons: each is answered once, and soon."""

from typing import Final

from bot.sandbox import markup
from bot.sandbox.params import Params
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import bad

PATIENCE: Final = 15.0  # seconds, whatever the sandbox clock does
TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
TEXT_LIMIT: Final = 200


async def answer(parts: Parts, params: Params) -> bool:
    """Raises `Refused` the second time, and when the person has stopped waiting."""
    question = parts.questions.get(params.text("callback_query_id"))
    if question is None or parts.monotonic() - question.asked > PATIENCE:
        raise bad(TOO_OLD)
    text = params.text("text")
    if markup.units(text) > TEXT_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    del parts.questions[params.text("callback_query_id")]
    toast = {
        "query_id": params.text("callback_query_id"),
        "text": text,
        "alert": params.flag("show_alert"),
        "date": parts.now().isoformat(),
    }
    parts.world.toast(question.chat_id, toast)
    return True
