"""Every route has decided whether it is audited; what was done leaves a line, what was not leaves none."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from aiogram import Dispatcher

from domain import audit, audited, unaudited
from domain.audit import Deed
from domain.people import Role
from handlers import auditing, routes
from handlers.bindings import begin
from handlers.case import Case, OfVerb
from handlers.express import FAMILY
from storage import audit as storage
from storage import invitations, people
from tests.handlers.pairing import paired
from tests.handlers.phone import GROUP, Line, actions, again, group, labels, say, shown, tap
from tests.handlers.registry_desk import mentee
from tests.handlers.taps import answered, press
from tests.handlers.test_meetings import pair
from tests.handlers.test_review import QUARTER, filed, send_back
from tests.village import BEGIN, Village
from views import journal_words

__all__ = ["filed"]


@cache
def house() -> Dispatcher:
    dispatcher = Dispatcher(disable_fsm=True)
    routes.attach(dispatcher)
    return dispatcher


def verbs() -> set[str]:
    """Those of every button there is, those of forms aside: they act on one's draft, and end in a hand-in."""
    filters = [
        one.callback
        for router in house().chain_tail
        for route in router.callback_query.handlers
        for one in route.filters or ()
    ]
    return {one.verb for one in filters if isinstance(one, OfVerb) and not one.verb.startswith(FAMILY)}


def others() -> set[str]:
    """Routes that are no buttons."""
    return {
        auditing.name(route.callback)
        for router in house().chain_tail
        for observer in (router.message, router.my_chat_member)
        for route in observer.handlers
    }


@pytest.mark.parametrize(
    ("found", "audits", "does_not"),
    [
        (verbs, audited.BUTTONS, unaudited.BUTTONS),
        (routes.table, audited.FORMS, unaudited.FORMS),
        (others, audited.COMMANDS, unaudited.COMMANDS),
    ],
    ids=["buttons", "forms", "others"],
)
def test_every_route_has_decided(found: Callable[[], Any], audits: Any, does_not: frozenset[str]) -> None:
    """A new route goes into `domain.audited` or `domain.unaudited`; one that is gone leaves them."""
    there = set(found())
    assert there - {*audits} - does_not == set(), "undecided"
    assert {*audits} & does_not == set(), "in both"
    assert ({*audits} | does_not) - there == set(), "gone"


def test_every_action_and_kind_has_words() -> None:
    assert set(audited.ACTIONS) == set(journal_words.ACTIONS)
    used = {kind for act in (*audited.BUTTONS.values(), *audited.FORMS.values()) for kind in (*act.kinds, act.made)}
    assert used - {"", audit.NAMED} <= audit.KINDS
    assert {*journal_words.KINDS, "period", "month", "day", "step"} == audit.KINDS


def done(line: Line) -> list[tuple[str, str]]:
    """The lines since last asked."""
    found = [(one.action, one.subject) for one in line.db.deeds]
    line.db.deeds.clear()
    return found


async def test_a_deed_says_who_in_which_post_and_to_what(line: Line, department: Case, coordinator: Case) -> None:
    school = coordinator.school_id
    line.db.update_id = 77
    await press(line, department, f"sl.off:{school}")
    (one,) = line.db.deeds
    assert one == Deed(
        line.now, 77, department.person.id, department.person.post.id, None, "school.archived", f"school:{school}"
    )


async def test_a_second_tap_and_what_is_refused_leave_no_line(
    line: Line, department: Case, coordinator: Case, filed: int
) -> None:
    await press(line, coordinator, f"rv.ok:{filed}:1")
    await press(line, department, "rv.ok:99:1")
    await press(line, department, f"rv.ok:{filed}:5")
    assert done(line) == []
    await press(line, department, f"rv.ok:{filed}:1")
    assert done(line) == [("submission.accepted", f"submission:{filed}")]
    await press(line, department, f"rv.ok:{filed}:1")
    assert done(line) == []


async def test_a_return_and_the_correction_after_it(
    line: Line, department: Case, coordinator: Case, filed: int
) -> None:
    await send_back(line, department, filed, {"pupils": "Проверьте, пожалуйста"})
    assert done(line) == [("submission.returned", f"submission:{filed}")]
    returned = await press(line, coordinator, begin("monitoring", QUARTER))
    returned = await line.feed(say("650", coordinator.person.telegram_id))
    assert done(line) == [], "an answer of a draft is nobody else's business"
    await press(line, coordinator, next(one for one in actions(returned) if one.startswith("f.s")))
    assert done(line) == [("submission.corrected", f"period:{QUARTER} submission:{filed}")]


async def test_who_accepts_an_invitation_is_known_and_its_secret_is_not(
    line: Line, department: Case, coordinator: Case
) -> None:
    secret = await invitations.make(line.db, Role.COORDINATOR, coordinator.school_id, department.person.id, line.now)
    await line.feed(tap(f"join:{secret}", 4000))
    joined = await people.find(line.db, 4000)
    assert joined
    (one,) = line.db.deeds
    assert (one.action, one.subject, one.person_id) == ("person.joined", "", joined.id)
    assert (one.post_id, one.school_id) == (joined.post.id, coordinator.school_id)


async def test_a_table_that_is_taken_leaves_a_line_and_a_look_does_not(
    line: Line, department: Case, coordinator: Case, village: Village
) -> None:
    await village.activate(2026)
    await press(line, department, "bd.table:2026")
    await press(line, coordinator, "bd.table:2026")
    await press(line, coordinator, "dc.key")
    await press(line, department, "bd.now")
    assert done(line) == [("taken.control", "year:2026"), ("taken.key", "")]


