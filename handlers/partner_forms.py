"""An agreement is written down, corrected, prolonged, ended: each on the card as it was seen."""

from domain.form import AnswerRejected, Answers, Facts, Value
from domain.forms.partners import ENDING, PARTNER, PROLONGING, in_a_year
from domain.history import Fields
from domain.partners import Partner, Standing
from domain.people import Role
from handlers import partners as desk
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import partners
from views import partner_words as words
from views.screen import Reply

HEADS = {"added": "Соглашение записано", "corrected": "Исправлено", "prolonged": "Продлено", "ended": "Завершено"}


async def facts(case: Case, subject: str) -> Facts:
    """The subject is "new", or the agreement and its revision: "12.3". What is changed is marked in the review."""
    if subject == "new":
        return Facts(case.today)
    return Facts(case.today, last=_answers((await _load(case, subject))[0]))


async def first(case: Case, subject: str) -> Answers:
    return {} if subject == "new" else _answers((await _load(case, subject))[0])


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    fields = {key: _plain(value) for key, value in answers.items()}
    if subject != "new":
        return await _change(case, subject, "corrected", fields)
    agreement = None if fields.get("agreement") is None else str(fields["agreement"])
    name, agreed_on = str(fields["name"]), str(fields["agreed_on"])
    if await partners.namesake(case.db, case.school_id, name, agreement, agreed_on):
        raise AnswerRejected(words.there_already(name))
    partner_id = await partners.add(case.db, case.school_id, fields, case.person.id, case.today, case.now)
    return Filed(partner_id, await _shown(case, partner_id, HEADS["added"]))


async def prolonging_facts(case: Case, subject: str) -> Facts:
    """A year more is one tap; what has expired a year ago or more begins anew."""
    partner, _ = await _load(case, subject)
    if partner.valid_until is None:
        raise LookupError(subject)
    return Facts(case.today, known={"in_a_year": in_a_year(max(partner.valid_until, case.today)).isoformat()})


async def prolong(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    partner, _ = await _load(case, subject)
    until = str(answers["valid_until"])
    if partner.valid_until and until <= partner.valid_until.isoformat():
        raise AnswerRejected(words.not_longer(partner))
    return await _change(case, subject, "prolonged", {"valid_until": until})


async def ending_facts(case: Case, subject: str) -> Facts:
    await _load(case, subject)
    return Facts(case.today)


async def end(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    partner, _ = await _load(case, subject)
    if str(answers["ended_on"]) < partner.agreed_on.isoformat():
        raise AnswerRejected(words.ends_before(partner))
    fields = {"ended_on": str(answers["ended_on"]), "end_reason": str(answers["reason"])}
    return await _change(case, subject, "ended", fields)


async def receipt(case: Case, partner_id: int) -> Reply:
    return await _shown(case, partner_id)


async def title(case: Case, subject: str) -> str:
    return PARTNER.title if subject == "new" else (await _load(case, subject))[0].name


MINE = (Role.COORDINATOR,)
BINDINGS = (
    Binding(PARTNER, MINE, facts, save, receipt, title, first),
    Binding(PROLONGING, MINE, prolonging_facts, prolong, receipt, title),
    Binding(ENDING, MINE, ending_facts, end, receipt, title),
)


async def _change(case: Case, subject: str, what: str, fields: Fields) -> Filed:
    """Made on the card as it was opened, or refused with the newer one in words."""
    partner, revision = await _load(case, subject)
    ended = partner.standing(case.today) is Standing.ENDED
    if (
        revision != partner.revision
        or ended
        or not await partners.change(case.db, partner, what, fields, case.person.id, case.now)
    ):
        raise AnswerRejected(words.stale(partner, case.today))
    return Filed(partner.id, await _shown(case, partner.id, HEADS[what]))


async def _shown(case: Case, partner_id: int, head: str = "") -> Reply:
    return Reply((desk.show_card(case, await desk.load(case, partner_id), head),))


async def _load(case: Case, subject: str) -> tuple[Partner, int]:
    """The agreement as it is now, and the revision that was seen."""
    partner_id, _, revision = subject.partition(".")
    return await desk.load(case, number(partner_id)), number(revision)


def _answers(partner: Partner) -> Answers:
    return {
        "name": partner.name,
        "agreement": partner.agreement,
        "agreed_on": partner.agreed_on.isoformat(),
        "valid_until": partner.valid_until.isoformat() if partner.valid_until else None,
        "gives_mentors": partner.gives_mentors,
        "file": partner.file,
    }


def _plain(value: Value) -> str | int | None:
    return int(value) if isinstance(value, bool) else value if not isinstance(value, list) else ", ".join(value)
