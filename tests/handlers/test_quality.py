"""Row 4.2 in the house: what is counted for whom, and every place that speaks of reports speaks of half-years too."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.drafted import Draft
from domain.form import Answers
from domain.forms.quality import COUNTED, QUALITY
from domain.people import Role
from domain.periods import Period
from handlers import filing, quality
from handlers.case import Case
from scheduler import planning
from storage import board, control, debts, drafts, goals, submissions
from storage.goals import Moment
from tests.halves import answered
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.village import TOWN, Village, local

NOW = local(date(2026, 11, 24))
HALF = "2026-H2"
AUTUMN = local(date(2026, 10, 5))
DONE: dict[str, Any] = dict.fromkeys(COUNTED) | {"why": "none", "weak": ["space"], "threats": ["load"]}


@pytest.fixture(autouse=True)
async def year(village: Village) -> None:
    await village.activate(2026)


async def known(case: Case) -> Answers:
    return (await quality.known(case, Period.parse(HALF), {})).known


async def file(case: Case, **answers: Any) -> int:
    return await filing.save(case, QUALITY, HALF, DONE | answers, {})


async def test_five_pairs_with_both_answers_are_counted_and_four_are_not(village: Village, coordinator: Case) -> None:
    await answered(village.db, coordinator.school_id, coordinator.person.id, AUTUMN, 4)
    few = await known(coordinator)
    assert few["mentee_motivation"] is None
    assert few["mentee_satisfied"] is None
    assert few["why"] == "few"
    await answered(village.db, coordinator.school_id, coordinator.person.id, AUTUMN, 1)
    five = await known(coordinator)
    assert five["mentee_motivation"] == five["mentor_profession"] == "5.0 7.0 5"
    assert (five["mentee_satisfied"], five["mentee_go_on"], five["mentor_go_on"]) == ("5 5", "3 5", "5 5")


async def test_only_ones_own_school_and_this_half_year_are_counted(village: Village, coordinator: Case) -> None:
    other = await village.school("Школа № 9")
    await answered(village.db, other, coordinator.person.id, AUTUMN, 5)
    await answered(village.db, coordinator.school_id, coordinator.person.id, local(date(2026, 6, 30)), 5)
    assert (await known(coordinator))["mentee_motivation"] is None


async def test_last_half_years_counts_are_not_offered_again(line: Line, village: Village, coordinator: Case) -> None:
    counts = {"mentee_motivation": "6.0 8.0 10", "why": "early", "weak": ["load"]}
    await village.file(coordinator.person, "2026-H1", local(date(2026, 6, 1)), **DONE | counts)
    screen = await line.feed(tap(f"f.n:quality:{HALF}", coordinator.person.telegram_id))
    assert not [label for label in labels(screen) if "→" in label]
    facts = await quality.known(coordinator, Period.parse(HALF), DONE | counts)
    assert facts.last == {"weak": ["load"], "threats": ["load"]}


async def test_goals_rated_at_both_ends_are_counted(village: Village, coordinator: Case) -> None:
    await answered(village.db, coordinator.school_id, coordinator.person.id, AUTUMN, 1)
    pair = int(await village.db.value("SELECT max(id) FROM pairs"))
    for n in range(5):
        made = await goals.put(village.db, pair, f"цель {n}", coordinator.person.id, AUTUMN)
        for moment, value in ((Moment.START, 4), (Moment.END, 8)):
            goal = await goals.get(village.db, made)
            assert goal
            await goals.rate(village.db, goal, moment, value, coordinator.person.id, AUTUMN, AUTUMN.date())
    assert (await known(coordinator))["goals"] == "4.0 8.0 5"


async def test_above_a_question_stands_how_many_have_answered(line: Line, village: Village, coordinator: Case) -> None:
    await answered(village.db, coordinator.school_id, coordinator.person.id, AUTUMN, 4)
    screen = await line.feed(tap(f"f.n:quality:{HALF}", coordinator.person.telegram_id))
    assert "Анкет и до, и после: 4. Считаем от 5" in shown(screen)
    assert {"Всё сразу, как посчитано", "Пропустить"} <= set(labels(screen))


async def test_a_counted_value_is_one_tap_and_is_read_whole(line: Line, village: Village, coordinator: Case) -> None:
    await answered(village.db, coordinator.school_id, coordinator.person.id, AUTUMN, 5)
    screen = await line.feed(tap(f"f.n:quality:{HALF}", coordinator.person.telegram_id))
    assert "5,0 → 7,0, анкет 5" in labels(screen)
    assert all(len(label) <= 28 for label in labels(screen))


async def test_a_half_year_opens_before_its_date_and_not_in_spring(village: Village, coordinator: Case) -> None:
    me = coordinator.person.telegram_id
    summer = await Line(village.db, TOWN, local(date(2026, 4, 1))).feed(tap("ql.now", me))
    assert "Новых отчётов пока не ждём" in shown(summer)
    may = await Line(village.db, TOWN, local(date(2026, 5, 20))).feed(tap("ql.now", me))
    assert "I полугодие 2026" in shown(may)
    assert "II полугодие" not in shown(may)


async def test_the_quarter_and_the_half_year_are_two_lists_with_one_place_for_what_was_filed(
    line: Line, coordinator: Case
) -> None:
    me = coordinator.person.telegram_id
    assert "полугодие" not in shown(await line.feed(tap("m.now", me)))
    assert "квартал" not in shown(await line.feed(tap("ql.now", me)))
    await file(coordinator)
    assert "II полугодие 2026" in labels(await line.feed(tap("m.list:0", me)))


async def test_whoever_owes_a_half_year_is_reminded_until_it_is_filed(
    village: Village, department: Case, coordinator: Case
) -> None:
    await village.only(HALF)
    friday = date(2026, 12, 11)  # 14 days before
    (owed,) = await debts.owing(village.db, TOWN, friday)
    assert owed.debt.key == debts.key("4.2", HALF, coordinator.school_id)
    told = await planning.plan(village.db, local(friday), TOWN)
    (mine,) = [one for one in told if one.chat_id == coordinator.person.telegram_id]
    assert "Оценка качества программ · II полугодие 2026" in mine.screen.text
    assert "Рост и довольных посчитает бот" in mine.screen.text
    await village.queue(told, local(friday))
    await file(coordinator)
    assert await debts.owing(village.db, TOWN, friday) == []
    assert await village.db.value("SELECT count(*) FROM outbox WHERE key LIKE 'reminder:%'") == 0


async def test_the_button_of_a_reminder_opens_its_own_form(line: Line, coordinator: Case) -> None:
    post, me = coordinator.person.post.id, coordinator.person.telegram_id
    assert "Мотивация" in shown(await line.feed(tap(f"z.open:{post}:{HALF}", me)))
    assert "учеников" in shown(await line.feed(tap(f"z.open:{post}:2026-Q4", me)))
    assert "Этого здесь нет" in shown(await line.feed(tap(f"z.open:{post}:2026-Y", me)))


async def test_a_draft_counts_its_own_questions(village: Village, coordinator: Case) -> None:
    await village.only(HALF)
    subject, me = f"{coordinator.school_id}:{HALF}", coordinator.person
    await drafts.open_one(village.db, "quality", 1, subject, me, NOW, Draft({COUNTED[0]: None, COUNTED[1]: None}))
    (owed,) = await debts.owing(village.db, TOWN, date(2026, 12, 1))
    assert (owed.debt.state.done, owed.debt.state.total) == (2, 20)  # type: ignore[union-attr]
    found = await board.load(village.db, HALF, TOWN.zone)
    assert found.standings[0].state == owed.debt.state


async def test_the_department_is_told_of_a_half_year_and_of_who_is_late(
    village: Village, department: Case, coordinator: Case
) -> None:
    await village.only(HALF)
    await file(coordinator, mentee_satisfied="12 15")
    (told,) = await planning.plan(village.db, NOW, TOWN)
    assert "Довольны: наставляемые <b>12 из 15</b>" in told.screen.text
    assert "II полугодие 2026: подано <b>1 из 1</b>" in told.screen.text
    await village.school("Школа № 9")
    after = local(date(2026, 12, 28))
    late = "\n".join(one.screen.text for one in await planning.plan(village.db, after, TOWN))
    assert "Итог: Оценка качества программ · II полугодие 2026" in late
    assert "• Школа № 9\n<b>4.2 (II полуг.)</b> · 3\u00a0дня" in late
    assert "Школа № 9" in late


async def test_the_department_looks_at_the_half_year_and_at_a_school_in_it(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.file(coordinator.person, "2026-H1", local(date(2026, 6, 1)), **DONE)
    made = await file(coordinator, mentee_motivation="6.2 7.8 14")
    me = department.person.telegram_id
    desk = await line.feed(tap("ql.now", me))
    assert "Подано: <b>1 из 1</b>" in shown(desk)
    assert f"ql.note:{HALF}" in actions(desk)
    assert "q.open:2026-H1" in actions(desk)
    school = await line.feed(tap(f"q.school:{HALF}:{coordinator.school_id}:0", me))
    assert "Мотивация наставляемых: <b>6,2 → 7,8, анкет 14</b>" in shown(school)
    assert f"rv.open:{made}" in actions(school)
    found = await line.feed(tap(f"fd.card:submission:{made}", me))
    assert "Мотивация наставляемых" in shown(found)
    waiting = await line.feed(tap(f"rv.in:quality:{HALF}:submitted:0", me))
    assert f"q.page:{HALF}:0" in actions(waiting)


async def test_its_cell_stands_on_the_board_of_the_year(village: Village, coordinator: Case) -> None:
    await file(coordinator)
    found = await control.load(village.db, TOWN, 2026, NOW)
    place = next(n for n, one in enumerate(found.columns) if (one.row.number, str(one.period)) == ("4.2", HALF))
    assert found.lines[0].cells[place].filed


@pytest.mark.parametrize(
    "data", ["ql.notes:0", f"ql.note:{HALF}", f"q.open:{HALF}", f"rv.in:quality:{HALF}:submitted:0"]
)
async def test_the_note_and_the_board_are_the_departments_alone(line: Line, coordinator: Case, data: str) -> None:
    await file(coordinator)
    answer = await line.feed(tap(data, coordinator.person.telegram_id))
    assert "Этого здесь нет" in shown(answer)


@pytest.mark.parametrize(
    "data", ["ql.note:2031-H1", "ql.note:2026-Q4", "ql.note:x", "q.open:2026-Y", "q.table:2031-H2", "q.chart:2031-H2"]
)
async def test_half_years_that_never_were_are_not_found(line: Line, department: Case, data: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(data, department.person.telegram_id)))


@pytest.mark.parametrize("data", ["f.n:quality:2026-Q4", "f.n:monitoring:2026-H2", "f.n:quality:x"])
async def test_a_form_opens_for_its_own_kind_of_period(line: Line, coordinator: Case, data: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(data, coordinator.person.telegram_id)))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


async def test_nobody_of_another_school_reads_an_assessment(line: Line, village: Village, coordinator: Case) -> None:
    made = await file(coordinator)
    stranger = await village.person(Role.COORDINATOR, await village.school("Школа № 9"))
    for data in (f"m.open:{made}", f"rv.fix:{made}:weak", f"rv.log:{made}:0", f"dc.receipt:{made}"):
        assert "Этого здесь нет" in shown(await line.feed(tap(data, stranger.telegram_id)))


async def test_a_closed_half_year_says_why_and_takes_a_wish(line: Line, village: Village, coordinator: Case) -> None:
    await village.db.run(
        "UPDATE deadlines SET closed_at = :now WHERE period = :half", now=(NOW - timedelta(1)).isoformat(), half=HALF
    )
    me = coordinator.person.telegram_id
    shut = await line.feed(tap(f"f.n:quality:{HALF}", me))
    assert "закрыт" in shown(shut)
    wish = next(a for a in actions(shut) if a.startswith("f.n:wish"))
    assert "Попросить продление · Оценка качества программ" in shown(await line.feed(tap(wish, me)))


async def test_a_filed_assessment_is_kept_with_its_answers(line: Line, village: Village, coordinator: Case) -> None:
    me = coordinator.person.telegram_id
    screen = await line.feed(tap(f"f.n:quality:{HALF}", me))
    screen = await line.feed(tap(next(a for a in actions(screen) if a.startswith("f.y")), me))
    for key in ("weak", "chances"):
        screen = await line.feed(tap(next(a for a in actions(screen) if a.startswith("f.k") and key in a), me))
    screen = await line.feed(say("Нагрузка на учителей", me))
    await line.feed(tap(next(a for a in actions(screen) if a.startswith("f.s")), me))
    filed = await submissions.one(village.db, coordinator.scope, coordinator.school_id, "quality", HALF)
    assert filed
    assert (filed.answers["threats"], filed.answers["weak"], filed.answers["why"]) == (["load"], None, "none")
