import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from markupsafe import Markup

from domain.drafted import Draft
from domain.form import AnswerRejected
from domain.forms.monitoring import MONITORING
from domain.people import Role
from handlers import bindings, schools
from handlers.case import Case
from storage import drafts, invitations, people, reminders
from storage import schools as stored
from storage.database import Transaction
from tests.handlers.phone import Line, actions, again, labels, say, screens, shown, tap
from tests.village import BEGIN, Village, local
from views.screen import Notice, Screen

NOW = local(date(2026, 11, 24))


async def names(db: Transaction) -> list[tuple[int, str]]:
    return [(school.number, school.name) for school in await stored.everyone(db)]


# Adding ---------------------------------------------------------------------------------------------------


async def test_a_pasted_list_becomes_schools_and_the_receipt_counts_them(line: Line, department: Case) -> None:
    await stored.add(line.db, "Лицей", BEGIN, 2)
    await line.feed(tap(bindings.begin("schools", "new"), department.person.telegram_id))
    pasted = "7 Школа № 7\n\nГимназия\n№12 Школа № 12\n лицей \n3) Кадетский корпус\nСтанция юных техников"
    answer = await line.feed(say(pasted, department.person.telegram_id))
    assert "<b>Добавлено 5\u00a0школ</b>, 1 уже была в списке" in shown(answer)
    assert await names(line.db) == [
        (2, "Лицей"),
        (3, "Кадетский корпус"),
        (7, "Школа № 7"),
        (12, "Школа № 12"),
        (13, "Гимназия"),  # the next free numbers, after all that were asked for
        (14, "Станция юных техников"),
    ]


async def test_one_wrong_line_keeps_the_whole_list_out_and_each_is_explained(line: Line, department: Case) -> None:
    await stored.add(line.db, "Лицей", BEGIN, 2)
    await line.feed(tap(bindings.begin("schools", "new"), department.person.telegram_id))
    answer = await line.feed(say(f"Гимназия\n2 Школа № 2\n0 Ясли\n{'Д' * 130}", department.person.telegram_id))
    assert "номер 2 уже у школы Лицей" in shown(answer)
    assert "0 Ясли – номер нужен от 1 до 999" in shown(answer)
    assert "в названии 130 знаков, поместится 120" in shown(answer)
    assert await names(line.db) == [(2, "Лицей")]
    mended = await line.feed(say("Гимназия", department.person.telegram_id))
    assert "Добавлена 1\u00a0школа" in shown(mended)


async def test_two_hundred_lines_at_once_are_taken(line: Line, department: Case) -> None:
    pasted = "\n".join(f"{n} Школа № {n}" for n in range(1, 201))
    filed = await schools.save(department, "new", {"lines": pasted}, {})
    assert filed.result == len(await names(line.db)) == 200
    assert len(pasted) <= 4000


async def test_a_list_that_finds_no_numbers_left_is_refused_whole(department: Case) -> None:
    await stored.add(department.db, "Последняя", BEGIN, 9998)
    with pytest.raises(AnswerRejected, match="последний 9999"):
        await schools.save(department, "new", {"lines": "Школа\nГимназия"}, {})
    assert len(await names(department.db)) == 1
    await schools.save(department, "new", {"lines": "Школа\n5 Гимназия"}, {})
    assert await names(department.db) == [(5, "Гимназия"), (9998, "Последняя"), (9999, "Школа")]


async def test_a_list_without_a_name_is_refused(department: Case) -> None:
    with pytest.raises(AnswerRejected, match="хотя бы одно"):
        await schools.save(department, "new", {"lines": "\n \n"}, {})


# The list and the card ------------------------------------------------------------------------------------


