"""An entry is taken back for a day by its mentor, later by the coordinator; everything stays in its history."""

from datetime import timedelta

from handlers.bindings import begin
from handlers.case import Case
from tests.handlers.pairing import colleague, met, paired, standing
from tests.handlers.phone import Line, actions, labels, say, shown
from tests.handlers.taps import answered, press, pressed
from tests.village import Village
from views.screen import Reply

TODAY = "2026-11-24"


async def test_an_entry_is_taken_back_under_its_receipt_and_put_back(line: Line, mentor: Case) -> None:
    await paired(mentor)
    receipt = await line.feed(say("45", mentor.person.telegram_id))
    undone = await pressed(line, mentor, receipt, "Отменить")
    assert "Запись отменена" in shown(undone)
    assert "Запись отменена" in shown(await pressed(line, mentor, receipt, "Отменить")), "a second tap says the same"
    assert await standing(mentor) == []
    assert "Встреча записана" in shown(await pressed(line, mentor, undone, "Вернуть запись"))
    assert await standing(mentor) == [(TODAY, 45)]
    steps = shown(await press(line, mentor, "v.past:1:0"))
    assert steps.index("Запись возвращена") < steps.index("Запись отменена") < steps.index("Записана")


async def test_an_entry_is_taken_back_from_the_list_of_the_last_ones(line: Line, mentor: Case) -> None:
    pair = await paired(mentor)
    await met(mentor, pair, mentor.today - timedelta(1))
    await met(mentor, pair)
    listed = await press(line, mentor, "v.log:0:0")
    assert labels(listed)[:2] == ["вт 24.11 · Ш07-001 · 45 мин", "пн 23.11 · Ш07-001 · 45 мин"]
    await pressed(line, mentor, await pressed(line, mentor, listed, "пн 23.11"), "Отменить запись")
    assert await standing(mentor) == [(TODAY, 45)]
    assert "пн 23.11 · отменена" in labels(await press(line, mentor, f"v.log:{pair}:0"))


async def test_after_a_day_the_coordinator_alone_takes_it_back(line: Line, coordinator: Case, mentor: Case) -> None:
    entry = await met(mentor, await paired(mentor))
    line.now += timedelta(hours=24)
    for data in (f"v.undo:{entry}", f"v.min:{entry}:90", f"v.topic:{entry}:goal"):
        refused = await press(line, mentor, data)
        assert isinstance(refused, Reply)
        assert "может куратор школы" in refused.toast
    assert not [one for one in actions(await press(line, mentor, f"v.open:{entry}")) if "undo" in one]
    assert await standing(mentor) == [(TODAY, 45)]
    await pressed(line, coordinator, await press(line, coordinator, f"v.open:{entry}"), "Отменить запись")
    assert await standing(mentor) == []
    assert "Анна Кураторова" in shown(await press(line, coordinator, f"v.past:{entry}:0"))
    await press(line, mentor, f"v.back:{entry}:once")
    assert await standing(mentor) == [], "what the coordinator took out, the mentor does not put back"
    await press(line, coordinator, f"v.back:{entry}:once")
    assert await standing(mentor) == [(TODAY, 45)]


async def test_what_was_logged_instead_is_asked_about_before_the_old_one_comes_back(line: Line, mentor: Case) -> None:
    pair = await paired(mentor)
    entry = await met(mentor, pair)
    await press(line, mentor, f"v.undo:{entry}")
    await met(mentor, pair, minutes=60)
    asked = await press(line, mentor, f"v.back:{entry}:once")
    assert "Вернуть и эту?" in shown(asked)
    assert await standing(mentor) == [(TODAY, 60)]
    await pressed(line, mentor, asked, "Вернуть: были две")
    assert sorted(await standing(mentor)) == [(TODAY, 45), (TODAY, 60)]


async def test_nobody_elses_entry_is_found(line: Line, village: Village, mentor: Case) -> None:
    theirs = await colleague(mentor)
    entry = await met(theirs, await paired(theirs, members=2))
    for verb in ("open:{}", "undo:{}", "back:{}:once", "past:{}:0", "min:{}:30", "topic:{}:goal", "who:{}:0",
                 "came:{}:1:0:0", "done:{}"):  # fmt: skip
        assert "Этого здесь нет" in shown(await press(line, mentor, f"v.{verb.format(entry)}")), verb
    assert "Пока ни одной" in shown(await press(line, mentor, "v.log:0:0"))
    assert await standing(theirs) == [(TODAY, 45)]


async def test_a_long_list_is_searched_by_day_code_and_topic(line: Line, mentor: Case) -> None:
    pair = await paired(mentor)
    for back in range(12):
        await met(mentor, pair, mentor.today - timedelta(back))
    await press(line, mentor, "v.topic:1:goal")
    for subject in ("0", str(pair)):
        assert begin("seek", f"meetings.{subject}") in actions(await press(line, mentor, f"v.log:{subject}:0"))
        found = await answered(line, mentor, begin("seek", f"meetings.{subject}"), "план")
        assert labels(found)[0].startswith("вт 24.11")
        found = await answered(line, mentor, begin("seek", f"meetings.{subject}"), "14.11")
        assert labels(found)[0].startswith("сб 14.11")


async def test_changes_are_kept_with_what_was_before(line: Line, mentor: Case) -> None:
    entry = await met(mentor, await paired(mentor))
    await press(line, mentor, f"v.min:{entry}:90")
    await press(line, mentor, f"v.min:{entry}:90")
    await press(line, mentor, f"v.topic:{entry}:goal")
    steps = shown(await press(line, mentor, f"v.past:{entry}:0"))
    assert steps.count("Минут: 45 → <b>90</b>") == 1
    assert "Тема: <b>Цели и план</b>" in steps
