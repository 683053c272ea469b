"""/status: how the bot is doing, for those who run it."""

from datetime import timedelta
from typing import Final

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import Message

from domain.people import Role
from handlers.case import Acts, Case, Private
from handlers.own_words import OwnWords
from storage import health
from views import status as views
from views.screen import Screen

RECENT: Final = timedelta(days=7)


class Runs(Filter):
    """Somebody whom the settings name: they keep the machine."""

    async def __call__(self, message: Message, case: Case | None = None) -> bool:
        return case is not None and case.person.telegram_id in case.town.admins


async def show(message: Message, case: Case) -> Screen:
    found = await health.look(case.db, case.now - RECENT)
    return views.status(found, case.now, case.town.zone)


def router() -> Router:
    routes = Router(name="status")
    routes.message.register(show, Command("status"), Acts(Role.DEPARTMENT), Private(), Runs(), OwnWords())
    return routes
