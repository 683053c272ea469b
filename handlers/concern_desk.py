"""The desk of the one person of the department who answers concerns. For anybody else nothing here exists."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import search
from domain.concerns import Concern
from domain.form import Answers, Facts
from domain.forms.concerns import ANSWER
from domain.people import Role
from handlers import concern_duty, telling
from handlers.acting import as_post
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import concern_duty as duty
from storage import concerns, people
from views import concern_desk as views
from views import concerns as sent_views
from views.screen import Notice, Reply, Screen


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    await _on_duty(case)
    return await concern_duty.listing(case, number(args[0]))


async def closed(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    await _on_duty(case)
    there = await concerns.closed_ones(case.db, case.person.post.id)
    return views.closed(there, number(args[0]), case.town.zone)


async def found(case: Case, sought: str, page: int) -> Screen:
    """By the sender, the school, the codes and everything that was said; the open ones first."""
    await _on_duty(case)
    post = case.person.post.id
    there = [
        one
        for one in (*await concerns.open_ones(case.db, post), *await concerns.closed_ones(case.db, post))
        if search.matches(
            search.index(str(one.id), one.sender, one.school, *one.codes, *(line.words or "" for line in one.lines)),
            sought,
        )
    ]
    return views.found(there, sought, page, case.town.zone)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.card(await _load(case, number(args[0])), number(args[1]), case.town.zone)


async def told(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The button of a message to the post on duty."""
    acting = await as_post(case, number(args[0]), Role.DEPARTMENT)
    return Reply((_last(acting, await _load(acting, number(args[1]))),), commands_for=Role.DEPARTMENT)


async def close(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Once it was answered. A button of an older state changes nothing and shows how it is."""
    one = await _load(case, number(args[0]))
    if number(args[1]) != one.revision or not one.answered:
        return Reply((_last(case, one),))
    await concerns.close(case.db, one, case.person.id, case.now)
    return Reply((_last(case, await _load(case, one.id)),), toast=views.SHUT)


async def reopen(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    one = await _load(case, number(args[0]))
    if number(args[1]) != one.revision:
        return Reply((_last(case, one),))
    await concerns.reopen(case.db, one, case.person.id, case.now, case.today)
    return Reply((_last(case, await _load(case, one.id)),), toast=views.OPEN_AGAIN)


# The answer ------------------------------------------------------------------------------------------------------


async def facts(case: Case, subject: str) -> Facts:
    await _load(case, number(subject))
    return Facts(case.today)


async def answer(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    one, said = await _load(case, number(subject)), str(answers["words"])
    await concerns.answer(case.db, one, said, case.person.id, case.now)
    one = await _load(case, one.id)
    notices = await _tell_sender(case, one, said)
    screen = _last(case, one)
    return Filed(one.id, Reply((screen,), notices, toast=views.ANSWERED if notices else views.NOT_SENT))


async def receipt(case: Case, concern_id: int) -> Reply:
    return Reply((_last(case, await _load(case, concern_id)),))


async def title(case: Case, subject: str) -> str:
    return views.title(await _load(case, number(subject)))


BINDING = Binding(ANSWER, (Role.DEPARTMENT,), facts, answer, receipt, title)


async def _tell_sender(case: Case, one: Concern, said: str) -> tuple[Notice, ...]:
    """Nothing where they have left the programme: their door is shut."""
    sender = await people.get(case.db, one.by_person)
    if sender is None:
        return ()
    screen = sent_views.answered(one, said)
    return (telling.one(case, sender.telegram_id, screen, f"concern-answer:{one.id}.{one.revision}"),)


def _last(case: Case, one: Concern) -> Screen:
    return views.card(one, sent_views.LAST, case.town.zone)


async def _on_duty(case: Case) -> None:
    """Raises LookupError for everybody else."""
    now = await duty.current(case.db)
    if now is None or now.post != case.person.post.id:
        raise LookupError(case.person.post.id)


async def _load(case: Case, concern_id: int) -> Concern:
    """Raises LookupError for everybody but the post on duty."""
    one = await concerns.get(case.db, case.person.post.id, concern_id)
    if one is None:
        raise LookupError(concern_id)
    return one


def router() -> Router:
    routes = Router(name="concern_desk")
    mine = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("cn.list", 1), *mine)
    routes.callback_query.register(closed, On("cn.shut", 1), *mine)
    routes.callback_query.register(card, On("cn.open", 2), *mine)
    routes.callback_query.register(close, On("cn.close", 2), *mine)
    routes.callback_query.register(reopen, On("cn.again", 2), *mine)
    routes.callback_query.register(told, On("cn.told", 2), Private())
    return routes
