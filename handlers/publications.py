"""The log of publications (row 2.4): written down, corrected, withdrawn, and counted for the monitoring."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import search
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.publications import PUBLICATION
from domain.people import Role
from domain.periods import quarter_of
from domain.publications import LABELS, OTHER, Publication
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import publications, registry_history, schools
from storage.instants import instant
from views import publications as views
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """The subject is "new", or the publication and its revision: "12.3"."""
    return Facts(case.today, last=await first(case, subject))


async def first(case: Case, subject: str) -> Answers:
    """A correction begins with what is written."""
    return {} if subject == "new" else _answers((await _seen(case, subject))[0])


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    link, reach = answers.get("link"), answers.get("reach")
    fields = {
        "published_on": str(answers["published_on"]),
        "title": str(answers["title"]),
        "channel": str(answers["place"] if answers["channel"] == OTHER else answers["channel"]),
        "link": None if link is None else str(link),
        "reach": reach if isinstance(reach, int) else None,
    }
    before = None if subject == "new" else await _seen(case, subject)
    same = await publications.of_link(case.db, case.school_id, str(link)) if link else None
    if same and (before is None or same.id != before[0].id):
        raise AnswerRejected(views.there_already(same))
    if before is None:
        new = await publications.add(case.db, case.school_id, fields, case.person.id, case.now)
        return Filed(new, Reply((_card(case, await _load(case, new), "Публикация записана"),)))
    one, revision = before
    fresh = revision == one.revision and not one.withdrawn_at
    if not fresh or not await publications.change(case.db, one, "corrected", fields, case.person.id, case.now):
        raise AnswerRejected(views.stale(one))
    return Filed(one.id, Reply((_card(case, await _load(case, one.id), "Исправлено"),)))


async def receipt(case: Case, publication_id: int) -> Reply:
    return Reply((_card(case, await _load(case, publication_id)),))


async def title(case: Case, subject: str) -> str:
    return "Новая публикация" if subject == "new" else PUBLICATION.title


BINDING = Binding(PUBLICATION, (Role.COORDINATOR,), facts, save, receipt, title, first)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The school's log; in the department that of all schools, with the quarter's figures."""
    quarter = quarter_of(case.today)
    log = await publications.listing(case.db, case.scope)
    counts = await publications.counts(case.db, quarter.start, quarter.end)
    page = number(args[0])
    if case.scope.school_id is not None:
        return views.own(log, page, quarter.key, counts.get(case.school_id, 0))
    there = {school.id for school in await schools.everyone(case.db)}
    counts = {school: many for school, many in counts.items() if school in there}
    return views.of_all(log, page, quarter.key, sum(counts.values()), len(counts), len(there))


async def found(case: Case, sought: str, page: int) -> Screen:
    """By title, channel, address and, in the department, the school's name."""
    everything = case.scope.school_id is None
    there = [
        one
        for one in await publications.listing(case.db, case.scope)
        if search.matches(search.index(one.title, one.where, one.link or "", one.school if everything else ""), sought)
    ]
    return views.found(there, sought, page, schools=everything)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return _card(case, await _load(case, number(args[0])))


async def log(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    one = await _load(case, number(args[0]))
    events = await registry_history.of(case.db, "publication", one.id)
    return views.log(one, events, number(args[1]), case.town.zone)


async def ask_withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    one = await _load(case, number(args[0]))
    return _card(case, one) if one.withdrawn_at else views.ask_withdraw(one)


async def withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    return await _turn(case, args, withdrawn=True)


async def restore(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    return await _turn(case, args, withdrawn=False)


async def _turn(case: Case, args: list[str], *, withdrawn: bool) -> Reply:
    """Out of the log or back into it. A button of an older revision changes nothing and shows the card."""
    one = await _load(case, number(args[0]))
    toast = ""
    if number(args[1]) == one.revision and bool(one.withdrawn_at) is not withdrawn:
        fields = {"withdrawn_at": instant(case.now) if withdrawn else None}
        what = "withdrawn" if withdrawn else "restored"
        await publications.change(case.db, one, what, fields, case.person.id, case.now)
        toast = views.WITHDRAWN if withdrawn else views.RESTORED
    return Reply((_card(case, await _load(case, one.id)),), toast=toast)


async def _seen(case: Case, subject: str) -> tuple[Publication, int]:
    """The publication as it is now, and the revision that was seen."""
    publication_id, _, revision = subject.partition(".")
    return await _load(case, number(publication_id)), number(revision)


async def _load(case: Case, publication_id: int) -> Publication:
    """Raises LookupError outside the scope."""
    one = await publications.get(case.db, case.scope, publication_id)
    if one is None:
        raise LookupError(publication_id)
    return one


def _card(case: Case, one: Publication, head: str = "") -> Screen:
    return views.card(one, mine=case.scope.school_id is not None, head=head)


def _answers(one: Publication) -> Answers:
    known = one.channel in LABELS
    return {
        "published_on": one.published_on.isoformat(),
        "title": one.title,
        "channel": one.channel if known else OTHER,
        **({} if known else {"place": one.channel}),
        "link": one.link,
        "reach": one.reach,
    }


def router() -> Router:
    routes = Router(name="publications")
    both, mine = Acts(Role.DEPARTMENT, Role.COORDINATOR), Acts(Role.COORDINATOR)
    routes.callback_query.register(listing, On("pb.list", 1), both, Private())
    routes.callback_query.register(card, On("pb.open", 1), both, Private())
    routes.callback_query.register(log, On("pb.log", 2), both, Private())
    routes.callback_query.register(ask_withdraw, On("pb.off?", 1), mine, Private())
    routes.callback_query.register(withdraw, On("pb.off", 2), mine, Private())
    routes.callback_query.register(restore, On("pb.undo", 2), mine, Private())
    return routes
