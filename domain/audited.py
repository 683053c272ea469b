"""Which buttons, forms and commands leave a line in the audit, and what it says. The rest stands in `unaudited`: each
route is in one of the two.

Audited is what changes something for others or cannot be taken back, and what is handed out as a table or document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.audit import NAMED
from domain.people import Role


@dataclass(frozen=True, slots=True)
class Act:
    """`kinds` are those of a button's arguments, in their order, or of a form's subject, split at its dots; one that
    is empty is not told. `made` is the kind of what a form's hand-in became. `taken`: a file is handed out; every
    other act counts only where it changed something. `only` acts of this role count. `arrives`: who acts is known
    only afterwards, or in which post. `again` is said of what was handed in before."""

    action: str
    kinds: tuple[str, ...] = ()
    made: str = ""
    taken: bool = False
    only: Role | None = None
    arrives: bool = False
    again: str = ""
    asks: str = ""


def _taken(what: str, *kinds: str) -> Act:
    return Act(f"taken.{what}", kinds, taken=True)


# Questionnaires that a coordinator enters from paper; what people fill in themselves is theirs.
PAPER_SHEETS: Final = (
    "qs-mentee-before",
    "qs-mentee-after",
    "qs-mentee.student-before",
    "qs-mentee.student-after",
    "qs-mentee.teacher-before",
    "qs-mentee.teacher-after",
    "qs-mentor-before",
    "qs-mentor-after",
    "qs-mentor.teacher-before",
    "qs-mentor.teacher-after",
)
BUTTONS: Final[Mapping[str, Act]] = {
    "join": Act("person.joined", arrives=True),
    "cons.yes": Act("consent.given", arrives=True),
    "md.out": Act("consent.withdrawn", arrives=True),
    "md.gone!": Act("person.erased", arrives=True),
    "md.file": _taken("my_data"),
    "er.gone": Act("person.erased", ("person",)),
    "er.yes": Act("erasure.confirmed", ("erasure",)),
    "er.no": Act("erasure.dropped", ("erasure",)),
    "s.invite": Act("coordinator.invited", ("school",)),
    "s.revoke": Act("invitations.revoked", ("school",)),
    "s.dismiss": Act("coordinator.dismissed", ("school", "post")),
    "sl.off": Act("school.archived", ("school",)),
    "sl.on": Act("school.restored", ("school",)),
    "sl.merge": Act("school.merged", ("from", "school")),
    "ho.invite": Act("successor.invited"),
    "ho.swap": Act("successor.invited", ("school", "post")),
    "ho.leave": Act("coordinator.left", ("school",)),
    "y.on": Act("year.opened", ("year",)),
    "y.alike": Act("year.opened", ("year",)),
    "y.close": Act("year.closed", ("year",)),
    "y.reopen": Act("year.reopened", ("year",)),
    "y.undo": Act("deadline.moved_back", ("deadline",)),
    "y.off": Act("day.changed", ("day",)),
    "im.go": Act("import.confirmed", ("import",)),
    "rv.ok": Act("submission.accepted", ("submission",)),
    "rv.all": Act("submissions.accepted", ("", "period")),
    "rv.undo": Act("submission.recalled", ("submission",)),
    "rv.back": Act("extension.withdrawn", ("deadline", "school")),
    "rv.grant": Act("wish.granted", ("wish",)),
    "rv.unclose": Act("period.reopened", ("deadline",)),
    "p.step": Act("pair.stepped", ("pair", "step")),
    "t.invite": Act("mentor.invited", ("mentor",)),
    "t.move": Act("mentor.moved", ("mentor",)),
    "t.shut": Act("mentor.shut_out", ("mentor",)),
    "ma.carry": Act("mentee.became_mentor", ("mentee",), asks="carry"),
    "v.put": Act("meeting.logged", ("pair", "day"), only=Role.COORDINATOR),
    "v.on": Act("meeting.logged", ("pair",), only=Role.COORDINATOR),
    "v.undo": Act("meeting.undone", ("meeting",), only=Role.COORDINATOR),
    "v.back": Act("meeting.restored", ("meeting",), only=Role.COORDINATOR),
    "v.resume": Act("pair.stepped", ("pair",)),
    "qs.link": Act("sheet.linked", ("sheet",)),
    "qs.cards": Act("sheets.linked", ("pair",)),
    "qs.every": Act("sheets.linked"),
    "qs.off": Act("sheet.unlinked", ("sheet",)),
    "qs.no": Act("sheet.given_up", ("sheet",)),
    "qs.yes": Act("sheet.wanted", ("sheet",)),
    "cn.give": Act("duty.given", ("post",)),
    "cn.take": Act("duty.given", ("post",), arrives=True),
    "ck.usual": Act("breaks.added"),
    "ck.drop": Act("break.dropped", ("break",)),
    "ck.back": Act("breaks.added", ("break",)),
    "ev.agree": Act("plan.agreed", ("evidence",)),
    "ev.all": Act("plans.agreed", ("year",)),
    "bc.send": Act("broadcast.sent", ("broadcast",)),
    "bc.now": Act("broadcast.sent", ("broadcast",)),
    "bc.undo": Act("broadcast.called_off", ("broadcast",)),
    "bc.nudge": Act("broadcast.repeated", ("broadcast",)),
    "sm.announce": Act("event.announced", ("event",)),
    "sm.mark": Act("event.attended", ("event",)),
    "sm.all": Act("event.attended", ("event",)),
    "ct.announce": Act("contest.announced", ("contest",)),
    "ct.close": Act("contest.closed", ("contest",)),
    "ct.withdraw": Act("entry.withdrawn", ("entry",)),
    "ct.score": Act("entry.scored", ("entry",)),
    "pt.sure": Act("partners.confirmed", ("period",)),
    "pt.undo": Act("partner.restored", ("partner",)),
    "lb.off": Act("material.withdrawn", ("material",)),
    "pb.off": Act("publication.withdrawn", ("publication",)),
    "pb.undo": Act("publication.restored", ("publication",)),
    "nv.new": Act("fault.reported"),
    "nv.bad": Act("fault.reopened", ("", "fault"), arrives=True),
    "nv.again": Act("fault.reopened", ("fault",)),
    "q.table": _taken("quarter", "period"),
    "bd.table": _taken("control", "year"),
    "ct.table": _taken("contest", "contest"),
    "pt.table": _taken("partners"),
    "dc.quarter": _taken("material", "period"),
    "ql.note": _taken("quality_note", "period"),
    "gr.table": _taken("growth", "period"),
    "dc.control": _taken("control_material"),
    "dc.letter": _taken("school_letter"),
    "dc.receipt": _taken("receipt", "submission"),
    "dc.bases": _taken("bases"),
    "dc.key": _taken("key"),
    "im.report": _taken("import_report", "import"),
    "ev.file": _taken("file", "evidence"),
    "pt.file": _taken("file", "partner"),
    "ct.file": _taken("file", "entry"),
    "au.table": _taken("journal", "month"),
}
FORMS: Final[Mapping[str, Act]] = {
    "monitoring": Act("submission.filed", ("period",), made="submission", again="submission.corrected"),
    "quality": Act("submission.filed", ("period",), made="submission", again="submission.corrected"),
    "return.quality": Act("submission.returned", made="submission"),
    "return.monitoring": Act("submission.returned", made="submission"),
    "reopen": Act("submission.reopened", made="submission"),
    "ask_back": Act("submission.asked_back", made="submission"),
    "pair": Act("pair.registered", made="pair"),
    "closing": Act("pair.closed", made="pair"),
    "consent": Act("consent.recorded", (NAMED,)),
    "mentor": Act("mentor.registered", made="mentor"),
    "mentee": Act("mentee.registered", made="mentee"),
    "rematch": Act("pair.closed", made="pair"),
    "mentee_change": Act("mentee.changed", made="mentee"),
    "wants": Act("mentee.changed", made="mentee"),
    "mentor_change": Act("mentor.changed", made="mentor"),
    "mentor_grade": Act("mentor.changed", made="mentor"),
    "profile": Act("mentor.changed", made="mentor", only=Role.COORDINATOR),
    "carry": Act("mentee.became_mentor", ("mentee",), made="mentor"),
    "met": Act("meeting.logged", ("pair",), only=Role.COORDINATOR),
    **dict.fromkeys(PAPER_SHEETS, Act("sheet.entered", made="sheet", only=Role.COORDINATOR)),
    "break": Act("breaks.added", made="break"),
    "risk-limits": Act("limits.set"),
    "schools": Act("schools.added"),
    "erasewhy": Act("erasure.asked", (NAMED,), made="erasure"),
    "erasementor": Act("erasure.asked", ("mentor",), made="erasure"),
    "schoolname": Act("school.renamed", made="school"),
    "deadline": Act("deadline.moved", made="deadline"),
    "close": Act("period.closed", made="deadline"),
    "extension": Act("extension.granted", ("deadline", "school")),
    "wish": Act("wish.made", made="wish"),
    "decline": Act("wish.declined", made="wish"),
    "order": Act("evidence.filed", made="evidence"),
    "plan": Act("evidence.filed", made="evidence"),
    "new_plan": Act("evidence.filed", made="evidence"),
    "town_order": Act("evidence.filed", made="evidence"),
    "return": Act("plan.returned", made="evidence"),
    "partner": Act("partner.recorded", made="partner"),
    "partner-on": Act("partner.prolonged", made="partner"),
    "partner-off": Act("partner.ended", made="partner"),
    "material": Act("material.published", made="material"),
    "publication": Act("publication.recorded", made="publication"),
    "fault-answer": Act("fault.closed", made="fault"),
    "event": Act("event.saved", made="event"),
    "event-cancel": Act("event.cancelled", made="event"),
    "event-came": Act("event.attended", made="event"),
    "contest": Act("contest.saved", made="contest"),
    "contest-jury": Act("contest.jury_named", made="contest"),
    "contest-again": Act("contest.reopened", made="contest"),
    "contest-entry": Act("entry.filed", made="entry"),
    "targets": Act("targets.set", made="year"),
    "thanks": Act("taken.thanks", taken=True),
    "thanks_all": Act("taken.thanks", taken=True),
}
OTHER_FORM: Final = Act("form.handed_in")  # a municipality's own
COMMANDS: Final[Mapping[str, Act]] = {
    "groups.bind": Act("group.bound"),
    "groups.unbind": Act("group.unbound"),
    "groups.removed": Act("group.unbound"),
}
ACTIONS: Final = tuple(
    dict.fromkeys(
        action
        for act in (*BUTTONS.values(), *FORMS.values(), *COMMANDS.values(), OTHER_FORM)
        for action in (act.action, act.again)
        if action
    )
)
