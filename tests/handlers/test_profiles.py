"""Profiles of mentors, corrections of the registry with their history, and lists that are looked through."""

import pytest

from domain.matching import Profile
from domain.people import EVERYTHING
from handlers.case import Case
from storage import mentors, profiles
from tests.handlers import registry_desk
from tests.handlers.phone import Line, actions, labels, say, shown
from tests.handlers.registry_desk import mentee, together
from tests.handlers.taps import answered, press

FILLED = ("языки, программирование", "8–9 класс", ".Пропустить", "3", "4", ".Пропустить", "походы", ".Сохранить")
NOT_HERE = "Этого здесь нет"


async def test_a_coordinator_fills_in_a_profile_and_the_card_tells_it(line: Line, coordinator: Case) -> None:
    one = await registry_desk.mentor(coordinator, "Анна Учителева")
    answer = await answered(line, coordinator, f"f.n:profile:{one.id}", *FILLED)
    assert "Силён в: <b>Программирование, Языки</b>" in shown(answer)
    known = await profiles.get(line.db, coordinator.scope, one.id)
    assert known == Profile(("it", "languages"), ("teen",), (), 4, 3, None, "походы")
    card = await press(line, coordinator, f"t.open:{one.id}")
    assert "Время: <b>4 ч в месяц</b>" in shown(card)
    past = await press(line, coordinator, f"t.past:{one.id}:0")
    assert "Профиль изменён" in shown(past)
    assert "Силён в: – → <b>Программирование, Языки</b>" in shown(past)


async def test_a_mentor_fills_in_their_own_profile_and_no_other(line: Line, coordinator: Case, mentor: Case) -> None:
    other = await registry_desk.mentor(coordinator, "Анна Учителева")
    assert NOT_HERE in shown(await press(line, mentor, f"f.n:profile:{other.id}"))
    assert await mentors.get(line.db, mentor.scope, other.id) is None
    assert await profiles.get(line.db, mentor.scope, other.id) is None
    offered = await press(line, mentor, "v.pairs")
    assert "ma.mine" in actions(offered)
    answer = await answered(line, mentor, "ma.mine", *FILLED)
    assert "Ваш профиль" in shown(answer)
    assert mentor.person.post.mentor_id
    mine = await profiles.get(line.db, EVERYTHING, mentor.person.post.mentor_id)
    assert mine
    assert mine.places == 3
    assert "Программирование, Языки" in shown(await line.feed(say("/my_data", mentor.person.telegram_id)))
    assert await profiles.get(line.db, EVERYTHING, other.id) == Profile()


async def test_a_class_and_a_place_are_corrected_and_the_history_keeps_what_was(line: Line, coordinator: Case) -> None:
    child, adult = await mentee(coordinator, "8Б"), await registry_desk.mentor(coordinator, "Анна Учителева")
    answer = await answered(
        line, coordinator, f"f.n:mentee_change:{child.id}", ".Изменить", ".Класс", "9Б", ".Сохранить"
    )
    assert "Класс или год: 9Б" in shown(answer)
    assert "8Б → <b>9Б</b>" in shown(await press(line, coordinator, f"e.past:{child.id}:0"))
    answer = await answered(
        line, coordinator, f"f.n:mentor_change:{adult.id}", ".Изменить", ".Место", "завод «Маяк»", ".Сохранить"
    )
    assert "Место работы: завод «Маяк»" in shown(answer)
    assert "завод «Маяк»" in shown(await press(line, coordinator, f"t.past:{adult.id}:0"))


async def test_a_pupil_mentor_has_a_class_to_correct_and_never_a_name(line: Line, coordinator: Case) -> None:
    pupil = await mentors.add(
        line.db, coordinator.school_id, "pupil", coordinator.now, name=None, place="9А", consent="№ 1"
    )
    assert NOT_HERE in shown(await press(line, coordinator, f"f.n:mentor_change:{pupil.id}"))
    answer = await answered(line, coordinator, f"f.n:mentor_grade:{pupil.id}", "10А")
    assert "Класс: 10А" in shown(answer)


@pytest.mark.parametrize(
    "data",
    [
        "f.n:profile:{m}",
        "f.n:mentor_change:{m}",
        "t.past:{m}:0",
        "f.n:mentee_change:{e}",
        "f.n:wants:{e}",
        "e.past:{e}:0",
    ],
)
async def test_nothing_of_another_school_is_corrected_or_looked_at(
    line: Line, village: object, coordinator: Case, data: str
) -> None:
    elsewhere = await village.school("Лицей")  # type: ignore[attr-defined]
    theirs = await registry_desk.mentor(coordinator, "Чужой", school=elsewhere)
    child = await mentee(coordinator, school=elsewhere)
    assert NOT_HERE in shown(await press(line, coordinator, data.format(m=theirs.id, e=child.id)))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


async def test_long_lists_of_mentors_mentees_and_pairs_are_found_in(line: Line, coordinator: Case) -> None:
    for n in range(20):
        one = await registry_desk.mentor(
            coordinator, f"Наставник {n:02}", competences=("art",) if n % 2 else ("sport",)
        )
        await together(coordinator, one, await mentee(coordinator, f"{5 + n % 3}А"), goal=f"цель {n}")
    for verb, desk, words, many in (
        ("t.list:0", "mentors", "творч", 10),
        ("e.list:0", "mentees", "6а", 7),
        ("p.list:0", "pairs", "наставник 11", 2),  # of this name, and of code 11
    ):
        assert f"f.n:search:{desk}" in actions(await press(line, coordinator, verb))
        found = await answered(line, coordinator, f"f.n:search:{desk}", words)
        assert f"нашлось {many}" in shown(found), shown(found)
    turned = await answered(line, coordinator, "f.n:search:mentors", "творч")
    assert "1 из 2" in labels(turned)
    second = await press(line, coordinator, "t.found:1")
    assert len([one for one in labels(second) if one.startswith("Наставник")]) == 2


async def test_a_short_list_has_nothing_to_look_through(line: Line, coordinator: Case) -> None:
    await mentee(coordinator)
    for verb in ("t.list:0", "e.list:0", "p.list:0", "ma.tales:0"):
        assert "Найти" not in labels(await press(line, coordinator, verb))


@pytest.mark.parametrize("desk", ["mentors", "mentees", "pairs"])
async def test_a_mentor_looks_through_no_lists_of_the_school(line: Line, mentor: Case, desk: str) -> None:
    assert NOT_HERE in shown(await press(line, mentor, f"f.n:search:{desk}"))
