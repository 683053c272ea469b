from datetime import date
from typing import Any

import pytest

from domain.forms.monitoring import MONITORING
from domain.people import Person, Role
from domain.reminders import Returned
from domain.review import Step
from domain.submissions import State
from handlers import filing
from handlers.case import Case
from storage import debts, drafts, extensions, outbox, remarks, reviews, submissions
from storage.outbox import Parcel
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.village import TOWN, Village, local
from views.screen import Reply

NOW = local(date(2026, 11, 24))
QUARTER = "2026-Q4"
ANSWERS: dict[str, Any] = {
    **dict.fromkeys((question.key for question in MONITORING.questions[:14]), 0),
    "pupils": 640,
    "mentees": 6,
    "mentors": 6,
    "pairs": 6,
    "meetings": 12,
    "trouble": False,
}
FILED = {key: ANSWERS[key] for key in ANSWERS if key not in ("stop_reason", "young_mentees")}


@pytest.fixture
async def filed(village: Village, coordinator: Case) -> int:
    await village.activate(2026)
    return await village.file(coordinator.person, QUARTER, NOW, **FILED)


async def state(village: Village, submission_id: int) -> str:
    return str(await village.db.value("SELECT state FROM submissions WHERE id = :id", id=submission_id))


async def send_back(line: Line, department: Case, filed: int, comments: dict[str, str], revision: int = 1) -> Any:
    """Through the form, as a reviewer does it: tick, comment, confirm."""
    me = department.person.telegram_id
    screen = await line.feed(tap(f"f.n:return.monitoring:{filed}.{revision}", me))
    for key in comments:
        ticks, *_ = [a for a in await _every(line, me, screen) if a.endswith(f":questions:{key}")]
        screen = await line.feed(tap(ticks, me))
    await line.feed(tap(next(a for a in actions(screen) if a.startswith("f.d")), me))
    for question in MONITORING.questions:
        if question.key in comments:
            screen = await line.feed(say(comments[question.key], me))
    return await line.feed(tap(next(a for a in actions(screen) if a.startswith("f.s")), me))


async def _every(line: Line, me: int, screen: Any) -> list[str]:
    """The buttons of all pages of a choice."""
    found = actions(screen)
    pages = {a for a in found if a.startswith("f.p")}
    others = [actions(await line.feed(tap(page, me))) for page in pages]
    return found + [action for page in others for action in page]


async def test_a_report_is_accepted_once_and_its_school_is_told_once(
    line: Line, village: Village, department: Case, filed: int
) -> None:
    me = department.person.telegram_id
    first = await line.feed(tap(f"rv.ok:{filed}:1", me))
    second = await line.feed(tap(f"rv.ok:{filed}:1", me))
    assert [len(first.notices), len(second.notices)] == [1, 0]
    assert "Отчёт принят" in first.notices[0].screen.text
    assert second.toast == "Отчёт уже другой, показываю, как сейчас"
    events = await reviews.history(village.db, department.scope, filed)
    assert [(one.before, one.after) for one in events] == [
        (State.SUBMITTED, State.ACCEPTED),
        (None, State.SUBMITTED),
    ]


