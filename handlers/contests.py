"""The contest of a year (row 3.3): its conditions and its call, and its card for each who takes part."""

from dataclasses import replace
from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import contests as rules
from domain import deadlines
from domain.broadcasts import COORDINATORS
from domain.contests import Contest, Phase, Standing
from domain.form import AnswerRejected, Answers, Facts, Value
from domain.forms.contests import CONTEST
from domain.people import Role
from handlers import mailing
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.quiet import wake
from storage import audiences, broadcasts, contests, entries, jury, people, years
from views import contests as views
from views.screen import Notice, Reply, Screen

LONGEST: int = 60  # characters of a criterion


async def facts(case: Case, subject: str) -> Facts:
    """The subject is a year. LookupError for one that has no row 3.3, and for a contest that is over."""
    year = number(subject)
    contest = await contests.of_year(case.db, year)
    if contest is None and year not in await _dated(case):
        raise LookupError(subject)
    if contest is not None and contest.phase(case.now) is Phase.CLOSED:
        raise LookupError(subject)
    return Facts(case.today)


async def first(case: Case, subject: str) -> Answers:
    contest = await contests.of_year(case.db, number(subject))
    if contest is None:
        return {}
    answers: dict[str, Value] = {"title": contest.title, "about": contest.about}
    return answers | {"criteria": "\n".join(contest.criteria), "ends_on": contest.ends_on.isoformat()}


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Once there is a score, criteria and the last day stay as they are. A day moved is told to every coordinator."""
    year, ends_on = number(subject), date.fromisoformat(str(answers["ends_on"]))
    criteria = _criteria(str(answers["criteria"]))
    before = await contests.of_year(case.db, year)
    settled = before is not None and (before.criteria, before.ends_on) == (criteria, ends_on)
    if before and not settled and await jury.any_score(case.db, before.id):
        raise AnswerRejected(views.SCORED)
    contest_id = await contests.save(
        case.db,
        year,
        case.person.id,
        case.now,
        title=str(answers["title"]),
        about=None if answers.get("about") is None else str(answers["about"]),
        criteria=criteria,
        ends_on=ends_on,
        ends_at=deadlines.ends_at(ends_on, case.town.zone),
    )
    contest = await load(case, contest_id)
    notices: tuple[Notice, ...] = ()
    if before and before.opened_at and before.ends_on != ends_on:
        notices = await _tell_coordinators(case, contest)
    if before and before.opened_at:
        notices += await mailing.renew(case, contest_id=contest_id)
    return Filed(contest_id, Reply((await card_of(case, contest),), notices))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await card_of(case, await load(case, result)),))


async def title(case: Case, subject: str) -> str:
    return views.title(number(subject))


BINDING = Binding(CONTEST, (Role.DEPARTMENT,), facts, save, receipt, title, first)


async def contest_title(case: Case, subject: str) -> str:
    return (await load(case, number(subject))).title


async def current(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """The contest under way, whatever year it is of; else that of the newest year that has begun. Whoever was called
    as a coordinator and acts as a mentor now acts as a coordinator from here on."""
    if case.person.post.role is Role.MENTOR:
        return await _as_coordinator(query, case)
    everything = await contests.everything(case.db)
    under_way = [one for one in everything if one.phase(case.now) in (Phase.OPEN, Phase.JUDGING)]
    begun = [year for year in await _dated(case) if year <= case.today.year]
    return await _shown(case, under_way[0].year if under_way else max(begun, default=case.today.year))


async def _as_coordinator(query: CallbackQuery, case: Case) -> Reply:
    post = next((one for one in case.person.posts if one.role is Role.COORDINATOR), None)
    if post is None:
        raise LookupError("no coordinator")
    await people.act_as(case.db, case.person.id, post.id)
    shown = await current(query, replace(case, person=replace(case.person, post=post)), [])
    assert isinstance(shown, Screen)
    return Reply((shown,), commands_for=post.role)


async def of_year(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _shown(case, number(args[0]))


async def announce(query: CallbackQuery, case: Case, args: list[str]) -> Reply | Screen:
    """The call as a broadcast to coordinators, looked at before it goes."""
    contest = await load(case, number(args[0]))
    if contest.opened_at is not None:
        return await card_of(case, contest)
    draft = await broadcasts.draft(
        case.db,
        case.person.id,
        case.now,
        audience=COORDINATORS,
        words=contest.title,
        contest_id=contest.id,
        broadcast_id=await broadcasts.unsent_about(case.db, contest_id=contest.id),
    )
    return await mailing.preview(case, await mailing.load(case, draft))


async def standings(case: Case, contest: Contest) -> list[Standing]:
    filed = await entries.listing(case.db, contest.id)
    return rules.standings(filed, await jury.scores(case.db, contest.id), len(contest.criteria))


async def card_of(case: Case, contest: Contest) -> Screen:
    """As the role they act in sees it."""
    known = [one.year for one in await contests.everything(case.db) if one.opened_at or _of_department(case)]
    judges = await jury.sits(case.db, contest.id, case.person.id)
    if _of_department(case):
        done = [one for one in await progress_of(case, contest) if one[1] == one[2]]
        members = await jury.members(case.db, contest.id)
        return views.card(
            contest,
            case.now,
            case.today,
            known,
            entries=len(await entries.listing(case.db, contest.id)),
            jury=len(members),
            done=len(done),
            judges=judges,
        )
    if contest.opened_at is None:
        return views.nothing(contest.year, known, may_begin=False)
    entry = await entries.of_school(case.db, contest.id, case.school_id)
    standing = None
    if contest.phase(case.now) is Phase.CLOSED:
        places = await standings(case, contest)
        standing = next((one for one in places if one.entry.school_id == case.school_id), None)
    return views.own_card(contest, case.now, case.today, known, entry, standing, judges=judges)


async def load(case: Case, contest_id: int) -> Contest:
    contest = await contests.get(case.db, contest_id)
    if contest is None:
        raise LookupError(contest_id)
    return contest


async def _shown(case: Case, year: int) -> Screen:
    contest = await contests.of_year(case.db, year)
    if contest is not None:
        return await card_of(case, contest)
    known = [one.year for one in await contests.everything(case.db) if one.opened_at or _of_department(case)]
    return views.nothing(year, known, may_begin=_of_department(case) and year in await _dated(case))


async def _dated(case: Case) -> set[int]:
    """The years in force that have the row."""
    return {due.year for due in await years.deadlines(case.db) if due.row == rules.ROW}


async def progress_of(case: Case, contest: Contest) -> list[tuple[str, int, int]]:
    """By member of the jury: name, entries scored whole, entries that are theirs to score."""
    scores, found = await jury.scores(case.db, contest.id), []
    for member in await jury.members(case.db, contest.id):
        theirs = await jury.to_judge(case.db, contest.id, member["id"])
        totals = [rules.total(scores.get(one.id, {}).get(member["id"], {}), len(contest.criteria)) for one in theirs]
        found.append((member["name"], sum(one is not None for one in totals), len(theirs)))
    return found


async def _tell_coordinators(case: Case, contest: Contest) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            row["telegram_id"],
            views.moved(contest),
            f"contest-moved:{contest.id}:{case.now.timestamp()}:{row['id']}",
            wake(case),
        )
        for row in await audiences.people(case.db, COORDINATORS, case.town, case.today)
        if row["unreachable_since"] is None
    )


def _criteria(text: str) -> tuple[str, ...]:
    """One a line; bullets and numbers before them fall off. Raises AnswerRejected."""
    lines = [line.strip().lstrip("•-–—* ").strip() for line in text.splitlines()]
    found = tuple(line for line in lines if line)
    if len(found) > rules.CRITERIA:
        raise AnswerRejected(views.TOO_MANY)
    for line in found:
        if len(line) > LONGEST:
            raise AnswerRejected(views.TOO_LONG.format(line[:20]))
        if sum(other.casefold() == line.casefold() for other in found) > 1:
            raise AnswerRejected(views.TWICE.format(line))
    return found


def _of_department(case: Case) -> bool:
    return case.person.post.role is Role.DEPARTMENT


def router() -> Router:
    routes = Router(name="contests")
    ours = (Acts(Role.DEPARTMENT), Private())
    both = (Acts(Role.DEPARTMENT, Role.COORDINATOR), Private())
    routes.callback_query.register(current, On("ct.open"), Private())
    routes.callback_query.register(of_year, On("ct.of", 1), *both)
    routes.callback_query.register(announce, On("ct.announce", 1), *ours)
    return routes
