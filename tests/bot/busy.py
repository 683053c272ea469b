"""The toy with work that takes for ever, the first time: a batch, a tick, a table. It is ended in the middle of it."""

import asyncio
import os
import threading
from datetime import datetime
from pathlib import Path

from aiogram import Dispatcher, F, Router
from aiogram.types import Message
from markupsafe import Markup

from bot import logs, settings
from bot.app import App
from bot.aside import aside
from bot.clock import SystemClock
from bot.pace import Pace
from bot.rendering import Rendered
from domain.municipality import Municipality
from storage import notes
from storage.database import Transaction
from tests.bot import toy
from tests.bot.wire import BORIS
from views.screen import File, Notice, Screen

TICK = "busy.tick"  # the note that a tick has something to tell


def attach(dispatcher: Dispatcher) -> None:
    router = Router()
    router.message.register(linger, F.text == "linger")
    router.message.register(tick, F.text == "tick")
    router.message.register(table, F.text == "table")
    dispatcher.include_router(router)
    toy.attach(dispatcher)


async def linger(message: Message, db: Transaction) -> Screen:
    screen = await toy.count(message, db)
    await _for_ever()
    return screen


async def tick(message: Message, db: Transaction) -> Screen:
    await notes.put(db, TICK, "1")
    return await toy.count(message, db)


async def table(message: Message, db: Transaction) -> Screen:
    return Screen(Markup("Таблица"), file=File("document", "table"))


async def plan(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """Once there has been a "tick", Boris is told so, once."""
    if await notes.get(db, TICK) != "1":
        return []
    await notes.put(db, TICK, "told")
    await _for_ever()
    return [Notice(BORIS, Screen(Markup("Тик"), stays=True), key="tick")]


async def _for_ever() -> None:
    """Only the first time; the marker says that it has begun."""
    marker = Path(os.environ["TOY_MARKER"])
    if not marker.exists():
        marker.touch()
        await asyncio.Event().wait()


class Busy(App):
    """Draws in a thread, as the house does."""

    async def _render(self, file: File) -> Rendered:
        return Rendered("table.txt", await aside(_draw))


def _draw() -> bytes:
    marker = Path(os.environ["TOY_MARKER"])
    if not marker.exists():
        marker.touch()
        threading.Event().wait(60)
    return b"a table"


def main() -> int:
    logs.set_up("INFO", "")
    pace = Pace(overall=0, chat_interval=0, group_minute=0)
    asyncio.run(Busy(settings.load(_env_file=None), SystemClock(), attach=attach, plan=plan, pace=pace).run())
    return 0
