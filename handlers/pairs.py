"""Pairs and groups: registering one, its card, and the steps of its life."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import pairs as rules
from domain import search
from domain.form import Answers, Facts, Option
from domain.forms.registry import PAIR
from domain.pairs import State, Step
from domain.people import Role
from domain.registry import Pair, spelt
from handlers import chosen, mentor_wishes, sheets, telling
from handlers.bindings import Binding, Filed, begin
from handlers.case import Acts, Case, On, Private, number
from storage import meetings, mentees, mentors, pairs, unsent
from views import closing, paging, words
from views import mentees as mentee_views
from views import pairs as views
from views.screen import Notice, Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """Who can be chosen: the school's own mentors and mentees. Who is already, the subject tells."""
    await chosen.answers(case, subject)
    choices = {
        "mentors": tuple(
            Option(str(m.id), words.shorten(m.label, 28)) for m in await mentors.listing(case.db, case.scope)
        ),
        "mentees": tuple(Option(str(m.id), mentee_views.label(m)) for m in await mentees.listing(case.db, case.scope)),
    }
    return Facts(case.today, options=choices)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Active at once where every consent is on paper and confirmed, else kept as a draft pair."""
    ticked = answers["mentees"]
    members = [await mentees.get(case.db, case.scope, number(str(one))) for one in ticked or ()]  # type: ignore[union-attr]
    lacking = [mentee.code for mentee in members if mentee and not mentee.consent]
    ready = answers["consents"] == "yes" and not lacking
    pair_id = await pairs.add(
        case.db,
        case.school_id,
        form=str(answers["form"]),
        mentor_id=number(str(answers["mentor"])),
        mentee_ids=[mentee.id for mentee in members if mentee],
        goal=str(answers["goal"]),
        starts_on=date.fromisoformat(str(answers["start"])),
        ends_on=date.fromisoformat(str(answers["end"])),
        order_no=None if answers.get("order") is None else str(answers["order"]),
        state=State.ACTIVE if ready else State.DRAFT,
        by_person=case.person.id,
        now=case.now,
    )
    await sheets.follow(case, pair_id)
    pair = await load(case, pair_id)
    notices = await tell_mentor(case, pair) if ready else ()
    shown = await receipt(case, pair_id)
    return Filed(pair_id, Reply(shown.screens, notices))


async def receipt(case: Case, pair_id: int) -> Reply:
    pair = await load(case, pair_id)
    return Reply((views.registered(pair, await lacking_consent(case, pair)),))


BINDING = Binding(
    PAIR,
    (Role.COORDINATOR,),
    facts,
    save,
    receipt,
    chosen.title,
    chosen.answers,
    extra=(
        ("mentor", "+ Новый наставник", begin("mentor", "new")),
        ("mentees", "+ Новый код", begin("mentee", "new")),
    ),
)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    everyone = await pairs.listing(case.db, case.scope)
    page = number(args[0])
    return views.listing(paging.page_of(everyone, page), page, len(everyone))


async def found(case: Case, sought: str, page: int) -> Screen:
    """By codes, mentor, goal, order and state."""
    there = [
        one
        for one in await pairs.listing(case.db, case.scope)
        if search.matches(
            search.index(*map(spelt, one.mentees), one.mentor, one.goal, one.order_no or "", views.STATES[one.state]),
            sought,
        )
    ]
    return views.found(there, sought, page)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await show(case, await load(case, number(args[0])))


async def step(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Start, pause, resume or reopen. A button of an older state changes nothing and shows the card."""
    pair = await load(case, number(args[0]))
    if args[1] not in (Step.START, Step.PAUSE, Step.RESUME, Step.REOPEN):
        raise LookupError(args[1])
    wanted = Step(args[1])
    lacking = await lacking_consent(case, pair)
    try:
        state = rules.after(pair.state, wanted, lacking)
    except rules.NotNow:
        return await show(case, pair)
    except rules.ConsentMissing:
        return views.card(pair, *await meetings.summary(case.db, pair.id), lacking, blocked=True)
    told = await mentor_wishes.stepped(case, pair, wanted)
    await pairs.move(case.db, pair, state, case.person.id, case.now)
    await sheets.follow(case, pair.id)
    moved = await load(case, pair.id)
    if wanted is Step.START:
        told += await tell_mentor(case, moved)
    elif wanted is Step.REOPEN:
        told += await _tell_reopened(case, moved)
    return Reply((await show(case, moved),), told, toast=views.STEP_DONE[wanted])


async def show(case: Case, pair: Pair) -> Screen:
    return views.card(pair, *await meetings.summary(case.db, pair.id), await lacking_consent(case, pair))


async def lacking_consent(case: Case, pair: Pair) -> tuple[str, ...]:
    """The codes of its mentees without a paper."""
    return tuple(mentee.code for mentee in await mentees.of_pair(case.db, pair.id) if not mentee.consent)


async def tell_mentor(case: Case, pair: Pair) -> tuple[Notice, ...]:
    """The mentor learns of a pair that begins, where they use the bot; in the morning where it is night."""
    chat = await mentors.chat(case.db, pair.mentor_id)
    return (telling.one(case, chat["telegram_id"], views.assigned(pair), f"assigned:{pair.id}"),) if chat else ()


def closed_key(pair_id: int) -> str:
    """What the keys of thanks for a pair that is over begin with."""
    return f"closed:{pair_id}:"


async def _tell_reopened(case: Case, pair: Pair) -> tuple[Notice, ...]:
    """The mentor learns that the thanks came too early; thanks that have not left yet are taken back instead."""
    if waiting := await unsent.keys(case.db, closed_key(pair.id)):
        await unsent.take_back(case.db, waiting)
        return ()
    chat = await mentors.chat(case.db, pair.mentor_id)
    if chat is None:
        return ()
    return (telling.one(case, chat["telegram_id"], closing.reopened(pair), f"reopened:{pair.id}:{pair.revision}"),)


async def load(case: Case, pair_id: int) -> Pair:
    """Raises LookupError outside the scope."""
    pair = await pairs.get(case.db, case.scope, pair_id)
    if pair is None:
        raise LookupError(pair_id)
    return pair


def router() -> Router:
    routes = Router(name="pairs")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(listing, On("p.list", 1), *mine)
    routes.callback_query.register(card, On("p.open", 1), *mine)
    routes.callback_query.register(step, On("p.step", 2), *mine)
    return routes
