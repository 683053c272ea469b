"""Help to find a mentor: in order, with reasons, within the school; and another mentor without anything lost."""

from typing import Any

import pytest

from domain.pairs import State
from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import drafts, mentees, pairs, profiles
from tests.handlers import registry_desk
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.handlers.registry_desk import mentee, together
from tests.handlers.taps import answered, press, pressed
from tests.village import Village

NOT_HERE = "Этого здесь нет"


async def test_mentors_who_fit_come_first_and_each_is_told_why(line: Line, coordinator: Case) -> None:
    asks = await mentee(coordinator, "9А", "career", "it")
    busy = await registry_desk.mentor(coordinator, "Без Мест", competences=("career", "it"), places=1)
    await together(coordinator, busy, await mentee(coordinator))
    await registry_desk.mentor(coordinator, "Совсем Другой", competences=("art",), places=5)
    await registry_desk.mentor(coordinator, "Почти Тот", competences=("it",), ages=("primary",), places=2)
    right = await registry_desk.mentor(
        coordinator, "Самый Тот", competences=("career", "it"), ages=("teen",), hours=4, places=3
    )
    await together(coordinator, right, await mentee(coordinator))
    answer = await press(line, coordinator, f"ma.find:{asks.id}")
    assert labels(answer)[:3] == ["Самый Тот", "Почти Тот", "Совсем Другой"]
    words = shown(answer)
    assert "совпадает: профориентация, программирование · возраст подходит · свободно 2 из 3 · 4 ч в месяц" in words
    assert "предпочитает 1–4 класс" in words
    assert "Без Мест" not in words
    assert "1\u00a0наставник занят" in words


async def test_one_tap_begins_a_pair_with_mentor_and_mentee_filled_in(line: Line, coordinator: Case) -> None:
    asks, right = (
        await mentee(coordinator, "9А", "it"),
        await registry_desk.mentor(coordinator, "Самый Тот", competences=("it",)),
    )
    found = await press(line, coordinator, f"ma.find:{asks.id}")
    answer = await pressed(line, coordinator, found, "Самый Тот")
    assert "Форма наставничества" in shown(answer)
    assert "Ш07-001 и Самый Тот" in shown(answer)
    for tapped in (
        "педагог – ученик",
        "учить программированию",
        ".вт 24",
        ".пн 31",
        ".Пропустить",
        ".Да",
        ".Сохранить",
    ):
        answer = await (
            pressed(line, coordinator, answer, tapped.removeprefix("."))
            if tapped.startswith(".")
            else line.feed(say(tapped, coordinator.person.telegram_id))
        )
    assert "Пара записана и работает" in shown(answer)
    (pair,) = await pairs.listing(line.db, coordinator.scope)
    assert (pair.mentor_id, pair.mentees) == (right.id, (asks.code,))
    again = await press(line, coordinator, f"ma.find:{asks.id}")
    assert "Самый Тот" not in labels(again), "who leads them already is not offered"


async def test_no_mentor_of_another_school_is_offered_or_filled_in(
    line: Line, village: Village, coordinator: Case
) -> None:
    elsewhere = await village.school("Лицей")
    asks, theirs = (
        await mentee(coordinator),
        await registry_desk.mentor(coordinator, "Чужой Наставник", school=elsewhere),
    )
    assert "Чужой" not in shown(await press(line, coordinator, f"ma.find:{asks.id}"))
    assert await profiles.candidates(line.db, coordinator.scope) == []
    child = await mentee(coordinator, school=elsewhere)
    for data in (
        f"ma.find:{child.id}",
        f"ma.page:{child.id}:0",
        f"f.n:wants:{child.id}",
        f"f.n:pair:fit.{asks.id}.{theirs.id}",
        f"f.n:pair:fit.{child.id}.{theirs.id}",
        "f.n:pair:fit.1",
        "f.n:pair:other.1.1",
        f"f.n:seek:fit.{child.id}",
        f"ma.again:{asks.id}",
        f"f.n:rematch:{asks.id}",
    ):
        assert NOT_HERE in shown(await press(line, coordinator, data)), data
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


