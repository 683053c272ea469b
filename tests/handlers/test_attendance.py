"""Who of a group came: everybody, unless somebody's tick is taken off. A group's meeting is one meeting."""

from handlers.case import Case
from storage import figures, meetings
from tests.handlers.pairing import met, paired, standing
from tests.handlers.phone import Line, labels, say, shown
from tests.handlers.taps import press, pressed
from views.screen import Reply


async def kept(case: Case) -> dict[int, int]:
    return {row["mentee_id"]: row["came"] for row in await case.db.all("SELECT mentee_id, came FROM meeting_mentees")}


async def test_one_tap_is_enough_and_everybody_was_there(line: Line, mentor: Case) -> None:
    await paired(mentor, members=3)
    receipt = await line.feed(say("45", mentor.person.telegram_id))
    assert "Были: <b>все 3</b>" in shown(receipt)
    assert await kept(mentor) == {}, "nobody was asked"


async def test_a_tick_is_taken_off_and_put_on_again(line: Line, mentor: Case) -> None:
    await paired(mentor, members=3)
    ticks = await pressed(line, mentor, await line.feed(say("45", mentor.person.telegram_id)), "Кто был")
    assert labels(ticks) == ["✓ Ш07-001", "✓ Ш07-002", "✓ Ш07-003", "Готово"]
    off = await pressed(line, mentor, ticks, "✓ Ш07-002")
    await pressed(line, mentor, ticks, "✓ Ш07-002")  # a second tap on the same button
    assert await kept(mentor) == {1: 1, 2: 0, 3: 1}
    assert "Были: <b>2 из 3, нет Ш07-002</b>" in shown(await pressed(line, mentor, off, "Готово"))
    await pressed(line, mentor, off, "– Ш07-002")
    assert await kept(mentor) == {1: 1, 2: 1, 3: 1}
    assert shown(await press(line, mentor, "v.past:1:0")).count("Отмечено, кто был") == 2


async def test_a_meeting_at_which_nobody_was_is_none(line: Line, mentor: Case) -> None:
    entry = await met(mentor, await paired(mentor, members=2))
    await press(line, mentor, f"v.came:{entry}:1:0:0")
    refused = await press(line, mentor, f"v.came:{entry}:2:0:0")
    assert isinstance(refused, Reply)
    assert "отмените запись" in refused.toast
    assert await kept(mentor) == {1: 0, 2: 1}


async def test_whoever_is_not_of_the_group_is_not_marked(line: Line, mentor: Case) -> None:
    entry, single = await met(mentor, await paired(mentor, members=2)), await met(mentor, await paired(mentor))
    for data in (f"v.came:{entry}:3:0:0", f"v.came:{single}:3:0:0", f"v.who:{single}:0"):
        assert "Этого здесь нет" in shown(await press(line, mentor, data))
    assert await kept(mentor) == {}


async def test_a_large_group_is_ticked_page_by_page(line: Line, mentor: Case) -> None:
    entry = await met(mentor, await paired(mentor, members=11))
    assert labels(await press(line, mentor, f"v.who:{entry}:1"))[:3] == ["✓ Ш07-009", "✓ Ш07-010", "✓ Ш07-011"]
    assert "Были: <b>10 из 11</b>" in shown(await press(line, mentor, f"v.came:{entry}:9:0:1"))


async def test_a_groups_meeting_is_one_in_every_figure(line: Line, coordinator: Case, mentor: Case) -> None:
    pair = await paired(mentor, members=3)
    entry = await met(mentor, pair)
    await press(line, mentor, f"v.came:{entry}:2:0:0")
    assert (await figures.school(line.db, mentor.school_id, mentor.today, mentor.today))["meetings"] == 1
    assert await meetings.summary(line.db, pair) == (1, "2026-11-24")
    assert "Вы провели 1\u00a0встречу" in shown(await press(line, mentor, "v.thanks"))
    assert await standing(mentor) == [("2026-11-24", 45)]
