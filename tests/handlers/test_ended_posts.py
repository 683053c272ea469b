"""A post that has ended opens nothing any more: not by an old link, not by an old button, not from another post."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from markupsafe import Markup

from domain.contests import Contest
from domain.imports.registry import Given
from domain.papers import Sent
from domain.people import Role
from handlers import bindings, telling
from handlers.case import Case
from storage import files, imports, invitations, people
from tests.handlers import post
from tests.handlers import test_contests as contests
from tests.handlers.phone import Line, again, shown, tap
from tests.handlers.test_contests import OVER, another, applied, seated
from tests.handlers.test_schools import NOW
from tests.handlers.test_succession import SUCCESSOR, secret
from tests.village import Village, local
from views.screen import Reply, Screen

contest = contests.contest
NOT_HERE = "Этого здесь нет"


async def dismissed(line: Line, department: Case, whom: Case) -> Any:
    verb = f"s.dismiss:{whom.school_id}:{whom.person.post.id}"
    return await line.feed(tap(verb, department.person.telegram_id))


async def imported(whom: Case) -> int:
    """A table of theirs was taken in, and its codes are in the report."""
    sent = Sent("document", "r1", "Реестр.xlsx", "text/plain", 9)
    file = await files.add(whom.db, sent, whom.person, NOW)
    made = await imports.add(whom.db, file, whom.person, NOW)
    await imports.turn(whom.db, made, ("waiting",), "done", NOW, given=[Given("Наставляемые", 2, 1, "7-001", True)])
    return made


async def test_a_dismissed_coordinator_does_not_come_back_by_a_link_of_their_own(
    line: Line, department: Case, coordinator: Case
) -> None:
    me = coordinator.person.telegram_id
    link = secret(await line.feed(tap("ho.invite", me)))
    await dismissed(line, department, coordinator)
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{link}", me)))
    with pytest.raises(LookupError):
        await again(coordinator)


async def test_a_link_of_their_own_stays_shut_though_they_come_back(
    line: Line, department: Case, coordinator: Case
) -> None:
    link = secret(await line.feed(tap("ho.invite", coordinator.person.telegram_id)))
    await dismissed(line, department, coordinator)
    await people.appoint(line.db, coordinator.person.id, Role.COORDINATOR, NOW, coordinator.school_id)
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{link}", SUCCESSOR)))


async def test_links_that_others_have_made_go_on_when_a_post_ends(
    line: Line, department: Case, coordinator: Case
) -> None:
    boss, school = department.person.telegram_id, coordinator.school_id
    link = secret(await line.feed(tap(f"ho.swap:{school}:{coordinator.person.post.id}", boss)))
    await dismissed(line, department, coordinator)
    await line.feed(tap(f"join:{link}", SUCCESSOR))
    assert await invitations.waiting(line.db, school, NOW) == []
    newcomer = await people.find(line.db, SUCCESSOR)
    assert newcomer
    assert newcomer.post.school_id == school


async def test_the_report_of_an_import_is_for_whoever_is_still_in_the_post_it_was_sent_from(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    me, made = coordinator.person, await imported(coordinator)
    await village.also(me.id, Role.COORDINATOR, await village.school("Лицей"))
    assert "Отчёт" in shown(await line.feed(tap(f"im.report:{made}", me.telegram_id))), "in another post they still are"
    await dismissed(line, department, coordinator)
    assert (await again(coordinator)).person.post.school == "Лицей"
    assert NOT_HERE in shown(await line.feed(tap(f"im.report:{made}", me.telegram_id)))
    assert NOT_HERE in shown(await line.feed(tap(f"im.go:{made}", me.telegram_id)))


async def test_the_jury_looks_through_applications_as_coordinators_or_the_department_alone(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case, contest: Contest
) -> None:
    await applied(contest, await another(village), village)
    await village.also(mentor.person.id, Role.COORDINATOR, coordinator.school_id)
    await seated(department, contest, mentor.person)
    line.now = OVER
    asked = tap(bindings.begin("seek", f"judge.{contest.id}"), mentor.person.telegram_id)
    assert NOT_HERE not in shown(await line.feed(asked))
    await people.act_as(line.db, mentor.person.id, mentor.person.post.id)
    assert NOT_HERE in shown(await line.feed(asked))


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_what_waits_for_the_morning_does_not_reach_whoever_is_nobody_by_then(
    line: Line, village: Village, department: Case, coordinator: Case, elsewhere: bool
) -> None:
    me, school = coordinator.person, coordinator.school_id
    other = await village.person(Role.COORDINATOR, school)
    if elsewhere:
        await village.also(me.id, Role.COORDINATOR, await village.school("Лицей"))
    line.now = local(NOW.date(), 21)
    words = Screen(Markup("Отчёт школы вернули"))
    told = await telling.school(replace(department, now=line.now), school, words, "returned:1:1")
    await post.queue(line.db, Reply(notices=told), line.now)
    farewell = await dismissed(line, department, coordinator)
    await post.queue(line.db, farewell, line.now)
    left = await post.leave(line.db, local(NOW.date() + timedelta(days=1)))
    assert left.count(other.telegram_id) == 1
    assert left.count(me.telegram_id) == (2 if elsewhere else 1), "the farewell alone, unless they work on elsewhere"


@pytest.mark.parametrize("verb", ["sl.off:{}", "sl.merge:{}:{}"])
@pytest.mark.parametrize("elsewhere", [False, True])
async def test_what_waits_for_the_morning_does_not_reach_whoever_goes_with_their_school(
    line: Line, village: Village, department: Case, coordinator: Case, elsewhere: bool, verb: str
) -> None:
    me, school = coordinator.person, coordinator.school_id
    other = await village.school("Гимназия")
    if elsewhere:
        await village.also(me.id, Role.COORDINATOR, await village.school("Лицей"))
    line.now = local(NOW.date(), 21)
    words = Screen(Markup("Отчёт школы вернули"))
    told = await telling.school(replace(department, now=line.now), school, words, "returned:1:1")
    await post.queue(line.db, Reply(notices=told), line.now)
    farewell = await line.feed(tap(verb.format(school, other), department.person.telegram_id))
    await post.queue(line.db, farewell, line.now)
    left = await post.leave(line.db, local(NOW.date() + timedelta(days=1)))
    assert left.count(me.telegram_id) == (2 if elsewhere else 1), "what became of the school, and of theirs no more"
