"""Questionnaires of those who have a post: a mentor's own, a coordinator's own, sheets typed in from paper."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.pairs import State
from domain.people import EVERYTHING, Role, Scope
from domain.questionnaires import Moment, Side
from domain.sheets import Sheet, Source
from handlers.case import Case
from storage import mentors, pairs, people, schools, sheet_opening, sheets
from tests.handlers.phone import Line, actions, labels, say, screens, shown, tap
from tests.handlers.sheets_desk import TEN, again, by_link, linked, move, opened, pair, sheet, stored
from tests.handlers.taps import answered, press, pressed
from tests.village import Village

TWELVE = f"{TEN} 7 8"
WISHES = "+ - + + - -"


async def by_paper(line: Line, coordinator: Case, wanted: Sheet, *words: str) -> Any:
    """Typed from paper and confirmed."""
    return await answered(line, coordinator, f"f.n:{wanted.form.key}:{wanted.id}", *words, ".Готово")


async def test_a_mentor_fills_their_own_sheet_by_taps_and_has_a_receipt(line: Line, mentor: Case) -> None:
    wanted = await sheet(mentor, await pair(mentor), Side.MENTOR)
    listed = await press(line, mentor, "qs.mine")
    assert f"До · {wanted.codes}: ждёт до вт, 8 декабря 2026" in shown(listed)
    returned = await pressed(line, mentor, listed, "До ·")
    for mark in TWELVE.split():
        returned = await pressed(line, mentor, returned, mark)
    assert "Проверьте" in shown(returned)
    returned = await pressed(line, mentor, returned, "Готово")
    assert "Анкета принята" in shown(returned)
    assert "Исправить можно до вт 01.12" in shown(returned)
    filled = await again(mentor, wanted)
    assert filled.source is Source.SELF
    assert (await stored(mentor, wanted) or "").endswith('"involvement":7,"own":8}')


async def test_a_sheet_goes_on_where_it_was_left(line: Line, mentor: Case) -> None:
    wanted = await sheet(mentor, await pair(mentor), Side.MENTOR)
    await answered(line, mentor, f"f.n:qs-mentor-before:{wanted.id}", "8", "7", ".Выйти")
    assert "3 из 12" in shown(await pressed(line, mentor, await press(line, mentor, "qs.mine"), "До ·"))


async def test_ones_own_answers_are_corrected_for_a_week_and_keep_their_first_day(line: Line, mentor: Case) -> None:
    wanted = await sheet(mentor, await pair(mentor), Side.MENTOR)
    begin = f"f.n:qs-mentor-before:{wanted.id}"
    await answered(line, mentor, begin, TWELVE, ".Готово")
    first = (await again(mentor, wanted)).filled_at
    line.now += timedelta(days=6)
    later = replace(mentor, now=line.now)
    returned = await pressed(line, later, await press(line, later, "qs.mine"), "Исправить")
    assert "Польза: <b>8</b>" in shown(returned)
    returned = await pressed(line, later, await pressed(line, later, returned, "Изменить"), "Польза")
    returned = await pressed(line, later, await pressed(line, later, returned, "3"), "Готово")
    assert '"useful":3' in (await stored(mentor, wanted) or "")
    assert (await again(mentor, wanted)).filled_at == first
    line.now += timedelta(days=2)
    assert "Исправить можно было 7 дней" in shown(await line.feed(tap(begin, mentor.person.telegram_id)))
    assert "Исправить" not in str(labels(await line.feed(tap("qs.mine", mentor.person.telegram_id))))


async def test_a_mentor_comes_near_no_sheet_of_a_mentee(line: Line, coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    theirs = await sheet(coordinator, made, Side.MENTEE)
    await by_link(line, coordinator, theirs, "2 2 2 2 2 2 2 2 2 2")
    for data in (f"f.n:qs-mentee-before:{theirs.id}", f"f.n:qs-mentor-before:{theirs.id}", f"qs.card:{theirs.id}"):
        said = shown(await press(line, mentor, data))
        assert "заполнена" not in said
        assert "Польза" not in said
    assert await line.db.value("SELECT count(*) FROM drafts") == 0
    assert await sheets.get(line.db, mentor.scope, theirs.id) is None
    assert [one.side for one in await sheets.of_pair(line.db, mentor.scope, made)] == [Side.MENTOR]


async def test_a_mentor_reaches_their_own_sheets_only(line: Line, coordinator: Case, mentor: Case) -> None:
    await pair(mentor)
    other = await mentors.add(line.db, mentor.school_id, "adult", line.now, name="Другой", place=None, consent="№ 2")
    theirs = replace(mentor, person=replace(mentor.person, post=replace(mentor.person.post, mentor_id=other.id)))
    foreign = await sheet(coordinator, await pair(theirs), Side.MENTOR)
    assert "Этого здесь нет" in shown(await press(line, mentor, f"f.n:qs-mentor-before:{foreign.id}"))


async def test_ten_numbers_of_a_paper_sheet_are_shown_back_question_by_question(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    card = await press(line, coordinator, f"qs.card:{wanted.id}")
    returned = await pressed(line, coordinator, card, "Внести с бумаги")
    assert "одним сообщением" in shown(returned)
    returned = await line.feed(say("8, 7, 9\n8 7 9 8 10 9 6", coordinator.person.telegram_id))
    assert "Польза: <b>8</b>" in shown(returned)
    assert "Умения: <b>10</b>" in shown(returned)
    assert "В целом: <b>6</b>" in shown(returned)
    assert await stored(coordinator, wanted) is None  # not before it is confirmed
    returned = await pressed(line, coordinator, returned, "Готово")
    assert "Анкета принята" in shown(returned)
    assert (await again(coordinator, wanted)).source is Source.PAPER


async def test_one_number_is_corrected_before_the_sheet_is_confirmed(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    await answered(
        line, coordinator, f"f.n:qs-mentee-before:{wanted.id}", TEN, ".Изменить", ".Общение", ".2", ".Готово"
    )
    assert '"useful":8,"comfort":2' in (await stored(coordinator, wanted) or "")


@pytest.mark.parametrize("typed", ["8 7 9", f"{TEN} 5", "8 7 9 8 7 9 8 10 9 11", "восемь девять"])
async def test_a_sheet_typed_wrong_changes_nothing_and_says_what_is_wrong(
    line: Line, coordinator: Case, mentor: Case, typed: str
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    returned = await answered(line, coordinator, f"f.n:qs-mentee-before:{wanted.id}", typed)
    assert "Осталось вопросов: 10" in shown(returned) or "Ответ 10, «В целом»" in shown(returned)
    assert "1 из 10" in shown(returned)
    assert await line.db.value("SELECT answers FROM drafts") == "{}"


@pytest.mark.parametrize("words", [(TEN, WISHES), (f"{TEN}\n{WISHES}",), (TEN, *(".Да", ".Нет", ".Да") * 2)])
async def test_yes_and_no_of_an_after_sheet_are_tapped_or_typed(
    line: Line, coordinator: Case, mentor: Case, words: tuple[str, ...]
) -> None:
    made = await pair(mentor)
    await move(coordinator, made, State.COMPLETED)
    wanted = await sheet(coordinator, made, Side.MENTEE, Moment.AFTER)
    await by_paper(line, coordinator, wanted, *words)
    assert '"go_on":true,"become_mentor":false' in (await stored(coordinator, wanted) or "")


async def test_after_confirmation_nobody_is_shown_a_mentees_answers(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    made = await pair(mentor)
    wanted = await sheet(coordinator, made, Side.MENTEE)
    await by_paper(line, coordinator, wanted, TEN)
    for data in (f"qs.card:{wanted.id}", f"qs.pair:{made}", "qs.wait:0", "f.o:1", f"p.open:{made}"):
        said = shown(await press(line, coordinator, data))
        assert "Польза" not in said, data
        assert "<b>8</b>" not in said, data
    other = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    for one in (wanted, other):  # filled or not
        with pytest.raises(LookupError):
            await sheets.own_answers(line.db, one)


async def test_a_paper_sheet_is_typed_in_anew_within_a_week_from_a_blank_one(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    await by_paper(line, coordinator, wanted, TEN)
    again_blank = await press(line, coordinator, f"f.n:qs-mentee-before:{wanted.id}")
    assert "1 из 10" in shown(again_blank)
    assert "Оставить" not in str(labels(again_blank))
    await by_paper(line, coordinator, wanted, "1 1 1 1 1 1 1 1 1 1")
    assert '"overall":1' in (await stored(coordinator, wanted) or "")
    line.now += timedelta(days=8)
    assert "уже заполнена" in shown(await press(line, coordinator, f"f.n:qs-mentee-before:{wanted.id}"))


async def test_the_next_sheet_of_a_pile_is_one_tap_away(line: Line, coordinator: Case, mentor: Case) -> None:
    """First the others of the group, then other pairs; a mentor who uses the bot answers there."""
    older, made = await pair(mentor), await pair(mentor, 2)
    one, two = [await sheet(coordinator, made, Side.MENTEE, place=n) for n in (0, 1)]
    other = await sheet(coordinator, older, Side.MENTEE)
    taken = await by_paper(line, coordinator, one, TEN)
    assert labels(taken)[0] == f"Дальше: До · {two.code}"
    await pressed(line, coordinator, taken, "Дальше")
    typed = await line.feed(say(TEN, coordinator.person.telegram_id))
    taken = await pressed(line, coordinator, typed, "Готово")
    assert labels(taken)[0] == f"Дальше: До · {other.code}"
    assert not [label for label in labels(await by_paper(line, coordinator, other, TEN)) if "Дальше" in label]


async def test_a_sheet_typed_from_paper_ends_its_link(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    await opened(line, payload)
    await by_paper(line, coordinator, wanted, TEN)
    assert "не действует" in shown(await line.feed(say(f"/start {payload}")))


async def test_a_link_that_was_quicker_is_not_written_over_by_paper(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    typed = await answered(line, coordinator, f"f.n:qs-mentee-before:{wanted.id}", TEN)
    await by_link(line, coordinator, wanted, "2 2 2 2 2 2 2 2 2 2")
    assert "по ссылке" in shown(await pressed(line, coordinator, typed, "Готово"))
    assert '"overall":2' in (await stored(coordinator, wanted) or "")


async def test_a_coordinator_types_in_the_sheet_of_a_mentor_without_the_bot(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTOR)
    await by_paper(line, coordinator, wanted, TWELVE)
    assert (await again(coordinator, wanted)).source is Source.PAPER
    assert labels(await press(line, mentor, "qs.mine")) == ["В меню"]  # nothing that would be refused
    assert "куратор внёс её с бумаги" in shown(await press(line, mentor, f"f.n:qs-mentor-before:{wanted.id}"))


async def test_what_a_mentor_answered_is_neither_shown_to_the_coordinator_nor_written_over(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTOR)
    await answered(line, mentor, f"f.n:qs-mentor-before:{wanted.id}", TWELVE, ".Готово")
    said = shown(await press(line, coordinator, f"f.n:qs-mentor-before:{wanted.id}"))
    assert "наставник ответил сам" in said
    assert "<b>8</b>" not in said


async def test_a_sheet_opens_with_the_questions_of_its_own_set_alone(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor, form="teacher-teacher"), Side.MENTEE)
    assert wanted.form.key == "qs-mentee.teacher-before"
    for key in ("qs-mentee-before", "qs-mentee.teacher-after", "qs-coordinator-before"):
        assert "Этого здесь нет" in shown(await press(line, coordinator, f"f.n:{key}:{wanted.id}"))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


async def test_another_school_reaches_nothing(
    line: Line, coordinator: Case, mentor: Case, department: Case, village: Village
) -> None:
    made = await pair(mentor)
    wanted = await sheet(coordinator, made, Side.MENTEE)
    other = await schools.add(line.db, "Школа № 8", line.now, 8)
    foreign = replace(coordinator, person=await village.person(Role.COORDINATOR, other.id))
    for who in (foreign, department):
        for data in (f"qs.pair:{made}", f"qs.card:{wanted.id}", f"f.n:qs-mentee-before:{wanted.id}"):
            assert wanted.code not in shown(await press(line, who, data)), data
    assert "Ждут: <b>0</b>" in shown(await press(line, foreign, "qs.wait:0"))
    assert await sheets.get(line.db, Scope(other.id), wanted.id) is None


async def test_the_list_counts_pages_and_finds_what_waits(line: Line, coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor, 12)
    line.now += timedelta(days=15)
    shown_first = await press(line, coordinator, "qs.wait:0")
    assert "Ждут: <b>13</b>, из них поздно: <b>13</b>" in shown(shown_first)
    assert len([one for one in actions(shown_first) if one.startswith("qs.card:")]) == 8
    assert "1 из 2" in labels(shown_first)
    wanted = await sheet(coordinator, made, Side.MENTEE, place=11)
    found = await answered(line, coordinator, "f.n:search:sheets", wanted.code)
    assert "Найдено: " in shown(found)
    assert f"qs.card:{wanted.id}" in actions(found) or "1 из 2" in labels(found)
    await by_paper(line, coordinator, wanted, TEN)
    assert "Ждут: <b>12</b>, из них поздно: <b>12</b>\nЗаполнены: <b>1</b>" in shown(
        await press(line, coordinator, "qs.wait:0")
    )


async def test_a_pair_shows_who_has_answered_and_who_has_not(line: Line, coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor, 2)
    one = await sheet(coordinator, made, Side.MENTEE)
    assert "Анкеты" in labels(await press(line, coordinator, f"p.open:{made}"))
    await by_link(line, coordinator, one)
    returned = await press(line, coordinator, f"qs.pair:{made}")
    assert f"До · {one.code}: заполнена вт, 24 ноября 2026" in shown(returned)
    assert shown(returned).count("ждёт до вт, 8 декабря 2026") == 2
    assert f"✓ До · {one.code}" in labels(returned)


async def test_a_sheet_that_nobody_will_fill_is_waited_for_no_more_until_one_tap_takes_that_back(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    made = await pair(mentor)
    wanted = await sheet(coordinator, made, Side.MENTEE)
    declined = await press(line, coordinator, f"qs.no:{wanted.id}")
    assert "не заполнят" in shown(declined)
    await sheet_opening.keep(line.db, coordinator.today, line.now)
    assert not (await again(coordinator, wanted)).waits
    line.now += timedelta(days=20)
    back = await pressed(line, coordinator, declined, "Снова ждать")
    assert "ждёт до пн, 28 декабря 2026" in shown(back)


async def test_the_questions_of_a_sheet_can_be_put_on_paper(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    paper = screens(await press(line, coordinator, f"qs.blank:{wanted.id}"))[0]
    assert paper.stays
    for number, question in enumerate(wanted.form.questions, start=1):
        assert f"{number}. {question.text}" in str(paper.text)
    assert len(str(paper.text)) < 4096


async def test_a_coordinators_sheet_is_the_schools_and_is_asked_once_a_year(
    line: Line, coordinator: Case, village: Village
) -> None:
    await village.activate(2026)
    line.now = line.now.replace(month=9, day=2)
    await sheet_opening.keep_programmes(line.db, line.now.date(), line.now)
    listed = await press(line, coordinator, "qs.wait:0")
    assert "Моя · До · программа 2026: ждёт до ср, 16 сентября 2026" in shown(listed)
    returned = await pressed(line, coordinator, listed, "Моя")
    await line.feed(say(TEN, coordinator.person.telegram_id))
    second = await village.person(Role.COORDINATOR, coordinator.school_id)
    theirs = await press(line, replace(coordinator, person=second), actions(listed)[0])
    assert "Проверьте" in shown(theirs)  # one draft for the school
    returned = await pressed(line, replace(coordinator, person=second), theirs, "Готово")
    assert "Анкета принята" in shown(returned)
    assert "Исправить · До · программа" in str(labels(await press(line, coordinator, "qs.wait:0")))
    (own,) = await sheets.programme(line.db, coordinator.scope, line.now - timedelta(days=7))
    assert own.source is Source.SELF


async def test_a_reminders_button_opens_the_post_it_was_for(line: Line, coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    wanted = await sheet(coordinator, made, Side.MENTOR)
    post = mentor.person.post.id
    await people.appoint(line.db, mentor.person.id, Role.COORDINATOR, line.now, mentor.school_id)
    returned = await press(line, mentor, f"qs.from:{post}")
    assert "Мои анкеты" in shown(returned)
    assert wanted.codes in shown(returned)
    assert "Этого здесь нет" in shown(await press(line, coordinator, f"qs.from:{post}"))


async def test_a_pair_that_begins_or_ends_in_the_bot_has_its_sheets_at_once(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    made = await pair(mentor, state=State.DRAFT)
    assert await sheets.of_pair(line.db, EVERYTHING, made) == []
    await press(line, coordinator, f"p.step:{made}:start")
    assert [(one.moment, one.side) for one in await sheets.of_pair(line.db, EVERYTHING, made)] == [
        (Moment.BEFORE, Side.MENTOR),
        (Moment.BEFORE, Side.MENTEE),
    ]
    review = await answered(
        line, coordinator, f"f.n:closing:{made}", ".Программа", "подтянули", ".вт 24.11.2026", ".Пропустить"
    )
    await pressed(line, coordinator, review, "Завершить")
    found_pair = await pairs.get(line.db, EVERYTHING, made)
    assert found_pair is not None
    assert found_pair.state is State.COMPLETED
    assert {one.moment for one in await sheets.of_pair(line.db, EVERYTHING, made) if one.waits} == {Moment.AFTER}
