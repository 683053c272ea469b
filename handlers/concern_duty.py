"""Who answers concerns: one person of the department, taken over or appointed in the sight of all of it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.concerns import Concern, Duty
from domain.people import Role
from handlers import telling
from handlers.acting import as_post
from handlers.case import Acts, Case, On, Private, number
from storage import concern_duty, concerns, people, unsent
from views import concern_desk as desk_views
from views import concern_duty as views
from views.screen import Notice, Reply, Screen

NEWS = "concern:"  # begins the keys of what the post on duty is told of single concerns


async def desk(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """From the menu: one's own list, or who answers."""
    duty = await concern_duty.current(case.db)
    return await listing(case) if _holds(case, duty) else await show(case)


async def mind(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The button of a message to the post on duty."""
    acting = await as_post(case, number(args[0]), Role.DEPARTMENT)
    if not _holds(acting, await concern_duty.current(case.db)):
        raise LookupError(args[0])
    return Reply((await listing(acting),), commands_for=Role.DEPARTMENT)


async def duty_page(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await show(case, number(args[0]))


async def past(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.log(await concern_duty.history(case.db), number(args[1]), case.town.zone)


async def name(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Somebody is chosen: what it means, before it is so."""
    post = number(args[0])
    if changed := await _changed(case, args[1]):
        return changed
    if refused := await _refused(case, post):
        return refused
    return views.confirm(
        await concern_duty.current(case.db), post, await _name(case, post), number(args[1]), own=_own(case, post)
    )


async def give(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    post = number(args[0])
    return await _changed(case, args[1]) or await _refused(case, post) or await _appoint(case, post)


async def take(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """The button of a message that something waits: whoever is first is on duty. A later one finds it taken."""
    acting = await as_post(case, number(args[0]), Role.DEPARTMENT)
    post = acting.person.post.id
    return await _changed(acting, args[1]) or await _refused(acting, post) or await _appoint(acting, post)


async def listing(case: Case, page: int = 0) -> Screen:
    """What is open, for the post on duty; for any other there is nothing."""
    return desk_views.listing(await concerns.open_ones(case.db, case.person.post.id), page, case.town.zone)


async def news(case: Case, one: Concern, *, more: bool) -> tuple[Notice, ...]:
    """To the post on duty; where there is none, to the whole department that something waits."""
    duty, key = await concern_duty.current(case.db), f"{NEWS}{one.id}.{one.revision}"
    if duty is not None:
        return (telling.one(case, duty.chat, desk_views.news(one, duty.post, more=more), key),)
    seen = await concern_duty.newest(case.db)
    staff = await people.staff(case.db, Role.DEPARTMENT)
    return tuple(telling.one(case, row["telegram_id"], views.waits(row["post"], seen), key) for row in staff)


async def show(case: Case, page: int = 0, note: str = "") -> Screen:
    """How many wait is told only while nobody is on duty."""
    duty, mine = await concern_duty.current(case.db), case.person.post.id
    others = [
        (row["post"], row["name"])
        for row in await people.staff(case.db, Role.DEPARTMENT)
        if row["post"] not in (mine, duty and duty.post)
    ]
    seen, waiting = await concern_duty.newest(case.db), len(await concerns.waiting(case.db))
    return views.screen(duty, mine, others, seen, page, waiting, case.town.zone, note)


async def _appoint(case: Case, post: int) -> Reply:
    """Everybody in the department learns of it. What was to be told to the one before is told to nobody: the new one
    sees it in the list."""
    before = await concern_duty.current(case.db)
    if before is not None and before.post == post:
        return Reply((await show(case),), toast=views.ALREADY)
    number_ = await concern_duty.appoint(case.db, post, case.person.id, case.now)
    if before is not None:
        kept = [key for key in await unsent.keys(case.db, NEWS) if key.endswith(f":{before.chat}")]
        await unsent.take_back(case.db, kept)
    who, many = await _name(case, post), len(await concerns.waiting(case.db))
    notices = []
    for row in await people.staff(case.db, Role.DEPARTMENT):
        chat = row["telegram_id"]
        if chat == case.person.telegram_id:
            continue
        own = row["post"] == post
        screen = views.given(many, post, case.person.name) if own else views.passed(who, case.person.name)
        notices.append(telling.one(case, chat, screen, f"concern-duty:{number_}"))
    screen = await listing(case) if _own(case, post) else await show(case)
    return Reply((screen,), tuple(notices), commands_for=Role.DEPARTMENT)


async def _changed(case: Case, seen: str) -> Reply | None:
    """A button of an earlier appointment changes nothing and shows how it is."""
    if number(seen) == await concern_duty.newest(case.db):
        return None
    return Reply((await show(case),), toast=views.CHANGED)


async def _refused(case: Case, post: int) -> Screen | None:
    """LookupError for a post that is not the department's, or has ended."""
    await _name(case, post)
    return None if await concern_duty.fit(case.db, post) else await show(case, note=views.UNFIT)


async def _name(case: Case, post: int) -> str:
    held = await people.holder(case.db, post)
    if held is None or held["role"] != Role.DEPARTMENT:
        raise LookupError(post)
    return str(held["name"])


def _own(case: Case, post: int) -> bool:
    return post == case.person.post.id


def _holds(case: Case, duty: Duty | None) -> bool:
    return duty is not None and _own(case, duty.post)


def router() -> Router:
    routes = Router(name="concern_duty")
    mine = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(desk, On("cn.desk"), *mine)
    routes.callback_query.register(duty_page, On("cn.duty", 1), *mine)
    routes.callback_query.register(past, On("cn.past", 2), *mine)
    routes.callback_query.register(name, On("cn.name", 2), *mine)
    routes.callback_query.register(give, On("cn.give", 2), *mine)
    routes.callback_query.register(take, On("cn.take", 2), Private())
    routes.callback_query.register(mind, On("cn.mind", 1), Private())
    return routes
