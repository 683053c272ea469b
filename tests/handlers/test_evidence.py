"""Rows 1.1–1.6: filing an order, agreeing to a plan or returning it, and who has not filed yet."""

from datetime import date, timedelta

import pytest

from domain.evidence import State
from domain.people import EVERYTHING, Role
from handlers.case import Case
from storage import closings, evidence, files, people, schools, years
from tests.handlers.evidence_desk import Phone, file_order, file_plan, other_school
from tests.handlers.phone import Line, actions, labels, screens
from tests.village import BEGIN, Village, local

AUGUST = local(date(2026, 8, 20))
OCTOBER = local(date(2026, 10, 5))


@pytest.fixture
async def line(line: Line, village: Village) -> Line:
    """A year in force since January; it is August."""
    await village.activate(2026)
    line.now = AUGUST
    return line


@pytest.fixture
def anna(line: Line, coordinator: Case) -> Phone:
    return Phone(line, coordinator)


@pytest.fixture
def head(line: Line, department: Case) -> Phone:
    return Phone(line, department)


# An order (1.1, 1.2) ------------------------------------------------------------------------------------------


async def test_a_school_files_its_order_with_number_date_and_file(anna: Phone) -> None:
    receipt = await file_order(anna, "1.2")
    assert "Принято" in receipt
    assert "вовремя" in receipt
    card = await anna.press("Открыть")
    for fact in ("№ 125-о от сб 15.08.2026", "приказ.pdf", "Выполнено", "вовремя"):
        assert fact in card
    await anna.press("Открыть файл")
    (copy,) = screens(anna.last)
    assert copy.file
    assert (copy.file.renderer, str(copy.text)) == ("paper", "приказ.pdf")


async def test_the_department_files_its_own(head: Phone) -> None:
    await head.tap("ev.row:1.1")
    await head.press("Заполнить")
    await head.say("№ 7", "1.08.2026")
    await head.send()
    await head.press("Пропустить")
    assert "Строка отмечена выполненной" in await head.press("Сохранить")
    assert "№ 7 от сб 01.08.2026" in await head.tap("ev.row:1.1")


async def test_a_link_stands_for_a_file_and_is_looked_at(anna: Phone) -> None:
    await anna.tap("ev.row:1.2")
    await anna.press("Заполнить")
    await anna.say("1", "15.08.2026")
    assert "Ссылка на приказ" in await anna.press("Пропустить")
    for wrong in ("на сайте", "javascript:alert(1)", "ftp://a.ru/x", "http://", "https://a b.ru"):
        assert "Нужна ссылка" in await anna.say(wrong), wrong
    await anna.say("школа.рф/prikaz.pdf")
    await anna.press("Пропустить")
    await anna.press("Подать")
    assert "Ссылка: https://школа.рф/prikaz.pdf" in await anna.press("Открыть")


async def test_a_correction_takes_three_taps_and_the_value_and_stays_on_time(line: Line, anna: Phone) -> None:
    await file_order(anna, "1.2")
    line.now = OCTOBER
    await anna.tap("ev.row:1.2")
    await anna.press("Изменить")
    await anna.press("Изменить")
    await anna.press("Номер приказа")
    assert "126-о</b> <i>(было 125-о)" in await anna.say("126-о")
    assert "Первая подача: вовремя" in await anna.press("Подать")
    await anna.press("Открыть")
    log = await anna.press("История")
    assert "Номер: 125-о → 126-о" in log
    assert log.index("126-о") < log.index("Состояние: <b>подано</b>")
    assert "Анна Кураторова" in log


async def test_after_the_date_it_is_late_and_says_so(line: Line, anna: Phone) -> None:
    line.now = OCTOBER
    assert "Первая подача: после срока" in await file_order(anna, "1.2")


async def test_a_closed_date_takes_nothing_more_and_says_so(line: Line, anna: Phone, department: Case) -> None:
    await anna.tap("ev.row:1.2")
    await anna.press("Заполнить")
    for due in await years.deadlines(line.db, 2026):
        if due.row == "1.2":
            await closings.put(line.db, due.id, True, None, department.person.id, line.now)
    assert "Срок закрыт" in await anna.tap("ev.row:1.2")
    assert "Заполнить" not in labels(anna.last)


async def test_nobody_is_late_with_what_was_over_before_it_was_asked(line: Line, village: Village) -> None:
    line.now = OCTOBER
    school = await schools.add(line.db, "Новая школа", OCTOBER - timedelta(days=1), 30)
    person = await village.person(Role.COORDINATOR, school.id)
    assert "вовремя" in await file_order(Phone(line, Case(line.db, person, OCTOBER, village.town)), "1.2")


