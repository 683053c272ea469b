from datetime import timedelta

import pytest

from domain.pairs import State
from domain.registry import Pair
from handlers.case import Case
from storage import mentees, pairs
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from views import meetings as views

LINES_OF_A_PHONE = 12


async def pair(mentor: Case, many: int = 1) -> None:
    """So many pairs at work, begun a month ago."""
    school, post = mentor.school_id, mentor.person.post
    assert post.mentor_id
    for _ in range(many):
        mentee = await mentees.add(mentor.db, school, mentor.now, consent_kind="both", consent="№ 1")
        await pairs.add(
            mentor.db,
            school,
            form="teacher-pupil",
            mentor_id=post.mentor_id,
            mentee_ids=[mentee.id],
            goal="подготовить проект к весенней конференции" * 4,
            starts_on=mentor.today - timedelta(30),
            ends_on=mentor.today + timedelta(100),
            order_no=None,
            state=State.ACTIVE,
            by_person=mentor.person.id,
            now=mentor.now,
        )


async def logged(mentor: Case) -> int:
    return int(await mentor.db.value("SELECT count(*) FROM meetings"))


async def test_a_bare_number_is_todays_meeting_in_minutes(line: Line, mentor: Case) -> None:
    await pair(mentor)
    assert "45\u00a0минут" in shown(await line.feed(say(" 45 ", mentor.person.telegram_id)))
    assert await logged(mentor) == 1


async def test_a_number_that_was_forwarded_is_no_meeting_of_ones_own(line: Line, mentor: Case) -> None:
    await pair(mentor)
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Кто-то"}
    answer = await line.feed(say("45", mentor.person.telegram_id, forward_origin=origin))
    assert "Пересланное сообщение не записано" in shown(answer)
    assert await logged(mentor) == 0


async def test_whoever_has_many_pairs_finds_each_of_them_page_by_page(line: Line, mentor: Case) -> None:
    await pair(mentor, 101)  # more than a message can have buttons
    me, offered, turned = mentor.person.telegram_id, set(), "v.day:0"
    for _ in range(13):  # 101 / 8 rounded up
        answer = await line.feed(tap(turned, me))
        assert len(labels(answer)) <= LINES_OF_A_PHONE
        offered |= {one for one in actions(answer) if one.startswith("v.put")}
        turned = next((one for one in reversed(actions(answer)) if one.startswith("v.whose")), "")
    assert len(offered) == 101
    assert "Встреча записана" in shown(await line.feed(tap(sorted(offered)[-1], me)))


async def test_ones_pairs_are_shown_page_by_page_within_one_message(line: Line, mentor: Case) -> None:
    await pair(mentor, 20)
    me = mentor.person.telegram_id
    seen = [shown(await line.feed(tap(data, me))) for data in ("v.pairs", "v.page:1", "v.page:2", "v.page:99")]
    assert [text.count("Цель") for text in seen] == [8, 8, 4, 4]
    assert max(map(len, seen)) < 4096


@pytest.mark.parametrize(
    "data", ["v.whose:2026-11-24:721:0", "v.whose:вчера:0:0", "v.whose:2026-11-24:0:x", "v.page:-1"]
)
async def test_a_forged_page_is_not_found(line: Line, mentor: Case, data: str) -> None:
    await pair(mentor, 2)
    assert "Этого здесь нет" in shown(await line.feed(tap(data, mentor.person.telegram_id)))


def test_a_mentor_without_pairs_is_told_whom_to_ask() -> None:
    nothing: list[tuple[Pair, int, str | None]] = []
    assert views.my_pairs(nothing, 0, 0) == views.no_pairs()
