"""Consent in the words that were shown, everything stored shown to whom it is about, and the two ways out."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from domain.papers import Sent
from domain.people import Role
from handlers import bindings
from handlers.case import Case
from scheduler import planning
from storage import about_person, consents, drafts, files, invitations, outbox, people
from storage.instants import instant
from storage.parcel import Parcel
from tests.handlers.phone import Line, actions, labels, say, screens, shown, tap
from tests.handlers.taps import press
from tests.handlers.test_meetings import pair
from tests.village import BEGIN, Village, local
from views import joining
from views.my_data_table import table
from views.screen import Reply

NEWCOMER = 4242
WORDS = {"2": "151bd2cf"}


def my_data(case: Case) -> Any:
    return say("/my_data", case.person.telegram_id)


async def join(line: Line, coordinator: Case, who: int = NEWCOMER) -> Any:
    secret = await invitations.make(line.db, Role.COORDINATOR, coordinator.school_id, coordinator.person.id, line.now)
    return await line.feed(tap(f"join:{secret}", who))


async def agreed_before(case: Case) -> None:
    """To the text before this one."""
    await consents.give(case.db, case.person.id, "1", "прежний текст", BEGIN)


async def heard(line: Line, village: Village, days: range) -> set[int]:
    """Who would be written to unasked in the mornings of these days."""
    found: set[int] = set()
    for n in days:
        moment = local(date(2026, 11, 24) + timedelta(n))
        found |= {notice.chat_id for notice in await planning.plan(line.db, moment, village.town)}
    return found


def test_a_version_of_the_text_is_that_text_for_ever() -> None:
    """Whoever changes the words raises the version, and writes its digest here."""
    assert sha256(joining.CONSENT.encode()).hexdigest()[:8] == WORDS[joining.CONSENT_VERSION]


async def test_who_agrees_leaves_a_row_and_the_words_as_shown(line: Line, coordinator: Case) -> None:
    await join(line, coordinator)
    person = await people.find(line.db, NEWCOMER)
    assert person
    assert person.consent == joining.CONSENT_VERSION
    rows = await line.db.all("SELECT version, withdrawn_at FROM consents WHERE person_id = :id", id=person.id)
    assert [tuple(row) for row in rows] == [(joining.CONSENT_VERSION, None)]
    words = await line.db.value("SELECT words FROM consent_texts WHERE version = :v", v=joining.CONSENT_VERSION)
    assert words in str(joining.consent("x", Role.COORDINATOR, "Школа").text)


async def test_an_older_text_is_kept_as_it_was(line: Line, coordinator: Case) -> None:
    assert await line.db.value("SELECT words FROM consent_texts WHERE version = '1'")
    await consents.give(line.db, coordinator.person.id, "1", "другие слова", line.now)
    assert await line.db.value("SELECT words FROM consent_texts WHERE version = '1'") != "другие слова"


@pytest.mark.parametrize("event", [say("640", 1), say("/start", 1), tap("p.list:0", 1), tap("f.s:1:1", 1)])
async def test_a_newer_text_comes_before_anything_else(line: Line, coordinator: Case, event: Any) -> None:
    await agreed_before(coordinator)
    who = coordinator.person.telegram_id
    await line.db.run("UPDATE people SET telegram_id = 1 WHERE telegram_id = :who", who=who)
    returned = await line.feed(event)
    assert "Согласие обновилось" in shown(returned)
    assert labels(returned) == ["Согласен", "Не согласен"]


async def test_one_tap_agrees_and_the_work_goes_on(line: Line, coordinator: Case) -> None:
    me = coordinator.person
    await line.feed(tap(bindings.begin("mentor", "new"), me.telegram_id))
    await agreed_before(coordinator)
    assert "Согласие обновилось" in shown(await line.feed(say("Иванова Анна", me.telegram_id)))
    focus = await drafts.focus(line.db, me)
    assert focus
    assert not focus.stored.draft.answers
    assert "согласие записано" in shown(await press(line, coordinator, f"cons.yes:{joining.CONSENT_VERSION}"))
    assert "Согласие обновилось" not in shown(await press(line, coordinator, "p.list:0"))
    rows = await line.db.all("SELECT version FROM consents WHERE person_id = :id ORDER BY id", id=me.id)
    assert [row["version"] for row in rows] == ["1", joining.CONSENT_VERSION]


async def test_a_button_under_an_older_text_agrees_to_nothing(line: Line, coordinator: Case) -> None:
    await agreed_before(coordinator)
    assert "Этого здесь нет" in shown(await press(line, coordinator, "cons.yes:1"))
    assert "Согласие обновилось" in shown(await press(line, coordinator, "p.list:0"))


async def test_who_does_not_agree_sees_what_is_stored_and_leaves(line: Line, coordinator: Case) -> None:
    await agreed_before(coordinator)
    assert "Что бот знает о вас" in shown(await line.feed(my_data(coordinator)))
    assert "Согласие отозвано" in shown(await press(line, coordinator, "md.out"))
    assert await people.get(line.db, coordinator.person.id) is None


async def test_everything_stored_is_counted_with_its_newest_day(line: Line, coordinator: Case, mentor: Case) -> None:
    await pair(mentor)
    await press(line, mentor, "v.day:0")
    page = shown(await line.feed(my_data(mentor)))
    assert "Записей о встречах: <b>1</b>, вт\xa024.11" in page.replace("вт 24.11", "вт\xa024.11")
    assert "Согласие: <b>на бумаге или по службе</b>" in page
    assert "Карточек наставника: <b>1</b>" in page


async def test_whatever_was_left_behind_is_counted(line: Line, coordinator: Case) -> None:
    me = coordinator.person.id
    for name, more in (("searches", "desk, words"), ("snoozes", "debt, until")):
        await line.db.run(f"INSERT INTO {name} (person_id, {more}) VALUES (:me, '2026-11-01', '2026-11-02')", me=me)
    for _ in range(2):
        await line.db.run("INSERT INTO targets (year, key, by_person, at) VALUES (2026, 'x', :me, '2026-01-01')", me=me)
    many = len(await about_person.piles(line.db, me))
    assert many > 4
    first = await line.feed(my_data(coordinator))
    assert all(len(label) <= 28 for label in labels(first))
    assert "Заданных порогов и целей: <b>2</b>" in shown(first)


async def test_the_file_holds_every_row_and_no_secret(line: Line, coordinator: Case, mentor: Case) -> None:
    await invitations.make(line.db, Role.COORDINATOR, coordinator.school_id, coordinator.person.id, line.now)
    (screen,) = screens(await press(line, coordinator, "md.file"))
    assert screen.file
    assert screen.file.args == {"person": coordinator.person.id}
    rows = await about_person.rows(line.db, coordinator.person.id)
    assert rows["people"][1][0]["telegram_id"] == coordinator.person.telegram_id
    assert len(rows["invitations"][1]) == 1
    assert "token_hash" not in rows["invitations"][1][0]
    tables = load_workbook(BytesIO(table(rows, line.now, line.town.zone)))
    assert any(coordinator.person.telegram_id in row for row in tables.worksheets[0].values)


async def test_a_withdrawn_consent_ends_everything_unasked_at_once(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    await village.activate(2026)
    chat = coordinator.person.telegram_id
    assert chat in await heard(line, village, range(30))
    held = Parcel(chat, "sendMessage", "{}", key="held:1", not_before=line.now + timedelta(hours=9))
    await outbox.put(line.db, [held, Parcel(chat, "sendMessage", "{}", key="held:2")], line.now)
    returned = await press(line, coordinator, "md.out")
    assert "приглашение" in shown(returned)
    assert await line.db.value("SELECT count(*) FROM outbox WHERE chat_id = :chat", chat=chat) == 0
    assert chat not in await heard(line, village, range(30, 60))
    assert "Войти можно по приглашению" in shown(await line.feed(say("640", chat)))
    assert "Войти можно по приглашению" in shown(await line.feed(say("/start", chat)))


async def test_their_school_and_the_department_are_told(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    second = await village.person(Role.COORDINATOR, coordinator.school_id, name="Вторая")
    out = await press(line, mentor, "md.out")
    assert isinstance(out, Reply)
    assert {one.chat_id for one in out.notices} == {coordinator.person.telegram_id, second.telegram_id}
    assert "Пётр Наставников" in str(out.notices[0].screen.text)
    out = await press(line, coordinator, "md.out")
    assert {one.chat_id for one in out.notices} == {department.person.telegram_id, second.telegram_id}


async def test_figures_stay_and_the_way_back_is_an_invitation(
    line: Line, village: Village, coordinator: Case, department: Case
) -> None:
    await agreed_before(coordinator)
    await press(line, coordinator, "md.out")
    assert await line.db.value("SELECT withdrawn_at FROM consents") is not None
    await join(line, department_of(coordinator, department), coordinator.person.telegram_id)
    back = await people.find(line.db, coordinator.person.telegram_id)
    assert back
    assert (back.id, back.reachable, back.consent) == (coordinator.person.id, True, joining.CONSENT_VERSION)
    assert await line.db.value("SELECT count(*) FROM consents WHERE withdrawn_at IS NULL") == 1


def department_of(coordinator: Case, department: Case) -> Case:
    """The department inviting into the coordinator's school."""
    post = replace(coordinator.person.post)
    return replace(department, person=replace(department.person, post=post))