async def test_two_taps_on_the_last_button_file_once(line: Line, anna: Phone) -> None:
    await anna.tap("ev.row:1.2")
    await anna.press("Заполнить")
    await anna.say("125-о", "15.08.2026")
    await anna.send()
    await anna.press("Пропустить")
    done = actions(anna.last)[labels(anna.last).index("Подать")]
    first, second = await anna.tap(done), await anna.tap(done)
    assert first == second
    assert await line.db.value("SELECT count(*) FROM evidence") == 1
    assert await line.db.value("SELECT count(*) FROM evidence_history") == 1


async def test_before_a_year_is_in_force_nothing_is_asked(village: Village, coordinator: Case) -> None:
    phone = Phone(Line(village.db, village.town, AUGUST), coordinator)
    assert "Год ещё не включён" in await phone.tap("ev.row:1.2")


# A plan (1.4 → 1.5 → 1.6) -------------------------------------------------------------------------------------


async def test_a_plan_is_agreed_to_by_one_tap_and_only_then_can_be_approved(anna: Phone, head: Phone) -> None:
    assert "Пока рано" in await anna.tap("ev.row:1.6")
    assert labels(anna.last) == ["К строке", "В меню"]
    await file_plan(anna)
    assert "Ждёт согласования" in await anna.press("Открыть")
    await head.tap("ev.wait")
    await head.press("МБОУ «Школа № 7»")
    await head.press("Согласовать")
    (notice,) = head.notices
    assert notice.chat_id == anna.id
    assert "Дорожная карта согласована" in str(notice.screen.text)
    assert "Номер приказа" in await anna.tap(notice.screen.rows[0][0].action)
    await anna.say("130", "19.08.2026")
    await anna.send()
    await anna.press("Пропустить")
    assert "1.6 Утверждение карты школы" in await anna.press("Подать")


async def test_a_returned_plan_comes_back_with_the_comment_and_opens_again(anna: Phone, head: Phone) -> None:
    await file_plan(anna, "старая.docx")
    await head.tap("ev.wait")
    await head.press("МБОУ «Школа № 7»")
    await head.press("Вернуть")
    assert "Нужно исправить:</b> нет сроков" in await head.say("нет сроков")
    (notice,) = head.notices
    assert "Что исправить: нет сроков" in str(notice.screen.text)
    assert "Пришлите дорожную карту" in await anna.tap(notice.screen.rows[0][0].action)
    await anna.send("новая.docx")
    await anna.press("Пропустить")
    await anna.press("Подать")
    card = await anna.press("Открыть")
    assert "новая.docx" in card
    assert "Ждёт согласования" in card
    assert "Пока рано" in await anna.tap("ev.row:1.6")


async def test_a_change_after_agreement_needs_a_reason_and_agreement_anew(line: Line, anna: Phone, head: Phone) -> None:
    await file_plan(anna)
    await head.tap("ev.wait")
    await head.press("МБОУ")
    await head.press("Согласовать")
    await anna.tap("ev.row:1.4")
    assert "Почему её нужно изменить" in await anna.press("Изменить")
    await anna.say("сменились сроки набора")
    await anna.send("вторая.docx")
    await anna.press("Пропустить")
    await anna.press("Подать")
    assert "Причина изменения: сменились сроки набора" in await anna.press("Открыть")
    assert "Пока рано" in await anna.tap("ev.row:1.6")
    await head.tap("ev.wait")
    await head.press("МБОУ")
    await head.press("Согласовать")
    assert "Пока рано" not in await anna.tap("ev.row:1.6")
    agreed = await evidence.of(line.db, "1.5", "2026-Y", await line.db.value("SELECT school_id FROM evidence"))
    assert agreed
    assert (agreed.state, agreed.on_time, agreed.revision) == (State.AGREED, True, 3)


async def test_a_draft_begun_before_the_agreement_asks_for_the_reason_too(anna: Phone, head: Phone) -> None:
    await file_plan(anna)
    await anna.tap("ev.row:1.4")
    await anna.press("Изменить")
    last = anna.last
    await head.tap("ev.wait")
    await head.press("МБОУ")
    await head.press("Согласовать")
    anna.last = last
    assert "Карту уже согласовали" in await anna.press("Подать")


async def test_a_judgement_on_an_older_version_changes_nothing(anna: Phone, head: Phone) -> None:
    await file_plan(anna)
    await head.tap("ev.wait")
    await head.press("МБОУ")
    seen = head.last
    await anna.tap("ev.row:1.4")
    await anna.press("Изменить")
    await anna.press("Подать")
    head.last = seen
    await head.press("Согласовать")
    assert "Карту уже изменили" in head.last.toast
    head.last = seen
    await head.press("Вернуть")
    assert "Школа уже прислала другую карту" in await head.say("нет сроков")
    assert head.notices == []
    assert "Ждёт согласования" in await anna.tap("ev.row:1.4")


