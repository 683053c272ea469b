"""The attention list: one's own school alone, each step kept, and nobody else's eyes on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.checkins import Wish
from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import care, meetings, mentor_wishes, people, risk_limits, risks
from tests import caring
from tests.handlers.phone import Line, actions, labels, say, shown
from tests.handlers.taps import answered, press
from tests.handlers.test_meetings import pair
from tests.village import Village, local

LATER = local(date(2026, 12, 1))


@pytest.fixture
async def quiet_pair(mentor: Case) -> None:
    """Pair 1 of the mentor's, at work for two weeks, without any meeting."""
    await pair(mentor)
    await mentor.db.run("UPDATE pair_events SET at = '2026-11-10T09:00:00+00:00'")


async def test_the_list_names_pairs_and_why_the_most_urgent_first(
    line: Line, village: Village, coordinator: Case, quiet_pair: None
) -> None:
    other = await caring.at_work(village, coordinator.school_id, date(2026, 9, 2))
    await meetings.log(line.db, other.id, date(2026, 9, 9), 1, LATER)
    calm = await caring.at_work(village, coordinator.school_id, date(2026, 9, 3))
    await meetings.log(line.db, calm.id, date(2026, 11, 20), 1, LATER)
    screen = await press(line, coordinator, "at.list:0")
    assert "Кому нужна помощь: 2 из 3" in shown(screen)
    assert "нет первой встречи: 14\u00a0дней с начала, вт 10.11.2026" in shown(screen)
    assert actions(screen)[:2] == ["at.pair:1", f"at.pair:{other.id}"]


async def test_a_long_list_is_paged_and_searched_by_code_mentor_and_reason(
    line: Line, village: Village, coordinator: Case
) -> None:
    for n in range(10):
        await caring.at_work(village, coordinator.school_id, date(2026, 9, 1) + timedelta(n))
    first, second = [await press(line, coordinator, f"at.list:{page}") for page in (0, 1)]
    assert len([one for one in actions(first) if one.startswith("at.pair")]) == 8
    assert len([one for one in actions(second) if one.startswith("at.pair")]) == 2
    for words in ("004", "04.09"):
        await press(line, coordinator, bindings.begin("seek", "attention"))
        found = await line.feed(say(words, coordinator.person.telegram_id))
        assert [one for one in actions(found) if one.startswith("at.pair")] == ["at.pair:4"]


@pytest.mark.parametrize("data", ["at.pair:1", "at.later:1", "at.again:1", "at.keep:1", "f.n:to_mentor:1"])
async def test_another_schools_pair_is_not_found(
    line: Line, village: Village, mentor: Case, quiet_pair: None, data: str
) -> None:
    await mentor_wishes.add(line.db, 1, Wish.PAUSE, mentor.person.id, mentor.now)
    stranger = replace(mentor, person=await village.person(Role.COORDINATOR, await village.school("Лицей")))
    assert "Этого здесь нет" in shown(await press(line, stranger, data))
    assert await line.db.value("SELECT count(*) FROM care") == 0
    assert len(await mentor_wishes.waiting(line.db, mentor.scope)) == 1
    assert "Пар, которые работают, пока нет" in shown(await press(line, stranger, "at.list:0"))


@pytest.mark.parametrize("data", ["at.list:0", "at.put:0", "at.pair:1", "f.n:to_mentor:1", "f.n:seek:attention"])
async def test_the_department_and_mentors_have_no_such_list(
    line: Line, department: Case, mentor: Case, quiet_pair: None, data: str
) -> None:
    for who in (department, mentor):
        text = shown(await press(line, who, data))
        assert "Ш07-001" not in text
        assert "Наставников" not in text
    assert await line.db.value("SELECT count(*) FROM drafts") == 0, "not even the question what to look for"


async def test_the_department_reads_numbers_without_names(
    line: Line, department: Case, mentor: Case, quiet_pair: None
) -> None:
    text = shown(await press(line, department, "at.all:0"))
    assert "МБОУ «Школа № 7»: <b>1 из 1</b>" in text
    assert "Ш07-001" not in text
    assert "Пётр" not in text
    assert "Школа № 7»: <b>" not in shown(await press(line, mentor, "at.all:0"))


async def test_a_pair_is_put_off_for_a_week_and_is_back_by_itself_or_by_hand(
    line: Line, coordinator: Case, quiet_pair: None
) -> None:
    for _ in range(2):
        card = await press(line, coordinator, "at.later:1")
    assert "Отложено до вт 01.12.2026" in shown(card)
    assert "Кому нужна помощь: " not in shown(await press(line, coordinator, "at.list:0"))
    assert "at.pair:1" in actions(await press(line, coordinator, "at.put:0"))
    await press(line, coordinator, "at.again:1")
    assert "at.pair:1" in actions(await press(line, coordinator, "at.list:0"))
    await press(line, coordinator, "at.later:1")
    line.now = LATER
    assert "at.pair:1" in actions(await press(line, coordinator, "at.list:0"))
    rows = await line.db.all("SELECT what, until FROM care ORDER BY id")
    kept = [(row["what"], row["until"]) for row in rows]
    assert kept == [("later", "2026-12-01"), ("again", None), ("later", "2026-12-01")]
    assert "отложили до вт 01.12.2026 (Анна Кураторова)" in shown(await press(line, coordinator, "at.pair:1"))


