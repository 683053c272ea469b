"""pyTelegramBotAPI, asynchronous, with states in memory."""

import asyncio
import os
import signal
from contextlib import suppress

from telebot import asyncio_filters, asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.asyncio_storage import StateMemoryStorage
from telebot.states import State, StatesGroup
from telebot.states.asyncio.context import StateContext
from telebot.states.asyncio.middleware import StateMiddleware
from telebot.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.form import COMMAND, QUESTIONS, SAVED, SUBMIT, Asked, review


class Form(StatesGroup):
    q1 = State()
    q2 = State()
    q3 = State()
    q4 = State()
    q5 = State()
    q6 = State()
    q7 = State()
    q8 = State()
    q9 = State()
    q10 = State()
    q11 = State()
    q12 = State()
    review = State()


STATES = [getattr(Form, asked.key) for asked in QUESTIONS] + [Form.review]
asyncio_helper.API_URL = os.environ["BENCH_API"] + "/bot{0}/{1}"
bot = AsyncTeleBot(os.environ["BENCH_TOKEN"], state_storage=StateMemoryStorage())


def keyboard(asked: Asked) -> InlineKeyboardMarkup | None:
    if not asked.options:
        return None
    row = [InlineKeyboardButton(option, callback_data=f"{asked.key}:{option}") for option in asked.options]
    return InlineKeyboardMarkup([row])


async def screen(number: int, state: StateContext) -> tuple[str, InlineKeyboardMarkup | None]:
    await state.set(STATES[number])
    if number < len(QUESTIONS):
        return QUESTIONS[number].text, keyboard(QUESTIONS[number])
    async with state.data() as data:
        return review(data), InlineKeyboardMarkup([[InlineKeyboardButton(SUBMIT, callback_data="submit")]])


@bot.message_handler(commands=[COMMAND[1:]])
async def begin(message: Message, state: StateContext) -> None:
    words, markup = await screen(0, state)
    await bot.send_message(message.chat.id, words, reply_markup=markup)


def route(number: int, asked: Asked) -> None:
    if asked.options:

        @bot.callback_query_handler(func=lambda query: query.data.startswith(f"{asked.key}:"), state=STATES[number])
        async def tapped(query: CallbackQuery, state: StateContext) -> None:
            await state.add_data(**{asked.key: query.data.partition(":")[2]})
            words, markup = await screen(number + 1, state)
            await bot.answer_callback_query(query.id)
            await bot.edit_message_text(words, query.message.chat.id, query.message.message_id, reply_markup=markup)

    else:

        @bot.message_handler(state=STATES[number], is_digit=True)
        async def typed(message: Message, state: StateContext) -> None:
            await state.add_data(**{asked.key: message.text})
            words, markup = await screen(number + 1, state)
            await bot.send_message(message.chat.id, words, reply_markup=markup)


for place, question in enumerate(QUESTIONS):
    route(place, question)


@bot.callback_query_handler(func=lambda query: query.data == "submit", state=Form.review)
async def submit(query: CallbackQuery, state: StateContext) -> None:
    await state.delete()
    await bot.answer_callback_query(query.id)
    await bot.edit_message_text(SAVED, query.message.chat.id, query.message.message_id)


async def main() -> None:
    bot.add_custom_filter(asyncio_filters.StateFilter(bot))
    bot.add_custom_filter(asyncio_filters.IsDigitFilter())
    bot.setup_middleware(StateMiddleware(bot))
    polling = asyncio.create_task(bot.polling(non_stop=True))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, polling.cancel)
    with suppress(asyncio.CancelledError):
        await polling


if __name__ == "__main__":
    asyncio.run(main())
