"""The framework's floor: a bare aiogram bot that keeps nothing and always says the same."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.form import QUESTIONS, SUBMIT

WORDS = QUESTIONS[0].text
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=SUBMIT, callback_data="submit"), InlineKeyboardButton(text="No", callback_data="no")]
    ]
)
dispatcher = Dispatcher()


@dispatcher.message()
async def typed(message: Message) -> None:
    await message.answer(WORDS, reply_markup=KEYBOARD)


@dispatcher.callback_query()
async def tapped(query: CallbackQuery) -> None:
    await query.answer()
    assert isinstance(query.message, Message)
    await query.message.edit_text(WORDS, reply_markup=KEYBOARD)


def bot(api: str, token: str) -> Bot:
    """aiogram's own session, pointed at another server."""
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))


if __name__ == "__main__":
    asyncio.run(dispatcher.start_polling(bot(os.environ["BENCH_API"], os.environ["BENCH_TOKEN"])))
