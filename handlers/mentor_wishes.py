"""A mentor asks the coordinator for a word, a pause or an end. The coordinator is told at once, and decides."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.checkins import Wish
from domain.form import Answers, Facts
from domain.forms.care import TO_COORDINATOR
from domain.pairs import WORKING, State, Step
from domain.people import EVERYTHING, Role
from domain.registry import Pair
from handlers import checkins, quiet, telling
from handlers.acting import as_post
from handlers.bindings import Binding, Filed
from handlers.case import Case, On, Private, number
from handlers.walking import Walking
from storage import mentor_wishes, mentors, pairs, people
from storage.mentor_wishes import Asking
from views import checkins as views
from views.screen import Notice, Reply, Screen


async def facts(case: Case, pair_id: str) -> Facts:
    await _own(case, pair_id)
    return Facts(case.today)


async def save(case: Case, pair_id: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Words that wait are told once more where there are new ones: the coordinator reads them all."""
    pair, said = await _own(case, pair_id), str(answers["words"])
    before = await mentor_wishes.waiting(case.db, case.scope, pair.id)
    older = [one.id for one in before if one.what is Wish.TALK]
    await mentor_wishes.close(case.db, older, case.person.id, case.now)
    wish = await mentor_wishes.add(case.db, pair.id, Wish.TALK, case.person.id, case.now, said)
    assert wish  # any that waited was closed just now
    notices = await _tell(case, pair, Wish.TALK, said, wish)
    return Filed(pair.id, Reply((views.passed_on(pair, bool(notices)),), notices))


async def receipt(case: Case, pair_id: int) -> Reply:
    pair = await _own(case, str(pair_id))
    return Reply((views.passed_on(pair, bool(await people.staff(case.db, Role.COORDINATOR, pair.school_id))),))


async def title(case: Case, pair_id: str) -> str:
    return f"{TO_COORDINATOR.title}: {', '.join((await _own(case, pair_id)).mentees)}"


async def shut(case: Case, pair_id: str) -> Screen | None:
    pair = await _own(case, pair_id)
    return None if pair.state in WORKING else views.resting(pair)


BINDING = Binding(TO_COORDINATOR, (Role.MENTOR,), facts, save, receipt, title, shut=shut)


class Writing:
    """Knows the forms: a button under a message works in whatever role the mentor acts now."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def write(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        return await self.walking.open(await _as_mentor(case, args[0]), TO_COORDINATOR.key, args[0])


async def wish(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A pause or an end. Asked twice, it is told once."""
    one = await checkins.load(case, args[0])
    if args[1] not in (Wish.PAUSE, Wish.END):
        raise LookupError(args[1])
    what = Wish(args[1])
    pair = await pairs.get(case.db, EVERYTHING, one.pair_id)
    if pair is None or pair.state is not State.ACTIVE:
        raise LookupError(one.pair_id)
    made = await mentor_wishes.add(case.db, pair.id, what, case.person.id, case.now)
    notices = await _tell(case, pair, what, None, made) if made else ()
    toast = views.WITH_COORDINATOR if made else views.ALREADY
    return Reply((await checkins.shown(case, one),), notices, toast=toast)


async def take_back(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The mentor has thought better of it; the coordinator's list forgets it."""
    asking = await mentor_wishes.get(case.db, EVERYTHING, number(args[0]))
    if asking is None or asking.by_person != case.person.id:
        raise LookupError(args[0])
    await mentor_wishes.close(case.db, [asking.id], case.person.id, case.now)
    return Reply((await checkins.mine(query, case, ["0"]),), toast=views.TAKEN_BACK)


async def answered(case: Case, asking: Asking, *, paused: bool = False) -> tuple[Notice, ...]:
    """What the coordinator decided, told to the mentor once."""
    pair = await pairs.get(case.db, case.scope, asking.pair_id)
    chat = await mentors.reach(case.db, pair.mentor_id) if pair else None
    if pair is None or chat is None:
        return ()
    screen = views.answered(pair, asking.what, paused)
    return (telling.one(case, chat, screen, f"wish-answered:{asking.id}"),)


async def stepped(case: Case, pair: Pair, step: Step) -> tuple[Notice, ...]:
    """Before a pair rests or ends: what its mentor asked for is settled. Of a pause they learn here, of an end by
    the thanks."""
    if step not in (Step.PAUSE, Step.COMPLETE, Step.STOP):
        return ()
    asked = await mentor_wishes.waiting(case.db, case.scope, pair.id)
    wishes = [one for one in asked if one.what is not Wish.TALK]
    await mentor_wishes.close(case.db, [one.id for one in wishes], case.person.id, case.now)
    return await answered(case, wishes[0], paused=True) if wishes and step is Step.PAUSE else ()


async def _tell(case: Case, pair: Pair, what: Wish, said: str | None, wish_id: int) -> tuple[Notice, ...]:
    """To every coordinator of the pair's school, each in the post it is for."""
    wake = quiet.wake(case)
    return tuple(
        Notice(
            row["telegram_id"],
            views.wished(pair, what, said, row["post"]),
            key=f"mentor-wish:{wish_id}:{row['person_id']}",
            not_before=wake,
        )
        for row in await people.staff(case.db, Role.COORDINATOR, pair.school_id)
    )


async def _own(case: Case, pair_id: str) -> Pair:
    pair = await pairs.get(case.db, case.scope, number(pair_id))
    if pair is None:
        raise LookupError(pair_id)
    return pair


async def _as_mentor(case: Case, pair_id: str) -> Case:
    """The same person in the post they work with this pair in."""
    pair = await pairs.get(case.db, EVERYTHING, number(pair_id))
    post = next((one for one in case.person.posts if pair and one.mentor_id == pair.mentor_id), None)
    if post is None:
        raise LookupError(pair_id)
    return await as_post(case, post.id, Role.MENTOR)


def router(walking: Walking) -> Router:
    routes = Router(name="mentor_wishes")
    routes.callback_query.register(Writing(walking).write, On("ck.write", 1), Private())
    routes.callback_query.register(wish, On("ck.wish", 2), Private())
    routes.callback_query.register(take_back, On("ck.unwish", 1), Private())
    return routes
