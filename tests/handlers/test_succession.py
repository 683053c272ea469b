"""A school is handed over: by its coordinator, who then stays or leaves, or by the department."""

import re
from datetime import date
from typing import Any

import pytest

from domain.drafted import Draft
from domain.forms.monitoring import MONITORING
from domain.people import Person, Role
from handlers.case import Case
from storage import drafts, people
from tests.handlers.phone import Line, actions, again, shown, tap
from tests.handlers.test_moving import told
from tests.village import Village, local

NOW = local(date(2026, 11, 24))
SUCCESSOR = 5000


def secret(answer: Any) -> str:
    return str(re.findall(r"start=([\w-]+)", shown(answer))[0])


async def successor(line: Line) -> Person:
    person = await people.find(line.db, SUCCESSOR)
    assert person
    return person


async def handed_over(line: Line, coordinator: Case) -> Any:
    """The coordinator has invited somebody, and they have come; what the coordinator is told."""
    link = await line.feed(tap("ho.invite", coordinator.person.telegram_id))
    done = await line.feed(tap(f"join:{secret(link)}", SUCCESSOR))
    return next(one for one in done.notices if one.chat_id == coordinator.person.telegram_id)


async def test_nothing_changes_until_the_successor_has_come_and_then_the_coordinator_chooses(
    line: Line, coordinator: Case
) -> None:
    notice = await handed_over(line, coordinator)
    assert "теперь тоже куратор" in notice.screen.text
    school = coordinator.school_id
    assert [button.action for button in notice.screen.rows[0]] == [f"ho.stay:{school}", f"ho.leave?:{school}"]
    await again(coordinator)
    assert (await successor(line)).post.school_id == school


async def test_who_stays_works_on_together(line: Line, coordinator: Case) -> None:
    await handed_over(line, coordinator)
    answer = await line.feed(tap(f"ho.stay:{coordinator.school_id}", coordinator.person.telegram_id))
    assert "остаётесь" in shown(answer)
    await again(coordinator)


async def test_who_leaves_is_asked_once_more_and_the_drafts_go_on(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    me, school = coordinator.person, coordinator.school_id
    draft = await drafts.open_one(
        line.db, "monitoring", MONITORING.version, f"{school}:2026-Q4", me, NOW, Draft({"mentees": 5})
    )
    await drafts.focus_on(line.db, me.id, draft.id, draft.revision)
    await handed_over(line, coordinator)
    asked = await line.feed(tap(f"ho.leave?:{school}", me.telegram_id))
    assert f"ho.leave:{school}" in actions(asked)
    await again(coordinator)
    done = await line.feed(tap(f"ho.leave:{school}", me.telegram_id))
    assert "Спасибо за работу" in shown(done)
    assert set(told(done.notices)) == {department.person.telegram_id, SUCCESSOR}
    with pytest.raises(LookupError):
        await again(coordinator)
    kept = await drafts.get(line.db, await successor(line), draft.id)
    assert kept
    assert kept.draft.answers == {"mentees": 5}
    log = shown(await line.feed(tap(f"sl.log:{school}:0", department.person.telegram_id)))
    assert "Больше не куратор: Анна Кураторова" in log
    assert "Новый куратор: Ирина" in log


async def test_the_only_coordinator_cannot_leave(line: Line, coordinator: Case) -> None:
    for verb in ("ho.leave?", "ho.leave"):
        answer = await line.feed(tap(f"{verb}:{coordinator.school_id}", coordinator.person.telegram_id))
        assert "единственный куратор" in shown(answer)
    await again(coordinator)


async def test_one_leaves_only_a_school_of_ones_own(line: Line, village: Village, coordinator: Case) -> None:
    other = await village.school("Лицей")
    await village.person(Role.COORDINATOR, other)
    assert "Этого здесь нет" in shown(await line.feed(tap(f"ho.leave:{other}", coordinator.person.telegram_id)))


async def test_the_departments_link_ends_the_old_post_only_when_it_is_opened(
    line: Line, department: Case, coordinator: Case
) -> None:
    me, school, post = department.person.telegram_id, coordinator.school_id, coordinator.person.post.id
    assert f"ho.swap:{school}:{post}" in actions(await line.feed(tap(f"sl.open:{school}", me)))
    link = await line.feed(tap(f"ho.swap:{school}:{post}", me))
    await again(coordinator)
    done = await line.feed(tap(f"join:{secret(link)}", SUCCESSOR))
    news = told(done.notices)
    assert "Спасибо за работу" in news[coordinator.person.telegram_id]
    assert "Доступ закрыт: Анна Кураторова" in news[me]
    with pytest.raises(LookupError):
        await again(coordinator)
    assert "Анна Кураторова → Ирина" in shown(await line.feed(tap(f"sl.log:{school}:0", me)))


async def test_who_opens_the_link_to_ones_own_post_keeps_it(line: Line, department: Case, coordinator: Case) -> None:
    school, post = coordinator.school_id, coordinator.person.post.id
    link = await line.feed(tap(f"ho.swap:{school}:{post}", department.person.telegram_id))
    await line.feed(tap(f"join:{secret(link)}", coordinator.person.telegram_id))
    assert (await again(coordinator)).person.post.id == post


async def test_a_post_at_another_school_is_not_swapped(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    other = await village.school("Лицей")
    verb = f"ho.swap:{other}:{coordinator.person.post.id}"
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, department.person.telegram_id)))
    assert await line.db.value("SELECT count(*) FROM invitations") == 0
