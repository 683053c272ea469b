"""The plan of a pair: goals by a tap, each rated three times, by the mentor or by the coordinator in their place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain import goals as rules
from domain.goals import Moment
from domain.pairs import State
from domain.people import EVERYTHING, Role
from handlers.case import Case
from storage import goals, mentees, mentors, pairs, people
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.handlers.taps import answered, press, pressed
from tests.handlers.test_meetings import pair
from tests.village import Village, local

DAY = date(2026, 11, 24)
MIDDLE = date(2026, 12, 29)  # 65 days after the start, of 130
CLOSING = date(2027, 2, 18)  # two weeks before the end


async def planned(line: Line, mentor: Case) -> Any:
    """One pair with two goals; the answer is its plan."""
    await pair(mentor)
    await answered(line, mentor, "f.n:goal:1", ".Подтянуть один предмет")
    return await answered(line, mentor, "f.n:goal:1", "защитить проект по физике")


async def rated(line: Line, who: Case, moment: str, *values: int) -> Any:
    """One tap on "rate", one on each number."""
    returned = await press(line, who, f"gl.rate:1:{moment}")
    for value in values:
        returned = await press(line, who, next(one for one in actions(returned) if one.endswith(f":{value}")))
    return returned


async def ratings(line: Line) -> list[dict[Moment, int]]:
    return [dict(one.ratings) for one in await goals.of_pair(line.db, 1)]


async def absent(coordinator: Case) -> Case:
    """A pair, number 1, whose mentor does not use the bot."""
    known = await mentors.add(
        coordinator.db, coordinator.school_id, "adult", NOW, name="Олег Чатов", place=None, consent="№ 2"
    )
    mentee = await mentees.add(coordinator.db, coordinator.school_id, NOW, consent_kind="both", consent="№ 1")
    await pairs.add(
        coordinator.db,
        coordinator.school_id,
        form="teacher-pupil",
        mentor_id=known.id,
        mentee_ids=[mentee.id],
        goal="проект",
        starts_on=DAY - timedelta(30),
        ends_on=DAY + timedelta(100),
        order_no=None,
        state=State.ACTIVE,
        by_person=coordinator.person.id,
        now=NOW,
    )
    return coordinator


async def test_goals_are_set_by_a_tap_or_in_own_words(line: Line, mentor: Case) -> None:
    plan = await planned(line, mentor)
    assert [one.words for one in await goals.of_pair(line.db, 1)] == [
        "Подтянуть один предмет",
        "защитить проект по физике",
    ]
    assert "Пора оценить: <b>начало</b>" in shown(plan)
    assert "Оценить: начало" in labels(plan)


async def test_ready_words_belong_to_the_form_of_mentoring_and_are_offered_once(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    offered = labels(await press(line, mentor, "f.n:goal:1"))
    assert "Выступить на олимпиаде" in offered
    assert "Подтянуть один предмет" not in offered
    assert "Написать первую статью" not in offered


async def test_a_name_in_a_goal_is_refused_and_not_kept(line: Line, mentor: Case) -> None:
    await pair(mentor)
    refused = await answered(line, mentor, "f.n:goal:1", "помочь Иванову Пете с алгеброй")
    assert "имя человека" in shown(refused)
    assert await goals.of_pair(line.db, 1) == []
    assert "Петя" not in str([tuple(row) for row in await line.db.all("SELECT answers, kept FROM drafts")])


async def test_a_fifth_goal_has_no_room_and_the_same_is_not_set_twice(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    same = await answered(line, mentor, "f.n:goal:1", "защитить проект по физике")
    assert "уже есть" in shown(same)
    for words in ("третья цель", "четвёртая цель"):
        plan = await answered(line, mentor, "f.n:goal:1", words)
    assert "Добавить цель" not in labels(plan)
    assert "больше не нужно" in shown(await press(line, mentor, "f.n:goal:1"))
    assert len(await goals.of_pair(line.db, 1)) == rules.MOST


async def test_each_goal_is_rated_by_one_tap_and_the_next_follows(line: Line, mentor: Case) -> None:
    question = await pressed(line, mentor, await planned(line, mentor), "Оценить: начало")
    assert [labels(question)[:5], labels(question)[5:10]] == [list("12345"), ["6", "7", "8", "9", "10"]]
    assert "1 из 2" in shown(question)
    plan = await rated(line, mentor, "start", 3, 5)
    assert "в начале 3" in shown(plan)
    assert "Оценить: начало" not in labels(plan)
    assert await ratings(line) == [{Moment.START: 3}, {Moment.START: 5}]


async def test_rating_goes_on_where_it_was_left(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3)
    again = await press(line, mentor, "gl.rate:1:start")
    assert "защитить проект" in shown(again)
    assert "2 из 2" in shown(again)


async def test_a_second_tap_on_a_rating_is_no_second_rating(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    for _ in range(2):
        await press(line, mentor, "gl.put:1:start:3")
    assert await line.db.value("SELECT count(*) FROM goal_ratings") == 1


async def met(line: Line) -> int:
    return int(await line.db.value("SELECT count(*) FROM meetings"))


async def test_a_number_typed_under_the_ten_buttons_is_the_rating_and_no_meeting(line: Line, mentor: Case) -> None:
    await pressed(line, mentor, await planned(line, mentor), "Оценить: начало")
    following = await line.feed(say("7", mentor.person.telegram_id))
    assert "защитить проект" in shown(following)
    assert "2 из 2" in shown(following)
    assert "в начале 10" in shown(await line.feed(say("10", mentor.person.telegram_id)))
    assert await ratings(line) == [{Moment.START: 7}, {Moment.START: 10}]
    assert await met(line) == 0


async def test_what_is_no_rating_is_answered_with_an_example_and_changes_nothing(line: Line, mentor: Case) -> None:
    await pressed(line, mentor, await planned(line, mentor), "Оценить: начало")
    for words in ("45", "0", "вчера час"):
        refused = await line.feed(say(words, mentor.person.telegram_id))
        assert "Нужно число от 1 до 10. Например: 8." in shown(refused)
        assert [labels(refused)[:5], labels(refused)[5:10]] == [list("12345"), ["6", "7", "8", "9", "10"]]
    assert (await ratings(line), await met(line)) == ([{}, {}], 0)
    assert "2 из 2" in shown(await pressed(line, mentor, refused, "6"))
    assert await ratings(line) == [{Moment.START: 6}, {}]


@pytest.mark.parametrize("way", ["back", "rated", "tapped"])
async def test_once_the_rating_is_left_or_given_a_number_is_a_meeting_again(line: Line, mentor: Case, way: str) -> None:
    question = await pressed(line, mentor, await planned(line, mentor), "Оценить: начало")
    if way == "back":
        await pressed(line, mentor, question, "Назад")
    else:
        await line.feed(say("7", mentor.person.telegram_id))
        last = say("7", mentor.person.telegram_id) if way == "rated" else tap("gl.put:2:start:7", 3000)
        await line.feed(last)
    assert "45" in shown(await line.feed(say("45", mentor.person.telegram_id)))
    assert await met(line) == 1


async def test_a_single_rating_is_mended_by_a_number_too(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    await pressed(line, mentor, await press(line, mentor, "gl.goal:1"), "Исправить: начало")
    assert "было 3, стало 4" in shown(await line.feed(say("4", mentor.person.telegram_id)))
    assert await met(line) == 0


async def test_a_rating_is_mended_and_the_older_one_stays_in_the_history(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    question = await pressed(line, mentor, await press(line, mentor, "gl.goal:1"), "Исправить: начало")
    assert "Сейчас записано: <b>3</b>" in shown(question)
    card = await press(line, mentor, "gl.fix:1:start:4")
    assert "было 3, стало 4" in shown(card)
    history = shown(await pressed(line, mentor, card, "История"))
    assert history.count("Оценка: начало") == 2
    assert await ratings(line) == [{Moment.START: 4}, {Moment.START: 5}]


async def test_mid_way_and_end_come_with_the_pairs_dates(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    plan = await rated(line, mentor, "start", 3, 5)
    assert "середина</b>, с вт 29.12.2026" in shown(plan)
    assert "будет с вт 29.12.2026" in shown(await press(line, mentor, "gl.put:1:middle:5"))
    line.now = local(MIDDLE)
    assert "Оценить: середина" in labels(await press(line, mentor, "gl.open:1"))
    await rated(line, mentor, "middle", 5, 5)
    line.now = local(CLOSING)
    await rated(line, mentor, "end", 7, 4)
    plan = shown(await press(line, mentor, "gl.open:1"))
    assert "было 3 → 5 → стало 7 (<b>+4</b>)" in plan
    assert "было 5 → 5 → стало 4 (<b>−1</b>)" in plan


async def test_a_middle_that_was_missed_is_not_asked_about_at_the_end(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    line.now = local(CLOSING)
    assert "Оценить: итог" in labels(await press(line, mentor, "gl.open:1"))


async def test_the_end_of_a_pair_that_was_closed_early_has_come(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    one = await pairs.get(line.db, EVERYTHING, 1)
    assert one
    await pairs.move(line.db, one, State.STOPPED, 1, NOW, closed_on=DAY, result="переезд", reason="moved")
    plan = await press(line, mentor, "gl.open:1")
    assert "Оценить: итог" in labels(plan)
    assert "Добавить цель" not in labels(plan)
    assert "новых целей" in shown(await press(line, mentor, "f.n:goal:1"))
    assert "Дальше" not in shown(await rated(line, mentor, "end", 6, 6))  # no middle is to come any more


async def test_a_goal_is_reworded_and_keeps_its_ratings(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    asked = await pressed(line, mentor, await press(line, mentor, "gl.goal:1"), "Изменить слова")
    assert "Сейчас: Подтянуть один предмет" in shown(asked)
    await line.feed(say("подтянуть физику", mentor.person.telegram_id))
    (one, _) = await goals.of_pair(line.db, 1)
    assert (one.words, dict(one.ratings)) == ("подтянуть физику", {Moment.START: 3})


async def test_a_goal_that_was_removed_comes_back_with_its_ratings(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    gone = await pressed(line, mentor, await press(line, mentor, "gl.goal:1"), "Убрать цель")
    assert len(await goals.of_pair(line.db, 1)) == 1
    await pressed(line, mentor, gone, "Вернуть цель")
    assert await ratings(line) == [{Moment.START: 3}, {Moment.START: 5}]


async def test_a_removed_goal_has_no_way_back_where_four_others_stand(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await press(line, mentor, "gl.drop:1")
    for words in ("вторая цель", "третья цель", "четвёртая цель"):
        await answered(line, mentor, "f.n:goal:1", words)
    assert "больше не нужно" in shown(await press(line, mentor, "gl.back:1"))
    assert len(await goals.of_pair(line.db, 1)) == rules.MOST


async def test_a_mentor_with_several_pairs_sees_which_of_them_wait(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await pair(mentor)
    listed = await press(line, mentor, "gl.list:0")
    assert labels(listed)[:2] == ["Ш07-002 · целей нет", "Ш07-001 · Оценить начало"]


async def test_growth_is_seen_as_a_picture_of_the_pair_alone(line: Line, mentor: Case) -> None:
    assert "Картинкой" not in labels(await planned(line, mentor))
    plan = await rated(line, mentor, "start", 3, 5)
    picture, _ = (await pressed(line, mentor, plan, "Картинкой")).screens
    assert picture.file.renderer == "goals"
    assert picture.file.args == {"pair": 1, "school": mentor.school_id, "mentor": mentor.person.post.mentor_id}


async def test_for_a_mentor_without_the_bot_the_coordinator_does_it(line: Line, coordinator: Case) -> None:
    await absent(coordinator)
    card = await press(line, coordinator, "p.open:1")
    await pressed(line, coordinator, card, "Цели")
    await answered(line, coordinator, "f.n:goal:1", ".Выбрать профессию")
    plan = await rated(line, coordinator, "start", 6)
    assert "в начале 6" in shown(plan)
    assert "К паре" in labels(plan)


async def test_for_a_mentor_out_of_reach_the_coordinator_does_it_too(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    await planned(line, mentor)
    await line.db.run("UPDATE people SET unreachable_since = 'now' WHERE id = :id", id=mentor.person.id)
    await rated(line, coordinator, "start", 3, 5)
    assert await ratings(line) == [{Moment.START: 3}, {Moment.START: 5}]


WRITING = ("gl.rate:1:start", "gl.put:1:start:9", "gl.fix:1:start:9", "gl.drop:1", "gl.one:1:start", "f.n:goal:1.1")


async def test_a_coordinator_reads_and_does_not_rate_for_a_mentor_who_is_here(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    plan = await press(line, coordinator, "gl.open:1")
    assert "в начале 3" in shown(plan)
    assert not {"gl.rate", "f.n"} & {one.partition(":")[0] for one in actions(plan)}
    for data in (*WRITING, "f.n:goal:1"):
        assert "Этого здесь нет" in shown(await press(line, coordinator, data)), data
    assert await ratings(line) == [{Moment.START: 3}, {Moment.START: 5}]


@pytest.mark.parametrize("who", ["mentor", "coordinator"])
async def test_anothers_goals_are_not_found(
    line: Line, village: Village, coordinator: Case, mentor: Case, who: str
) -> None:
    """A mentor of the same school, and the coordinator of another one."""
    await planned(line, mentor)
    await rated(line, mentor, "start", 3, 5)
    if who == "coordinator":
        stranger = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    else:
        other = await mentors.add(line.db, mentor.school_id, "adult", NOW, name="Иная", place=None, consent="№ 3")
        person = await people.add(line.db, 3001, "Иная", NOW)
        await people.appoint(line.db, person, Role.MENTOR, NOW, mentor.school_id, other.id)
        found = await people.get(line.db, person)
        assert found
        stranger = found
    for data in (*WRITING, "f.n:goal:1", "gl.open:1", "gl.goal:1", "gl.log:1:0", "gl.pic:1", "gl.back:1"):
        assert "Этого здесь нет" in shown(await line.feed(tap(data, stranger.telegram_id))), data
    assert await ratings(line) == [{Moment.START: 3}, {Moment.START: 5}]


async def test_a_forged_rating_is_not_found(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    for data in ("gl.put:1:start:11", "gl.put:1:start:0", "gl.put:1:noon:5", "gl.put:99:start:5", "gl.put:1:start:x"):
        assert "Этого здесь нет" in shown(await press(line, mentor, data)), data
    assert await ratings(line) == [{}, {}]


async def test_a_goal_is_not_reworded_through_another_pair(line: Line, mentor: Case) -> None:
    await planned(line, mentor)
    await pair(mentor)
    assert "Этого здесь нет" in shown(await press(line, mentor, "f.n:goal:2.1"))


async def test_the_button_of_a_message_acts_in_the_mentors_post(line: Line, village: Village, mentor: Case) -> None:
    await planned(line, mentor)
    post = mentor.person.post.id
    await village.also(mentor.person.id, Role.DEPARTMENT, None)  # acts there now
    assert "1 из 2" in shown(await press(line, mentor, f"gl.told:{post}:1"))
    other = replace(mentor, person=await village.person(Role.DEPARTMENT))
    assert "Этого здесь нет" in shown(await press(line, other, f"gl.told:{post}:1"))
