"""A button that was never shown begins nothing: not even an empty draft about something that is not."""

import pytest

from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import broadcasts, events, people
from tests.handlers.phone import Line, say, shown, tap
from tests.handlers.test_contests import OVER
from tests.handlers.test_meetings import pair
from tests.handlers.test_schools import NOW

SOMEBODY = "Сидоров Пётр"


@pytest.mark.parametrize(
    ("role", "form", "subject"),
    [
        (Role.COORDINATOR, "mentee", SOMEBODY),
        (Role.COORDINATOR, "mentor", SOMEBODY),
        (Role.COORDINATOR, "pair", SOMEBODY),
        (Role.COORDINATOR, "name", SOMEBODY),
        (Role.COORDINATOR, "consent", "other.1"),
        (Role.COORDINATOR, "consent", ".1"),
        (Role.COORDINATOR, "consent", "mentee.01"),
        (Role.COORDINATOR, "consent", "mentee.+1"),
        (Role.COORDINATOR, "monitoring", SOMEBODY),
        (Role.DEPARTMENT, "schools", SOMEBODY),
        (Role.DEPARTMENT, "deadline", "01"),
        (Role.DEPARTMENT, "name", SOMEBODY),
    ],
)
async def test_a_form_about_nothing_is_not_begun(
    line: Line, department: Case, coordinator: Case, mentor: Case, role: Role, form: str, subject: str
) -> None:
    await pair(mentor)  # with mentee 1
    await line.db.run("INSERT INTO years (year, activated_at, activated_by) VALUES (2026, 'now', 1)")
    await line.db.run(
        """INSERT INTO deadlines (id, year, roadmap_row, period, nominal, effective, ends_at, since)
           VALUES (1, 2026, '1.2', '2026-Y', '2026-09-10', '2026-09-10', '2026-09-10T21:00:00+00:00', '2026-09-01')"""
    )
    who = coordinator if role is Role.COORDINATOR else department
    assert "Этого здесь нет" in shown(await line.feed(tap(bindings.begin(form, subject), who.person.telegram_id)))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0
    assert await people.find(line.db, who.person.telegram_id)


@pytest.mark.parametrize("who", ["coordinator", "mentor"])
async def test_what_the_department_has_not_sent_yet_is_not_told_from_what_is_not_there(
    line: Line, department: Case, coordinator: Case, mentor: Case, who: str
) -> None:
    person = {"coordinator": coordinator, "mentor": mentor}[who].person
    draft = await broadcasts.draft(line.db, department.person.id, NOW, audience="coordinators", words="Письмо")
    event = await events.save(
        line.db,
        department.person.id,
        NOW,
        title="Семинар",
        about=None,
        place="Лицей",
        starts_at=OVER,
        audience="coordinators",
        period=None,
    )
    for verb in (f"bc.read:{draft}", f"sm.join:{event}", f"sm.leave:{event}", f"sm.open:{event}"):
        assert await line.feed(tap(verb, person.telegram_id)) == await line.feed(tap("bc.read:99", person.telegram_id))


async def test_a_mentors_open_form_is_not_their_coordinators(line: Line, coordinator: Case, mentor: Case) -> None:
    """Of one school, and both may fill such a form: the draft is one post's alone."""
    await line.feed(tap("cn.new", mentor.person.telegram_id))
    draft = await line.db.value("SELECT id FROM drafts")
    for verb in ("f.o:{}", "f.x:{}", "f.r:{}:1", "f.a:{}:1:words:0", "f.b:{}:1", "f.s:{}:1", "f.m:{}:1"):
        there = await line.feed(tap(verb.format(draft), coordinator.person.telegram_id))
        assert there == await line.feed(tap(verb.format(99), coordinator.person.telegram_id)), verb
    assert await line.db.value("SELECT revision FROM drafts") == 1


async def test_a_form_that_somebody_has_handed_in_is_not_told_to_their_colleagues(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    """Of one school, and both may fill such a form: that there was one is theirs, too."""
    me, other = mentor.person.telegram_id, coordinator.person.telegram_id
    await line.feed(tap("f.n:name:me", me))
    draft = await line.db.value("SELECT id FROM drafts")
    await line.feed(say("Новое Имя", me))
    assert "Новое Имя" in shown(await line.feed(tap(f"f.o:{draft}", me)))
    for verb in ("f.o:{}", "f.s:{}:1", "f.x:{}"):
        there = await line.feed(tap(verb.format(draft), other))
        assert there == await line.feed(tap(verb.format(99), other)), verb
