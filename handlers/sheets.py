"""Questionnaires for those who have a post: a mentor's own, a pair's, and what a school waits for (row 4.2)."""

from datetime import timedelta

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import questionnaires as rules
from domain import search
from domain.people import Role
from domain.questionnaires import Side
from domain.sheets import Sheet
from handlers.acting import as_post
from handlers.case import Acts, Case, On, Private, number
from storage import pairs, sheet_links, sheet_opening, sheets
from views import sheet_card
from views import sheets as views
from views.screen import Reply, Screen


async def follow(case: Case, pair_id: int) -> None:
    """A pair has begun, ended or come back: its sheets follow at once, without waiting for the morning."""
    await sheet_opening.keep(case.db, case.today, case.now, pair_id)


async def mine(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A mentor's own; a coordinator's stands above what their school waits for."""
    page = number(args[0]) if args else 0
    if case.person.post.role is Role.COORDINATOR:
        return await of_school(case, page)
    own = await sheets.own(case.db, case.scope, case.now - timedelta(days=rules.CORRECTABLE_DAYS))
    return views.mine(own, page, case.today, case.town.zone)


async def of_pair(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await sheets_of_pair(case, number(args[0]), 0)


async def pages(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await sheets_of_pair(case, number(args[0]), number(args[1]))


async def waiting(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await of_school(case, number(args[0]))


async def found(case: Case, sought: str, page: int) -> Screen:
    """By a code of the pair or the mentor."""
    there = [
        one
        for one in await sheets.everything(case.db, case.scope)
        if search.matches(search.index(one.code, one.codes, one.mentor), sought)
    ]
    return views.found(there, sought, page, case.today)


async def from_reminder(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """In the post that the reminder was for."""
    post = next((one for one in case.person.posts if str(one.id) == args[0]), None)
    if post is None or post.role not in (Role.COORDINATOR, Role.MENTOR):
        raise LookupError(args[0])
    acting = await as_post(case, post.id, post.role)
    return Reply((await mine(query, acting, []),), commands_for=post.role)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await show(case, await load(case, args[0]))


async def blank(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    sheet = await load(case, args[0])
    return Reply((sheet_card.blank(sheet), await show(case, sheet)))


async def link(query: CallbackQuery, case: Case, args: list[str]) -> Reply | Screen:
    """A one-time link to forward, and the same as a QR picture. An older one stops working."""
    sheet = await load(case, args[0])
    if sheet.side is not Side.MENTEE or not sheet.waits:
        return await show(case, sheet)
    payload = await sheet_links.make(case.db, sheet.id, case.person.id, case.now)
    address = f"https://t.me/{case.town.bot_name}?start={payload}"
    words = sheet_card.invitation(sheet, address, case.now + sheet_links.VALID_FOR, case.town.zone)
    return Reply((words, sheet_card.picture(sheet, address), await show(case, sheet)), toast=sheet_card.SENT)


async def ask_new_link(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return sheet_card.ask_new_link(await load(case, args[0]))


async def revoke(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    sheet = await load(case, args[0])
    gone = await sheet_links.revoke(case.db, sheet.id, case.now)
    return Reply((await show(case, sheet),), toast=sheet_card.REVOKED if gone else "")


async def decline(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Nobody will fill it: it is not asked for any more. One tap takes that back."""
    sheet = await load(case, args[0])
    changed = await sheets.decline(case.db, sheet.id, case.now)
    if changed:
        await sheet_links.revoke(case.db, sheet.id, case.now)
    return Reply((await show(case, await load(case, args[0])),), toast=views.DECLINED if changed else "")


async def want(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    sheet = await load(case, args[0])
    changed = await sheets.want(case.db, sheet.id, rules.due_on(case.today))
    await sheet_opening.keep(case.db, case.today, case.now, sheet.pair_id)  # the state may have changed meanwhile
    return Reply((await show(case, await load(case, args[0])),), toast=views.WANTED if changed else "")


async def show(case: Case, sheet: Sheet) -> Screen:
    live = await sheet_links.waiting(case.db, sheet.id, case.now) if sheet.waits else None
    until, begun = (live.expires_at, live.begun) if live else (None, False)
    return sheet_card.card(sheet, until, begun, case.today, case.town.zone)


async def load(case: Case, sheet_id: str) -> Sheet:
    """A sheet of a pair of the school. LookupError outside the scope, and for a coordinator's own."""
    sheet = await sheets.get(case.db, case.scope, number(sheet_id))
    if sheet is None or sheet.pair_id is None:
        raise LookupError(sheet_id)
    return sheet


async def sheets_of_pair(case: Case, pair_id: int, page: int = 0) -> Screen:
    pair = await pairs.get(case.db, case.scope, pair_id)
    if pair is None:
        raise LookupError(pair_id)
    return views.of_pair(pair, await sheets.of_pair(case.db, case.scope, pair.id), page, case.today, case.town.zone)


async def of_school(case: Case, page: int = 0) -> Screen:
    programme = await sheets.programme(case.db, case.scope, case.now - timedelta(days=rules.CORRECTABLE_DAYS))
    there = await sheets.waiting(case.db, case.scope)
    filled = await sheets.filled(case.db, case.scope)
    return views.waiting(programme, there, filled, page, case.today, case.town.zone)


def router() -> Router:
    routes = Router(name="sheets")
    ours = (Acts(Role.COORDINATOR), Private())
    both = (Acts(Role.COORDINATOR, Role.MENTOR), Private())
    routes.callback_query.register(mine, On("qs.mine"), *both)
    routes.callback_query.register(mine, On("qs.own", 1), *both)
    routes.callback_query.register(from_reminder, On("qs.from", 1), Private())
    routes.callback_query.register(of_pair, On("qs.pair", 1), *ours)
    routes.callback_query.register(pages, On("qs.list", 2), *ours)
    routes.callback_query.register(waiting, On("qs.wait", 1), *ours)
    routes.callback_query.register(card, On("qs.card", 1), *ours)
    routes.callback_query.register(blank, On("qs.blank", 1), *ours)
    routes.callback_query.register(link, On("qs.link", 1), *ours)
    routes.callback_query.register(ask_new_link, On("qs.ask", 1), *ours)
    routes.callback_query.register(revoke, On("qs.off", 1), *ours)
    routes.callback_query.register(decline, On("qs.no", 1), *ours)
    routes.callback_query.register(want, On("qs.yes", 1), *ours)
    return routes
