"""What became of a broadcast, reminding those who have not read it, and taking it back."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.broadcasts import Broadcast
from domain.people import Role
from handlers import mailing
from handlers.case import Acts, Case, On, Private, number
from handlers.quiet import wake
from storage import broadcasts, receipts
from storage.instants import maybe_moment
from views import broadcasts as message_views
from views import receipts as views
from views.receipts import Addressee
from views.screen import Notice, Reply, Screen


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    one = await mailing.load(case, number(args[0]))
    return await mailing.preview(case, one) if one.sent_at is None else await mailing.report(case, one)


async def show(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The message once more, above its report."""
    one = await _sent(case, args[0])
    return Reply((await mailing.message(case, one), *(await mailing.report(case, one)).screens))


async def who(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    if args[1] not in views.LISTS:
        raise LookupError(args[1])
    one = await _sent(case, args[0])
    return views.people(one, args[1], await _people(case, one), number(args[2]))


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Of one of the lists, those whose name or school's number fits."""
    if case.person.post.role is not Role.DEPARTMENT or args[1] not in views.LISTS:
        raise LookupError(args[1])
    one = await _sent(case, args[0])
    chosen = [person for person in await _people(case, one) if fits(person.name, person.schools.replace(",", " "))]
    return views.people(one, args[1], chosen, 0), sum(person.within(args[1]) for person in chosen)


async def ask_undo(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    one = await _sent(case, args[0])
    await receipts.settle(case.db, one)
    count = await receipts.count(case.db, one.id)
    return views.ask_undo(one, count) if count.queued and not one.undone_at else await mailing.report(case, one)


async def undo(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """What has not left is taken back; of what has left nothing is changed."""
    one = await _sent(case, args[0])
    gone = 0 if one.undone_at else await receipts.undo(case.db, one, case.now)
    return Reply((await mailing.report(case, await mailing.load(case, one.id))).screens, toast=views.undone(gone))


async def ask_nudge(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    one = await _sent(case, args[0])
    many = len(await _to_nudge(case, one))
    return views.ask_nudge(one, many) if many else await mailing.report(case, one)


async def nudge(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The same message once more to those who have it and have not said so; once a day each."""
    one = await _sent(case, args[0])
    whom = await _to_nudge(case, one)
    screen, held = await mailing.message(case, one, reminds=True), wake(case)
    notices = tuple(
        Notice(person.telegram_id, screen, f"{broadcasts.key(one, person.person_id)}:again:{case.today}", held)
        for person in whom
    )
    return Reply((await mailing.report(case, one)).screens, notices, toast=views.nudged(len(whom)))


async def read(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """«Прочитано», in whatever role the person acts now. Only the department knows what has not been sent."""
    one = await mailing.load(case, number(args[0]))
    department = any(post.role is Role.DEPARTMENT for post in case.person.posts)
    if one.sent_at is None:
        if not department:
            raise LookupError(one.id)
        return Reply(toast=message_views.EXAMPLE)
    coordinator = any(post.role is Role.COORDINATOR for post in case.person.posts)
    may_join = one.is_document and coordinator
    new = await receipts.read(case.db, one, case.person.id, case.now, may_join=may_join)
    if new is None:
        return Reply(toast=message_views.EXAMPLE if department else message_views.NOT_YOURS)
    return Reply(toast=message_views.THANKS if new else message_views.NOTED)


async def _to_nudge(case: Case, one: Broadcast) -> list[Addressee]:
    if not one.wants_receipt or one.undone_at:
        return []
    await receipts.settle(case.db, one)
    return [person for person in await _people(case, one) if person.reachable and person.within("unread")]


async def _people(case: Case, one: Broadcast) -> list[Addressee]:
    return [
        Addressee(
            row["id"],
            row["telegram_id"],
            row["name"],
            row["schools"] or "",
            row["state"],
            maybe_moment(row["read_at"]),
            row["unreachable_since"] is None,
        )
        for row in await receipts.people(case.db, one.id)
    ]


async def _sent(case: Case, broadcast_id: str) -> Broadcast:
    one = await mailing.load(case, number(broadcast_id))
    if one.sent_at is None:
        raise LookupError(broadcast_id)
    return one


def router() -> Router:
    routes = Router(name="receipts")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(card, On("bc.open", 1), *ours)
    routes.callback_query.register(show, On("bc.show", 1), *ours)
    routes.callback_query.register(who, On("bc.who", 3), *ours)
    routes.callback_query.register(ask_undo, On("bc.undo?", 1), *ours)
    routes.callback_query.register(undo, On("bc.undo", 1), *ours)
    routes.callback_query.register(ask_nudge, On("bc.nudge?", 1), *ours)
    routes.callback_query.register(nudge, On("bc.nudge", 1), *ours)
    routes.callback_query.register(read, On("bc.read", 1), Private())
    return routes
