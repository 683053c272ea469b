"""A mentor or a coordinator tells of a concern, past their school: one message, an answer, more where there is more."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.concerns import Concern
from domain.form import Answers, Facts
from domain.forms.concerns import CONCERN, MORE
from domain.people import Role
from handlers import concern_duty
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.walking import Walking
from storage import concern_duty as duty
from storage import concerns, pairs
from views import concerns as views
from views.screen import Reply, Screen

SENDERS = (Role.MENTOR, Role.COORDINATOR)


class Telling:
    """Opens the form by the button of a menu."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def begin(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        return await self.walking.open(case, CONCERN.key, "new")


async def mine(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.mine(await concerns.sent(case.db, case.person.id), number(args[0]), case.town.zone)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.card(await _load(case, number(args[0])), number(args[1]), case.town.zone)


async def about(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """More pairs to choose from."""
    return await _told(case, await _load(case, number(args[0])), number(args[1]))


async def pair(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Which pair it is about: one of the sender's own."""
    one, chosen = await _load(case, number(args[0])), await pairs.get(case.db, case.scope, number(args[1]))
    if chosen is None:
        raise LookupError(args[1])
    await concerns.about(case.db, one, chosen.id)
    return await _told(case, await _load(case, one.id), 0)


# The words -------------------------------------------------------------------------------------------------------


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def tell(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    role, school = case.person.post.role, case.school_id
    concern_id = await concerns.tell(case.db, case.person.id, role, school, str(answers["words"]), case.now, case.today)
    one = await _load(case, concern_id)
    screen = await _told(case, one, 0)
    return Filed(one.id, Reply((screen,), await concern_duty.news(case, one, more=False), toast=views.SENT))


async def receipt(case: Case, concern_id: int) -> Reply:
    return Reply((await _told(case, await _load(case, concern_id), 0),))


async def title(case: Case, subject: str) -> str:
    return CONCERN.title


async def more_facts(case: Case, subject: str) -> Facts:
    await _load(case, number(subject))
    return Facts(case.today)


async def add(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """A closed one is open again by it."""
    one = await _load(case, number(subject))
    await concerns.add(case.db, one, str(answers["words"]), case.person.id, case.now, case.today)
    one = await _load(case, one.id)
    screen = views.card(one, views.LAST, case.town.zone)
    return Filed(one.id, Reply((screen,), await concern_duty.news(case, one, more=True), toast=views.ADDED))


async def more_receipt(case: Case, concern_id: int) -> Reply:
    return Reply((views.card(await _load(case, concern_id), views.LAST, case.town.zone),))


async def more_title(case: Case, subject: str) -> str:
    return views.title(await _load(case, number(subject)))


BINDINGS = (
    Binding(CONCERN, SENDERS, facts, tell, receipt, title, extra=(("words", views.MINE.label, views.MINE.action),)),
    Binding(MORE, tuple(Role), more_facts, add, more_receipt, more_title),
)


async def _told(case: Case, one: Concern, page: int) -> Screen:
    own = await pairs.listing(case.db, case.scope) if one.pair_id is None else []
    return views.told(one, own, page, on_duty=await duty.current(case.db) is not None)


async def _load(case: Case, concern_id: int) -> Concern:
    """The person's own, whatever post they act in. Raises LookupError for anybody else's."""
    one = await concerns.own(case.db, case.person.id, concern_id)
    if one is None:
        raise LookupError(concern_id)
    return one


def router(walking: Walking) -> Router:
    routes = Router(name="concerns")
    routes.callback_query.register(Telling(walking).begin, On("cn.new"), Acts(*SENDERS), Private())
    routes.callback_query.register(mine, On("cn.mine", 1), Private())
    routes.callback_query.register(card, On("cn.my", 2), Private())
    routes.callback_query.register(about, On("cn.about", 2), Acts(*SENDERS), Private())
    routes.callback_query.register(pair, On("cn.pair", 2), Acts(*SENDERS), Private())
    return routes