@pytest.mark.parametrize("role", [Role.MENTOR, Role.DEPARTMENT])
async def test_matching_is_the_coordinators_alone(
    line: Line, coordinator: Case, mentor: Case, department: Case, role: Role
) -> None:
    asks = await mentee(coordinator)
    pair = await together(coordinator, mentor.person.post.mentor_id or 0, asks)
    who = mentor if role is Role.MENTOR else department
    for data in (f"ma.find:{asks.id}", f"ma.again:{pair.id}", f"f.n:seek:fit.{asks.id}", f"f.n:rematch:{pair.id}"):
        assert "Наставники" not in shown(answer := await press(line, who, data)), data
        assert not any(one.startswith("f.n:pair") for one in actions(answer))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


async def test_the_request_is_ticked_kept_and_answered_with_who_fits(line: Line, coordinator: Case) -> None:
    asks = await mentee(coordinator, "8Б")
    await registry_desk.mentor(coordinator, "Учит Языкам", competences=("languages",))
    answer = await answered(line, coordinator, f"f.n:wants:{asks.id}", "языки", ".педагог – ученик")
    assert "Запрос: языки; педагог – ученик" in shown(answer)
    assert "совпадает: языки" in shown(answer)
    known = await mentees.get(line.db, coordinator.scope, asks.id)
    assert known
    assert (known.wants, known.form) == (("languages",), "teacher-pupil")
    past = await press(line, coordinator, f"e.past:{asks.id}:0")
    assert "Запрос изменён" in shown(past)
    assert "Языки" in shown(past)


async def test_a_long_list_turns_its_pages_and_is_searched(line: Line, coordinator: Case) -> None:
    asks = await mentee(coordinator)
    for n in range(11):
        await registry_desk.mentor(coordinator, f"Наставник {n:02}", competences=("sport",) if n == 7 else ())
    first = await press(line, coordinator, f"ma.find:{asks.id}")
    assert "1 из 3" in labels(first)
    seen = set()
    for page in range(3):
        answer = await press(line, coordinator, f"ma.page:{asks.id}:{page}")
        seen |= {one for one in labels(answer) if one.startswith("Наставник")}
    assert len(seen) == 11
    assert bindings.begin("seek", f"fit.{asks.id}") in actions(first)
    found = await answered(line, coordinator, bindings.begin("seek", f"fit.{asks.id}"), "спорт")
    assert [one for one in labels(found) if one.startswith("Наставник")] == ["Наставник 07"]


async def _ended(line: Line, coordinator: Case, pair_id: int) -> Any:
    return await answered(
        line, coordinator, f"ma.again:{pair_id}", ".Не сошлись", ".Пропустить", ".Закончить и подобрать"
    )


