"""A concern goes past the school to one responsible person, and comes back answered."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.concerns import Concern
from domain.people import Role
from handlers.case import Case
from storage import concern_duty, concerns, mentors, people
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, labels, say, shown
from tests.handlers.post import leave, queue
from tests.handlers.taps import answered, press, pressed
from tests.handlers.test_meetings import pair
from tests.village import Village, local

WORDS = "на встречах повышают голос"


async def told(line: Line, who: Case, words: str = WORDS) -> Any:
    """One tap and one message."""
    return await answered(line, who, "cn.new", words)


async def on_duty(line: Line, department: Case) -> None:
    await concern_duty.appoint(line.db, department.person.post.id, department.person.id, NOW)


async def answer(line: Line, department: Case, words: str = "завтра приедем") -> Any:
    return await answered(line, department, "f.n:concern-answer:1", words)


async def found(line: Line, sender: Case) -> Concern:
    one = await concerns.own(line.db, sender.person.id, 1)
    assert one
    return one


@pytest.fixture
async def colleague(village: Village, department: Case) -> Case:
    """Another of the department."""
    return replace(department, person=await village.person(Role.DEPARTMENT, name="Глеб Соседов"))


async def test_one_tap_and_one_message_reach_the_responsible_person_alone(
    line: Line, mentor: Case, department: Case, colleague: Case
) -> None:
    await on_duty(line, department)
    done = await told(line, mentor)
    assert "Сообщение № 1 принято" in shown(done)
    (notice,) = done.notices
    assert notice.chat_id == department.person.telegram_id
    assert WORDS not in notice.screen.text
    card = await press(line, department, notice.screen.rows[0][0].action)
    assert WORDS in shown(card)
    assert "Пётр Наставников, наставник\nМБОУ «Школа № 7»" in shown(card)


async def test_a_name_is_refused_and_kept_nowhere(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    refused = await told(line, mentor, "Иванов Петя боится идти домой")
    assert "имя человека" in shown(refused)
    assert await concerns.sent(line.db, mentor.person.id) == []
    assert "Петя" not in await everything(line)
    await line.feed(say("подопечный боится идти домой", mentor.person.telegram_id))
    assert (await found(line, mentor)).lines[0].words == "подопечный боится идти домой"


async def test_which_pair_it_is_about_is_a_tap_that_may_be_left_out(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await pair(mentor)
    chosen = await pressed(line, mentor, await told(line, mentor), "Ш07-001")
    assert "Пара: <b>Ш07-001</b>" in shown(chosen)
    assert "Пара: <b>Ш07-001</b>" in shown(await press(line, department, "cn.open:1:0"))


async def test_a_pair_of_somebody_else_is_not_found(line: Line, mentor: Case, coordinator: Case) -> None:
    await pair(mentor)
    other = await mentors.add(line.db, mentor.school_id, "adult", NOW, name="Иная", place=None, consent="№ 3")
    await line.db.run("UPDATE pairs SET mentor_id = :other", other=other.id)
    await told(line, mentor)
    assert "Этого здесь нет" in shown(await press(line, mentor, "cn.pair:1:1"))
    assert (await found(line, mentor)).pair_id is None


async def test_of_many_pairs_each_can_be_chosen_page_by_page(line: Line, mentor: Case) -> None:
    await pair(mentor, 9)
    assert "1 из 2" in labels(await told(line, mentor))
    assert [one for one in actions(await press(line, mentor, "cn.about:1:1")) if "cn.pair" in one] == ["cn.pair:1:1"]


async def test_a_coordinator_can_tell_of_a_concern_too(line: Line, coordinator: Case, department: Case) -> None:
    await on_duty(line, department)
    await told(line, coordinator)
    assert "Анна Кураторова, куратор" in shown(await press(line, department, "cn.open:1:0"))


async def test_the_answer_reaches_the_sender_who_sees_what_became_of_it(
    line: Line, mentor: Case, department: Case
) -> None:
    await on_duty(line, department)
    await told(line, mentor)
    assert "№ 1 · 24.11 · принято" in labels(await press(line, mentor, "cn.mine:0"))
    done = await answer(line, department)
    (notice,) = done.notices
    assert notice.chat_id == mentor.person.telegram_id
    assert "завтра приедем" in notice.screen.text
    assert "№ 1 · 24.11 · отвечено" in labels(await press(line, mentor, "cn.mine:0"))
    card = shown(await press(line, mentor, notice.screen.rows[0][0].action))
    assert WORDS in card
    assert "завтра приедем" in card


async def test_in_quiet_hours_both_hear_in_the_morning(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    line.now = local(date(2026, 11, 24), 22)
    morning = local(date(2026, 11, 25), 9)
    assert [one.not_before for one in (await told(line, mentor)).notices] == [morning]
    assert [one.not_before for one in (await answer(line, department)).notices] == [morning]


async def test_more_is_added_and_the_responsible_person_is_told(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await told(line, mentor)
    await answer(line, department)
    done = await answered(line, mentor, "f.n:concern-more:1", "сегодня повторилось")
    assert "Дополнено сообщение № 1" in done.notices[0].screen.text
    assert "сегодня повторилось" not in done.notices[0].screen.text
    assert "ждёт ответа" in labels(await press(line, department, "cn.list:0"))[0]


async def test_it_is_closed_once_it_was_answered_and_opened_again(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await told(line, mentor)
    assert "Закрыть" not in labels(await press(line, department, "cn.open:1:0"))
    await press(line, department, "cn.close:1:1")  # nobody is left without a word
    assert (await found(line, mentor)).open
    closed = await pressed(line, department, await answer(line, department), "Закрыть")
    assert not (await found(line, mentor)).open
    assert "№ 1 · 24.11 · закрыто" in labels(await press(line, department, "cn.shut:0"))
    assert "cn.open:1:999" not in actions(await press(line, department, "cn.list:0"))
    again = await pressed(line, department, closed, "Открыть снова")
    assert (await found(line, mentor)).open
    assert "Открыто снова" in shown(again)
    await press(line, department, "cn.close:1:2")  # a button of the first closing
    assert (await found(line, mentor)).open


async def test_what_is_added_to_a_closed_one_opens_it_anew(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await told(line, mentor)
    await pressed(line, department, await answer(line, department), "Закрыть")
    line.now = NOW + timedelta(days=9)
    await answered(line, mentor, "f.n:concern-more:1", "снова то же")
    one = await found(line, mentor)
    assert (one.open, one.opened_on) == (True, date(2026, 12, 3))


async def test_a_long_talk_is_read_page_by_page_the_newest_first(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await told(line, mentor, "слово " * 160)
    for n in range(4):
        await answered(line, mentor, "f.n:concern-more:1", f"дополнение {n} " + "слово " * 150)
    card = await press(line, department, "cn.open:1:999")
    assert "2 из 2" in labels(card)
    assert "дополнение 3" in shown(card)
    assert len(shown(card)) < 4096


async def test_nine_take_two_pages_and_are_found_by_any_word(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    for n in range(9):
        await told(line, mentor, f"случай в кабинете {n}0")
    assert "1 из 2" in labels(await press(line, department, "cn.list:0"))
    sought = await answered(line, department, "f.n:search:concerns", "кабинете 40")
    assert [one for one in actions(sought) if "cn.open" in one] == ["cn.open:5:999"]
    assert "cn.open:5:999" in actions(await press(line, department, "cn.found:0"))


async def test_a_sender_who_left_hears_nothing_more(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await told(line, mentor)
    await people.dismiss(line.db, mentor.person.post.id, mentor.school_id, NOW)
    done = await answer(line, department)
    assert done.notices == ()
    assert "не отправлен" in done.toast


# Who answers ----------------------------------------------------------------------------------------------------


async def test_while_nobody_is_on_duty_the_department_learns_that_something_waits(
    line: Line, mentor: Case, department: Case, colleague: Case
) -> None:
    done = await told(line, mentor)
    assert "сейчас назначают" in shown(done)
    assert {one.chat_id for one in done.notices} == {department.person.telegram_id, colleague.person.telegram_id}
    assert not any(WORDS in one.screen.text or "Школа" in one.screen.text for one in done.notices)
    by_chat = {one.chat_id: one.screen.rows[0][0].action for one in done.notices}
    taken = await press(line, colleague, by_chat[colleague.person.telegram_id])
    assert "cn.open:1:999" in actions(taken)
    assert "Глеб Соседов" in taken.notices[0].screen.text
    late = await press(line, department, by_chat[department.person.telegram_id])
    assert "Отвечает: <b>Глеб Соседов</b>" in shown(late)
    assert "cn.open:1:999" not in actions(await press(line, department, "cn.desk"))


async def test_the_duty_is_given_after_a_question_and_everybody_is_told(
    line: Line, village: Village, mentor: Case, department: Case, colleague: Case
) -> None:
    third = await village.person(Role.DEPARTMENT)
    await on_duty(line, department)
    await told(line, mentor)
    asked = await pressed(line, department, await press(line, department, "cn.duty:0"), "Глеб Соседов")
    assert "Вера Отделова больше не увидит ни одного" in shown(asked)
    done = await pressed(line, department, asked, "Да, передать")
    assert "Отвечает: <b>Глеб Соседов</b>" in shown(done)
    texts = {one.chat_id: str(one.screen.text) for one in done.notices}
    assert "Вам переданы" in texts[colleague.person.telegram_id]
    assert "теперь отвечает <b>Глеб Соседов</b>" in texts[third.telegram_id]
    assert WORDS in shown(await press(line, colleague, "cn.open:1:0"))
    history = shown(await press(line, department, "cn.past:0:0"))
    assert "Назначили" in history
    assert "Взяли на себя" in history


async def test_whoever_is_on_duty_is_not_appointed_again(line: Line, department: Case, colleague: Case) -> None:
    await on_duty(line, department)
    done = await press(line, colleague, f"cn.give:{department.person.post.id}:1")
    assert done.notices == ()
    assert await concern_duty.newest(line.db) == 1


async def test_an_old_button_appoints_nobody(line: Line, department: Case, colleague: Case) -> None:
    stale = f"cn.give:{colleague.person.post.id}:0"
    await on_duty(line, department)
    for data in (stale, f"cn.take:{colleague.person.post.id}:0", f"cn.name:{colleague.person.post.id}:0"):
        await press(line, colleague, data)
    now = await concern_duty.current(line.db)
    assert now
    assert now.post == department.person.post.id


async def test_a_schools_coordinator_is_never_on_duty(
    line: Line, village: Village, department: Case, colleague: Case, mentor: Case
) -> None:
    """Were they appointed before they became one, nobody is on duty from then on."""
    await on_duty(line, department)
    await told(line, mentor)
    await village.also(department.person.id, Role.COORDINATOR, await village.school("Лицей"))
    await people.act_as(line.db, department.person.id, department.person.post.id)
    assert await concern_duty.current(line.db) is None
    assert "Этого здесь нет" in shown(await press(line, department, "cn.open:1:0"))
    refused = await press(line, department, f"cn.give:{department.person.post.id}:1")
    assert "ещё и куратор" in shown(refused)
    refused = await press(line, colleague, f"cn.give:{department.person.post.id}:1")
    assert "ещё и куратор" in shown(refused)
    assert await concern_duty.current(line.db) is None


async def test_only_the_departments_posts_can_be_appointed(
    line: Line, department: Case, mentor: Case, coordinator: Case
) -> None:
    for post in (mentor.person.post.id, coordinator.person.post.id, 99):
        assert "Этого здесь нет" in shown(await press(line, department, f"cn.give:{post}:0"))
    for who in (mentor, coordinator):
        await press(line, who, f"cn.give:{department.person.post.id}:0")
        await press(line, who, f"cn.take:{department.person.post.id}:0")
        await press(line, who, f"cn.take:{who.person.post.id}:0")
    assert await concern_duty.newest(line.db) == 0


async def test_what_was_to_be_told_in_the_morning_is_not_told_to_the_one_before(
    line: Line, mentor: Case, department: Case, colleague: Case
) -> None:
    await on_duty(line, department)
    line.now = local(date(2026, 11, 24), 22)
    await queue(line.db, await told(line, mentor), line.now)
    await press(line, colleague, f"cn.give:{colleague.person.post.id}:1")
    assert await leave(line.db, local(date(2026, 11, 25), 9)) == []


# Nobody else ------------------------------------------------------------------------------------------------------

READING = ("cn.open:1:0", "cn.list:0", "cn.shut:0", "cn.found:0", "cn.my:1:0", "cn.about:1:0")
WRITING = ("cn.close:1:2", "cn.again:1:2", "cn.pair:1:1", "f.n:concern-answer:1", "f.n:concern-more:1")


# What a person's own forms and posts may change.
OWN = ("drafts", "focus", "searches", "people", "roles", "receipts", "sqlite_sequence")


async def everything(line: Line, *but: str) -> str:
    """Every cell of the database, but those tables."""
    tables = [row["name"] for row in await line.db.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [await line.db.all(f"SELECT * FROM {table}") for table in tables if table not in but]
    return "\n".join(str(tuple(row)) for table in rows for row in table)


@pytest.mark.parametrize("who", ["colleague", "former", "dismissed", "acting", "coordinator", "second", "other mentor"])
async def test_nobody_else_reads_or_changes_it(
    line: Line, village: Village, coordinator: Case, mentor: Case, department: Case, colleague: Case, who: str
) -> None:
    """Another of the department, who was on duty before, who was dismissed from it and came again, who is on duty and
    acts as a mentor now; the school's own people."""
    await pair(mentor)
    first = {"former": colleague, "dismissed": colleague}.get(who, department)
    await on_duty(line, first)
    await told(line, mentor)
    stranger, posts = colleague, [colleague.person.post.id, department.person.post.id]
    if who == "former":
        assert WORDS in shown(await press(line, colleague, "cn.open:1:0"))
        await press(line, colleague, "f.n:concern-answer:1")  # a form begun in time
        await on_duty(line, department)
        await line.feed(say("ответ бывшего", colleague.person.telegram_id))
    elif who == "dismissed":
        await line.db.run("UPDATE roles SET revoked_at = 'now' WHERE id = :id", id=colleague.person.post.id)
        assert WORDS not in shown(await press(line, colleague, "cn.open:1:0"))
        await village.also(colleague.person.id, Role.DEPARTMENT, None)
    elif who == "acting":
        stranger = department
        posts = [await people.appoint(line.db, department.person.id, Role.MENTOR, NOW, coordinator.school_id, 1)]
    elif who != "colleague":
        role = Role.MENTOR if who == "other mentor" else Role.COORDINATOR
        stranger = (
            coordinator if who == "coordinator" else replace(mentor, person=await _another(village, mentor, role))
        )
    before = await everything(line, *OWN)
    for data in (*READING, *WRITING, *(f"cn.told:{post}:1" for post in posts), *(f"cn.mind:{post}" for post in posts)):
        said = shown(await press(line, stranger, data))
        assert WORDS not in said, data
        assert "принято" not in said, data
        assert "Их видите только вы" not in said, data  # not even an empty desk
        assert "Что ответить" not in said, data
        assert "Что добавить" not in said, data
    sought = await answered(line, stranger, "f.n:search:concerns", "повыша")
    assert "cn.open:1" not in str(actions(sought))
    assert "повышают" not in shown(await answered(line, stranger, "f.n:find:new", "повыша"))
    assert await everything(line, *OWN) == before


