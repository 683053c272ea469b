"""Whatever no other route took: a sticker, an old button, a stranger's word. It is answered and changes nothing."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.case import Case, Private
from handlers.own_words import borrowed
from handlers.walking import Walking
from views import menus, unexpected
from views.screen import Reply, Screen


class Unexpected:
    """Knows the open form, so that it can be shown again under the answer."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def message(self, message: Message, case: Case | None = None) -> Screen:
        if case is None:
            return menus.stranger()
        note = unexpected.note(message.content_type, borrowed=borrowed(message))
        again = await self.walking.show_again(case, note)
        return again or unexpected.nothing_open(note, case.person)

    async def edited(self, message: Message, case: Case | None = None) -> Screen | None:
        """An edited answer is not taken back silently: the person is told how to change it."""
        if case is None:
            return None
        return await self.walking.show_again(case, unexpected.EDITED)

    async def button(self, query: CallbackQuery, case: Case | None = None) -> Reply:
        """A button from another time, or of another role."""
        home = menus.home(case.person, unexpected.OLD_BUTTON) if case else menus.stranger()
        return Reply((home,), toast=unexpected.OLD_BUTTON if case else "")


def router(walking: Walking) -> Router:
    routes = Router(name="unexpected")
    last = Unexpected(walking)
    routes.message.register(last.message, Private())
    routes.edited_message.register(last.edited, Private())
    routes.callback_query.register(last.button, Private())
    return routes