async def test_another_mentor_is_found_after_the_old_pair_is_ended_with_its_reason(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    led, other = await mentee(coordinator, "9А", "it"), await mentees_and_mentor(coordinator)
    pair = await together(coordinator, mentor.person.post.mentor_id or 0, led, goal="написать игру")
    asked = await press(line, coordinator, f"ma.again:{pair.id}")
    assert "Почему меняем наставника?" in shown(asked)
    assert (await pairs.get(line.db, coordinator.scope, pair.id)) == pair, "nothing is ended before the last tap"
    answer = await _ended(line, coordinator, pair.id)
    over = await pairs.get(line.db, coordinator.scope, pair.id)
    assert over
    assert (over.state, over.reason, over.closed_on) == (State.STOPPED, "fit", coordinator.today)
    assert "Другой Наставник" in labels(answer)
    assert "Пётр Наставников" not in labels(answer), "the one they come from is not offered"
    (notice,) = answer.notices
    assert notice.chat_id == mentor.person.telegram_id
    begun = await pressed(line, coordinator, answer, "Другой Наставник")
    assert "Когда начинают?" in shown(begun), "form, mentor, mentee and goal are known"
    (draft,) = await drafts.unfinished(line.db, coordinator.person)
    assert draft.draft.answers == {
        "mentor": str(other), "mentees": [str(led.id)], "goal": "написать игру", "form": "teacher-pupil",
    }  # fmt: skip


async def test_whoever_stops_half_way_goes_on_from_the_card_of_the_old_pair(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    led, _ = await mentee(coordinator), await mentees_and_mentor(coordinator)
    pair = await together(coordinator, mentor.person.post.mentor_id or 0, led)
    await press(line, coordinator, f"ma.again:{pair.id}")
    await line.feed(say("/cancel", coordinator.person.telegram_id))
    assert "Почему меняем" in shown(await press(line, coordinator, f"ma.again:{pair.id}"))
    await _ended(line, coordinator, pair.id)
    card = await press(line, coordinator, f"p.open:{pair.id}")
    answer = await pressed(line, coordinator, card, "Подобрать другого")
    assert "Другой Наставник" in labels(answer)
    assert int(await line.db.value("SELECT count(*) FROM pair_events WHERE after = 'stopped'")) == 1


async def test_a_pair_that_was_reopened_begins_no_other_by_an_old_button(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    led, other = await mentee(coordinator), await mentees_and_mentor(coordinator)
    pair = await together(coordinator, mentor.person.post.mentor_id or 0, led)
    await _ended(line, coordinator, pair.id)
    await press(line, coordinator, f"p.step:{pair.id}:reopen")
    assert NOT_HERE in shown(await press(line, coordinator, f"f.n:pair:again.{pair.id}.{other}"))
    assert NOT_HERE in shown(await press(line, coordinator, f"ma.next:{pair.id}:0"))


async def test_a_group_needs_room_for_all_of_it(line: Line, coordinator: Case, mentor: Case) -> None:
    led = [await mentee(coordinator) for _ in range(3)]
    pair = await together(coordinator, mentor.person.post.mentor_id or 0, *led)
    small, large = await mentor_with(coordinator, "Мало Мест", 2), await mentor_with(coordinator, "Хватит Мест", 3)
    answer = await _ended(line, coordinator, pair.id)
    assert f"f.n:pair:again.{pair.id}.{large}" in actions(answer)
    assert f"f.n:pair:again.{pair.id}.{small}" not in actions(answer)


async def test_drafts_and_pauses_take_a_place_and_closed_pairs_give_it_back(line: Line, coordinator: Case) -> None:
    one = await registry_desk.mentor(coordinator, "Самый Тот", places=3)
    await together(coordinator, one, await mentee(coordinator), state=State.DRAFT)
    paused = await together(coordinator, one, await mentee(coordinator), state=State.PAUSED)
    (there,) = await profiles.candidates(line.db, coordinator.scope)
    assert there.free == 1
    await pairs.move(
        line.db, paused, State.STOPPED, coordinator.person.id, coordinator.now, closed_on=coordinator.today
    )
    (there,) = await profiles.candidates(line.db, coordinator.scope)
    assert there.free == 2


async def mentor_with(coordinator: Case, name: str, places: int) -> int:
    return (await registry_desk.mentor(coordinator, name, places=places)).id


async def mentees_and_mentor(coordinator: Case) -> int:
    """Somebody else to be led by."""
    return (await registry_desk.mentor(coordinator, "Другой Наставник", places=2)).id


async def test_a_pair_that_waits_is_gone_back_to_with_whoever_was_chosen_in_it(line: Line, coordinator: Case) -> None:
    """Somebody new is registered half-way: the form that goes on is the one that was left."""
    asks = await mentee(coordinator, "9А", "it")
    right = await registry_desk.mentor(coordinator, "Самый Тот")
    await press(line, coordinator, f"f.n:pair:fit.{asks.id}.{right.id}")
    answer = await answered(line, coordinator, "f.n:mentee:new", "8Б", ".Пропустить", ".Пропустить", ".Сохранить")
    back = await pressed(line, coordinator, answer, "Вернуться к паре")
    assert "Самый Тот" in shown(back)


async def test_a_stranger_is_told_nothing(line: Line, coordinator: Case) -> None:
    asks = await mentee(coordinator)
    assert asks.code not in shown(await line.feed(tap(f"ma.find:{asks.id}")))