async def test_each_school_is_marked_by_whom_one_can_write_to(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    eight, nine = await village.school("Лицей"), await village.school("Гимназия")
    await village.school("Интернат")
    await invitations.make(line.db, Role.COORDINATOR, eight, department.person.id, NOW)
    lost = await village.person(Role.COORDINATOR, nine)
    await line.db.run("UPDATE people SET unreachable_since = '2026-11-20T09:00:00+00:00' WHERE id = :id", id=lost.id)
    answer = await line.feed(tap("s.list:0", department.person.telegram_id))
    assert [label.split(" · ")[1] for label in labels(answer)[:4]] == ["✓", "ждём", "нет связи", "нет"]
    assert "без куратора: 1" in shown(answer)
    assert "не доходят с пт 20.11" in shown(await line.feed(tap(f"s.open:{nine}", department.person.telegram_id)))


async def test_nine_schools_take_two_pages(line: Line, village: Village, department: Case) -> None:
    for n in range(9):
        await village.school(f"Школа № {n}")
    first = await line.feed(tap("s.list:0", department.person.telegram_id))
    assert "1 из 2" in labels(first)
    second = await line.feed(tap("s.list:1", department.person.telegram_id))
    assert [label for label in labels(second) if "Школа" in label] == ["9. Школа № 8 · нет"]


@pytest.mark.parametrize("verb", ["s.list:0", "s.open:1", "s.invite:1", "s.revoke:1", "s.dismiss:1:1"])
async def test_only_the_department_reaches_the_desk(line: Line, coordinator: Case, mentor: Case, verb: str) -> None:
    for person in (coordinator.person, mentor.person):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, person.telegram_id)))
    assert await line.db.value("SELECT count(*) FROM invitations") == 0
    assert (await again(coordinator)).person == coordinator.person


@pytest.mark.parametrize("verb", ["s.open:999", "s.open:x", "s.invite:999", "s.dismiss?:1:999", "s.dismiss:1:999"])
async def test_what_is_not_there_is_not_found(line: Line, department: Case, coordinator: Case, verb: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, department.person.telegram_id)))


# Inviting -------------------------------------------------------------------------------------------------


async def test_an_invitation_is_a_link_to_forward_and_the_same_link_as_a_picture(
    line: Line, department: Case, coordinator: Case
) -> None:
    answer = await line.feed(tap(f"s.invite:{coordinator.school_id}", department.person.telegram_id))
    words, picture, card = screens(answer)
    link = re.search(r"https://t\.me/sample_bot\?start=([A-Za-z0-9_-]{1,64})$", str(words.text), re.MULTILINE)
    assert link
    assert picture.file
    assert picture.file.args == {"link": link[0]}
    assert words.stays
    assert picture.stays
    assert "вт, 1 декабря 2026, 09:00" in words.text  # 24 November and 7 days
    assert "1\u00a0приглашение ждёт" in card.text


async def invited(line: Line, department: Case, school_id: int) -> str:
    answer = await line.feed(tap(f"s.invite:{school_id}", department.person.telegram_id))
    return str(re.findall(r"start=([\w-]+)", shown(answer))[0])


async def test_a_link_lets_one_person_in(line: Line, department: Case, coordinator: Case) -> None:
    secret = await invited(line, department, coordinator.school_id)
    assert "Роль: <b>куратор</b>" in shown(await line.feed(say(f"/start {secret}", 5000)))
    await line.feed(tap(f"join:{secret}", 5000))
    assert (await people.find(line.db, 5000)) is not None
    await line.feed(tap(f"join:{secret}", 5001))
    assert (await people.find(line.db, 5001)) is None


async def test_a_revoked_link_opens_nothing(line: Line, department: Case, coordinator: Case) -> None:
    secret = await invited(line, department, coordinator.school_id)
    asked = await line.feed(tap(f"s.revoke?:{coordinator.school_id}", department.person.telegram_id))
    assert f"s.revoke:{coordinator.school_id}" in actions(asked)
    assert "Роль" in shown(await line.feed(say(f"/start {secret}", 5000)))  # nothing is revoked by the question
    done = await line.feed(tap(f"s.revoke:{coordinator.school_id}", department.person.telegram_id))
    assert done.toast == "Больше не действует: 1\u00a0ссылка"
    assert "не действует" in shown(await line.feed(say(f"/start {secret}", 5000)))
    await line.feed(tap(f"join:{secret}", 5000))
    assert (await people.find(line.db, 5000)) is None


