"""What is odd about a meeting is questioned, not swallowed, and each question has buttons that settle it."""

from datetime import date, timedelta

import pytest

from domain.pairs import State
from handlers.case import Case
from storage import pairs
from tests.handlers.pairing import met, moved, paired, standing
from tests.handlers.phone import Line, labels, say, shown
from tests.handlers.taps import press, pressed
from views.screen import Reply

TODAY, YESTERDAY = "2026-11-24", "2026-11-23"


async def told(line: Line, mentor: Case, words: str) -> object:
    return await line.feed(say(words, mentor.person.telegram_id))


@pytest.mark.parametrize("many", [1, 2])
async def test_a_day_ahead_is_asked_about(line: Line, mentor: Case, many: int) -> None:
    for _ in range(many):
        await paired(mentor)
    asked = await told(line, mentor, "завтра 45")
    assert "ср 25.11.2026, <b>45\u00a0минут</b> – это ещё впереди" in shown(asked)
    assert await standing(mentor) == []
    settled = await pressed(line, mentor, asked, "Вчера")
    if many > 1:
        settled = await pressed(line, mentor, settled, "Ш07-001")
    assert await standing(mentor) == [(YESTERDAY, 45)]


async def test_a_forged_day_ahead_is_asked_about_too(line: Line, mentor: Case) -> None:
    pair = await paired(mentor)
    for data in (f"v.put:{pair}:2026-11-25:0:once.ko", "v.at:2027-01-01:30"):
        assert "впереди" in shown(await press(line, mentor, data))
    assert await standing(mentor) == []


async def test_a_day_before_the_pair_began_offers_its_first_day(line: Line, mentor: Case) -> None:
    await paired(mentor, begun=6)
    asked = await told(line, mentor, "16.11 30")
    assert "пара начала работу ср 18.11.2026, а встреча пн 16.11.2026 – раньше" in shown(asked)
    assert await standing(mentor) == []
    assert "Когда встретились" in shown(await pressed(line, mentor, asked, "Другой день"))
    await pressed(line, mentor, asked, "В день начала: ср 18.11")
    assert await standing(mentor) == [("2026-11-18", 30)]


async def test_a_day_after_its_end_offers_its_last_one(line: Line, mentor: Case) -> None:
    pair = await paired(mentor)
    await moved(mentor, pair, State.COMPLETED, date(2026, 11, 20))
    asked = await told(line, mentor, "45")
    assert "завершена пт 20.11.2026, а встреча вт 24.11.2026 – позже" in shown(asked)
    assert "Вернуть пару в работу" not in labels(asked), "that is the coordinator's"
    await pressed(line, mentor, asked, "В последний день")
    await told(line, mentor, "чт 60")  # when it was still at work
    assert await standing(mentor) == [("2026-11-19", 60), ("2026-11-20", 45)]


async def test_a_coordinator_may_reopen_what_met_after_its_end(line: Line, coordinator: Case, mentor: Case) -> None:
    pair = await paired(mentor)
    await moved(mentor, pair, State.STOPPED, date(2026, 11, 20))
    asked = await press(line, coordinator, f"v.on:{pair}:0")
    await pressed(line, coordinator, asked, "Вернуть пару в работу")
    await press(line, coordinator, f"v.on:{pair}:0")
    assert await standing(mentor) == [(TODAY, None)]


async def test_a_paused_pair_stays_so_or_goes_on(line: Line, coordinator: Case, mentor: Case) -> None:
    pair = await paired(mentor)
    await moved(mentor, pair, State.PAUSED)
    asked = await told(line, mentor, "45")
    assert "на паузе" in shown(asked)
    assert await standing(mentor) == []
    kept = await pressed(line, mentor, asked, "Записать, пауза остаётся")
    assert "Пара остаётся на паузе" in shown(kept)
    again = await pressed(line, mentor, asked, "Записать, пауза остаётся")
    assert "уже записана" in shown(again), "the pause was agreed to, the second meeting was not"
    await pressed(line, mentor, again, "Записать ещё одну")
    assert await standing(mentor) == [(TODAY, 45)] * 2

    line.now += timedelta(days=1)
    resumed = await pressed(line, mentor, await told(line, mentor, "30"), "Записать и снять паузу")
    assert isinstance(resumed, Reply)
    assert [notice.chat_id for notice in resumed.notices] == [coordinator.person.telegram_id]
    assert (await pairs.get(mentor.db, mentor.scope, pair)).state is State.ACTIVE  # type: ignore[union-attr]
    assert (await standing(mentor))[-1] == ("2026-11-25", 30)


async def test_a_pause_without_consents_is_not_taken_off(line: Line, mentor: Case) -> None:
    pair = await paired(mentor, consent=None)
    await moved(mentor, pair, State.PAUSED)
    assert "нет согласия" in shown(await press(line, mentor, f"v.resume:{pair}:{TODAY}:0:once"))
    assert await standing(mentor) == []


@pytest.mark.parametrize(
    ("words", "label", "entry"),
    [
        ("750", "75 мин", (TODAY, 75)),
        ("750", "Целый день: 12 часов", (TODAY, 720)),
        ("вчера 900", "Записать без минут", (YESTERDAY, None)),
        ("0", "Записать без минут", (TODAY, None)),
        ("14:30", "87 мин", (TODAY, 87)),
        ("99999", "Записать без минут", (TODAY, None)),
    ],
)
async def test_a_length_that_cannot_be_is_asked_about(
    line: Line, mentor: Case, words: str, label: str, entry: tuple[str, int | None]
) -> None:
    await paired(mentor)
    asked = await told(line, mentor, words)
    assert "опечатка" in shown(asked) or "встреча была?" in shown(asked)
    assert await standing(mentor) == []
    await pressed(line, mentor, asked, label)
    assert await standing(mentor) == [entry]


async def test_the_same_day_twice_is_asked_about(line: Line, mentor: Case) -> None:
    pair = await paired(mentor)
    await met(mentor, pair, minutes=None)
    asked = await told(line, mentor, "50")
    assert "уже записана" in shown(asked)
    assert await standing(mentor) == [(TODAY, None)]
    assert "50\u00a0минут" in shown(await pressed(line, mentor, asked, "Та же, длилась 50 мин"))
    assert await standing(mentor) == [(TODAY, 50)]
    await pressed(line, mentor, asked, "Записать ещё одну")
    await pressed(line, mentor, asked, "Записать ещё одну")  # a second tap asks anew
    assert await standing(mentor) == [(TODAY, 50)] * 2


async def test_a_day_long_past_is_asked_about_once(line: Line, mentor: Case) -> None:
    await paired(mentor)
    asked = await told(line, mentor, "2.11 45")
    assert "22\u00a0дня назад" in shown(asked)
    assert await standing(mentor) == []
    await pressed(line, mentor, asked, "Да, записать")
    assert await standing(mentor) == [("2026-11-02", 45)]


async def test_a_draft_pair_has_no_meetings(line: Line, coordinator: Case, mentor: Case) -> None:
    pair = await paired(mentor)
    await line.db.run("UPDATE pairs SET state = 'draft'")
    assert "ещё не начала работу" in shown(await told(line, mentor, "45"))
    for data in (f"v.for:{pair}", f"v.on:{pair}:0", f"v.put:{pair}:{TODAY}:45:once.ko"):
        assert "ещё не начала работу" in shown(await press(line, coordinator, data))
    assert await standing(mentor) == []
