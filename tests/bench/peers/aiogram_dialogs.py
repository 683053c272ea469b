"""aiogram-dialog: a window per question, as its documentation writes it; its storage in Redis or in memory."""

import asyncio
import os
from typing import Any

from aiogram import Dispatcher
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Row
from aiogram_dialog.widgets.text import Const, Format

from tests.bench.floor import bot
from tests.bench.form import COMMAND, QUESTIONS, SAVED, SUBMIT, Asked, review
from tests.bench.peers.aiogram_redis import ROOMY


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
    saved = State()


async def typed(message: Message, widget: Any, manager: DialogManager, value: int) -> None:
    manager.dialog_data[widget.widget.widget_id] = str(value)
    await manager.next()


async def submit(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await manager.next()


async def answers(dialog_manager: DialogManager, **_: Any) -> dict[str, str]:
    return {"review": review(dialog_manager.dialog_data)}


def window(asked: Asked, state: State) -> Window:
    if not asked.options:
        return Window(Const(asked.text), TextInput(id=asked.key, type_factory=int, on_success=typed), state=state)

    async def tapped(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
        manager.dialog_data[asked.key] = asked.options[int(str(button.widget_id)[-1])]
        await manager.next()

    buttons = [Button(Const(label), id=f"o{n}", on_click=tapped) for n, label in enumerate(asked.options)]
    return Window(Const(asked.text), Row(*buttons), state=state)


async def begin(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Form.q1, mode=StartMode.RESET_STACK)


def storage(redis: str) -> RedisStorage:
    return RedisStorage.from_url(redis, connection_kwargs=ROOMY, key_builder=DefaultKeyBuilder(with_destiny=True))


def main() -> None:
    redis = os.environ.get("BENCH_REDIS")
    dispatcher = Dispatcher(storage=storage(redis) if redis else MemoryStorage())
    dispatcher.message.register(begin, Command(COMMAND[1:]))
    dispatcher.include_router(
        Dialog(
            *(window(asked, Form.__states__[n]) for n, asked in enumerate(QUESTIONS)),
            Window(
                Format("{review}"),
                Button(Const(SUBMIT), id="submit", on_click=submit),
                getter=answers,
                state=Form.review,
            ),
            Window(Const(SAVED), state=Form.saved),
        )
    )
    setup_dialogs(dispatcher)
    asyncio.run(dispatcher.start_polling(bot(os.environ["BENCH_API"], os.environ["BENCH_TOKEN"])))


if __name__ == "__main__":
    main()