async def test_words_reach_the_mentor_once_and_answer_what_they_asked_for(
    line: Line, coordinator: Case, mentor: Case, quiet_pair: None
) -> None:
    await mentor_wishes.add(line.db, 1, Wish.TALK, mentor.person.id, mentor.now, "Нужен совет")
    sent = await answered(line, coordinator, "f.n:to_mentor:1", "Позвоню в среду")
    (notice,) = sent.notices
    assert notice.chat_id == mentor.person.telegram_id
    assert "Анна Кураторова, о паре Ш07-001\n<blockquote>Позвоню в среду</blockquote>" in notice.screen.text
    assert await mentor_wishes.waiting(line.db, coordinator.scope) == []
    assert await line.db.value("SELECT words FROM care") == "Позвоню в среду"
    draft = await line.db.value("SELECT max(draft_id) FROM receipts")
    again = await press(line, coordinator, f"f.s:{draft}:1")
    assert not again.notices
    assert "Отправлено наставнику" in shown(again)


async def test_words_sent_at_night_wait_for_the_morning_and_it_is_said(
    line: Line, coordinator: Case, mentor: Case, quiet_pair: None
) -> None:
    line.now = local(date(2026, 11, 24), 21)
    sent = await answered(line, coordinator, "f.n:to_mentor:1", "Позвоню в среду")
    assert sent.notices[0].not_before == local(date(2026, 11, 25))
    assert "Придёт утром" in shown(sent)


@pytest.mark.parametrize("why", ["no bot", "blocked", "no post"])
async def test_where_a_mentor_cannot_be_written_to_it_is_said_with_what_can_be_done(
    line: Line, coordinator: Case, mentor: Case, quiet_pair: None, why: str
) -> None:
    match why:
        case "no bot":
            await line.db.run("UPDATE mentors SET person_id = NULL")
        case "blocked":
            await line.db.run("UPDATE people SET unreachable_since = 'now' WHERE id = :id", id=mentor.person.id)
        case _:
            await people.dismiss(line.db, mentor.person.post.id, mentor.school_id, mentor.now)
    screen = await press(line, coordinator, "f.n:to_mentor:1")
    assert "написать ему отсюда нельзя" in shown(screen)
    assert {"v.for:1", f"t.invite:{mentor.person.post.mentor_id}"} <= set(actions(screen))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0
    card = await press(line, coordinator, "at.pair:1")
    assert "Написать наставнику" not in labels(card)


async def test_a_wish_is_left_undone_and_the_mentor_is_told_once(
    line: Line, coordinator: Case, mentor: Case, quiet_pair: None
) -> None:
    wish = await mentor_wishes.add(line.db, 1, Wish.END, mentor.person.id, mentor.now)
    assert "наставник просит завершить" in shown(await press(line, coordinator, "at.pair:1"))
    kept = await press(line, coordinator, f"at.keep:{wish}")
    assert [one.chat_id for one in kept.notices] == [mentor.person.telegram_id]
    assert "пока оставляет пару в работе" in kept.notices[0].screen.text
    assert "просит" not in shown(kept)
    assert "Этого здесь нет" in shown(await press(line, coordinator, f"at.keep:{wish}"))


async def test_a_pause_answers_the_wish_for_it_and_is_quiet_where_nobody_wished(
    line: Line, coordinator: Case, mentor: Case, quiet_pair: None
) -> None:
    await mentor_wishes.add(line.db, 1, Wish.PAUSE, mentor.person.id, mentor.now)
    paused = await press(line, coordinator, "p.step:1:pause")
    assert ["на паузу" in one.screen.text for one in paused.notices] == [True]
    resumed = await press(line, coordinator, "p.step:1:resume")
    assert resumed.notices == ()
    assert await mentor_wishes.waiting(line.db, coordinator.scope) == []
    assert (await press(line, coordinator, "p.step:1:pause")).notices == ()


async def test_a_message_leads_to_the_post_it_was_for(
    line: Line, village: Village, coordinator: Case, quiet_pair: None
) -> None:
    post = coordinator.person.post.id
    both = replace(coordinator, person=await village.also(coordinator.person.id, Role.DEPARTMENT, None))
    assert "Ш07-001" in shown(await press(line, both, f"at.from:{post}:0"))
    assert "Ш07-001" in shown(await press(line, both, f"at.from:{post}:1"))
    other = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    assert "Этого здесь нет" in shown(await press(line, replace(coordinator, person=other), f"at.from:{post}:0"))


async def test_limits_are_the_departments_and_each_change_is_kept(
    line: Line, department: Case, coordinator: Case, quiet_pair: None
) -> None:
    today = department.today
    assert len(await risks.of(line.db, line.town, today)) == 1
    for value in (20, 12):
        await risk_limits.change(line.db, {"first": value, "lately": 14}, department.person.id, department.now)
    assert (await risk_limits.current(line.db)).first == 12
    assert len(await line.db.all("SELECT * FROM risk_limits")) == 2
    await risk_limits.change(line.db, {"first": 20}, department.person.id, department.now)
    assert await risks.of(line.db, line.town, today) == {}
    assert "Изменено вт 24.11.2026, Вера Отделова" in shown(await press(line, department, "at.all:0"))
    assert "Этого здесь нет" in shown(await press(line, coordinator, "f.n:risk-limits:town"))


async def test_a_late_questionnaire_leads_to_the_questionnaires_of_the_pair(
    line: Line, coordinator: Case, quiet_pair: None
) -> None:
    await line.db.run(
        """INSERT INTO sheets (school_id, side, pair_id, moment, form, version, opened_at, due_on)
           VALUES (:school, 'mentor', 1, 'before', 'x', 1, 'now', '2026-11-20')""",
        school=coordinator.school_id,
    )
    card = await press(line, coordinator, "at.pair:1")
    assert "анкета опоздала на 4\u00a0дня, срок был пт 20.11.2026" in shown(card)
    assert "qs.pair:1" in actions(card)
    await line.db.run("UPDATE sheets SET dropped_at = 'now'")
    assert "qs.pair:1" not in actions(await press(line, coordinator, "at.pair:1"))
    assert await care.put_off(line.db, coordinator.today) == {}
