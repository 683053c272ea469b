"""Consent: given with an invitation, asked anew where its text has changed since."""

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.people import Person
from handlers.case import Case, On, Private
from storage import consents
from views import joining
from views.actions import parse
from views.screen import Reply, Screen

FREE = ("cons.", "md.")  # whoever does not agree may look at what is stored, and leave


def stale(person: Person) -> bool:
    """They have agreed to an older text. Who has on paper, or is named in the settings, agrees to none here."""
    return person.consent is not None and person.consent != joining.CONSENT_VERSION


def first(event: TelegramObject) -> Screen | None:
    """The question that comes before anything else in one's own chat."""
    if isinstance(event, CallbackQuery):
        message, free = event.message, parse(event.data or "")[0].startswith(FREE)
    elif isinstance(event, Message):
        message, free = event, (event.text or "").startswith("/my_data")
    else:
        return None
    if free or (message is not None and message.chat.type != ChatType.PRIVATE):
        return None
    return joining.ask_anew()


async def agree(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """To the text that is shown now; a button under an older one agrees to nothing."""
    if args[0] != joining.CONSENT_VERSION or case.person.consent is None:
        raise LookupError(args[0])
    await consents.give(case.db, case.person.id, joining.CONSENT_VERSION, joining.CONSENT, case.now)
    return Reply((joining.agreed(case.person),), commands_for=case.person.post.role)


def router() -> Router:
    routes = Router(name="agreeing")
    routes.callback_query.register(agree, On("cons.yes", 1), Private())
    return routes
