"""The history of a submission: who did what to it when, and how its answers changed."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain import review as rules
from domain.form import Answers, Facts, Form
from domain.people import Role
from domain.review import Event
from domain.submissions import State, Submission
from views import menus, paging, reports, words
from views.actions import action
from views.screen import Button, Row, Screen

PER_PAGE: Final = 4  # steps of a page: each may carry several answers
LISTED: Final = 8  # changed answers of one step


def listing(
    filed: Submission,
    form: Form,
    events: Sequence[Event],
    filings: Mapping[int, Answers],
    facts: Facts,
    zone: tzinfo,
    page: int,
    role: Role,
) -> Screen:
    """The newest step first."""
    shown = paging.page_of(events, page, PER_PAGE)
    parts = [Markup("<b>История отчёта</b>\n{}\n{}").format(filed.school, reports.title(filed.form, filed.period))]
    parts += [_step(one, form, filings, facts, zone) for one in shown]
    rows: list[Row] = []
    if pager := paging.pager("rv.log", (filed.id,), page, len(events), PER_PAGE):
        rows.append(pager)
    back = action("rv.open" if role is Role.DEPARTMENT else "m.open", filed.id)
    return Screen(Markup("\n\n").join(parts), (*rows, (Button("К отчёту", back), menus.HOME)))


def _step(one: Event, form: Form, filings: Mapping[int, Answers], facts: Facts, zone: tzinfo) -> Markup:
    lines = [Markup("<b>{}</b> · {}\n{}").format(words.moment(one.at, zone), _what(one), one.name)]
    if one.after is State.SUBMITTED and one.before in (State.SUBMITTED, State.RETURNED) and one.note is None:
        changes = rules.changes(form, filings.get(one.revision - 1, {}), filings.get(one.revision, {}))
        lines += reports.changed(changes[:LISTED], facts)
        if len(changes) > LISTED:
            lines.append(Markup("и ещё {}").format(words.plural(len(changes) - LISTED, "ответ", "ответа", "ответов")))
        if not changes:
            lines.append(Markup("Ответы прежние."))
    if one.note:
        lines.append(Markup("<i>{}</i>").format(words.shorten(one.note, 700)))
    return Markup("\n").join(lines)


def _what(one: Event) -> str:
    match (one.before, one.after):
        case (None, _):
            return "подан"
        case (State.ACCEPTED, State.ACCEPTED):
            return "школа просит вернуть"
        case (State.ACCEPTED, State.SUBMITTED):
            return "принят → открыт снова"
        case (_, State.ACCEPTED):
            return "на проверке → принят"
        case (_, State.RETURNED):
            return "на проверке → возвращён"
        case (State.RETURNED, _) if one.note:
            return "возврат отменён"
        case (State.RETURNED, _):
            return "возвращён → исправлен"
        case _:
            return "исправлен"