async def test_oneself_is_erased_by_two_words_within_a_day(line: Line, coordinator: Case) -> None:
    first = await press(line, coordinator, "md.gone")
    assert "Точно удалить" in shown(first)
    assert await people.find(line.db, coordinator.person.telegram_id)
    assert "Данные о вас удалены" in shown(await press(line, coordinator, "md.gone!"))
    assert await people.former(line.db, coordinator.person.telegram_id) is None
    assert "ничего не хранит" in shown(await line.feed(my_data(coordinator)))
    kept = await line.db.one("SELECT kind, subject, asked_by, done_at FROM erasures")
    assert kept
    assert kept["done_at"]


async def test_a_second_word_alone_or_late_erases_nobody(line: Line, coordinator: Case) -> None:
    assert "Удалить данные о вас?" in shown(await press(line, coordinator, "md.gone!"))
    await press(line, coordinator, "md.gone")
    late = Line(line.db, line.town, line.now + timedelta(days=1, minutes=1))
    assert "Удалить данные о вас?" in shown(await press(late, coordinator, "md.gone!"))
    assert await people.find(line.db, coordinator.person.telegram_id)


async def test_a_taken_back_first_word_counts_no_more(line: Line, coordinator: Case) -> None:
    await press(line, coordinator, "md.gone")
    await press(line, coordinator, "md.stay")
    assert "Удалить данные о вас?" in shown(await press(line, coordinator, "md.gone!"))


