"""«Как идут дела?» on a mentor's phone: own pairs alone, a wish told once, no answer taken too late."""

from dataclasses import replace
from datetime import date

import pytest

from domain.checkins import Answer
from domain.pairs import State
from domain.people import Role
from handlers.case import Case
from storage import checkins, mentees, mentor_wishes, pairs, people
from tests.handlers.pairing import colleague
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.handlers.taps import answered, press, pressed
from tests.handlers.test_meetings import pair
from tests.village import Village, local

DECEMBER = local(date(2026, 12, 2))


async def asked(mentor: Case, many: int = 1) -> None:
    """So many pairs, each asked about this November."""
    await pair(mentor, many)
    await checkins.ask(mentor.db, await checkins.at_work(mentor.db, mentor.person.id), "2026-11", mentor.now)


async def answers(mentor: Case) -> list[str | None]:
    return [row["answer"] for row in await mentor.db.all("SELECT answer FROM checkins ORDER BY id")]


async def test_one_tap_answers_and_another_changes_it(line: Line, mentor: Case) -> None:
    await asked(mentor)
    await press(line, mentor, "ck.say:1:hard")
    done = await press(line, mentor, "ck.say:1:good")
    assert "Спасибо" in shown(done)
    assert await answers(mentor) == ["good"]
    rows = await mentor.db.all("SELECT answer, by_person FROM checkin_answers ORDER BY id")
    assert [tuple(row) for row in rows] == [("hard", mentor.person.id), ("good", mentor.person.id)]


async def test_the_same_tap_twice_is_one_answer(line: Line, mentor: Case) -> None:
    await asked(mentor)
    for _ in range(2):
        await press(line, mentor, "ck.say:1:good")
    assert await mentor.db.value("SELECT count(*) FROM checkin_answers") == 1


async def test_several_pairs_are_answered_at_once_or_each_on_its_own(line: Line, mentor: Case) -> None:
    await asked(mentor, 5)
    screen = await press(line, mentor, "ck.mine:0")
    assert labels(screen)[:3] == ["Со всеми хорошо", "Ш07-001: хорошо", "иначе"]
    await press(line, mentor, "ck.say:2:apart")
    summary = await press(line, mentor, "ck.all:2026-11")
    assert await answers(mentor) == ["good", "apart", "good", "good", "good"]
    assert "Ш07-002</b>: не встречаемся" in shown(summary)
    assert "Со всеми хорошо" not in labels(summary)


async def test_a_mentor_may_say_how_it_goes_before_being_asked(line: Line, mentor: Case) -> None:
    await pair(mentor, 2)
    screen = await press(line, mentor, "ck.mine:0")
    assert "ck.say:1:hard" in actions(screen)
    assert await answers(mentor) == [None, None]


async def test_without_a_pair_at_work_there_is_nothing_to_say(line: Line, mentor: Case) -> None:
    assert "Пар, которые сейчас работают, у вас нет" in shown(await press(line, mentor, "ck.mine:0"))


@pytest.mark.parametrize("data", ["ck.say:1:good", "ck.pair:1", "ck.wish:1:pause", "ck.write:1"])
async def test_another_mentors_pair_is_not_found(line: Line, mentor: Case, data: str) -> None:
    await asked(mentor)
    assert "Этого здесь нет" in shown(await press(line, await colleague(mentor), data))
    assert await answers(mentor) == [None]
    assert await mentor.db.value("SELECT count(*) FROM mentor_wishes") == 0
    assert await mentor.db.value("SELECT count(*) FROM drafts") == 0


@pytest.mark.parametrize("data", ["ck.say:1:bad", "ck.say:9:good", "ck.wish:1:talk", "ck.unwish:1", "ck.all:2026-11"])
async def test_a_forged_button_changes_nothing(line: Line, mentor: Case, data: str) -> None:
    if data != "ck.all:2026-11":
        await asked(mentor)
    assert "Этого здесь нет" in shown(await press(line, mentor, data))


async def test_who_is_no_mentor_any_more_answers_for_nobody(line: Line, mentor: Case, village: Village) -> None:
    await asked(mentor)
    await village.also(mentor.person.id, Role.COORDINATOR, mentor.school_id)
    await people.dismiss(mentor.db, mentor.person.post.id, mentor.school_id, mentor.now)
    assert "Этого здесь нет" in shown(await press(line, mentor, "ck.say:1:good"))


async def test_a_mentor_who_acts_as_somebody_else_answers_all_the_same(
    line: Line, village: Village, mentor: Case
) -> None:
    await asked(mentor)
    both = replace(mentor, person=await village.also(mentor.person.id, Role.DEPARTMENT, None))
    offered = await press(line, both, "ck.say:1:hard")
    assert await answers(mentor) == ["hard"]
    written = await pressed(line, both, offered, "Написать куратору")
    assert "Что передать куратору" in shown(written)


