"""A one-time link to a mentee's sheet, opened by whoever has it: no account, no name, no row about them (row 4.2).

Strangers knock here, so every answer to a payload that is not live is the same one.
"""

from datetime import UTC, datetime, time
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain import drafted, filling
from domain.drafted import Ask, Draft
from domain.form import AnswerRejected, Answers, Facts
from domain.municipality import Municipality
from domain.sheets import Source
from handlers import knocking
from handlers.case import Case, OfVerb, Private, number
from handlers.own_words import borrowed
from storage import sheet_links, sheets
from storage.database import Transaction
from storage.sheet_links import Link
from views import actions, joining, menus
from views import by_link as views
from views.screen import Reply, Screen


class Anyone(OfVerb):
    """A button that needs no role; its arguments as `args`, split into exactly `parts`."""

    def __init__(self, verb: str, parts: int) -> None:
        super().__init__(verb)
        self.parts = parts

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        verb, rest = actions.parse(query.data or "")
        args = rest.split(actions.SEPARATOR, self.parts - 1)
        return verb == self.verb and len(args) == self.parts and all(args) and {"args": args}


class Answering(Filter):
    """A stranger's words in a chat that answers a sheet: its link comes as `link`. Those who have a post answer by
    taps alone, for their words mean other things; commands are commands."""

    async def __call__(
        self, message: Message, db: Transaction, now: datetime, town: Municipality, case: Case | None = None
    ) -> bool | dict[str, Any]:
        if case is not None or message.from_user is None or (message.text or "").startswith("/"):
            return False
        link = await sheet_links.held(db, sheet_links.holder_of(town.key, message.from_user.id), now)
        return link is not None and {"link": link}


async def opened(
    payload: str, chat_id: int, db: Transaction, now: datetime, town: Municipality, case: Case | None
) -> Screen | Reply:
    """The link was followed. Nothing is begun by that, but what this chat has begun goes on."""
    if await knocking.shut_out(db, chat_id, now, town):
        return Reply()
    link = await sheet_links.find(db, payload, now)
    if link is None or link.holder not in ("", sheet_links.holder_of(town.key, chat_id)):
        return await knocking.wrong(db, chat_id, now, town)
    if link.holder:
        return _shown(link, link.progress, town, now)
    if _its_mentor(link, case):
        return views.not_for_its_mentor()
    return views.welcome(link.form, payload)


async def resumed(chat_id: int, db: Transaction, now: datetime, town: Municipality) -> Screen | None:
    """What a stranger's chat has begun and not ended."""
    link = await sheet_links.held(db, sheet_links.holder_of(town.key, chat_id), now)
    return _shown(link, link.progress, town, now) if link else None


async def begin(
    query: CallbackQuery, args: list[str], db: Transaction, now: datetime, town: Municipality, case: Case | None = None
) -> Screen | Reply:
    """From the first tap on the link belongs to this chat."""
    account = query.from_user.id
    if await knocking.shut_out(db, account, now, town):
        return Reply()
    link = await sheet_links.find(db, args[0], now)
    holder = sheet_links.holder_of(town.key, account)
    if link is None or _its_mentor(link, case) or not await sheet_links.claim(db, link, holder, now):
        return await knocking.wrong(db, account, now, town)
    return _shown(link, link.progress, town, now)


async def tapped(
    query: CallbackQuery, args: list[str], db: Transaction, now: datetime, town: Municipality
) -> Screen | Reply:
    """An answer to the question that is asked now; a button of another changes nothing and shows where it stands."""
    link = await _held(query, args[0], db, now, town)
    return await _answer(link, args[1], args[2], db, now, town) if link else joining.dead_link()


async def typed(message: Message, link: Link, db: Transaction, now: datetime, town: Municipality) -> Screen | Reply:
    here = drafted.position(link.form, Draft(link.progress), _facts(now, town))
    if not isinstance(here, Ask) or not message.text or borrowed(message):
        return _shown(link, link.progress, town, now, views.NOT_AN_ANSWER)
    return await _answer(link, here.question.key, message.text, db, now, town)


