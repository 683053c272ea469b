"""What ends or completes a pair's papers: its closing, and the consents it waits for."""

from datetime import date

from domain import pairs as rules
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.registry import CLOSING, CONSENT
from domain.pairs import CLOSED, Step
from domain.people import Role
from handlers import mentees as mentee_handlers
from handlers import pairs as pair_handlers
from handlers import sheets
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import mentees, pairs
from views import mentees as mentee_views
from views import pairs as views
from views.screen import Notice, Reply


async def closing_facts(case: Case, pair_id: str) -> Facts:
    pair = await pair_handlers.load(case, number(pair_id))
    if pair.state in CLOSED:
        raise LookupError(pair_id)
    return Facts(case.today)


async def close(case: Case, pair_id: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    pair = await pair_handlers.load(case, number(pair_id))
    closed_on = date.fromisoformat(str(answers["closed_on"]))
    if closed_on < pair.starts_on:
        raise AnswerRejected(views.closed_too_early(pair))
    try:
        state = rules.after(pair.state, Step(str(answers["how"])))
    except rules.NotNow:
        raise AnswerRejected(views.CANNOT_COMPLETE_A_DRAFT) from None
    await pairs.move(
        case.db,
        pair,
        state,
        case.person.id,
        case.now,
        closed_on=closed_on,
        result=str(answers["result"]),
        reason=None if answers.get("reason") is None else str(answers["reason"]),
    )
    await sheets.follow(case, pair.id)
    return Filed(pair.id, await closed(case, pair.id))


async def closed(case: Case, pair_id: int) -> Reply:
    return Reply((views.closed(await pair_handlers.load(case, pair_id)),))


async def closing_title(case: Case, pair_id: str) -> str:
    return views.closing_title(await pair_handlers.load(case, number(pair_id)))


CLOSING_BINDING = Binding(CLOSING, (Role.COORDINATOR,), closing_facts, close, closed, closing_title, shared=True)


async def consent_facts(case: Case, subject: str) -> Facts:
    """The subject is one mentee ("mentee.5") or all of a pair who lack a paper ("pair.12")."""
    await _whose(case, subject)
    return Facts(case.today)


async def consent(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Record the paper; a pair that waited only for it begins to work."""
    kind, paper = str(answers["consent_kind"]), str(answers["consent"])
    whose = await _whose(case, subject)
    for mentee_id in whose:
        await mentees.consented(case.db, case.scope, mentee_id, kind, paper)
    what, _, pair_id = subject.partition(".")
    if what == "mentee":
        return Filed(-whose[0], await consented(case, -whose[0]))
    pair = await pair_handlers.load(case, number(pair_id))
    notices: tuple[Notice, ...] = ()
    if pair.state is rules.State.DRAFT:
        await pairs.move(case.db, pair, rules.after(pair.state, Step.START), case.person.id, case.now)
        await sheets.follow(case, pair.id)
        notices = await pair_handlers.tell_mentor(case, pair)
    shown = await consented(case, pair.id)
    return Filed(pair.id, Reply(shown.screens, notices))


async def consented(case: Case, result: int) -> Reply:
    """A positive result is a pair, a negative one a mentee."""
    if result < 0:
        return Reply((mentee_views.card(await mentee_handlers.load(case, -result)),))
    return Reply((await pair_handlers.show(case, await pair_handlers.load(case, result)),))


async def consent_title(case: Case, subject: str) -> str:
    codes = [(await mentee_handlers.load(case, one)).code for one in await _whose(case, subject)]
    return views.consent_title(codes)


CONSENT_BINDING = Binding(CONSENT, (Role.COORDINATOR,), consent_facts, consent, consented, consent_title)


async def _whose(case: Case, subject: str) -> list[int]:
    what, _, one = subject.partition(".")
    if what == "mentee":
        return [(await mentee_handlers.load(case, number(one))).id]
    if what != "pair":
        raise LookupError(subject)
    pair = await pair_handlers.load(case, number(one))
    return [mentee.id for mentee in await mentees.of_pair(case.db, pair.id) if not mentee.consent]
