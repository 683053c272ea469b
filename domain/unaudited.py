"""Routes that leave no line in the audit: they show something, ask first, or concern nobody but whoever presses."""

from typing import Final


def _each(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


SHOWN: Final = _each(
    "home join.no w.list w.set",
    "ro.list ro.part ro.row fd.page fd.card z.open z.day",
    "s.list s.open sl.open sl.log sl.gone sl.join ho.ask ho.stay",
    "y.list y.new y.year y.date y.log y.days y.month y.day",
    "q.now q.open q.page q.school q.chart",
    "bd.now bd.open bd.list bd.found bd.school bd.rows bd.row bd.time bd.chart bd.mine",
    "st.now st.list st.school st.mine st.found",
    "im.open im.template m.now m.list m.open",
    "rv.form rv.in rv.open rv.log rv.own rv.wishes rv.wish rv.period rv.fix rv.mend rv.go",
    "p.list p.open t.list t.open e.list e.open v.pairs v.page v.whose",
    "ev.row ev.log ev.wait ev.queue ev.now ev.list ev.school ev.fix",
    "bc.list bc.open bc.show bc.who mt.open sm.list sm.open sm.guests sm.marks",
    "ct.open ct.of ct.progress ct.results ct.entries ct.entry ct.judge ct.rate",
    "pt.now pt.list pt.all pt.of pt.open pt.log pt.from pt.found",
    "lb.list lb.tags lb.tag lb.open lb.file lb.mine lb.found",
    "pb.list pb.open pb.log pb.found nv.now nv.list nv.shut nv.open nv.log nv.told nv.found",
    "dc.menu dc.quarters dc.calendar ix.now ix.year ix.chart au.list au.months au.found",
)
ASKED: Final = _each(  # before it is done
    "s.revoke? s.dismiss? sl.off? sl.on? sl.merge? ho.leave? y.undo? y.close? y.reopen?",
    "rv.all? rv.undo? rv.back? rv.unclose? ev.all? bc.drop? bc.undo? bc.nudge? ct.close? ct.withdraw? lb.off? pb.off?",
)
OWN: Final = _each(  # a draft, a table not taken over, having read, coming or not, one's own meeting's details
    "bc.drop im.no bc.read sm.join sm.leave v.day v.min v.topic",
)
BUTTONS: Final = SHOWN | ASKED | OWN
FORMS: Final = _each(
    "find find_row search seek control_find review_find",
    "dayoff import broadcast motivation",  # drafts and cards, from which a button goes on
    "name fault-words",
)
COMMANDS: Final = _each(
    "start.start about.help_ about.cancel about.my_data status.show finding.find shortcuts.run",
    "groups.moved_on groups.moved_in groups.silent groups.added blocking.stopped",
    "meetings.typed_minutes papers.take unexpected.message",
)