@pytest.mark.parametrize("way", ["md.out", "md.gone"])
async def test_whom_the_settings_let_in_is_to_be_taken_out_of_them_first(
    line: Line, department: Case, way: str
) -> None:
    line.town = replace(line.town, admins=frozenset({department.person.telegram_id}))
    assert "BOT_ADMINS" in shown(await press(line, department, way))
    assert await people.find(line.db, department.person.telegram_id)
    assert await line.db.value("SELECT count(*) FROM erasures") == 0


@pytest.mark.parametrize("event", [say("640", 77), say("/start", 77), tap("s.list:0", 77), tap("f.n:name:me", 77)])
async def test_whom_the_settings_let_in_is_asked_before_anything_is_stored(line: Line, event: Any) -> None:
    line.town = replace(line.town, admins=frozenset({77}))
    asked = await line.feed(event)
    assert joining.CONSENT in shown(asked)
    assert "BOT_ADMINS" in shown(asked)
    assert await line.db.value("SELECT count(*) FROM people") == 0
    assert "ничего не хранит" in shown(await line.feed(say("/my_data", 77)))
    assert "Управление образования" in shown(await line.feed(tap(actions(asked)[0], 77)))
    person = await people.find(line.db, 77)
    assert person
    assert (person.consent, person.post.role) == (joining.CONSENT_VERSION, Role.DEPARTMENT)
    assert await line.db.value("SELECT count(*) FROM consents WHERE withdrawn_at IS NULL") == 1
    assert joining.CONSENT not in shown(await line.feed(tap("s.list:0", 77)))


async def test_whom_the_settings_let_in_without_asking_is_asked_now(line: Line, department: Case) -> None:
    me = department.person
    assert joining.CONSENT not in shown(await press(line, department, "s.list:0"))
    line.town = replace(line.town, admins=frozenset({me.telegram_id}))
    for event in (tap("s.list:0", me.telegram_id), tap(bindings.begin("schools", "new"), me.telegram_id)):
        asked = await line.feed(event)
        assert joining.CONSENT in shown(asked)
    assert "BOT_ADMINS" in shown(await press(line, department, "md.out?"))
    assert "согласие записано" in shown(await press(line, department, actions(asked)[0]))
    assert joining.CONSENT not in shown(await press(line, department, "s.list:0"))