async def back(query: CallbackQuery, args: list[str], db: Transaction, now: datetime, town: Municipality) -> Screen:
    """One answer back, from the question that is asked now."""
    link = await _held(query, args[0], db, now, town)
    if link is None:
        return joining.dead_link()
    draft, facts = Draft(link.progress), _facts(now, town)
    here = drafted.position(link.form, draft, facts)
    if isinstance(here, Ask) and here.question.key == args[1]:
        draft = filling.back(link.form, draft, facts)
        await sheet_links.keep(db, link, draft.answers)
    return _shown(link, draft.answers, town, now)


async def change(query: CallbackQuery, args: list[str], db: Transaction, now: datetime, town: Municipality) -> Screen:
    """One question again, from the review."""
    link = await _held(query, args[0], db, now, town)
    if link is None:
        return joining.dead_link()
    draft = filling.change(Draft(link.progress), args[1])
    await sheet_links.keep(db, link, draft.answers)
    return _shown(link, draft.answers, town, now)


async def done(
    query: CallbackQuery, args: list[str], db: Transaction, now: datetime, town: Municipality, case: Case | None = None
) -> Screen:
    """The sheet is filled and the link over. Only the day is kept: by the minute a chat could be told."""
    link = await _held(query, args[0], db, now, town)
    if link is None:
        return joining.dead_link()
    draft, facts = Draft(link.progress), _facts(now, town)
    if isinstance(drafted.position(link.form, draft, facts), Ask):
        return _shown(link, draft.answers, town, now)
    answers, day = drafted.submission(link.form, draft), _noon(now, town)
    if not await sheets.fill(db, link.sheet_id, answers, link.form.version, Source.LINK, None, day):
        return joining.dead_link()
    await sheet_links.use(db, link, day)
    return views.thanks(menus.HOME if case else None)


async def _answer(link: Link, key: str, raw: str, db: Transaction, now: datetime, town: Municipality) -> Screen | Reply:
    draft, facts = Draft(link.progress), _facts(now, town)
    here = drafted.position(link.form, draft, facts)
    if not isinstance(here, Ask) or here.question.key != key:
        return _shown(link, draft.answers, town, now)
    try:
        draft = filling.answer(link.form, draft, key, raw, facts)
    except AnswerRejected as rejected:
        return _shown(link, draft.answers, town, now, str(rejected))
    await sheet_links.keep(db, link, draft.answers)
    return _shown(link, draft.answers, town, now)


async def _held(query: CallbackQuery, link_id: str, db: Transaction, now: datetime, town: Municipality) -> Link | None:
    """The link of a button, where this chat is the one that answers it."""
    holder = sheet_links.holder_of(town.key, query.from_user.id)
    try:
        return await sheet_links.held(db, holder, now, number(link_id))
    except LookupError:
        return None


def _shown(link: Link, answers: Answers, town: Municipality, now: datetime, note: str = "") -> Screen:
    facts = _facts(now, town)
    here = drafted.position(link.form, Draft(answers), facts)
    if isinstance(here, Ask):
        return views.asked(link.id, here, facts, note)
    return views.review(link.id, link.form, drafted.visible(link.form, answers), answers, facts)


def _its_mentor(link: Link, case: Case | None) -> bool:
    """A mentor never sees what their mentee answers: not on their own phone either."""
    return case is not None and any(post.mentor_id == link.mentor_id for post in case.person.posts)


def _facts(now: datetime, town: Municipality) -> Facts:
    return Facts(now.astimezone(town.zone).date())


def _noon(now: datetime, town: Municipality) -> datetime:
    return datetime.combine(now.astimezone(town.zone).date(), time(12), town.zone).astimezone(UTC)


def router() -> Router:
    routes = Router(name="by_link")
    for verb, parts, serve in (
        ("qs.go", 1, begin),
        ("qs.a", 3, tapped),
        ("qs.b", 2, back),
        ("qs.c", 2, change),
        ("qs.d", 1, done),
    ):
        routes.callback_query.register(serve, Anyone(verb, parts), Private())
    routes.message.register(typed, Answering(), Private())
    return routes