async def test_a_first_answer_is_taken_after_the_month_another_is_not(line: Line, mentor: Case) -> None:
    await asked(mentor, 2)
    await press(line, mentor, "ck.say:1:good")
    line.now = DECEMBER
    late = replace(mentor, now=DECEMBER)
    assert "Вопрос за ноябрь уже закрыт" in shown(await press(line, late, "ck.say:1:hard"))
    await press(line, late, "ck.say:2:hard")
    assert await answers(mentor) == ["good", "hard"]
    await checkins.ask(mentor.db, [2], "2026-12", DECEMBER)
    assert "уже закрыт" in shown(await press(line, late, "ck.say:2:good"))


async def test_a_wish_is_told_once_to_each_coordinator_and_may_be_taken_back(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    await asked(mentor)
    await press(line, mentor, "ck.say:1:hard")
    first = await press(line, mentor, "ck.wish:1:pause")
    assert [one.chat_id for one in first.notices] == [coordinator.person.telegram_id]
    assert "Наставник просит паузу" in first.notices[0].screen.text
    again = await press(line, mentor, "ck.wish:1:pause")
    assert (again.notices, again.toast) == ((), "Куратор уже знает")
    assert "ck.wish:1:pause" not in actions(again)
    await pressed(line, mentor, again, "Отозвать")
    assert await mentor_wishes.waiting(mentor.db, coordinator.scope) == []


async def test_at_night_a_wish_waits_for_the_morning(line: Line, coordinator: Case, mentor: Case) -> None:
    await asked(mentor)
    line.now = local(date(2026, 11, 24), 22)
    done = await press(line, mentor, "ck.wish:1:end")
    assert done.notices[0].not_before == local(date(2026, 11, 25))


async def test_words_about_a_child_by_name_are_not_kept(line: Line, coordinator: Case, mentor: Case) -> None:
    await asked(mentor)
    await press(line, mentor, "ck.write:1")
    refused = await line.feed(say("Иванов Пётр не приходит", mentor.person.telegram_id))
    assert "О детях бот хранит только код" in shown(refused)
    assert await mentor.db.value("SELECT count(*) FROM mentor_wishes") == 0
    sent = await line.feed(say("Наставляемый не приходит", mentor.person.telegram_id))
    assert "Наставляемый не приходит" in sent.notices[0].screen.text


async def test_where_a_school_has_no_coordinator_the_words_are_kept_and_it_is_said(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    await asked(mentor)
    await people.dismiss(mentor.db, coordinator.person.post.id, mentor.school_id, mentor.now)
    sent = await answered(line, mentor, "ck.write:1", "Нужен совет")
    assert "Куратора у школы сейчас нет" in shown(sent)
    assert await mentor.db.value("SELECT words FROM mentor_wishes") == "Нужен совет"


async def test_newer_words_take_the_place_of_those_that_wait(line: Line, coordinator: Case, mentor: Case) -> None:
    await asked(mentor)
    for words in ("Первое", "Второе"):
        sent = await answered(line, mentor, "ck.write:1", words)
        assert words in sent.notices[0].screen.text
    assert [one.words for one in await mentor_wishes.waiting(mentor.db, coordinator.scope)] == ["Второе"]


async def test_about_a_pair_that_is_over_there_is_nothing_to_write(line: Line, mentor: Case) -> None:
    await asked(mentor)
    found = await pairs.get(mentor.db, mentor.scope, 1)
    assert found
    await pairs.move(
        mentor.db, found, State.COMPLETED, mentor.person.id, mentor.now, closed_on=mentor.today, result="да"
    )
    assert "Пара сейчас не работает: завершена" in shown(await press(line, mentor, "ck.write:1"))


async def test_a_group_is_named_by_its_first_code_within_a_buttons_room(line: Line, mentor: Case) -> None:
    await asked(mentor, 2)
    for _ in range(12):
        mentee = await mentees.add(mentor.db, mentor.school_id, mentor.now)
        await mentor.db.run("INSERT INTO pair_mentees (pair_id, mentee_id) VALUES (1, :id)", id=mentee.id)
    screen = await line.feed(tap("ck.mine:0", mentor.person.telegram_id))
    assert "Ш07-001 +12: хорошо" in labels(screen)


async def test_what_was_said_is_told_to_whoever_said_it(line: Line, mentor: Case) -> None:
    await asked(mentor)
    await press(line, mentor, f"ck.say:1:{Answer.HARD}")
    assert "Ответов «Как дела?»: <b>1</b>" in shown(await line.feed(say("/my_data", mentor.person.telegram_id)))


async def test_many_pairs_are_asked_about_page_by_page(line: Line, mentor: Case) -> None:
    await asked(mentor, 12)
    first, second = [await press(line, mentor, f"ck.mine:{page}") for page in (0, 1)]
    assert sum("хорошо" in label for label in labels(first)) == 1 + 8
    assert sum("хорошо" in label for label in labels(second)) == 1 + 4