async def test_a_mentors_own_meetings_are_their_own(line: Line, mentor: Case) -> None:
    await pair(mentor)
    await press(line, mentor, "v.put:1:2026-11-24:0:once")
    assert await line.db.value("SELECT count(*) FROM meetings") == 1
    assert done(line) == []


async def test_a_coordinator_who_logs_for_a_mentor_leaves_a_line_once_it_is_logged(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    one = await paired(mentor)
    await answered(line, coordinator, begin("met", str(one)), "23.11 0")
    assert done(line) == [], "what was asked about is not logged yet"
    await answered(line, coordinator, begin("met", str(one)), "23.11 45")
    assert done(line) == [("meeting.logged", f"pair:{one}")]
    for verb, action in (("v.undo:1", "undone"), ("v.back:1:once", "restored")):
        await press(line, coordinator, verb)
        assert done(line) == [(f"meeting.{action}", "meeting:1")]
    await answered(line, mentor, begin("met", str(one)), "20.11 45")
    assert done(line) == []


async def test_a_button_that_opens_a_form_has_done_nothing_yet(line: Line, coordinator: Case) -> None:
    grown, unknown = await mentee(coordinator, "9Б"), await mentee(coordinator, "2012")
    await press(line, coordinator, f"ma.carry:{unknown.id}")
    assert done(line) == []
    await answered(line, coordinator, f"ma.carry:{unknown.id}", ".Да")
    assert done(line) == [("mentee.became_mentor", f"mentee:{unknown.id} mentor:1")]
    await press(line, coordinator, f"ma.carry:{grown.id}")
    assert done(line) == [("mentee.became_mentor", f"mentee:{grown.id}")]


async def test_who_tells_a_concern_and_what_becomes_of_it_is_in_no_journal(
    line: Line, department: Case, mentor: Case
) -> None:
    await press(line, department, f"cn.give:{department.person.post.id}:0")
    assert done(line) == [("duty.given", f"post:{department.person.post.id}")]
    await answered(line, mentor, "cn.new", "на встречах повышают голос")
    await answered(line, mentor, "f.n:concern-more:1", "сегодня повторилось")
    await answered(line, department, "f.n:concern-answer:1", "завтра приедем")
    await press(line, department, "cn.close:1:3")
    assert await line.db.value("SELECT count(*) FROM concern_lines WHERE what = 'closed'") == 1
    assert done(line) == []


async def test_a_group_that_is_bound_leaves_a_line_without_its_name(line: Line, department: Case) -> None:
    me = department.person.telegram_id
    await line.feed(say("/bind", me, chat=group()))
    await line.feed(say("/bind", 666, chat=group(GROUP - 1)))
    assert done(line) == [("group.bound", "")]


async def test_the_department_reads_the_journal_in_words(
    line: Line, department: Case, coordinator: Case, filed: int
) -> None:
    await press(line, department, f"rv.ok:{filed}:1")
    await answered(line, department, begin("schoolname", str(coordinator.school_id)), "Лицей № 7")
    for number in range(8):
        line.db.deeds.append(Deed(BEGIN, number, 999, None, None, "day.changed", "day:2026-11-04"))
    await storage.put(line.db, line.db.deeds)
    first = shown(await press(line, department, "au.list:0"))
    assert "Выходной изменён: " in first
    assert "человек № 999" in first
    assert "Отчёт принят" not in first
    second = await press(line, department, "au.list:1")
    assert "Вера Отделова, управление, Лицей № 7\n<b>Отчёт принят: отчёт № 1</b>" in shown(second)
    assert "2 из 2" in str(labels(second))
    for words, there, gone in (
        ("7", "Школа переименована", "Выходной"),
        ("вчера", "Ничего не нашлось", "Отчёт"),
        ("12.01 выходной", "Выходной изменён", "Отчёт"),
        ("принят", "Отчёт принят", "Школа"),
        ("7 переимен", "Школа переименована", "Отчёт принят"),
    ):
        found = shown(await answered(line, department, begin("search", "journal"), words))
        assert there in found, words
        assert gone not in found.partition("Напишите")[0], words


async def test_nobody_else_reads_it(line: Line, department: Case, coordinator: Case, mentor: Case) -> None:
    line.db.deeds.append(Deed(BEGIN, 1, 1, None, coordinator.school_id, "day.changed", "day:2026-11-04"))
    await storage.put(line.db, line.db.deeds)
    for case in (coordinator, mentor):
        for data in ("au.list:0", "au.months:0", "au.table:2026-01", "au.found:0", begin("search", "journal")):
            assert "Выходной" not in shown(await press(line, await again(case), data)), data


async def test_a_month_of_it_is_taken_as_a_table_and_that_is_in_the_journal_too(line: Line, department: Case) -> None:
    assert "Пока пусто" in shown(await press(line, department, "au.months:0"))
    line.db.deeds.append(Deed(BEGIN, 1, 1, None, None, "day.changed", "day:2026-11-04"))
    await storage.put(line.db, line.db.deeds)
    done(line)
    assert "Январь 2026" in labels(await press(line, department, "au.months:0"))
    screen = await press(line, department, "au.table:2026-01")
    assert screen.file.args == {"month": "2026-01"}
    assert done(line) == [("taken.journal", "month:2026-01")]
    for forged in ("2025-12", "2026-1", "x"):
        assert "Этого здесь нет" in shown(await press(line, department, f"au.table:{forged}"))
