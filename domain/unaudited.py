"""Routes that leave no line in the audit: they show something, ask first, or concern nobody but whoever presses."""

from typing import Final


def _each(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


SHOWN: Final = _each(
    "home join.no w.list w.set md.page er.menu er.person er.school er.year er.open",
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
    "ql.now ql.notes ma.mine ma.find ma.page ma.next ma.again ma.tales ma.tale ma.found e.past e.found t.past t.found",
    "p.found v.at v.as v.done v.log v.open v.past v.who v.for v.pair v.study",
    "gl.list gl.told gl.open gl.rate gl.one gl.goal gl.log gl.pic at.list at.put at.pair at.from at.all",
    "ck.mine ck.pair ck.write ck.breaks ck.break",
    "qs.mine qs.own qs.from qs.pair qs.list qs.wait qs.card qs.blank qs.ask qs.found",
    "gr.school gr.half gr.all gr.town gr.list gr.found gr.one gr.pic",
    "dc.menu dc.quarters dc.calendar ix.now ix.year ix.chart au.list au.months au.found",
)
ASKED: Final = _each(  # before it is done
    "md.out? md.gone? md.gone md.stay",
    "s.revoke? s.dismiss? t.shut? sl.off? sl.on? sl.merge? ho.leave? y.undo? y.close? y.reopen?",
    "rv.all? rv.undo? rv.back? rv.unclose? ev.all? bc.drop? bc.undo? bc.nudge? ct.close? ct.withdraw? lb.off? pb.off?",
)
OWN: Final = _each(  # a draft, a table not taken over, having read, coming or not, one's own meeting's details
    "bc.drop im.no bc.read sm.join sm.leave v.day v.min v.topic v.came v.thanks ma.letter",
    "gl.put gl.fix gl.drop gl.back",  # a pair's goals keep a history of their own
    "ck.say ck.all ck.wish ck.unwish at.later at.again at.keep",  # said between a mentor and their coordinator
)
# Past the school, to one person of the department: who told something, and what became of it, is written there alone.
CONCERNS: Final = _each(
    "cn.new cn.mine cn.my cn.about cn.pair cn.list cn.shut cn.open cn.close cn.again cn.told cn.desk cn.duty cn.past",
    "cn.name cn.mind cn.found",
)
UNKNOWN: Final = _each("qs.go qs.a qs.b qs.c qs.d")  # who fills in a sheet by its link
BUTTONS: Final = SHOWN | ASKED | OWN | CONCERNS | UNKNOWN
FORMS: Final = _each(
    "erasewho find find_row search seek control_find review_find",
    "dayoff import broadcast motivation",  # drafts and cards, from which a button goes on
    "name fault-words results_find goal rating to_mentor to_coordinator qs-coordinator-before qs-coordinator-after",
    "concern concern-more concern-answer",
)
COMMANDS: Final = _each(
    "start.start about.help_ about.cancel my_data.command status.show finding.find shortcuts.run",
    "groups.moved_on groups.moved_in groups.silent groups.added blocking.stopped",
    "meetings.typed as_mentor.typed by_link.typed papers.take unexpected.message",
)
