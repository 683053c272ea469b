"""A mentor's pages: pairs, training, and the letter of thanks."""

from datetime import UTC, date, datetime

import pytest

from domain.pairs import State
from domain.people import Role
from handlers.case import Case
from storage import events, guests
from tests.handlers.pairing import colleague, met, moved, paired
from tests.handlers.phone import Line, actions, labels, screens, shown
from tests.handlers.taps import press, pressed
from views import menus


async def held(case: Case, title: str, at: datetime, audience: str = "everybody") -> int:
    event = await events.save(
        case.db, case.person.id, case.now, title=title, about=None, place="Лицей", starts_at=at, audience=audience,
        period=None,
    )  # fmt: skip
    await case.db.run("UPDATE events SET announced_at = :at WHERE id = :id", id=event, at=case.now.isoformat())
    return event


@pytest.mark.parametrize("role", list(Role))
def test_a_menu_has_two_buttons_in_a_row_at_most(role: Role) -> None:
    assert all(1 <= len(row) <= 2 for row in menus.MENUS[role])


async def test_every_button_of_a_mentors_menu_leads_somewhere(line: Line, mentor: Case) -> None:
    for data in actions(await press(line, mentor, "home")):
        assert "Этого здесь нет" not in shown(answer := await press(line, mentor, data)), data
        assert "устарела" not in shown(answer), data


async def test_a_pair_shows_its_state_and_what_can_be_done(line: Line, mentor: Case) -> None:
    pair = await paired(mentor)
    await met(mentor, pair)
    card = await pressed(line, mentor, await press(line, mentor, "v.pairs"), "Ш07-001")
    assert "работает" in shown(card)
    assert "1\u00a0встреча, последняя вт 24.11.2026" in shown(card)
    assert "Встреча сегодня" in labels(card)
    await moved(mentor, pair, State.COMPLETED, date(2026, 11, 24))
    card = await press(line, mentor, f"v.pair:{pair}")
    assert "Завершена: вт 24.11.2026" in shown(card)
    assert "Встреча сегодня" not in labels(card)


async def test_training_shows_what_was_attended_and_what_is_ahead(line: Line, department: Case, mentor: Case) -> None:
    me, school = mentor.person.id, mentor.school_id
    was = await held(department, "Семинар «Первая встреча»", datetime(2026, 9, 24, 11, tzinfo=UTC))
    missed = await held(department, "Семинар «Мотивация»", datetime(2026, 10, 1, 11, tzinfo=UTC))
    ahead = await held(department, "Встреча наставников", datetime(2026, 12, 3, 11, tzinfo=UTC))
    left = await held(department, "Круглый стол", datetime(2026, 12, 4, 11, tzinfo=UTC))
    for event in (was, missed, ahead, left):
        await guests.answer(line.db, event, me, school, mentor.now, comes=True)
    await guests.answer(line.db, left, me, school, mentor.now, comes=False)
    await guests.mark(line.db, was, me, department.person.id, mentor.now)
    page = await press(line, mentor, "v.study:0")
    assert "Вы были: <b>1\u00a0раз</b>\n24.09.2026 · Семинар «Первая встреча»" in shown(page)
    assert "Мотивация" not in shown(page)
    assert "Вы записаны: <b>1</b>" in shown(page)
    assert labels(page)[0] == "03.12 Встреча наставников"
    assert "Вы записаны." in shown(await press(line, mentor, f"sm.open:{ahead}"))


async def test_anothers_training_is_not_shown(line: Line, department: Case, mentor: Case) -> None:
    other = await colleague(mentor)
    event = await held(department, "Семинар", datetime(2026, 12, 3, 11, tzinfo=UTC))
    await guests.answer(line.db, event, other.person.id, other.school_id, mentor.now, comes=True)
    assert "Семинар" not in str(labels(await press(line, mentor, "v.study:0")))


async def test_the_letter_of_thanks_is_ones_own_in_one_tap(line: Line, mentor: Case) -> None:
    assert "когда начнёт работу первая пара" in shown(await press(line, mentor, "v.thanks"))
    other = await colleague(mentor)
    await met(other, await paired(other))
    assert "когда начнёт работу первая пара" in shown(await press(line, mentor, "v.thanks")), "not another's"
    await met(mentor, await paired(mentor))
    (letter,) = screens(await press(line, mentor, "v.thanks"))
    assert "Вы провели 1\u00a0встречу" in letter.text
    assert letter.file
    mine = mentor.person.post.mentor_id
    assert letter.file.args == {"mentors": str(mine), "school": mentor.school_id, "from": "МБОУ «Школа № 7»"}
