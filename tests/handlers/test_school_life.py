"""A school is renamed, archived, brought back; its people are told, its history is kept."""

from datetime import date

import pytest

from domain.drafted import Draft
from domain.forms.monitoring import MONITORING
from domain.people import EVERYTHING, Role
from handlers import bindings
from handlers.case import Case
from storage import drafts, invitations, pairs, people, reminders, school_life, schools
from tests.handlers.phone import Line, actions, again, labels, say, shown, tap
from tests.handlers.test_meetings import pair
from tests.handlers.test_moving import told
from tests.village import BEGIN, Village, local

NOW = local(date(2026, 11, 24))


async def test_a_new_name_is_told_and_the_old_one_stays_in_the_history(
    line: Line, department: Case, coordinator: Case
) -> None:
    me, school = department.person.telegram_id, coordinator.school_id
    await line.feed(tap(bindings.begin("schoolname", str(school)), me))
    done = await line.feed(say("Лицей № 7", me))
    assert "Стало: <b>Лицей № 7</b>" in shown(done)
    assert "Лицей № 7" in told(done.notices)[coordinator.person.telegram_id]
    assert (await again(coordinator)).person.post.school == "Лицей № 7"
    log = shown(await line.feed(tap(f"sl.log:{school}:0", me)))
    assert "МБОУ «Школа № 7» → Лицей № 7" in log
    assert "Вера Отделова" in log


async def test_a_school_is_offered_its_old_name_once_and_leaving_the_form_promises_no_draft(
    line: Line, department: Case, coordinator: Case
) -> None:
    me = department.person.telegram_id
    asked = await line.feed(tap(bindings.begin("schoolname", str(coordinator.school_id)), me))
    assert "Всё сразу, как в прошлый раз" not in labels(asked)
    left = await line.feed(tap(actions(asked)[-1], me))
    assert left.toast == ""


async def test_a_name_of_another_school_is_refused_however_it_is_spelt(
    line: Line, department: Case, coordinator: Case, village: Village
) -> None:
    await schools.add(line.db, "Лицей «Ёлка»", BEGIN, 9)
    me = department.person.telegram_id
    await line.feed(tap(bindings.begin("schoolname", str(coordinator.school_id)), me))
    assert "с номером 9" in shown(await line.feed(say("лицей Елка", me)))
    assert "так называется" in shown(await line.feed(say("МБОУ «Школа № 7»", me)))


async def test_archiving_asks_first_ends_every_post_and_tells_their_people(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    me, school = department.person.telegram_id, coordinator.school_id
    await pair(mentor)
    secret = await invitations.make(line.db, Role.COORDINATOR, school, department.person.id, NOW)
    asked = await line.feed(tap(f"sl.off?:{school}", me))
    assert "Потеряют доступ: 2\u00a0человека" in shown(asked)
    assert "1\u00a0пара" in shown(asked)
    await again(coordinator)
    done = await line.feed(tap(f"sl.off:{school}", me))
    assert set(told(done.notices)) == {coordinator.person.telegram_id, mentor.person.telegram_id}
    for case in (coordinator, mentor):
        with pytest.raises(LookupError):
            await again(case)
    assert await schools.everyone(line.db) == []
    assert await invitations.find(line.db, secret, NOW) is None
    assert len(await pairs.listing(line.db, EVERYTHING)) == 1
    assert "Этого здесь нет" in shown(await line.feed(tap(f"sl.off:{school}", me)))
    assert "Этого здесь нет" in shown(await line.feed(tap(f"s.invite:{school}", me)))


async def test_an_archived_school_owes_nothing_and_a_reminder_on_its_way_is_taken_back(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    """On 4 December, 14 days before the date, a reminder is expected."""
    await village.activate(2026)
    await village.only("2026-Q4")
    line.now = local(date(2026, 12, 4), 12)
    await line.feed(tap(f"sl.off:{coordinator.school_id}", department.person.telegram_id))
    assert await village.outcomes(coordinator.person) == {date(2026, 12, 4): "cancelled"}
    assert (await reminders.planned(line.db))[0] == ""


async def test_a_school_comes_back_with_the_posts_that_ended_with_it_and_no_others(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    me, school = department.person.telegram_id, coordinator.school_id
    gone = await village.person(Role.COORDINATOR, school)
    await people.dismiss(line.db, gone.post.id, school, BEGIN)
    await line.feed(tap(f"sl.off:{school}", me))
    assert "Архив (1)" in labels(await line.feed(tap("s.list:0", me)))
    assert f"s.open:{school}" in actions(await line.feed(tap("sl.gone:0", me)))
    assert f"sl.on?:{school}" in actions(await line.feed(tap(f"s.open:{school}", me)))
    done = await line.feed(tap(f"sl.on:{school}", me))
    assert set(told(done.notices)) == {coordinator.person.telegram_id, mentor.person.telegram_id}
    await again(coordinator)
    await again(mentor)
    assert await people.find(line.db, gone.telegram_id) is None
    assert "Возвращена из архива" in shown(await line.feed(tap(f"sl.log:{school}:0", me)))


async def test_a_school_whose_name_was_given_to_another_waits_in_the_archive(
    line: Line, department: Case, coordinator: Case
) -> None:
    me, school = department.person.telegram_id, coordinator.school_id
    await line.feed(tap(f"sl.off:{school}", me))
    await schools.add(line.db, "МБОУ «Школа № 7»", NOW, 70)
    assert "Пока нельзя" in shown(await line.feed(tap(f"sl.on:{school}", me)))
    assert await school_life.fate(line.db, school)


async def test_what_is_typed_into_a_form_of_an_archived_school_goes_nowhere(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    """They have another post, so they are still somebody."""
    await village.also(coordinator.person.id, Role.COORDINATOR, await village.school("Лицей"))
    await people.act_as(line.db, coordinator.person.id, coordinator.person.post.id)
    me = (await again(coordinator)).person
    draft = await drafts.open_one(
        line.db, "monitoring", MONITORING.version, f"{me.post.school_id}:2026-Q4", me, NOW, Draft({"mentees": 5})
    )
    await drafts.focus_on(line.db, me.id, draft.id, draft.revision)
    await line.feed(tap(f"sl.off:{coordinator.school_id}", department.person.telegram_id))
    assert await line.db.value("SELECT count(*) FROM focus") == 0
    assert await line.db.value("SELECT count(*) FROM drafts") == 1


@pytest.mark.parametrize(
    "verb", ["sl.open:1", "sl.off:1", "sl.on:1", "sl.log:1:0", "sl.merge:1:2", "sl.join:1:0", "ho.swap:1:1"]
)
async def test_a_coordinator_changes_no_school(line: Line, coordinator: Case, verb: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, coordinator.person.telegram_id)))
    assert len(await schools.everyone(line.db)) == 1