async def test_a_stranger_whom_nothing_lets_in_agrees_to_nothing(line: Line, department: Case, mentor: Case) -> None:
    line.town = replace(line.town, admins=frozenset({77}))
    agree = f"cons.yes:{joining.CONSENT_VERSION}"
    before = await line.db.value("SELECT count(*) FROM people")
    assert "Войти можно по приглашению" in shown(await line.feed(tap(agree, 999)))
    assert "Этого здесь нет" in shown(await press(line, mentor, agree)), "on paper: there is nothing to agree to"
    assert "Этого здесь нет" in shown(await line.feed(tap("cons.yes:1", 77)))
    assert await line.db.value("SELECT count(*) FROM people") == before
    assert await line.db.value("SELECT count(*) FROM consents") == 0


async def test_taken_out_of_the_settings_they_are_erased_and_let_in_no_more(line: Line, department: Case) -> None:
    me = department.person
    line.town = replace(line.town, admins=frozenset({me.telegram_id}))
    said = shown(await press(line, department, "md.gone?"))
    assert str(me.telegram_id) in said
    assert "BOT_ADMINS" in said
    line.town = replace(line.town, admins=frozenset())
    await press(line, department, "md.gone")
    assert "Данные о вас удалены" in shown(await press(line, department, "md.gone!"))
    assert "Войти можно по приглашению" in shown(await line.feed(say("/start", me.telegram_id)))
    assert await people.former(line.db, me.telegram_id) is None


async def test_whose_posts_have_ended_sees_and_erases_what_is_left(line: Line, coordinator: Case) -> None:
    await people.dismiss(line.db, coordinator.person.post.id, coordinator.school_id, line.now)
    page = await line.feed(my_data(coordinator))
    assert "сейчас ни одной" in shown(page)
    assert "md.out?" not in actions(page)
    await press(line, coordinator, "md.gone")
    assert "удалены" in shown(await press(line, coordinator, "md.gone!"))
    assert await people.former(line.db, coordinator.person.telegram_id) is None


async def test_a_stranger_presses_nothing_of_it(line: Line, coordinator: Case) -> None:
    for verb in ("md.page:0", "md.file", "md.gone", "md.gone!", "md.out", "md.stay"):
        returned = await line.feed(tap(verb, 999))
        assert returned is None or "Что бот знает" not in shown(returned)
    assert await line.db.value("SELECT count(*) FROM erasures") == 0


async def test_a_file_on_its_way_is_not_spoken_of_to_whoever_has_left(line: Line, coordinator: Case) -> None:
    file_id = await files.add(line.db, Sent("document", "r", "n.pdf", "m", 1), coordinator.person, line.now)
    await press(line, coordinator, "md.out")
    assert await files.refused(line.db, file_id, "empty") is None


async def test_a_link_to_the_post_they_left_opens_nothing(line: Line, coordinator: Case) -> None:
    me = coordinator.person
    secret = await invitations.make(line.db, Role.COORDINATOR, coordinator.school_id, me.id, line.now)
    await press(line, coordinator, "md.out")
    assert "Эта ссылка не действует" in shown(await line.feed(tap(f"join:{secret}", me.telegram_id)))
    await people.appoint(line.db, me.id, Role.COORDINATOR, line.now, coordinator.school_id)
    assert await invitations.find(line.db, secret, line.now) is None, "nor when they have come back"


async def test_they_are_not_expected_at_what_is_still_to_come(line: Line, coordinator: Case) -> None:
    me = coordinator.person.id
    for number, starts in ((1, line.now + timedelta(days=3)), (2, line.now - timedelta(days=3))):
        await line.db.run(
            """INSERT INTO events (id, title, place, starts_at, audience, by_person, created_at, moved_at)
               VALUES (:id, 'Семинар', 'Дом', :starts, 'everybody', :me, '', '')""",
            id=number,
            starts=instant(starts),
            me=me,
        )
        await line.db.run(
            "INSERT INTO event_guests (event_id, person_id, signed_at) VALUES (:id, :me, '')", id=number, me=me
        )
    await press(line, coordinator, "md.out")
    rows = await line.db.all("SELECT event_id FROM event_guests WHERE left_at IS NULL")
    assert [row["event_id"] for row in rows] == [2]