async def test_the_words_stand_in_no_other_table_and_in_no_message(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await queue(line.db, await told(line, mentor), NOW)
    await queue(line.db, await answered(line, mentor, "f.n:concern-more:1", "голос повышали снова"), NOW)
    assert "голос" in await everything(line)
    assert "голос" not in await everything(line, "concern_lines")


async def test_a_forged_concern_is_not_found(line: Line, mentor: Case, department: Case) -> None:
    await on_duty(line, department)
    await told(line, mentor)
    for data in ("cn.open:2:0", "cn.close:x:1", "cn.again:01:1", "cn.told:99:1", "cn.mind:99", "f.n:concern-answer:2"):
        assert "Этого здесь нет" in shown(await press(line, department, data)), data
    for data in ("cn.my:2:0", "cn.about:2:0", "cn.pair:1:77", "f.n:concern-more:2", "f.n:concern:1"):
        assert "Этого здесь нет" in shown(await press(line, mentor, data)), data


async def _another(village: Village, mentor: Case, role: Role) -> Any:
    """Of the same school."""
    if role is Role.COORDINATOR:
        return await village.person(role, mentor.school_id)
    known = await mentors.add(village.db, mentor.school_id, "adult", NOW, name="Иная", place=None, consent="№ 3")
    person = await people.add(village.db, 3001, "Иная", NOW)
    await people.appoint(village.db, person, role, NOW, mentor.school_id, known.id)
    return await people.get(village.db, person)