async def test_what_was_corrected_since_it_was_looked_at_is_not_accepted_unseen(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    await village.file(coordinator.person, QUARTER, NOW, **FILED | {"pairs": 5})
    answer = await line.feed(tap(f"rv.ok:{filed}:1", department.person.telegram_id))
    assert "Пар и групп: <b>5</b>" in shown(answer), "the newer one is shown"
    assert await state(village, filed) == "submitted"


async def test_many_are_accepted_at_once_but_none_with_a_doubt_and_none_that_came_later(
    line: Line, village: Village, department: Case
) -> None:
    await village.activate(2026)
    people = [await village.person(Role.COORDINATOR, await village.school(f"Школа № {n}")) for n in range(1, 5)]
    plain, doubtful, corrected = [await village.file(one, QUARTER, NOW, pairs=1) for one in people[:3]]
    await village.db.run('UPDATE submissions SET reasons = \'{"Верно?": "да"}\' WHERE id = :id', id=doubtful)
    me = department.person.telegram_id
    asked = await line.feed(tap(f"rv.all?:monitoring:{QUARTER}", me))
    assert "Принять 2\N{NO-BREAK SPACE}отчёта?" in shown(asked)
    later = await village.file(people[3], QUARTER, NOW, pairs=1)
    await village.file(people[2], QUARTER, NOW, pairs=2)
    done = await line.feed(tap(actions(asked)[0], me))
    states = [await state(village, one) for one in (plain, doubtful, corrected, later)]
    assert states == ["accepted", "submitted", "submitted", "submitted"]
    assert [notice.chat_id for notice in done.notices] == [people[0].telegram_id]
    again = await line.feed(tap(actions(asked)[0], me))
    assert (again.toast, again.notices) == ("Принято: 0\N{NO-BREAK SPACE}отчётов", ())


async def test_a_coordinator_of_two_schools_hears_of_both_in_one_message(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    second = await village.also(coordinator.person.id, Role.COORDINATOR, await village.school("Школа № 8"))
    await village.file(second, QUARTER, NOW, pairs=1)
    me = department.person.telegram_id
    done = await line.feed(tap(actions(await line.feed(tap(f"rv.all?:monitoring:{QUARTER}", me)))[0], me))
    (notice,) = done.notices
    assert "Принято: 2" in notice.screen.text


async def test_those_with_a_doubt_come_first_then_corrections_then_the_longest_waiting(village: Village) -> None:
    await village.activate(2026)
    people = [await village.person(Role.COORDINATOR, await village.school(f"Школа № {n}")) for n in range(1, 5)]
    first, second, third, fourth = [
        await village.file(one, QUARTER, local(date(2026, 11, 20 + n)), pairs=1) for n, one in enumerate(people)
    ]
    await village.file(people[2], QUARTER, NOW, pairs=2)
    await village.db.run('UPDATE submissions SET reasons = \'{"Верно?": "да"}\' WHERE id = :id', id=fourth)
    waiting = await reviews.queue(village.db, "monitoring", QUARTER)
    assert [one.id for one in waiting] == [fourth, third, first, second]


async def test_long_queues_are_paged_and_a_school_is_found_by_its_number(
    line: Line, village: Village, department: Case
) -> None:
    await village.activate(2026)
    for number in range(1, 13):
        await village.file(
            await village.person(Role.COORDINATOR, await village.school(f"Гимназия {number}")), QUARTER, NOW, pairs=1
        )
    me = department.person.telegram_id
    second = await line.feed(tap(f"rv.in:monitoring:{QUARTER}:submitted:1", me))
    assert "2 из 2" in labels(second)
    await line.feed(tap(f"f.n:review_find:monitoring:{QUARTER}", me))
    assert "<b>Гимназия 11</b>" in shown(await line.feed(say("Гимназия 11", me)))


async def test_marked_questions_are_owed_again_and_told_with_a_button_each(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    answer = await send_back(line, department, filed, {"pairs": "В реестре 5", "publications": "Есть ссылки?"})
    (notice,) = answer.notices
    assert notice.chat_id == coordinator.person.telegram_id
    assert "Пар и групп: 6</b>\nВ реестре 5" in notice.screen.text
    assert actions(notice.screen) == [f"rv.fix:{filed}:pairs", f"rv.fix:{filed}:publications"]
    (owing,) = [
        one for one in await debts.owing(village.db, TOWN, date(2026, 11, 25)) if one.debt.period.key == QUARTER
    ]
    assert owing.debt.state == Returned(2)
    assert owing.debt.since == date(2026, 11, 25), "they were told today: reminders begin tomorrow"
    events = await reviews.history(village.db, department.scope, filed)
    assert events[0].note == "Пар и групп: В реестре 5\nПубликаций: Есть ссылки?"


async def test_a_button_of_a_remark_opens_exactly_its_question_and_the_rest_stays(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    await send_back(line, department, filed, {"mentors": "Проверьте", "pairs": "В реестре 5", "publications": "Где?"})
    me = coordinator.person.telegram_id
    opened = await line.feed(tap(f"rv.fix:{filed}:pairs", me))
    assert "<blockquote>Замечание: В реестре 5</blockquote>" in shown(opened)
    assert "Сколько пар и групп работает сейчас?" in shown(opened)
    following = await line.feed(say("5", me))
    assert "Замечание: Где?" in shown(following), "the next marked one"
    review = await line.feed(say("0", me))
    assert "Ещё не исправлено: Наставников</b>" in shown(review)
    assert "Учеников 10–19 лет: <b>640</b>" in shown(review)
    earlier = await line.feed(tap(f"rv.fix:{filed}:mentors", me))
    assert "Замечание: Проверьте" in shown(earlier)
    await line.feed(say("6", me))
    done = await line.feed(tap(actions(await line.feed(tap(f"rv.mend:{filed}", me)))[0], me))
    assert "Исправление принято" in shown(done)
    assert await state(village, filed) == "submitted"
    assert await remarks.waiting(village.db, coordinator.school_id, "monitoring", QUARTER) == {}


async def test_what_was_explained_is_not_asked_again_in_a_correction(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    await village.db.run("UPDATE submissions SET answers = json_set(answers, '$.meetings', 0), reasons = :r",
                         r='{"Пар и групп 6, а встреч за квартал 0. Верно?": "каникулы"}')  # fmt: skip
    await send_back(line, department, filed, {"publications": "Где?"})
    opened = await line.feed(tap(f"rv.fix:{filed}:publications", coordinator.person.telegram_id))
    assert "Замечание: Где?" in shown(opened)
    review = await line.feed(say("3", coordinator.person.telegram_id))
    assert labels(review)[:2] == ["Отправить", "Изменить"]


async def test_a_correction_that_was_begun_goes_on_and_marked_questions_are_asked_all_the_same(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    me = coordinator.person.telegram_id
    begun = await line.feed(tap(f"f.n:monitoring:{QUARTER}", me))
    change = await line.feed(tap(next(a for a in actions(begun) if a.startswith("f.m")), me))
    await line.feed(tap(next(a for a in actions(change) if a.endswith(":pairs")), me))
    await line.feed(say("4", me))
    await send_back(line, department, filed, {"pairs": "В реестре 5"})
    opened = await line.feed(tap(f"rv.mend:{filed}", me))
    assert "Замечание: В реестре 5" in shown(opened)
    assert "4 · было" in labels(opened), "what they had written is at hand"


async def test_comments_to_a_report_that_became_another_one_change_nothing(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    me = department.person.telegram_id
    await line.feed(tap(f"f.n:return.monitoring:{filed}.1", me))
    await village.file(coordinator.person, QUARTER, NOW, **FILED | {"pairs": 5})
    assert "Отчёт уже другой" in shown(await line.feed(tap(f"f.n:return.monitoring:{filed}.1", me)))
    answer = await send_back(line, department, filed, {"pairs": "?"}, revision=2)
    assert len(answer.notices) == 1
    assert await state(village, filed) == "returned"


async def test_two_taps_on_return_are_one_return(line: Line, village: Village, department: Case, filed: int) -> None:
    await send_back(line, department, filed, {"pairs": "В реестре 5"})
    draft = await village.db.value("SELECT draft_id FROM receipts WHERE form = 'return.monitoring'")
    again = await line.feed(tap(f"f.s:{draft}:9", department.person.telegram_id))
    assert "возвращён" in shown(again)
    assert isinstance(again, Reply)
    assert again.notices == ()
    assert await village.db.value("SELECT count(*) FROM remarks") == 1


async def test_a_remark_does_not_keep_a_childs_name(line: Line, village: Village, department: Case, filed: int) -> None:
    me = department.person.telegram_id
    screen = await line.feed(tap(f"f.n:return.monitoring:{filed}.1", me))
    screen = await line.feed(tap(next(a for a in actions(screen) if a.endswith(":pairs")), me))
    await line.feed(tap(next(a for a in actions(screen) if a.startswith("f.d")), me))
    assert "ничего не сохранил" in shown(await line.feed(say("Иванов Пётр Сергеевич не в паре", me)))


async def test_what_is_accepted_is_not_filed_over(village: Village, coordinator: Case, filed: int) -> None:
    await reviews.take(village.db, filed, 1, Step.ACCEPT, coordinator.person.id, NOW)
    with pytest.raises(submissions.Accepted):
        await village.file(coordinator.person, QUARTER, NOW, **FILED | {"pairs": 1})


async def test_a_correction_begun_before_the_acceptance_is_kept_but_not_handed_in(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    me = coordinator.person.telegram_id
    review = await line.feed(tap(f"f.n:monitoring:{QUARTER}", me))
    await line.feed(tap(f"rv.ok:{filed}:1", department.person.telegram_id))
    answer = await line.feed(tap(actions(review)[0], me))
    assert "Отчёт уже принят" in shown(answer)
    assert await drafts.about(village.db, "monitoring", f"{coordinator.school_id}:{QUARTER}")
    assert await state(village, filed) == "accepted"


async def test_a_school_asks_for_its_report_once_per_acceptance(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    await line.feed(tap(f"rv.ok:{filed}:1", department.person.telegram_id))
    me = coordinator.person.telegram_id
    for told in (1, 0):
        await line.feed(tap(f"f.n:ask_back:{filed}", me))
        answer = await line.feed(say("ошиблись в числе встреч", me))
        assert (len(answer.notices) if isinstance(answer, Reply) else 0) == told


async def test_a_return_taken_back_asks_nothing_and_its_reminders_end(
    line: Line, village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    await village.only(QUARTER)
    await send_back(line, department, filed, {"pairs": "В реестре 5"})
    late = Line(village.db, TOWN, local(date(2026, 12, 4), 8))  # the first reminder is due this morning
    me = department.person.telegram_id
    assert "Отменить возврат?" in shown(await late.feed(tap(f"rv.undo?:{filed}", me)))
    answer = await late.feed(tap(f"rv.undo:{filed}:1", me))
    assert "Исправлять не нужно" in answer.notices[0].screen.text
    assert await debts.owing(village.db, TOWN, date(2026, 12, 4)) == []
    assert await village.outcomes(coordinator.person) == {date(2026, 12, 4): "cancelled"}


async def test_at_night_a_return_waits_for_the_morning_and_a_correction_takes_it_back(
    village: Village, department: Case, coordinator: Case, filed: int
) -> None:
    night = Line(village.db, TOWN, local(date(2026, 11, 24), 22))
    answer = await send_back(night, department, filed, {"pairs": "В реестре 5"})
    (notice,) = answer.notices
    assert notice.not_before == local(date(2026, 11, 25), 9)
    parcel = Parcel(notice.chat_id, "sendMessage", "{}", key=notice.key, not_before=notice.not_before)
    await outbox.put(village.db, [parcel], night.now)
    await filing.save(coordinator, MONITORING, QUARTER, FILED | {"pairs": 5}, {})
    assert await village.db.value("SELECT count(*) FROM outbox") == 0


@pytest.mark.parametrize(
    "data",
    ["rv.form:monitoring", "rv.open:{}", "rv.ok:{}:1", "rv.all:monitoring:2026-Q4:9", "rv.undo:{}:1",
     "f.n:return.monitoring:{}.1", "f.n:reopen:{}", "rv.in:monitoring:2026-Q4:submitted:0"],
)  # fmt: skip
async def test_a_coordinator_reviews_nothing(
    line: Line, village: Village, coordinator: Case, filed: int, data: str
) -> None:
    answer = await line.feed(tap(data.format(filed), coordinator.person.telegram_id))
    assert "Школа № 7" not in shown(answer).replace("Куратор</b>\nМБОУ «Школа № 7»", "")
    assert await state(village, filed) == "submitted"
    assert await village.db.value("SELECT count(*) FROM submission_events") == 1


@pytest.mark.parametrize("data", ["rv.fix:{}:pairs", "rv.mend:{}", "rv.log:{}:0", "m.open:{}", "f.n:ask_back:{}"])
async def test_nobody_of_another_school_comes_near_a_report(
    line: Line, village: Village, filed: int, data: str
) -> None:
    stranger = await village.person(Role.COORDINATOR, await village.school("Школа № 9"))
    answer = await line.feed(tap(data.format(filed), stranger.telegram_id))
    assert "Этого здесь нет" in shown(answer)
    assert await village.db.value("SELECT count(*) FROM drafts") == 0


@pytest.mark.parametrize(
    "data",
    ["rv.open:99", "rv.ok:99:1", "rv.in:monitoring:2031-Q1:submitted:0", "rv.in:evil:2026-Q4:submitted:0",
     "rv.in:monitoring:2026-Q4:gone:0", "f.n:return.monitoring:99.1", "f.n:return.monitoring:1", "f.n:reopen:x",
     "f.n:review_find:evil:2026-Q4", "rv.log:99:0"],
)  # fmt: skip
async def test_reports_that_are_not_there_are_not_found(
    line: Line, village: Village, department: Case, data: str
) -> None:
    await village.activate(2026)
    assert "Этого здесь нет" in shown(await line.feed(tap(data, department.person.telegram_id)))


async def test_a_form_without_anything_filed_has_nothing_to_review(line: Line, department: Case) -> None:
    assert "Проверять пока нечего" in shown(await line.feed(tap("rv.form:quality", department.person.telegram_id)))


async def test_an_extension_counts_when_on_time_is_judged(village: Village, coordinator: Case) -> None:
    await village.activate(2026)
    person: Person = coordinator.person
    due = await extensions.due(village.db, coordinator.school_id, "monitoring", "2026-Q3")
    assert due
    ends = local(date(2026, 11, 28), 0)
    until = (date(2026, 11, 27), ends)
    await extensions.put(village.db, due, coordinator.school_id, until, "болел", person.id, NOW)
    made = await filing.save(coordinator, MONITORING, "2026-Q3", FILED, {})
    assert await village.db.value("SELECT on_time FROM submissions WHERE id = :id", id=made) == 1
