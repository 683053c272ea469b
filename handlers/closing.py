"""What ends or completes a pair's papers: its closing, and the consents it waits for."""

from datetime import date

from domain import competences
from domain import pairs as rules
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.registry import CLOSING, CONSENT
from domain.pairs import CLOSED, Step
from domain.people import Role
from domain.registry import Pair
from handlers import mentees as mentee_handlers
from handlers import mentor_wishes, sheets, telling
from handlers import pairs as pair_handlers
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import meetings, mentees, mentors, pairs
from views import closing as views
from views import pairs as pair_views
from views.screen import Notice, Reply


async def closing_facts(case: Case, pair_id: str) -> Facts:
    """What was said of an end that turned out to be none is offered again."""
    pair = await pair_handlers.load(case, number(pair_id))
    if pair.state in CLOSED:
        raise LookupError(pair_id)
    return Facts(case.today, known={"result": pair.result, "story": pair.story})


async def close(case: Case, pair_id: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    pair = await pair_handlers.load(case, number(pair_id))
    reason, story = answers.get("reason"), answers.get("story")
    notices = await end(
        case,
        pair,
        Step(str(answers["how"])),
        date.fromisoformat(str(answers["closed_on"])),
        result=str(answers["result"]),
        reason=None if reason is None else str(reason),
        story=None if story is None else str(story),
    )
    shown = await closed(case, pair.id)
    return Filed(pair.id, Reply(shown.screens, notices))


async def end(
    case: Case, pair: Pair, step: Step, closed_on: date, *, result: str | None, reason: str | None, story: str | None
) -> tuple[Notice, ...]:
    """Every pair and group ends here: what is said to its mentor. AnswerRejected where it cannot end so."""
    if closed_on < pair.starts_on and not (step is Step.STOP and pair.starts_on > case.today):
        raise AnswerRejected(pair_views.closed_too_early(pair))
    try:
        state = rules.after(pair.state, step)
    except rules.NotNow:
        raise AnswerRejected(pair_views.CANNOT_COMPLETE_A_DRAFT) from None
    await mentor_wishes.stepped(case, pair, step)
    await pairs.move(
        case.db,
        pair,
        state,
        case.person.id,
        case.now,
        closed_on=closed_on,
        result=result,
        reason=reason,
        story=story,
    )
    await sheets.follow(case, pair.id)
    return await _thank(case, pair) if pair.state is not rules.State.DRAFT else ()


async def _thank(case: Case, pair: Pair) -> tuple[Notice, ...]:
    """Once for each end, in the morning where it is night; with the letter as one tap. `pair` is as it was."""
    chat = await mentors.chat(case.db, pair.mentor_id)
    if chat is None:
        return ()
    met, _ = await meetings.summary(case.db, pair.id)
    screen = views.thanks(await pair_handlers.load(case, pair.id), met, chat["post"])
    return (telling.one(case, chat["telegram_id"], screen, pair_handlers.closed_key(pair.id) + str(pair.revision)),)


async def closed(case: Case, pair_id: int) -> Reply:
    """The receipt: what is left to do, and who of them may now become a mentor."""
    pair = await pair_handlers.load(case, pair_id)
    members = await mentees.of_pair(case.db, pair.id)
    grown = [
        one
        for one in members
        if competences.of_age(one.grade, case.today) is not False
        and await mentors.of_mentee(case.db, case.scope, one.id) is None
    ]
    return Reply((views.closed(pair, grown, await pairs.worked(case.db, pair.id)),))


async def closing_title(case: Case, pair_id: str) -> str:
    return pair_views.closing_title(await pair_handlers.load(case, number(pair_id)))


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
        mentee = await mentee_handlers.load(case, mentee_id)
        fields = {"consent_kind": kind, "consent": paper}
        await mentees.change(case.db, mentee, "consented", fields, case.person.id, case.now)
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
        return Reply((await mentee_handlers.show(case, await mentee_handlers.load(case, -result)),))
    return Reply((await pair_handlers.show(case, await pair_handlers.load(case, result)),))


async def consent_title(case: Case, subject: str) -> str:
    codes = [(await mentee_handlers.load(case, one)).code for one in await _whose(case, subject)]
    return pair_views.consent_title(codes)


CONSENT_BINDING = Binding(CONSENT, (Role.COORDINATOR,), consent_facts, consent, consented, consent_title)


async def _whose(case: Case, subject: str) -> list[int]:
    what, _, one = subject.partition(".")
    if what == "mentee":
        return [(await mentee_handlers.load(case, number(one))).id]
    if what != "pair":
        raise LookupError(subject)
    pair = await pair_handlers.load(case, number(one))
    return [mentee.id for mentee in await mentees.of_pair(case.db, pair.id) if not mentee.consent]
