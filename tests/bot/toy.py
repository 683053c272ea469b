"""A bot small enough to see through: it counts what it is told. Run as a process, it can be killed midway."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from aiogram import Dispatcher, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot import loop, settings
from bot.app import App
from bot.clock import SystemClock
from domain.municipality import Municipality
from storage.database import Transaction
from views.screen import Button, Notice, Reply, Screen

MENU = ((Button("Дальше", action="next"),),)


def attach(dispatcher: Dispatcher) -> None:
    router = Router()
    router.message.register(menu, Command("start"))
    router.message.register(boom, F.text == "boom")
    router.message.register(boom, Command("bind", ignore_case=True))
    router.message.register(call, F.text == "call")
    router.message.register(odd, F.text == "odd")
    router.message.register(refuse_commit, F.text == "refuse commit")
    router.message.register(die, F.text == "die")
    router.message.register(role, F.text.startswith("role "))
    router.message.register(count, F.text)
    router.callback_query.register(broken_tap, F.data == "boom")
    router.callback_query.register(pressed, F.data == "next")
    router.callback_query.register(two, F.data == "two")
    dispatcher.include_router(router)


async def nothing_due(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    return []


async def counted(db: Transaction) -> int:
    return int(await db.value("SELECT value FROM settings WHERE key = 'count'") or 0)


async def _add_one(db: Transaction) -> int:
    number = await counted(db) + 1
    await db.run(
        "INSERT INTO settings (key, value) VALUES ('count', :number)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        number=str(number),
    )
    return number


async def menu(message: Message, town: Municipality) -> Screen:
    return Screen(Markup("Меню @{}").format(town.bot_name), MENU)


async def count(message: Message, db: Transaction) -> Screen:
    return Screen(Markup("{}: {}").format(await _add_one(db), message.text))


async def boom(message: Message, db: Transaction) -> Screen:
    await _add_one(db)
    raise ValueError("words that are nobody's business")


async def call(message: Message) -> None:
    await message.answer("behind everybody's back")


async def odd(message: Message) -> int:
    return 7


async def two(query: CallbackQuery) -> Reply:
    return Reply(screens=(Screen(Markup("Квитанция"), stays=True), Screen(Markup("Меню"), MENU)))


async def role(message: Message) -> Reply:
    return Reply(commands_for=(message.text or "").partition(" ")[2])


async def refuse_commit(message: Message, db: Transaction) -> Screen:
    """The first time this transaction cannot be committed."""
    if not hasattr(refuse_commit, "done"):
        refuse_commit.done = True  # type: ignore[attr-defined]
        await db.run("PRAGMA defer_foreign_keys = ON")
        await db.run("INSERT INTO focus (person_id, draft_id, revision) VALUES (999, 999, 1)")
    return await count(message, db)


async def die(message: Message, db: Transaction) -> Screen:
    """The first time the process ends here, without a word."""
    number = await _add_one(db)
    marker = Path(os.environ["TOY_MARKER"])
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Screen(Markup("{}: {}").format(number, message.text))


async def broken_tap(query: CallbackQuery) -> None:
    raise KeyError("next")


async def pressed(query: CallbackQuery, db: Transaction) -> Reply:
    return Reply(screens=(Screen(Markup("Шаг {}").format(await _add_one(db)), MENU),), toast="Готово")


if __name__ == "__main__":
    from bot import logs

    logs.set_up("INFO", "")
    loop.run(App(settings.load(_env_file=None), SystemClock(), attach=attach, plan=nothing_due).run())
    sys.exit(0)
