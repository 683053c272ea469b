"""How a pair or a group ends: its result and story are kept, its mentor is thanked once, and it can be taken back."""

from datetime import date
from typing import Any

import pytest

from domain.pairs import State
from domain.people import Role
from handlers.case import Case
from storage import pairs, people
from tests.handlers.phone import Line, actions, labels, say, shown
from tests.handlers.post import leave, queue
from tests.handlers.registry_desk import mentee, together
from tests.handlers.taps import answered, press, pressed
from tests.village import Village, local

NOT_HERE = "Этого здесь нет"
NIGHT = local(date(2026, 11, 24), 22)


async def over(line: Line, coordinator: Case, pair_id: int, story: str = ".Пропустить", how: str = ".Программа") -> Any:
    steps = [how, *([".Не хватает"] if "Прекращена" in how else []), "защитил проект", ".вт 24", story, ".Завершить"]
    return await answered(line, coordinator, f"f.n:closing:{pair_id}", *steps)


async def test_the_mentor_is_thanked_once_with_the_letter_as_one_tap(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    assert mentor.person.post.mentor_id
    pair = await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator), met=4)
    answer = await over(line, coordinator, pair.id, "сначала молчал; теперь ведёт кружок")
    assert "История: сначала молчал; теперь ведёт кружок" in shown(answer)
    assert f"qs.pair:{pair.id}" in actions(answer)
    (notice,) = await queue(line.db, answer, coordinator.now)
    assert notice.key
    assert "Спасибо за вашу работу!" in str(notice.screen.text)
    assert "4\u00a0встречи" in str(notice.screen.text)
    again = await press(line, coordinator, f"f.n:closing:{pair.id}")
    assert NOT_HERE in shown(again), "what is over is not closed twice"
    (sheet,), (letter,) = notice.screen.rows
    assert sheet.action == "qs.mine"
    sent = await press(line, mentor, letter.action)
    assert sent.file
    assert sent.file.renderer == "thank_you"
    assert sent.file.args == {
        "mentors": str(mentor.person.post.mentor_id), "school": mentor.school_id, "from": "МБОУ «Школа № 7»",
    }  # fmt: skip
    assert sent == await press(line, mentor, "v.thanks")


async def test_where_there_is_no_letter_yet_both_ways_say_when_it_comes(line: Line, mentor: Case) -> None:
    for way in (f"ma.letter:{mentor.person.post.id}", "v.thanks"):
        assert "когда начнёт работу первая пара" in shown(await press(line, mentor, way))


async def test_a_coordinators_own_post_takes_no_mentors_letter(line: Line, mentor: Case) -> None:
    """The scope of that post is the whole school's: the first letter of it would be somebody else's."""
    await people.appoint(line.db, mentor.person.id, Role.COORDINATOR, mentor.now, mentor.school_id)
    both = await people.get(line.db, mentor.person.id)
    assert both
    await people.act_as(line.db, both.id, mentor.person.post.id)
    office = next(one.id for one in both.posts if one.role is Role.COORDINATOR)
    assert NOT_HERE in shown(await press(line, mentor, f"ma.letter:{office}"))


async def test_nobody_takes_a_letter_of_another_post(line: Line, coordinator: Case, mentor: Case) -> None:
    assert mentor.person.post.mentor_id
    await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator))
    for who, post in ((coordinator, mentor), (mentor, coordinator), (coordinator, coordinator)):
        assert NOT_HERE in shown(await press(line, who, f"ma.letter:{post.person.post.id}"))


async def test_why_it_ended_early_is_not_told_to_the_mentor(line: Line, coordinator: Case, mentor: Case) -> None:
    assert mentor.person.post.mentor_id
    pair = await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator))
    answer = await over(line, coordinator, pair.id, how=".Прекращена")
    (notice,) = answer.notices
    assert "Не хватает времени" not in str(notice.screen.text)
    assert "Подобрать другого" in labels(answer)


async def test_a_draft_ends_without_thanks_and_questionnaires(line: Line, coordinator: Case, mentor: Case) -> None:
    assert mentor.person.post.mentor_id
    pair = await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator), state=State.DRAFT)
    answer = await over(line, coordinator, pair.id, how=".Прекращена")
    assert answer.notices == ()
    assert f"qs.pair:{pair.id}" not in actions(answer)