async def test_all_that_wait_are_agreed_to_at_once_but_none_that_came_later(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    second, third = await other_school(line, village, 9), await other_school(line, village, 10)
    await file_plan(anna)
    await file_plan(second)
    await head.tap("ev.wait")
    asked = await head.press("Согласовать все: 2")
    assert "Школа № 7" in asked
    line.now += timedelta(minutes=1)
    await file_plan(third)
    await head.press("Согласовать все: 2")
    assert head.last.toast == "Согласовано: 2\u00a0карты"
    assert {one.chat_id for one in head.notices} == {anna.id, second.id}
    assert "Ждёт согласования" in await third.tap("ev.row:1.4")
    await head.tap(f"ev.all:2026:{10**15 - 1}")
    await head.tap(f"ev.all:2026:{10**15 - 1}")
    assert len(head.notices) == 3  # each decision is told once


async def test_the_department_is_told_when_the_queue_is_not_empty_any_more(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    second = await other_school(line, village)
    await file_plan(anna)
    await file_plan(second)
    (notice,) = anna.notices
    assert (notice.chat_id, second.notices) == (head.id, [])
    await head.tap(notice.screen.rows[0][0].action)
    assert "2\u00a0карты ждут согласования" in head.text


async def test_an_approval_is_neither_begun_nor_filed_without_an_agreement(
    line: Line, anna: Phone, coordinator: Case
) -> None:
    assert "сначала управление согласует" in await anna.tap("f.n:order:1.6-2026")
    due = await evidence.due(line.db, "1.5", 2026)
    assert due

    async def judge(state: State) -> None:
        await evidence.file(line.db, due, coordinator.school_id, state=state, by_person=1, now=line.now)

    await judge(State.AGREED)
    await anna.tap("f.n:order:1.6-2026")
    await anna.say("130", "19.08.2026")
    await anna.send()
    await anna.press("Пропустить")
    await judge(State.RETURNED)
    assert "сначала управление согласует" in await anna.press("Подать")
    assert await line.db.value("SELECT count(*) FROM evidence WHERE roadmap_row = '1.6'") == 0


async def test_one_decision_is_made_once(line: Line, anna: Phone) -> None:
    await file_plan(anna)
    seen = await evidence.get(line.db, EVERYTHING, await line.db.value("SELECT id FROM evidence"))
    assert seen
    assert await evidence.judge(line.db, seen, State.AGREED, None, 1, AUGUST)
    assert not await evidence.judge(line.db, seen, State.RETURNED, "нет", 1, AUGUST)
    assert "Согласовано управлением" in await anna.tap("ev.row:1.4")


# Who sees what ----------------------------------------------------------------------------------------------------


async def test_another_schools_evidence_is_not_found(line: Line, village: Village, anna: Phone, head: Phone) -> None:
    await file_order(anna, "1.2")
    stranger = await other_school(line, village)
    one = await line.db.value("SELECT id FROM evidence")
    for forged in (
        f"ev.file:{one}", f"ev.log:{one}", "f.n:order:1.1-2026", "f.n:town_order:1.1-2026", "f.n:order:1.4-2026",
        "f.n:order:1.2-2031", "f.n:order:1.2", "ev.row:1.1", "ev.row:4.1", "ev.row:9.9",
    ):  # fmt: skip
        answer = await stranger.tap(forged)
        assert "Этого здесь нет" in answer or "Год ещё не включён" in answer, forged
    assert "приказ.pdf" not in await stranger.tap("ev.row:1.2")


async def test_the_departments_buttons_do_nothing_for_a_coordinator(line: Line, anna: Phone) -> None:
    await file_plan(anna)
    one = await line.db.value("SELECT id FROM evidence")
    for forged in (f"ev.agree:{one}:1", "ev.all:2026:999999999999999", "ev.list:1.2:2026:0", "ev.queue:2026:0"):
        assert "устарела" in await anna.tap(forged), forged
    assert "Этого здесь нет" in await anna.tap(f"f.n:return:{one}-1")
    assert "Ждёт согласования" in await anna.tap("ev.row:1.4")


async def test_a_message_for_another_post_opens_nothing(line: Line, village: Village, anna: Phone) -> None:
    stranger = await other_school(line, village)
    person = await people.find(line.db, stranger.id)
    assert person
    assert "Этого здесь нет" in await anna.tap(f"ev.fix:{person.post.id}:1.4:2026")


async def test_a_message_opens_its_form_in_the_post_it_was_for(
    line: Line, village: Village, coordinator: Case, anna: Phone
) -> None:
    school = await village.school("МБОУ «Школа № 9»")
    await village.also(coordinator.person.id, Role.COORDINATOR, school)
    posts = (await people.get(line.db, coordinator.person.id)).posts  # type: ignore[union-attr]
    second = next(post for post in posts if post.school_id == school)
    await anna.tap(f"ev.fix:{second.id}:1.2:2026")
    await anna.say("1", "15.08.2026")
    await anna.send()
    await anna.press("Пропустить")
    await anna.press("Подать")
    assert await line.db.value("SELECT school_id FROM evidence") == school
    assert await line.db.value("SELECT school_id FROM files") == school


# Who has done it ---------------------------------------------------------------------------------------------------


async def test_the_list_counts_every_school_once_and_the_worst_come_first(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    second = await other_school(line, village, 9)
    await other_school(line, village, 10)
    await schools.add(line.db, "Новая школа", OCTOBER, 11)
    await file_order(anna, "1.2")
    line.now = OCTOBER
    await file_order(second, "1.2")
    text = await head.tap("ev.now:1.2")
    assert "Сдали: <b>2 из 3</b>" in text
    assert "сдали после срока: 1" in text
    assert "просрочили: 1" in text
    shown = [(label.split(".")[0], label.split(" · ")[1]) for label in labels(head.last)[:4]]
    assert shown == [("10", "просрочено"), ("9", "✓ поздно"), ("7", "✓"), ("11", "не ждём")]
    assert "Школа № 10" in await head.press("10.")
    assert "Приказ" not in head.text


async def test_a_school_granted_a_later_date_is_not_late(line: Line, head: Phone, anna: Phone) -> None:
    school = await line.db.value("SELECT id FROM schools")
    await line.db.run(
        """INSERT INTO extensions (roadmap_row, period, school_id, until, ends_at, reason, by_person, at)
           VALUES ('1.2', '2026-Y', :school, '2026-10-09', '2026-10-09T21:00:00.000000+00:00', 'ремонт', 1, '')""",
        school=school,
    )
    line.now = OCTOBER
    await head.tap("ev.now:1.2")
    assert labels(head.last)[0] == "7. МБОУ «Школа № 7» · нет"
    assert "Срок: <b>пт 09.10.2026" in (await anna.tap("ev.row:1.2")).replace("чт 10.09.2026 → ", "")
    assert "вовремя" in await file_order(anna, "1.2")


async def test_a_long_list_is_paged_and_a_school_is_found_by_number_or_name(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    for number in range(20, 40):
        await schools.add(line.db, f"Школа № {number} «Берёза»", BEGIN, number)
    await schools.add(line.db, "Гимназия", BEGIN, 60)
    await head.tap("ev.now:1.2")
    assert "1 из 3" in labels(head.last)
    await head.press("Найти школу")
    assert "«гимн»: 1\u00a0школа" in await head.say("гимн")
    await head.press("Найти школу")
    await head.say("№ 25")
    assert labels(head.last)[0].startswith("25.")
    await head.press("Все школы")
    await head.press("Найти школу")
    assert "ничего не нашлось" in await head.say("лицей")


# A file that turned out to be something else ----------------------------------------------------------------------


async def test_what_was_filed_with_a_file_that_is_not_kept_is_returned(line: Line, anna: Phone) -> None:
    await file_order(anna, "1.2")
    file_id = await line.db.value("SELECT id FROM files")
    await files.refused(line.db, file_id, "archive")
    assert await evidence.without_file(line.db, file_id, "Архив", 1, AUGUST) == "1.2"
    assert await evidence.without_file(line.db, file_id, "Архив", 1, AUGUST) is None
    card = await anna.tap("ev.row:1.2")
    assert "не принят, пришлите другой" in card
    assert "Нужно исправить:</b> Архив" in card
    assert "Открыть файл" not in labels(anna.last)
    one = await line.db.value("SELECT id FROM evidence")
    assert "Этого здесь нет" in await anna.tap(f"ev.file:{one}")


async def test_the_rows_lead_to_their_desks(line: Line, anna: Phone, head: Phone) -> None:
    for phone in (anna, head):
        for row in ("1.1", "1.2", "1.4", "1.5", "1.6"):
            await phone.tap(f"ro.row:{row}")
            for action in actions(phone.last):
                if action.startswith("ev."):
                    assert "Этого здесь нет" not in await phone.tap(action), action
