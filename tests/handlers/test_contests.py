"""The contest: whose application it is, who judges what and when, and that nobody sees what is not theirs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain import deadlines
from domain.contests import Contest, Entry
from domain.form import AnswerRejected
from domain.papers import Sent
from domain.people import Person, Role
from handlers import bindings
from handlers import contests as desk
from handlers import entries as applying
from handlers import results as ending
from handlers.case import Case
from storage import contests, entries, files, jury
from tests.handlers import post
from tests.handlers.phone import Line, labels, shown, tap
from tests.handlers.test_schools import NOW
from tests.village import MOSCOW, Village, local
from views import contest_table

LAST = date(2026, 12, 11)
OVER = local(date(2026, 12, 14))


@pytest.fixture
async def contest(village: Village, department: Case) -> Contest:
    """Open for applications until 11.12."""
    await village.activate(2026)
    made = await contests.save(
        village.db,
        2026,
        department.person.id,
        NOW,
        title="Лучшие практики",
        about=None,
        criteria=("Новизна", "Результат"),
        ends_on=LAST,
        ends_at=deadlines.ends_at(LAST, MOSCOW),
    )
    await contests.opened(village.db, made, department.person.id, NOW)
    found = await contests.get(village.db, made)
    assert found
    return found


async def applied(contest: Contest, who: Person, village: Village, title: str = "Практика") -> Entry:
    assert who.post.school_id
    paper = await files.add(village.db, Sent("document", "r1", "План.docx", "text/plain", 9), who, NOW)
    made = await entries.enter(
        village.db, contest.id, who.post.school_id, who.id, NOW, title=title, about="О ней", files=[paper]
    )
    entry = await entries.get(village.db, made)
    assert entry
    return entry


async def seated(department: Case, contest: Contest, *people: Person) -> None:
    await jury.name(department.db, contest.id, [one.id for one in people], department.person.id, NOW)


async def another(village: Village, name: str = "Лицей") -> Person:
    return await village.person(Role.COORDINATOR, await village.school(name), name=f"Куратор {name}")


async def scored(line: Line, entry: Entry, who: Person, *scores: int) -> Any:
    for place, score in enumerate(scores):
        answer = await line.feed(tap(f"ct.score:{entry.id}:{place}:{score}", who.telegram_id))
    return answer


# Applying -------------------------------------------------------------------------------------------------


async def test_an_application_is_its_schools_and_the_departments(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case, contest: Contest
) -> None:
    entry, other = await applied(contest, coordinator.person, village), await another(village)
    for verb in (
        f"ct.entry:{entry.id}",
        f"ct.file:{entry.id}:0",
        f"ct.withdraw?:{entry.id}",
        f"ct.withdraw:{entry.id}",
    ):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, other.telegram_id)))
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, mentor.person.telegram_id)))
    assert (await entries.listing(line.db, contest.id)) == [entry]
    for person in (coordinator.person, department.person):
        assert "Практика" in shown(await line.feed(tap(f"ct.entry:{entry.id}", person.telegram_id)))
        file = (await line.feed(tap(f"ct.file:{entry.id}:0", person.telegram_id))).file
        assert file.args == {"id": entry.files[0]}
    assert "Этого здесь нет" in shown(await line.feed(tap(f"ct.file:{entry.id}:1", coordinator.person.telegram_id)))


async def test_after_the_last_day_an_application_stays_as_it_is(
    line: Line, village: Village, coordinator: Case, contest: Contest
) -> None:
    entry, me = await applied(contest, coordinator.person, village), coordinator.person.telegram_id
    line.now = contest.ends_at
    late = replace(coordinator, now=contest.ends_at)
    with pytest.raises(AnswerRejected, match="Приём заявок закончился пт, 11 декабря 2026"):
        await applying.save(late, str(contest.id), {"title": "Иная", "about": "О ней", "file1": entry.files[0]}, {})
    await line.feed(tap(f"ct.withdraw:{entry.id}", me))
    assert await entries.listing(line.db, contest.id) == [entry]
    assert "Отозвать" not in labels(await line.feed(tap(f"ct.entry:{entry.id}", me)))
    just = replace(coordinator, now=contest.ends_at - timedelta(seconds=1))
    await applying.save(just, str(contest.id), {"title": "Иная", "about": "О ней", "file1": entry.files[0]}, {})
    assert [one.title for one in await entries.listing(line.db, contest.id)] == ["Иная"]


async def test_a_withdrawn_application_is_filed_again_as_the_same_one(
    line: Line, village: Village, coordinator: Case, contest: Contest
) -> None:
    entry = await applied(contest, coordinator.person, village)
    await line.feed(tap(f"ct.withdraw:{entry.id}", coordinator.person.telegram_id))
    assert await entries.entered(line.db, 2026) == {}
    assert (await applied(contest, coordinator.person, village, "Снова")).id == entry.id
    assert await entries.entered(line.db, 2026) == {coordinator.school_id: NOW}
    whats = [row["what"] for row in await line.db.all("SELECT what FROM contest_history ORDER BY id")]
    assert whats == ["saved", "opened", "entered", "withdrawn", "entered"]


async def test_a_contest_that_was_not_called_is_not_seen_by_schools(
    line: Line, department: Case, coordinator: Case, contest: Contest
) -> None:
    await line.db.run("UPDATE contests SET opened_at = NULL")
    me = coordinator.person.telegram_id
    assert "Пока не объявлен" in shown(await line.feed(tap("ct.open", me)))
    assert "Этого здесь нет" in shown(await line.feed(tap(bindings.begin("contest-entry", str(contest.id)), me)))


async def test_whoever_acts_as_a_mentor_applies_as_a_coordinator(
    line: Line, village: Village, coordinator: Case, mentor: Case, contest: Contest
) -> None:
    me = mentor.person.telegram_id
    assert "Этого здесь нет" in shown(await line.feed(tap("ct.open", me)))
    both = await village.also(mentor.person.id, Role.COORDINATOR, coordinator.school_id)
    await line.feed(tap(f"w.set:{mentor.person.post.id}", me))
    answer = await line.feed(tap("ct.open", me))
    assert "Ваша заявка: <b>нет</b>" in shown(answer)
    assert answer.commands_for == Role.COORDINATOR
    assert both.post.school_id == coordinator.school_id


# Judging --------------------------------------------------------------------------------------------------


async def test_nobody_judges_their_own_school_whatever_they_press(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    own, other = await applied(contest, coordinator.person, village), await another(village)
    foreign = await applied(contest, other, village)
    await seated(department, contest, coordinator.person, other)
    line.now, me = OVER, coordinator.person.telegram_id
    listed = labels(await line.feed(tap(f"ct.judge:{contest.id}:0", me)))
    assert [label for label in listed if "0/2" in label] == ["8. Практика · 0/2"]
    for verb in (f"ct.rate:{own.id}:0", f"ct.score:{own.id}:0:10"):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, me)))
    await scored(line, foreign, coordinator.person, 7, 8)
    assert await jury.scores(line.db, contest.id) == {foreign.id: {coordinator.person.id: {0: 7, 1: 8}}}
    # Whoever gets a post at a school later has not judged it.
    await village.also(coordinator.person.id, Role.COORDINATOR, other.post.school_id)
    assert await jury.scores(line.db, contest.id) == {}


async def test_a_jury_judges_after_the_last_day_and_until_the_results(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    entry, judge = await applied(contest, coordinator.person, village), await another(village)
    await seated(department, contest, judge)
    verbs = (f"ct.judge:{contest.id}:0", f"ct.rate:{entry.id}:0", f"ct.score:{entry.id}:0:5", f"ct.entry:{entry.id}")
    for verb in verbs:
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, judge.telegram_id)))
    line.now = OVER
    assert "Оценить заявки" in labels(await line.feed(tap("ct.open", judge.telegram_id)))
    assert "Ваш балл: 11 из 20" in shown(await scored(line, entry, judge, 5, 6))
    await line.feed(tap(f"ct.close:{contest.id}", department.person.telegram_id))
    for verb in verbs:
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, judge.telegram_id)))
    assert await jury.scores(line.db, contest.id) == {entry.id: {judge.id: {0: 5, 1: 6}}}


async def test_the_department_judges_in_its_time_too(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    entry, me = await applied(contest, coordinator.person, village), department.person
    verb = f"ct.score:{entry.id}:0:5"
    line.now = OVER
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, me.telegram_id))), "not of the jury"
    await seated(department, contest, me)
    line.now = NOW
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, me.telegram_id))), "too early"
    line.now = OVER
    await scored(line, entry, me, 7, 7)
    await line.feed(tap(f"ct.close:{contest.id}", me.telegram_id))
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, me.telegram_id))), "too late"
    assert await jury.scores(line.db, contest.id) == {entry.id: {me.id: {0: 7, 1: 7}}}


@pytest.mark.parametrize("args", ["0:11", "2:5", "0:-1", "0:x", "01:5"])
async def test_a_forged_score_is_not_found(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest, args: str
) -> None:
    entry, judge = await applied(contest, coordinator.person, village), await another(village)
    await seated(department, contest, judge)
    line.now = OVER
    assert "Этого здесь нет" in shown(await line.feed(tap(f"ct.score:{entry.id}:{args}", judge.telegram_id)))
    assert await jury.scores(line.db, contest.id) == {}


async def test_until_the_results_everybody_sees_their_own_scores_alone(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    entry = await applied(contest, coordinator.person, village)
    first, second = await another(village), await another(village, "Гимназия")
    await seated(department, contest, first, second)
    line.now = OVER
    await scored(line, entry, first, 9, 9)
    me = department.person.telegram_id
    seen = shown(await line.feed(tap(f"ct.entry:{entry.id}", second.telegram_id)))
    seen += "".join(labels(await line.feed(tap(f"ct.judge:{contest.id}:0", second.telegram_id))))
    progress = shown(await line.feed(tap(f"ct.progress:{contest.id}", me)))
    assert "18" not in seen + progress
    assert "Куратор Лицей: <b>1 из 1</b>" in progress
    for verb in (f"ct.results:{contest.id}:0", f"ct.table:{contest.id}"):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, me)))


async def test_scores_of_those_who_left_the_jury_do_not_count(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    entry = await applied(contest, coordinator.person, village)
    first, second = await another(village), await another(village, "Гимназия")
    await seated(department, contest, first, second)
    line.now = OVER
    await scored(line, entry, first, 0, 0)
    await scored(line, entry, second, 10, 10)
    await seated(department, contest, second)
    case = replace(department, now=OVER)
    (standing,) = await desk.standings(case, contest)
    assert (standing.mean, standing.by) == (20, 1)


async def test_the_jury_is_told_once_that_it_may_begin(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    judge = await another(village)
    await applied(contest, coordinator.person, village)
    await seated(department, contest, judge, coordinator.person)
    times = (contest.ends_at - timedelta(hours=8), OVER, OVER)
    told = [[one.chat_id for one in await post.tick(line, now) if "Пора оценивать" in one.screen.text] for now in times]
    assert told == [[], [judge.telegram_id], []]  # the other one has nothing to judge


# Conditions and results -------------------------------------------------------------------------------------


async def test_conditions_stay_once_there_is_a_score(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    entry, judge = await applied(contest, coordinator.person, village), await another(village)
    await seated(department, contest, judge)
    line.now = OVER
    known = dict(await desk.first(department, "2026"))
    later = replace(department, now=OVER)
    longer = await desk.save(later, "2026", known | {"ends_on": "2026-12-15"}, {})
    told = {notice.chat_id for notice in longer.reply.notices}
    assert told == {coordinator.person.telegram_id, judge.telegram_id}
    line.now = local(date(2026, 12, 16))
    await scored(line, entry, judge, 5)
    later = replace(department, now=line.now)
    for change in ({"ends_on": "2026-12-30"}, {"criteria": "Новизна"}):
        with pytest.raises(AnswerRejected, match="Оценки уже поставлены"):
            await desk.save(later, "2026", dict(await desk.first(later, "2026")) | change, {})
    await desk.save(later, "2026", dict(await desk.first(later, "2026")) | {"title": "Практики"}, {})


@pytest.mark.parametrize(
    ("criteria", "why"),
    [("\n".join("абвгдежзийк"), "больше 10"), ("д" * 61, "до 60"), ("Новизна\nновизна", "дважды")],
)
async def test_criteria_that_cannot_be_scored_are_refused(
    department: Case, contest: Contest, criteria: str, why: str
) -> None:
    with pytest.raises(AnswerRejected, match=why):
        await desk.save(department, "2026", {"title": "К", "criteria": criteria, "ends_on": "2026-12-20"}, {})


async def test_results_go_to_every_school_that_took_part_once_a_round(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    other, third = await another(village), await another(village, "Гимназия")
    first = await applied(contest, coordinator.person, village, "Первая")
    second = await applied(contest, other, village, "Вторая")
    await seated(department, contest, third, department.person)
    line.now, me = OVER, department.person.telegram_id
    refused = await line.feed(tap(f"ct.close?:{contest.id}", me))
    assert refused.toast == "Ни одна заявка ещё не оценена целиком"
    assert not (await line.feed(tap(f"ct.close:{contest.id}", me))).notices
    for entry in (first, second):
        await scored(line, entry, third, 8, 9)
    assert "Оценили не всё: Вера Отделова" in shown(await line.feed(tap(f"ct.close?:{contest.id}", me)))
    closed = await line.feed(tap(f"ct.close:{contest.id}", me))
    told = {notice.chat_id: str(notice.screen.text) for notice in closed.notices}
    assert set(told) == {coordinator.person.telegram_id, other.telegram_id}
    assert "Место: <b>1–2</b> (поровну с другими)" in told[other.telegram_id]
    assert "Средний балл: <b>17</b> из 20" in told[other.telegram_id]
    assert "Первая" not in told[other.telegram_id]
    assert not (await line.feed(tap(f"ct.close:{contest.id}", me))).notices
    assert "Место: <b>1–2</b>" in shown(await line.feed(tap("ct.of:2026", other.telegram_id)))

    case = replace(department, now=OVER)
    await ending.again(case, str(contest.id), {"reason": "ошибка"}, {})
    await scored(line, second, third, 8, 10)
    again = await line.feed(tap(f"ct.close:{contest.id}", me))
    assert {one.key for one in again.notices}.isdisjoint({one.key for one in closed.notices})
    assert "уточнены" in again.notices[0].screen.text
    with pytest.raises(LookupError):
        await ending.again(replace(case, now=OVER), "99", {"reason": "ошибка"}, {})


async def test_results_that_have_not_left_are_taken_back_when_it_is_judged_again(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    entry, judge = await applied(contest, coordinator.person, village), await another(village)
    await seated(department, contest, judge)
    line.now = night = local(date(2026, 12, 14), 22)
    await scored(line, entry, judge, 8, 9)
    await post.queue(line.db, await line.feed(tap(f"ct.close:{contest.id}", department.person.telegram_id)), night)
    await ending.again(replace(department, now=night), str(contest.id), {"reason": "ошибка"}, {})
    assert await post.leave(line.db, local(date(2026, 12, 15))) == []


async def test_the_table_holds_numbers_and_no_formula(
    village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    entry, judge = await applied(contest, coordinator.person, village, "=2+2"), await another(village)
    await seated(department, contest, judge)
    for place, given in enumerate((7, 8)):
        await jury.score(village.db, entry.id, judge.id, place, given, OVER)
    places = await desk.standings(department, contest)
    scores = await jury.scores(village.db, contest.id)
    content = contest_table.table(contest, places, scores, [(judge.id, judge.name)], OVER, MOSCOW)
    book = load_workbook(BytesIO(content))
    (row,) = book["Места"].iter_rows(min_row=2)
    assert [cell.value for cell in row] == ["1", 7, "МБОУ «Школа № 7»", "=2+2", 15, 1, 15]
    assert row[3].data_type == "s"
    assert [row[3:] for row in book["Оценки"].iter_rows(min_row=2, values_only=True)] == [(7, 8, 15)]


@pytest.mark.parametrize(
    "verb",
    ["ct.announce:1", "ct.progress:1", "ct.close?:1", "ct.close:1", "ct.results:1:0", "ct.table:1", "ct.entries:1:0"],
)
async def test_only_the_department_reaches_its_side(line: Line, coordinator: Case, contest: Contest, verb: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, coordinator.person.telegram_id)))


async def test_the_contest_under_way_is_shown_in_the_next_year_too(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    await village.activate(2027)
    line.now = datetime(2027, 1, 20, 9, tzinfo=UTC)
    assert "Лучшие практики" in shown(await line.feed(tap("ct.open", coordinator.person.telegram_id)))
    await line.db.run("UPDATE contests SET closed_at = '2027-01-15T09:00:00+00:00'")
    shown_now = await line.feed(tap("ct.open", department.person.telegram_id))
    assert "2027 год" in shown(shown_now)
    assert {"Подготовить конкурс", "2026"} <= {*labels(shown_now)}


async def test_a_refused_file_of_an_application_is_not_sent_on(
    line: Line, village: Village, department: Case, coordinator: Case, contest: Contest
) -> None:
    entry = await applied(contest, coordinator.person, village)
    await files.refused(line.db, entry.files[0], "not what it says")
    assert "Этого здесь нет" in shown(await line.feed(tap(f"ct.file:{entry.id}:0", department.person.telegram_id)))
