"""The department names a contest's jury, and sees how far each member is."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.contests import Phase
from domain.form import Answers, Facts
from domain.forms.contests import JURY
from domain.people import Role
from handlers import contests as desk
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.quiet import wake
from storage import jury
from views import contests as views
from views.screen import Notice, Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    contest = await desk.load(case, number(subject))
    if contest.phase(case.now) is Phase.CLOSED:
        raise LookupError(subject)
    known = await jury.eligible(case.db)
    options = tuple(views.jury_option(row["id"], row["name"], row["schools"] or "") for row in known)
    return Facts(case.today, options={"people": options})


async def first(case: Case, subject: str) -> Answers:
    members = await jury.members(case.db, number(subject))
    return {"people": [str(row["id"]) for row in members]} if members else {}


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """New members are told."""
    contest, chosen = await desk.load(case, number(subject)), answers["people"]
    assert isinstance(chosen, list)
    new, _ = await jury.name(case.db, contest.id, [int(one) for one in chosen], case.person.id, case.now)
    notices = tuple(
        Notice(
            row["telegram_id"],
            views.named(contest),
            f"contest-jury:{contest.id}:{case.now.timestamp()}:{row['id']}",
            wake(case),
        )
        for row in await jury.members(case.db, contest.id)
        if row["id"] in new and row["id"] != case.person.id
    )
    return Filed(contest.id, Reply((await desk.card_of(case, contest),), notices))


BINDING = Binding(JURY, (Role.DEPARTMENT,), facts, save, desk.receipt, desk.contest_title, first)


async def progress(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    contest = await desk.load(case, number(args[0]))
    return views.progress(contest, await desk.progress_of(case, contest))


def router() -> Router:
    routes = Router(name="jury")
    routes.callback_query.register(progress, On("ct.progress", 1), Acts(Role.DEPARTMENT), Private())
    return routes
