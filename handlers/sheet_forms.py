"""Filling a sheet by the house's forms: a mentor or a coordinator for themselves, a coordinator from paper."""

from functools import partial

from domain import questionnaires as rules
from domain.form import AnswerRejected, Answers, Facts, Form
from domain.kinds import YesNo
from domain.people import Role
from domain.questionnaires import Side
from domain.sheets import Dropped, Sheet, Source
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import sheet_links, sheets
from views import sheet_card
from views import sheets as views
from views.screen import Reply, Screen

FILLED_BY = {
    Side.MENTEE: (Role.COORDINATOR,),  # from paper: a mentor reaches none of them
    Side.MENTOR: (Role.MENTOR, Role.COORDINATOR),
    Side.COORDINATOR: (Role.COORDINATOR,),
}


async def facts(form: Form, case: Case, subject: str) -> Facts:
    """The subject is a sheet that asks this form. From paper many answers are typed at once: that is said."""
    sheet = await _load(case, subject)
    if sheet.form is not form:
        raise LookupError(subject)
    notes = {} if _mine(case, sheet) else {form.questions[0].key: views.ALL_AT_ONCE}
    wish = next((one.key for one in form.questions if isinstance(one.kind, YesNo)), "")
    if notes and wish:
        notes[wish] = views.WISHES_AT_ONCE
    return Facts(case.today, notes=notes)


async def first(case: Case, subject: str) -> Answers:
    """One's own answers are corrected; what came from paper is typed in anew, for nobody is shown it again."""
    sheet = await _load(case, subject)
    own = sheet.filled_at is not None and _mine(case, sheet) and sheet.source is Source.SELF
    return await sheets.own_answers(case.db, sheet) if own else {}


async def shut(case: Case, subject: str) -> Screen | None:
    """What came by a link, or in another way than by this hand, is not touched; one's own and paper for a week.
    A sheet that a pair's state does not ask for may still lie on paper."""
    sheet = await _load(case, subject)
    mine = _mine(case, sheet)
    if sheet.filled_at is None:
        closed = mine and sheet.dropped is Dropped.STATE
    else:
        filled = sheet.filled_at.astimezone(case.town.zone).date()
        wanted = Source.SELF if mine else Source.PAPER
        closed = sheet.source is not wanted or not rules.correctable(filled, case.today)
    return sheet_card.shut(sheet, mine, case.town.zone) if closed else None


async def save(form: Form, case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    sheet = await _load(case, subject)
    source = Source.SELF if _mine(case, sheet) else Source.PAPER
    if not await sheets.fill(case.db, sheet.id, answers, form.version, source, case.person.id, case.now):
        raise AnswerRejected(views.BY_LINK_MEANWHILE)
    await sheet_links.revoke(case.db, sheet.id, case.now)
    return Filed(sheet.id, await receipt(case, sheet.id))


async def receipt(case: Case, result: int) -> Reply:
    """With the next one that waits: of the same pair and side first. A mentor who uses the bot answers there."""
    sheet = await _load(case, str(result))
    mine = _mine(case, sheet)
    there = await sheets.waiting(case.db, case.scope)
    ahead = [one for one in there if mine or one.side is Side.MENTEE or not one.chat]
    following = sorted(ahead, key=lambda one: (one.pair_id != sheet.pair_id, one.side is not sheet.side))
    return Reply((sheet_card.taken(sheet, mine, following, case.today, case.town.zone),))


async def title(case: Case, subject: str) -> str:
    sheet = await _load(case, subject)
    return views.title(sheet, _mine(case, sheet))


def _binding(form: Form, side: Side) -> Binding:
    return Binding(
        form,
        FILLED_BY[side],
        partial(facts, form),
        partial(save, form),
        receipt,
        title,
        first=first,
        shut=shut,
        shared=side is Side.COORDINATOR,
    )


BINDINGS = tuple(_binding(form, Side(key.partition(".")[0])) for (key, _), form in rules.FORMS.items())


def _mine(case: Case, sheet: Sheet) -> bool:
    """Whether it asks the person who acts."""
    own = Side.MENTOR if case.person.post.role is Role.MENTOR else Side.COORDINATOR
    return sheet.side is own


async def _load(case: Case, subject: str) -> Sheet:
    """LookupError outside the scope: to a mentor that is every sheet but their own."""
    sheet = await sheets.get(case.db, case.scope, number(subject))
    if sheet is None or case.person.post.role not in FILLED_BY[sheet.side]:
        raise LookupError(subject)
    return sheet
