"""A school's application to the contest, filed and changed until the last day's end."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.contests import MOST_FILES, Entry, Phase
from domain.form import AnswerRejected, Answers, Facts, Value
from domain.forms.contests import ENTRY
from domain.people import EVERYTHING, Role
from handlers import contests as desk
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import entries, files, jury
from storage.database import Transaction
from views import entries as views
from views import papers, words
from views.paging import PER_PAGE
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """The subject is a contest whose call has gone out. That its last day is over is said when it is filed."""
    contest = await desk.load(case, number(subject))
    if contest.phase(case.now) in (Phase.DRAFT, Phase.CLOSED):
        raise LookupError(subject)
    return Facts(case.today)


async def first(case: Case, subject: str) -> Answers:
    """What the school has filed so far."""
    entry = await entries.of_school(case.db, number(subject), case.school_id)
    if entry is None:
        return {}
    answers: dict[str, Value] = {"title": entry.title, "about": entry.about}
    answers |= {f"file{n}": file_id for n, file_id in enumerate(entry.files, start=1)}
    if len(entry.files) < MOST_FILES:
        answers[f"file{len(entry.files) + 1}"] = None  # no more were wanted: not asked again
    return answers


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    contest = await desk.load(case, number(subject))
    if contest.phase(case.now) is not Phase.OPEN:
        raise AnswerRejected(views.CLOSED.format(words.day(contest.ends_on)))
    attached = [answers.get(f"file{n}") for n in range(1, MOST_FILES + 1)]
    entry_id = await entries.enter(
        case.db,
        contest.id,
        case.school_id,
        case.person.id,
        case.now,
        title=str(answers["title"]),
        about=str(answers["about"]),
        files=[one for one in attached if isinstance(one, int)],
    )
    return Filed(entry_id, await receipt(case, entry_id))


async def receipt(case: Case, result: int) -> Reply:
    entry = await load(case, result)
    return Reply((views.filed(entry, await desk.load(case, entry.contest_id)),))


BINDING = Binding(ENTRY, (Role.COORDINATOR,), facts, save, receipt, desk.contest_title, first, shared=True)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    contest = await desk.load(case, number(args[0]))
    return views.listing(contest, await entries.listing(case.db, contest.id), number(args[1]))


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Applications whose practice or school fits, for the department."""
    if case.person.post.role is not Role.DEPARTMENT:
        raise LookupError(args[0])
    contest = await desk.load(case, number(args[0]))
    chosen = chosen_of(await entries.listing(case.db, contest.id), fits)
    return views.listing(contest, chosen[:PER_PAGE], 0), len(chosen)


def chosen_of(filed: list[Entry], fits: Callable[..., bool]) -> list[Entry]:
    return [one for one in filed if fits(one.title, one.school, str(one.number))]


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await card_of(case, await load(case, number(args[0])))


async def send_file(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """One of its files, to whoever may see the entry. LookupError for one that turned out to be nothing to send on."""
    entry, place = await load(case, number(args[0])), number(args[1])
    if place >= len(entry.files):
        raise LookupError(place)
    paper = await files.get(case.db, EVERYTHING, entry.files[place])
    if paper is None or paper.state == "refused":
        raise LookupError(entry.files[place])
    return papers.copy(paper)


async def ask_withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    entry = await _own(case, args[0])
    contest = await desk.load(case, entry.contest_id)
    open_still = contest.phase(case.now) is Phase.OPEN and entry.withdrawn_at is None
    return views.ask_withdraw(entry) if open_still else await card_of(case, entry)


async def withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Reply | Screen:
    entry = await _own(case, args[0])
    contest = await desk.load(case, entry.contest_id)
    if contest.phase(case.now) is not Phase.OPEN:
        return await card_of(case, entry)
    await entries.withdraw(case.db, entry, case.person.id, case.now)
    return Reply((await desk.card_of(case, contest),), toast=views.WITHDRAWN)


async def card_of(case: Case, entry: Entry) -> Screen:
    contest = await desk.load(case, entry.contest_id)
    names = [paper.name if (paper := await files.get(case.db, EVERYTHING, one)) else "файл" for one in entry.files]
    if contest.phase(case.now) is Phase.JUDGING and await may_judge(case.db, entry, case.person.id):
        mine = (await jury.given(case.db, contest.id, case.person.id)).get(entry.id, {})
        return views.judged(contest, entry, names, mine)
    own = case.person.post.role is Role.COORDINATOR and entry.school_id == case.person.post.school_id
    may_change = own and contest.phase(case.now) is Phase.OPEN and entry.withdrawn_at is None
    return views.card(entry, names, may_change=may_change)


async def load(case: Case, entry_id: int) -> Entry:
    """LookupError for whoever is neither of the department, nor of the school, nor to judge it by now."""
    entry = await entries.get(case.db, entry_id)
    if entry is None:
        raise LookupError(entry_id)
    if case.person.post.role is Role.DEPARTMENT or entry.school_id == case.person.post.school_id:
        return entry
    contest = await desk.load(case, entry.contest_id)
    if contest.phase(case.now) is Phase.JUDGING and await may_judge(case.db, entry, case.person.id):
        return entry
    raise LookupError(entry_id)


async def _own(case: Case, entry_id: str) -> Entry:
    entry = await load(case, number(entry_id))
    if entry.school_id != case.school_id:
        raise LookupError(entry_id)
    return entry


async def may_judge(db: Transaction, entry: Entry, person_id: int) -> bool:
    """Of the jury, and with no post at the entry's school."""
    if not await jury.sits(db, entry.contest_id, person_id):
        return False
    return any(one.id == entry.id for one in await jury.to_judge(db, entry.contest_id, person_id))


def router() -> Router:
    routes = Router(name="entries")
    both = (Acts(Role.DEPARTMENT, Role.COORDINATOR), Private())
    routes.callback_query.register(listing, On("ct.entries", 2), Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(card, On("ct.entry", 1), *both)
    routes.callback_query.register(send_file, On("ct.file", 2), *both)
    routes.callback_query.register(ask_withdraw, On("ct.withdraw?", 1), Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(withdraw, On("ct.withdraw", 1), Acts(Role.COORDINATOR), Private())
    return routes
