"""Commands of the messenger's menu that stand for a button: /quarter, /report, /met…"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from domain.people import Role
from handlers import (
    calendar,
    library,
    meetings,
    monitoring,
    navigator,
    pairs,
    partners,
    publications,
    quarter,
    schools,
)
from handlers.case import Acts, Case, Private
from handlers.own_words import OwnWords
from storage import drafts

Serve = Callable[..., Awaitable[Any]]

SHORTCUTS: tuple[tuple[str, Role, Serve, list[str]], ...] = (
    ("quarter", Role.DEPARTMENT, quarter.show_current, []),
    ("schools", Role.DEPARTMENT, schools.listing, ["0"]),
    ("dates", Role.DEPARTMENT, calendar.listing, []),
    ("partners", Role.DEPARTMENT, partners.now, []),
    ("materials", Role.DEPARTMENT, library.listing, ["0"]),
    ("faults", Role.DEPARTMENT, navigator.now, []),
    ("report", Role.COORDINATOR, monitoring.owed_now, []),
    ("pairs", Role.COORDINATOR, pairs.listing, ["0"]),
    ("partners", Role.COORDINATOR, partners.now, []),
    ("publications", Role.COORDINATOR, publications.listing, ["0"]),
    ("materials", Role.COORDINATOR, library.listing, ["0"]),
    ("faults", Role.COORDINATOR, navigator.now, []),
    ("met", Role.MENTOR, meetings.on_day, ["0"]),
    ("materials", Role.MENTOR, library.listing, ["0"]),
)


async def run(serve: Serve, args: list[str], message: Message, case: Case) -> Any:
    """The same as the button, stepping out of an open form first; its draft stays."""
    await drafts.leave(case.db, case.person.id)
    return await serve(message, case, args)


def router() -> Router:
    routes = Router(name="shortcuts")
    for name, role, serve, args in SHORTCUTS:
        routes.message.register(partial(run, serve, args), Command(name), Acts(role), Private(), OwnWords())
    return routes
