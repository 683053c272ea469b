"""A link gives what it was made for, by somebody who could still give it, and nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.municipality import Municipality
from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import drafts, invitations, mentors, people, schools
from tests.handlers.phone import STRANGER, Line, group, say, shown, tap, user
from tests.handlers.taps import press
from tests.handlers.test_ended_posts import dismissed
from tests.village import BEGIN, Village, local
from views.joining import CONSENT_VERSION

NOBODY = "Войти можно по приглашению"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MENTOR])
@pytest.mark.parametrize(
    "forged",
    ["{}", "{}:department", "{}:coordinator", "{}:1", "{}:2:2", "department:{}", "2:{}", "{} 2", "{}\n2", " {}", "{}="],
)
async def test_whatever_is_written_around_a_secret_it_gives_its_own_role_school_and_mentor_or_nothing(
    line: Line, village: Village, department: Case, coordinator: Case, role: Role, forged: str
) -> None:
    school = await schools.add(line.db, "Лицей", BEGIN, 9)
    mine = await mentors.add(line.db, school.id, "adult", BEGIN, name="Мария", place=None, consent="№ 1")
    await mentors.add(line.db, coordinator.school_id, "adult", BEGIN, name="Пётр", place=None, consent="№ 1")
    by, mentor = department.person.id, mine.id if role is Role.MENTOR else None
    secret = await invitations.make(line.db, role, school.id, by, line.now, mentor)
    await line.feed(tap(f"join:{forged.format(secret)}"))
    await line.feed(say(f"/start {forged.format(secret)}"))
    found = await people.find(line.db, STRANGER)
    assert (found is not None) is (forged == "{}")
    for one in found.posts if found else ():
        assert (one.role, one.school_id, one.mentor_id) == (role, school.id, mentor)
    assert await line.db.value("SELECT count(*) FROM roles WHERE role = 'department'") == 1


async def test_two_who_use_one_link_are_one(line: Line, department: Case, coordinator: Case) -> None:
    db, school = line.db, coordinator.school_id
    secret = await invitations.make(db, Role.COORDINATOR, school, department.person.id, line.now)
    await line.feed(tap(f"join:{secret}"))
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{secret}", STRANGER + 1)))
    assert await people.find(db, STRANGER + 1) is None


async def test_links_to_mentors_end_with_the_post_of_whoever_made_them(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    other = await village.person(Role.COORDINATOR, coordinator.school_id)
    first, number = coordinator.school_id, mentor.person.post.mentor_id
    gone = await invitations.make(line.db, Role.MENTOR, first, coordinator.person.id, line.now, number)
    second = await mentors.add(line.db, first, "adult", BEGIN, name="Олег", place=None, consent="№ 2")
    stays = await invitations.make(line.db, Role.MENTOR, first, other.id, line.now, second.id)
    elsewhere = await village.school("Лицей")
    theirs = await mentors.add(line.db, elsewhere, "adult", BEGIN, name="Мария", place=None, consent="№ 1")
    await village.also(coordinator.person.id, Role.COORDINATOR, elsewhere)
    there = await invitations.make(line.db, Role.MENTOR, elsewhere, coordinator.person.id, line.now, theirs.id)
    await dismissed(line, department, coordinator)
    assert await invitations.find(line.db, gone, line.now) is None
    assert await invitations.find(line.db, stays, line.now)
    assert await invitations.find(line.db, there, line.now), "where they still work, their links go on"


async def test_who_is_not_in_the_department_any_more_has_invited_nobody(
    line: Line, village: Village, coordinator: Case
) -> None:
    once = await village.person(Role.DEPARTMENT)
    secret = await invitations.make(line.db, Role.COORDINATOR, coordinator.school_id, once.id, line.now)
    assert await invitations.find(line.db, secret, line.now)
    await line.db.run("UPDATE roles SET revoked_at = 'now' WHERE id = :post", post=once.post.id)
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{secret}")))


async def test_a_dismissed_persons_open_form_is_left_and_refused_and_stays_with_the_school(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    line.now = local(date(2026, 12, 10))
    me, other = coordinator.person, await village.person(Role.COORDINATOR, coordinator.school_id)
    await press(line, coordinator, bindings.begin("monitoring", "2026-Q4"))
    await line.feed(say("14", me.telegram_id))
    before = await drafts.focus(line.db, me)
    assert before
    await dismissed(line, department, coordinator)
    assert await line.db.value("SELECT count(*) FROM focus") == 0
    for verb in ("f.r", "f.b", "f.s", "f.m", "f.h"):
        assert NOBODY in shown(await press(line, coordinator, f"{verb}:{before.stored.id}:{before.stored.revision}"))
    assert NOBODY in shown(await line.feed(say("15", me.telegram_id)))
    after = await drafts.get(line.db, other, before.stored.id)
    assert after == before.stored
    goes_on = await press(line, replace(coordinator, person=other), f"f.o:{before.stored.id}")
    assert "2 из" in shown(goes_on), "the first question is answered already"


async def test_where_they_work_on_the_form_of_the_ended_post_is_not_found(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    me = coordinator.person
    await village.also(me.id, Role.COORDINATOR, await village.school("Лицей"))
    await people.act_as(line.db, me.id, me.post.id)
    await press(line, coordinator, bindings.begin("mentor", "new"))
    draft: Any = await drafts.focus(line.db, me)
    await dismissed(line, department, coordinator)
    for verb in ("f.r", "f.b", "f.s"):
        words = shown(await press(line, coordinator, f"{verb}:{draft.stored.id}:{draft.stored.revision}"))
        assert "Этого здесь нет" in words
    assert await line.db.value("SELECT count(*) FROM drafts") == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<b>&"', '<b>&"'),
        ("\u202eанирИ\u202c", "анирИ"),
        ("\u2066Ирина\u2069\n\x07Соснина", "Ирина Соснина"),
        ("\u3164\u200b", "Без имени"),
    ],
)
async def test_a_name_of_an_account_is_kept_as_typed_but_for_what_turns_words_around(
    line: Line, town: Municipality, department: Case, coordinator: Case, given: str, kept: str
) -> None:
    secret = await invitations.make(line.db, Role.COORDINATOR, coordinator.school_id, department.person.id, line.now)
    await line.feed(tap(f"join:{secret}").model_copy(update={"from_user": user(STRANGER, given)}))
    newcomer = await people.find(line.db, STRANGER)
    line = Line(line.db, replace(town, admins=frozenset({77})), line.now)
    await line.feed(tap(f"cons.yes:{CONSENT_VERSION}").model_copy(update={"from_user": user(77, given)}))
    admin = await people.find(line.db, 77)
    assert newcomer
    assert admin
    assert (newcomer.name, admin.name) == (kept, kept)


async def test_a_groups_title_is_kept_so_too(line: Line, department: Case) -> None:
    chat = group().model_copy(update={"title": "\u202eеинелварпУ\u202c"})
    await line.feed(say("/bind", department.person.telegram_id, chat=chat))
    assert await line.db.value("SELECT title FROM chats WHERE bound_at IS NOT NULL") == "еинелварпУ"
