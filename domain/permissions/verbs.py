"""Every button by its verb, family by family: whoever may press it, and how far it reaches (DOMAIN.md §2)."""

from typing import Final

from domain.permissions import rule
from domain.permissions.rule import (
    ANYBODY,
    FAIR,
    HOLDER,
    JURY,
    MENTORING,
    OFFICES,
    OWN,
    PAIRS,
    SCHOOL,
    SELF,
    SHELF,
    TO_COORDINATOR,
    TO_DEPARTMENT,
    TO_FAIR,
    TO_MENTOR,
    TO_PAIRS,
    TOWN,
)

VERBS: Final = rule.table(
    # The door, the menu, one's posts
    (ANYBODY, "join.no"),
    (HOLDER, "join"),
    (SELF, "home w.list w.set"),
    (OWN, "cons.yes"),  # a stranger, too, where the settings let them in
    # What is stored about oneself, and the ways out: for those whose posts have ended, too
    (OWN, "md.page md.file md.gone? md.gone md.gone! md.stay"),
    (SELF, "md.out? md.out"),
    # Erasing people, schools and years
    (TOWN, "er.menu er.person er.gone er.school er.year er.open er.yes er.no"),
    # Schools, their life, and who coordinates them
    (TOWN, "s.list s.open s.invite s.revoke? s.revoke s.dismiss? s.dismiss"),
    (TOWN, "sl.open sl.log sl.gone sl.off? sl.off sl.on? sl.on sl.join sl.merge? sl.merge"),
    (SCHOOL, "ho.ask ho.invite"),
    (TO_COORDINATOR, "ho.stay ho.leave? ho.leave"),
    (TOWN, "ho.swap"),
    # What was done, in a chain
    (TOWN, "au.list au.months au.table au.found"),
    # The years, their dates and days off
    (TOWN, "y.list y.new y.on y.alike y.year y.date y.log y.undo? y.undo"),
    (TOWN, "y.close? y.close y.reopen? y.reopen y.days y.month y.day y.off"),
    (TOWN, "ck.breaks ck.break ck.usual ck.drop ck.back"),
    # The quarter, the half-year, control, stages, results, indicators
    (TOWN, "q.now q.open q.page q.school q.chart q.table ql.notes ql.note"),
    (SCHOOL, "m.now m.list m.open"),
    (OFFICES, "ql.now"),
    (TOWN, "bd.now bd.open bd.list bd.found bd.school bd.rows bd.row bd.time bd.chart bd.table"),
    (SCHOOL, "bd.mine st.mine gr.school gr.half"),
    (TOWN, "st.now st.list st.found st.school"),
    (TOWN, "gr.all gr.town gr.list gr.found gr.one ix.now ix.year ix.chart"),
    (OFFICES, "gr.pic gr.table"),
    # Review of what was filed, and its dates
    (TOWN, "rv.form rv.in rv.open rv.ok rv.all? rv.all rv.undo? rv.undo"),
    (OFFICES, "rv.log"),
    (TOWN, "rv.own rv.back? rv.back rv.wishes rv.wish rv.grant rv.period rv.unclose? rv.unclose"),
    (TO_COORDINATOR, "rv.fix rv.mend rv.go z.open z.day"),
    # Rows of the order, evidence, plans
    (OFFICES, "ro.list ro.part ro.row ev.row ev.file ev.log"),
    (TO_COORDINATOR, "ev.fix"),
    (TOWN, "ev.wait ev.queue ev.agree ev.all? ev.all ev.now ev.list ev.school"),
    # The registry: mentors, mentees, pairs, matching, the way in by a table, searching
    (SCHOOL, "t.list t.open t.invite t.move t.shut? t.shut t.past t.found e.list e.open e.past e.found"),
    (SCHOOL, "p.list p.open p.step p.found"),
    (SCHOOL, "ma.find ma.page ma.next ma.again ma.carry v.for"),
    (MENTORING, "ma.mine"),
    (OFFICES, "ma.tales ma.tale ma.found fd.page fd.card im.open im.template im.go im.no im.report"),
    (TO_MENTOR, "ma.letter"),
    # Meetings and goals
    (MENTORING, "v.day v.at v.whose v.pairs v.page v.pair v.study v.thanks gl.list"),
    (PAIRS, "v.put v.on v.min v.topic v.done v.log v.open v.past v.undo v.back v.who v.came v.resume"),
    (PAIRS, "gl.open gl.rate gl.put gl.fix gl.one gl.goal gl.drop gl.back gl.log gl.pic"),
    (TO_MENTOR, "v.as gl.told"),
    # Care: check-ins, wishes, attention, limits
    (TO_MENTOR, "ck.mine ck.pair ck.say ck.all ck.write ck.wish ck.unwish"),
    (SCHOOL, "at.list at.put at.pair at.later at.again at.keep"),
    (TO_COORDINATOR, "at.from"),
    (TOWN, "at.all"),
    # Concerns: the sender's own, and the desk of the one on duty
    (PAIRS, "cn.new cn.about cn.pair"),
    (SELF, "cn.mine cn.my"),
    (TOWN, "cn.list cn.shut cn.open cn.close cn.again cn.found cn.desk cn.duty cn.past cn.name cn.give"),
    (TO_DEPARTMENT, "cn.told cn.take cn.mind"),
    # Questionnaires
    (PAIRS, "qs.mine qs.own"),
    (TO_PAIRS, "qs.from"),
    (SCHOOL, "qs.pair qs.list qs.wait qs.found qs.card qs.blank qs.link qs.cards qs.every qs.ask qs.off qs.no qs.yes"),
    (HOLDER, "qs.go qs.a qs.b qs.c qs.d"),
    # Letters, events, the contest
    (TOWN, "bc.list bc.send bc.now bc.drop? bc.drop bc.open bc.show bc.who bc.undo? bc.undo bc.nudge? bc.nudge"),
    (SELF, "bc.read"),
    (FAIR, "mt.open"),
    (SHELF, "sm.list sm.open"),
    (SELF, "sm.join sm.leave"),
    (TOWN, "sm.announce sm.guests sm.marks sm.mark sm.all"),
    (TO_FAIR, "ct.open"),
    (FAIR, "ct.of"),
    (JURY, "ct.judge ct.rate ct.score"),
    (TOWN, "ct.announce ct.progress ct.close? ct.close ct.results ct.table ct.entries"),
    (OFFICES, "ct.entry ct.file"),
    (SCHOOL, "ct.withdraw? ct.withdraw"),
    # Registries: partners, the library, publications, faults of the «Навигатор»
    (OFFICES, "pt.now pt.open pt.file pt.log pt.table pt.found"),
    (SCHOOL, "pt.list pt.sure pt.undo"),
    (TOWN, "pt.all pt.of"),
    (TO_COORDINATOR, "pt.from"),
    (SHELF, "lb.list lb.tags lb.tag lb.open lb.file lb.found"),
    (OFFICES, "lb.mine lb.off? lb.off"),
    (OFFICES, "pb.list pb.open pb.log pb.found"),
    (SCHOOL, "pb.off? pb.off pb.undo"),
    (OFFICES, "nv.now nv.list nv.shut nv.open nv.log nv.found"),
    (SCHOOL, "nv.new nv.again"),
    (TO_DEPARTMENT, "nv.told"),
    (TO_COORDINATOR, "nv.bad"),
    # Documents
    (OFFICES, "dc.menu dc.receipt dc.bases dc.calendar"),
    (TOWN, "dc.quarters dc.quarter dc.control dc.letter"),
    (SCHOOL, "dc.key"),
)
