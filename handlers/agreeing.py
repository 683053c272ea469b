"""Consent: given with an invitation, asked anew where its text has changed since, and of whom the settings let in."""

from collections.abc import Set
from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain import signs
from domain.municipality import Municipality
from domain.people import Person, Role
from handlers.case import Case, OfVerb, On, Private
from storage import consents, people
from storage.database import Transaction
from views import joining, menus
from views.actions import parse
from views.screen import Reply, Screen

FREE = ("cons.", "md.")  # whoever does not agree may look at what is stored, and leave


class Agrees(OfVerb):
    """The button under the question: of somebody known, or of a stranger whom the settings let in."""

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.on = On(verb, 1)

    async def __call__(
        self, query: CallbackQuery, town: Municipality, case: Case | None = None
    ) -> bool | dict[str, Any]:
        verb, version = parse(query.data or "")
        if case is None and query.from_user.id in town.admins:
            return {"args": [version]} if verb == self.verb and version else False
        return await self.on(query, case)


def stale(person: Person, admins: Set[int]) -> bool:
    """They have agreed to an older text, or to none and the settings let them in. Who is a code here has agreed on
    paper."""
    return person.consent != joining.CONSENT_VERSION and (person.consent is not None or person.telegram_id in admins)


def first(event: TelegramObject, person: Person | None) -> Screen | None:
    """The question that comes before anything else in one's own chat. Of nobody we know it is the first."""
    if isinstance(event, CallbackQuery):
        message, free = event.message, parse(event.data or "")[0].startswith(FREE)
    elif isinstance(event, Message):
        message, free = event, (event.text or "").startswith("/my_data")
    else:
        return None
    if free or (message is not None and message.chat.type != ChatType.PRIVATE):
        return None
    return joining.ask_first(known=person is not None) if person is None or not person.consent else joining.ask_anew()


async def agree(
    query: CallbackQuery, db: Transaction, now: datetime, town: Municipality, args: list[str], case: Case | None = None
) -> Reply:
    """To the text that is shown now; a button under an older one agrees to nothing. Whom the settings let in is
    stored only now."""
    version = joining.CONSENT_VERSION
    if args[0] != version or (case is not None and not case.person.consent and not stale(case.person, town.admins)):
        raise LookupError(args[0])
    person = case.person if case else await _admitted(query, db, now)
    await consents.give(db, person.id, version, joining.CONSENT, now)
    return Reply((joining.agreed(person),), commands_for=person.post.role)


async def _admitted(query: CallbackQuery, db: Transaction, now: datetime) -> Person:
    """Into the department, by the settings."""
    name = signs.name(query.from_user.full_name, menus.NAMELESS)
    person_id = await people.add(db, query.from_user.id, name, now)
    await people.reachable(db, person_id)
    await people.appoint(db, person_id, Role.DEPARTMENT, now)
    person = await people.get(db, person_id)
    assert person is not None
    return person


def router() -> Router:
    routes = Router(name="agreeing")
    routes.callback_query.register(agree, Agrees("cons.yes"), Private())
    return routes
