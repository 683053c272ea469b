"""A mentor tells of a meeting in a word or a tap, from wherever they are."""

import pytest

from domain.people import Role
from handlers.bindings import begin
from handlers.case import Case
from storage import people
from tests.handlers.pairing import colleague, paired, standing
from tests.handlers.phone import Line, actions, labels, say, screens, shown, tap
from tests.handlers.taps import answered, press, pressed
from tests.village import BEGIN, Village

SCREENS = ["lb.list:0", "sm.list:0", "v.pairs", "v.pair:1", "v.log:0:0", "v.study:0", "v.day:1"]


@pytest.mark.parametrize(
    ("raw", "entry"),
    [
        ("1 час", ("2026-11-24", 60)),
        ("полтора часа", ("2026-11-24", 90)),
        ("45 мин", ("2026-11-24", 45)),
        ("вчера", ("2026-11-23", None)),
        ("вчера 1,5 ч", ("2026-11-23", 90)),
        ("12.11 30", ("2026-11-12", 30)),
        ("в пятницу", ("2026-11-20", None)),
    ],
)
async def test_a_few_words_are_a_meeting(line: Line, mentor: Case, raw: str, entry: tuple[str, int | None]) -> None:
    await paired(mentor)
    answer = await line.feed(say(raw, mentor.person.telegram_id))
    assert len(screens(answer)) == 1
    assert "Встреча записана" in shown(answer)
    assert await standing(mentor) == [entry]


@pytest.mark.parametrize("raw", ["спасибо", "Ш07-001", "на неделе", "45 60"])
async def test_other_words_are_not(line: Line, mentor: Case, raw: str) -> None:
    await paired(mentor)
    assert "Не понял" in shown(await line.feed(say(raw, mentor.person.telegram_id)))
    assert await standing(mentor) == []


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_number_counts_whatever_is_on_the_screen(line: Line, mentor: Case, screen: str) -> None:
    await paired(mentor)
    await press(line, mentor, screen)
    answer = await line.feed(say("50", mentor.person.telegram_id))
    assert len(screens(answer)) == 1
    assert ("2026-11-24", 50) in await standing(mentor)


async def test_a_number_while_a_form_is_open_belongs_to_the_form(line: Line, mentor: Case) -> None:
    await paired(mentor)
    await answered(line, mentor, begin("search", "materials"), "45")
    assert await standing(mentor) == []
    await press(line, mentor, begin("search", "materials"))
    await press(line, mentor, "v.day:0")  # leaves the form: what follows is about meetings
    await line.feed(say("вчера 30", mentor.person.telegram_id))
    assert await standing(mentor) == [("2026-11-23", 30), ("2026-11-24", None)]


async def test_another_day_is_tapped_or_typed_and_a_bare_number_is_todays(line: Line, mentor: Case) -> None:
    await paired(mentor)
    offered = await press(line, mentor, begin("met", "own"))
    assert labels(offered)[:2] == ["вс 22.11", "сб 21.11"]
    assert "Встреча записана" in shown(await pressed(line, mentor, offered, "вт 17.11"))
    await answered(line, mentor, begin("met", "own"), "вчера 1 час")
    await answered(line, mentor, begin("met", "own"), "45")
    assert await standing(mentor) == [("2026-11-17", None), ("2026-11-23", 60), ("2026-11-24", 45)]
    refused = await answered(line, mentor, begin("met", "own"), "как обычно")
    assert "Не понял день. Например" in shown(refused)
    assert "вс 22.11" in labels(refused)


async def test_no_day_before_the_first_pair_is_offered(line: Line, mentor: Case) -> None:
    await paired(mentor, begun=4)
    offered = await press(line, mentor, begin("met", "own"))
    assert [one for one in labels(offered) if one.endswith(".11")] == ["вс 22.11", "сб 21.11", "пт 20.11"]


async def test_with_several_pairs_it_is_asked_whose_it_was(line: Line, mentor: Case) -> None:
    first, second = await paired(mentor), await paired(mentor, begun=3)
    asked = await line.feed(say("вчера 40", mentor.person.telegram_id))
    assert "С кем встретились" in shown(asked)
    assert {one.split(":")[1] for one in actions(asked) if one.startswith("v.put")} == {str(first), str(second)}
    assert "Встреча записана" in shown(await pressed(line, mentor, asked, "Ш07-002"))
    # the other pair had not begun then: there is nothing to ask
    assert "Ш07-001" in shown(await line.feed(say("в прошлый четверг 20", mentor.person.telegram_id)))
    assert await standing(mentor) == [("2026-11-19", 20), ("2026-11-23", 40)]


async def test_another_mentors_pair_is_not_found(line: Line, mentor: Case) -> None:
    await paired(mentor)
    theirs = await paired(await colleague(mentor))
    for data in (
        f"v.put:{theirs}:2026-11-24:45:once", f"v.on:{theirs}:0", f"v.pair:{theirs}", f"v.log:{theirs}:0",
        f"v.resume:{theirs}:2026-11-24:0:once", begin("met", str(theirs)), "v.for:1",
    ):  # fmt: skip
        assert "Ш07-002" not in shown(answer := await press(line, mentor, data)), data
        assert "Этого здесь нет" in shown(answer) or "устарела" in shown(answer), data
    assert await standing(mentor) == []


async def test_who_acts_in_another_post_now_is_asked_first(line: Line, village: Village, mentor: Case) -> None:
    await paired(mentor)
    me = mentor.person
    await people.appoint(line.db, me.id, Role.COORDINATOR, BEGIN, mentor.school_id)
    post = next(one for one in (await people.get(line.db, me.id)).posts if one.role is Role.COORDINATOR)  # type: ignore[union-attr]
    await people.act_as(line.db, me.id, post.id)
    asked = await line.feed(say("вчера 45", me.telegram_id))
    assert "Записать встречу?" in shown(asked)
    assert await standing(mentor) == []
    assert "Встреча записана" in shown(await pressed(line, mentor, asked, "Да, наставник"))
    assert await standing(mentor) == [("2026-11-23", 45)]
    assert (await people.get(line.db, me.id)).post.role is Role.MENTOR  # type: ignore[union-attr]


async def test_a_number_is_put_down_in_a_mentors_post_alone(line: Line, village: Village, mentor: Case) -> None:
    """Not in one's own other one, whoever forged that into the button."""
    await paired(mentor)
    await people.appoint(line.db, mentor.person.id, Role.COORDINATOR, BEGIN, mentor.school_id)
    both = await people.get(line.db, mentor.person.id)
    assert both
    office = next(one.id for one in both.posts if one.role is Role.COORDINATOR)
    await people.act_as(line.db, both.id, mentor.person.post.id)
    assert "Этого здесь нет" in shown(await press(line, mentor, f"v.as:{office}:2026-11-24:45"))
    assert await standing(mentor) == []
    again = await people.get(line.db, both.id)
    assert again
    assert again.post.role is Role.MENTOR


async def test_a_coordinator_who_is_no_mentor_logs_nothing_by_a_number(line: Line, coordinator: Case) -> None:
    assert "Не понял" in shown(await line.feed(say("45", coordinator.person.telegram_id)))
    forged = await line.feed(tap("v.as:1:2026-11-24:45", coordinator.person.telegram_id))
    assert "Этого здесь нет" in shown(forged)