async def test_a_reopened_pair_is_told_to_its_mentor_and_keeps_what_was_said_of_its_end(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    assert mentor.person.post.mentor_id
    pair = await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator))
    await queue(line.db, await over(line, coordinator, pair.id, "вышел к доске сам"), coordinator.now)
    await leave(line.db, coordinator.now)
    answer = await press(line, coordinator, f"p.step:{pair.id}:reopen")
    (notice,) = answer.notices
    assert notice.chat_id == mentor.person.telegram_id
    assert "Пара снова в работе" in str(notice.screen.text)
    assert notice.key
    twice = await press(line, coordinator, f"p.step:{pair.id}:reopen")
    assert getattr(twice, "notices", ()) == (), "a second tap changes nothing"
    assert "Пока ни одной" in shown(await press(line, coordinator, "ma.tales:0"))
    assert NOT_HERE in shown(await press(line, coordinator, f"ma.tale:{pair.id}"))
    asked = await answered(line, coordinator, f"f.n:closing:{pair.id}", ".Программа")
    assert any(one.startswith("защитил пр") for one in labels(asked)), "the result is offered again"
    answer = await answered(line, coordinator, f"f.n:closing:{pair.id}", "защитил проект", ".вт 24", ".вышел к")
    (told,) = (await pressed(line, coordinator, answer, "Завершить")).notices
    assert told.key != notice.key
    kept = await pairs.get(line.db, coordinator.scope, pair.id)
    assert kept
    assert kept.story == "вышел к доске сам"


async def test_thanks_that_wait_for_the_morning_are_taken_back_with_the_closing(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    assert mentor.person.post.mentor_id
    pair = await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator))
    line.now = NIGHT
    (notice,) = await queue(line.db, await over(line, coordinator, pair.id), NIGHT)
    assert notice.not_before == local(date(2026, 11, 25), 9)
    answer = await press(line, coordinator, f"p.step:{pair.id}:reopen")
    assert answer.notices == ()
    assert await leave(line.db, local(date(2026, 11, 25), 10)) == []


async def test_a_consent_is_in_the_history_and_a_pair_that_begins_at_night_is_told_in_the_morning(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    assert mentor.person.post.mentor_id
    child = await mentee(coordinator, kind=None)
    pair = await together(coordinator, mentor.person.post.mentor_id, child, state=State.DRAFT)
    line.now = NIGHT
    answer = await answered(line, coordinator, f"f.n:consent:pair.{pair.id}", ".Родителя", "№ 7 от 01.09.2026")
    (notice,) = answer.notices
    assert (notice.key, notice.not_before) == (f"assigned:{pair.id}:3000", local(date(2026, 11, 25), 9))
    past = shown(await press(line, coordinator, f"e.past:{child.id}:0"))
    assert "Записано согласие" in past
    assert "№ 7 от 01.09.2026" in past


async def test_a_group_ends_as_one_and_each_of_age_may_become_a_mentor(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    assert mentor.person.post.mentor_id
    small, big, bigger = [await mentee(coordinator, grade) for grade in ("5А", "9А", "10А")]
    pair = await together(coordinator, mentor.person.post.mentor_id, small, big, bigger)
    answer = await over(line, coordinator, pair.id)
    assert {f"ma.carry:{big.id}", f"ma.carry:{bigger.id}"} <= set(actions(answer))
    assert f"ma.carry:{small.id}" not in actions(answer)
    (notice,) = answer.notices
    assert "Ш07-001, Ш07-002, Ш07-003" in str(notice.screen.text)


async def test_a_childs_name_in_a_story_is_refused_and_not_kept(line: Line, coordinator: Case, mentor: Case) -> None:
    assert mentor.person.post.mentor_id
    pair = await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator))
    answer = await answered(
        line, coordinator, f"f.n:closing:{pair.id}", ".Программа", "защитил проект", ".вт 24", "Петя Скворцов смог"
    )
    assert "только код" in shown(answer)
    assert not await line.db.value("SELECT count(*) FROM drafts WHERE answers || kept LIKE '%Скворцов%'")


async def test_stories_are_read_by_the_school_and_the_department_and_found_by_words(
    line: Line, village: Village, coordinator: Case, mentor: Case, department: Case
) -> None:
    assert mentor.person.post.mentor_id
    for n in range(9):
        pair = await together(coordinator, mentor.person.post.mentor_id, await mentee(coordinator), goal=f"цель {n}")
        await over(line, coordinator, pair.id, f"история про {'физику' if n == 4 else 'рисование'}")
    listed = await press(line, department, "ma.tales:0")
    assert "1 из 2" in labels(listed)
    assert "Найти" in labels(listed)
    found = await answered(line, department, "f.n:search:stories", "физик")
    assert [one for one in labels(found) if "цель" in one] == ["Ш07-005 · цель 4"]
    card = await pressed(line, department, found, "Ш07-005")
    assert "история про физику" in shown(card)
    assert "Пётр Наставников" not in shown(card)
    other = Case(line.db, await village.person(Role.COORDINATOR, await village.school("Лицей")), line.now, line.town)
    assert "Пока ни одной" in shown(await press(line, other, "ma.tales:0"))
    assert NOT_HERE in shown(await press(line, other, f"ma.tale:{pair.id}"))
    assert "история" not in shown(await press(line, mentor, "ma.tales:0"))


@pytest.mark.parametrize("words", ["14", "014", "ш07-014"])
async def test_a_code_is_found_by_its_number(line: Line, coordinator: Case, words: str) -> None:
    for _ in range(15):
        await mentee(coordinator)
    await press(line, coordinator, "f.n:search:mentees")
    found = await line.feed(say(words, coordinator.person.telegram_id))
    assert "Ш07-014 · 9А" in labels(found)
