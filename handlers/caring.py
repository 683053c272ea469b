"""A coordinator writes to a mentor about a pair; the mentor answers by the same way back."""

from domain.checkins import Wish
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.care import TO_MENTOR
from domain.people import Role
from handlers import pairs as pair_handlers
from handlers import quiet, telling
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import care, mentor_wishes, mentors
from views import attention as views
from views import pairs as pair_views
from views.screen import Reply, Screen


async def facts(case: Case, pair_id: str) -> Facts:
    await pair_handlers.load(case, number(pair_id))
    return Facts(case.today)


async def shut(case: Case, pair_id: str) -> Screen | None:
    """Nobody to write to: said in words, with what can be done instead."""
    pair = await pair_handlers.load(case, number(pair_id))
    return None if await mentors.reach(case.db, pair.mentor_id) else views.no_contact(pair)


async def save(case: Case, pair_id: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """What the mentor asked to talk about is answered by this."""
    pair, said = await pair_handlers.load(case, number(pair_id)), str(answers["words"])
    chat = await mentors.reach(case.db, pair.mentor_id)
    if chat is None:
        raise AnswerRejected(views.GONE)
    written = await care.add(case.db, pair.id, care.WROTE, case.person.id, case.now, words=said)
    wishes = await mentor_wishes.waiting(case.db, case.scope, pair.id)
    talks = [one.id for one in wishes if one.what is Wish.TALK]
    await mentor_wishes.close(case.db, talks, case.person.id, case.now)
    screen = views.letter(pair, case.person.name, said)
    notice = telling.one(case, chat, screen, f"to-mentor:{written}")
    return Filed(written, Reply((await receipt(case, written)).screens, (notice,)))


async def receipt(case: Case, written: int) -> Reply:
    pair_id = await care.pair_of(case.db, written)
    if pair_id is None:
        raise LookupError(written)
    pair = await pair_handlers.load(case, pair_id)
    return Reply((views.sent(pair, quiet.wake(case) is not None),))


async def title(case: Case, pair_id: str) -> str:
    pair = await pair_handlers.load(case, number(pair_id))
    return f"{TO_MENTOR.title} · {pair_views.name(pair)}"


BINDING = Binding(TO_MENTOR, (Role.COORDINATOR,), facts, save, receipt, title, shut=shut)