async def test_revoking_leaves_other_schools_and_invited_mentors_alone(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    other = await village.school("Лицей")
    kept = await invited(line, department, other)
    for_mentor = await invitations.make(
        line.db, Role.MENTOR, coordinator.school_id, coordinator.person.id, NOW, mentor.person.post.mentor_id
    )
    await invited(line, department, coordinator.school_id)
    await line.feed(tap(f"s.revoke:{coordinator.school_id}", department.person.telegram_id))
    assert await invitations.find(line.db, kept, NOW)
    assert await invitations.find(line.db, for_mentor, NOW)


async def test_a_link_dies_after_seven_days(line: Line, department: Case, coordinator: Case) -> None:
    secret = await invited(line, department, coordinator.school_id)
    week = NOW + timedelta(days=7)
    assert await invitations.find(line.db, secret, week - timedelta(seconds=1))
    assert await invitations.find(line.db, secret, week) is None
    later = replace(department, now=week)
    assert not any("приглашение" in label for label in labels(await schools.card(tap("s"), later, ["1"])))


# Ending access --------------------------------------------------------------------------------------------


async def test_dismissing_asks_first_and_then_ends_the_post_with_a_kind_word(
    line: Line, department: Case, coordinator: Case
) -> None:
    school, post = coordinator.school_id, coordinator.person.post.id
    asked = await line.feed(tap(f"s.dismiss?:{school}:{post}", department.person.telegram_id))
    assert "Анна Кураторова" in shown(asked)
    await again(coordinator)
    done = await line.feed(tap(f"s.dismiss:{school}:{post}", department.person.telegram_id))
    assert "Куратора пока нет" in shown(done)
    (notice,) = done.notices
    assert notice.chat_id == coordinator.person.telegram_id
    assert "Спасибо за работу" in notice.screen.text
    with pytest.raises(LookupError):
        await again(coordinator)
    twice = await line.feed(tap(f"s.dismiss:{school}:{post}", department.person.telegram_id))
    assert not twice.notices


async def test_the_drafts_of_a_dismissed_coordinator_stay_with_the_school(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    subject = f"{coordinator.school_id}:2026-Q4"
    draft = await drafts.open_one(
        line.db, "monitoring", MONITORING.version, subject, coordinator.person, NOW, Draft({"mentees": 5})
    )
    await drafts.focus_on(line.db, coordinator.person.id, draft.id, draft.revision)
    await line.feed(
        tap(f"s.dismiss:{coordinator.school_id}:{coordinator.person.post.id}", department.person.telegram_id)
    )
    successor = await village.person(Role.COORDINATOR, coordinator.school_id)
    kept = await drafts.get(line.db, successor, draft.id)
    assert kept
    assert kept.draft.answers == {"mentees": 5}
    assert await drafts.focus(line.db, coordinator.person) is None  # what they type now goes nowhere


async def test_other_posts_are_kept(line: Line, village: Village, department: Case, coordinator: Case) -> None:
    other = await village.school("Лицей")
    await village.also(coordinator.person.id, Role.COORDINATOR, other)
    done = await line.feed(
        tap(f"s.dismiss:{coordinator.school_id}:{coordinator.person.post.id}", department.person.telegram_id)
    )
    assert [post.school_id for post in (await again(coordinator)).person.posts] == [other]
    assert done.notices[0].screen.rows  # the way to the menu


async def test_a_coordinator_of_another_school_is_not_reached(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    other = await village.school("Лицей")
    post = coordinator.person.post.id
    await line.feed(tap(f"s.dismiss:{other}:{post}", department.person.telegram_id))
    assert (await again(coordinator)).person.post.id == post


async def test_a_mentor_is_no_coordinator_to_dismiss(line: Line, department: Case, mentor: Case) -> None:
    post = mentor.person.post
    await line.feed(tap(f"s.dismiss:{post.school_id}:{post.id}", department.person.telegram_id))
    assert (await again(mentor)).person.post.id == post.id


async def test_a_reminder_on_its_way_to_a_dismissed_coordinator_is_taken_back(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    key = reminders.message(coordinator.person.id, NOW.date())
    await village.queue([Notice(coordinator.person.telegram_id, Screen(Markup("Пора")), key)], NOW)
    await line.feed(
        tap(f"s.dismiss:{coordinator.school_id}:{coordinator.person.post.id}", department.person.telegram_id)
    )
    assert await line.db.value("SELECT count(*) FROM outbox WHERE key = :key", key=key) == 0
