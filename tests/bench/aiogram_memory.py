"""aiogram's finite state machine with its storage in memory, as its documentation writes a form."""

import asyncio
import os

from aiogram import Dispatcher, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.floor import bot
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


def keyboard(asked: Asked) -> InlineKeyboardMarkup | None:
    if not asked.options:
        return None
    row = [InlineKeyboardButton(text=option, callback_data=f"{asked.key}:{option}") for option in asked.options]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def begin(message: Message, state: FSMContext) -> None:
    await state.set_state(Form.q1)
    await message.answer(QUESTIONS[0].text, reply_markup=keyboard(QUESTIONS[0]))


async def next_screen(state: FSMContext, number: int) -> tuple[str, InlineKeyboardMarkup | None]:
    """What comes after the question of this number."""
    if number < len(QUESTIONS):
        await state.set_state(Form.__states__[number])
        return QUESTIONS[number].text, keyboard(QUESTIONS[number])
    await state.set_state(Form.review)
    button = InlineKeyboardButton(text=SUBMIT, callback_data="submit")
    return review(await state.get_data()), InlineKeyboardMarkup(inline_keyboard=[[button]])


def routes() -> Router:
    router = Router()
    router.message.register(begin, Command(COMMAND[1:]))
    for number, asked in enumerate(QUESTIONS, start=1):
        if asked.options:

            async def tapped(
                query: CallbackQuery, state: FSMContext, number: int = number, asked: Asked = asked
            ) -> None:
                await state.update_data({asked.key: (query.data or "").partition(":")[2]})
                words, markup = await next_screen(state, number)
                await query.answer()
                assert isinstance(query.message, Message)
                await query.message.edit_text(words, reply_markup=markup)

            router.callback_query.register(tapped, Form.__states__[number - 1], F.data.startswith(f"{asked.key}:"))
        else:

            async def typed(message: Message, state: FSMContext, number: int = number, asked: Asked = asked) -> None:
                if not (message.text or "").isdigit():
                    await message.answer("A number, please")
                    return
                await state.update_data({asked.key: message.text})
                words, markup = await next_screen(state, number)
                await message.answer(words, reply_markup=markup)

            router.message.register(typed, Form.__states__[number - 1])
    router.callback_query.register(submit, Form.review, F.data == "submit")
    return router


async def submit(query: CallbackQuery, state: FSMContext) -> None:
    await state.get_data()
    await state.clear()
    await query.answer()
    assert isinstance(query.message, Message)
    await query.message.edit_text(SAVED)


def serve(storage: BaseStorage) -> None:
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(routes())
    asyncio.run(dispatcher.start_polling(bot(os.environ["BENCH_API"], os.environ["BENCH_TOKEN"])))


if __name__ == "__main__":
    serve(MemoryStorage())
