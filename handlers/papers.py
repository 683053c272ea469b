"""A document or a photo that a person sends: into the open form where it asks for one, else to those after us."""

import re
from datetime import date
from typing import Final

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.types import Message

from domain.papers import Sent, tidy
from handlers.case import Case, Private
from handlers.walking import Walking
from storage import files
from views import papers as views
from views.screen import Notice, Reply, Screen

UNKNOWN: Final = "application/octet-stream"
MIME: Final = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,100}")
ID: Final = re.compile(r"[\w-]{1,400}", re.ASCII)


class NoWords(Filter):
    """Anything but a text, of somebody known."""

    async def __call__(self, message: Message, case: Case | None = None) -> bool:
        return case is not None and message.content_type != ContentType.TEXT


class Papers:
    """Knows the open form."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def take(self, message: Message, case: Case) -> Screen | Reply:
        """Of an album as many are taken as the form asks for; about the rest one sentence is said."""
        sent = read(message, case.today)
        if sent is None:
            again = await self.walking.not_a_paper(case, views.not_a_paper(message.content_type))
            if again is None:
                raise SkipHandler
            return again
        reply = await self.walking.attached(case, sent, views.CAPTION if message.caption else "")
        if reply is not None:
            return reply
        if sent.album and await files.album_taken(case.db, case.person.id, sent.album):
            key = f"album:{case.person.id}:{sent.album}"
            return Reply(notices=(Notice(case.person.telegram_id, views.one_of_album(), key=key, interactive=True),))
        raise SkipHandler


def read(message: Message, today: date) -> Sent | None:
    """What was sent, under a name fit to be kept; None for whatever is neither a document nor a photo."""
    album = message.media_group_id if ID.fullmatch(message.media_group_id or "") else None
    if (
        message.content_type == ContentType.DOCUMENT
        and (document := message.document)
        and ID.fullmatch(document.file_id)
    ):
        name = tidy(document.file_name or "", f"Документ {today:%d.%m.%Y}")
        said = (document.mime_type or "").lower()
        mime = said if MIME.fullmatch(said) else UNKNOWN
        return Sent("document", document.file_id, name, mime, document.file_size or 0, album)
    if message.content_type == ContentType.PHOTO and message.photo:
        largest = max(message.photo, key=lambda size: (size.width * size.height, size.file_size or 0))
        if not ID.fullmatch(largest.file_id):
            return None
        return Sent("photo", largest.file_id, f"Фото {today:%d.%m.%Y}.jpg", "image/jpeg", largest.file_size or 0, album)
    return None


def router(walking: Walking) -> Router:
    routes = Router(name="papers")
    routes.message.register(Papers(walking).take, NoWords(), Private())
    return routes
