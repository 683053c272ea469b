"""A form about something that is gone ends by itself: that is said once, and what is typed next is read as always."""

from typing import Any

import pytest
from aiogram.types import Document, Location

from handlers.case import Case
from storage import mentors
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, labels, say, shown
from tests.handlers.taps import answered, press
from tests.handlers.test_meetings import pair

GONE = "Того, о чём была форма, больше здесь нет"
SENT = {
    "file": {"document": Document(file_id="d1", file_unique_id="u1")},
    "place": {"location": Location(latitude=56.3, longitude=44.0)},
}


async def taken_away(mentor: Case) -> None:
    """Their only pair is another mentor's now."""
    other = await mentors.add(mentor.db, mentor.school_id, "adult", NOW, name="Иная", place=None, consent="№ 3")
    await mentor.db.run("UPDATE pairs SET mentor_id = :id", id=other.id)


async def begun(line: Line, mentor: Case) -> Any:
    await pair(mentor)
    return await answered(line, mentor, "f.n:goal:1")


async def test_what_it_was_about_is_gone_is_said_once_and_the_next_words_are_read_as_always(
    line: Line, mentor: Case
) -> None:
    await begun(line, mentor)
    await taken_away(mentor)
    told = await line.feed(say("защитить проект", mentor.person.telegram_id))
    assert GONE in shown(told)
    assert "Встреча сегодня" in labels(told)
    await pair(mentor)
    assert "Встреча записана" in shown(await line.feed(say("45", mentor.person.telegram_id)))
    assert await line.db.value("SELECT count(*) FROM meetings") == 1


async def test_where_it_comes_back_the_draft_goes_on(line: Line, mentor: Case) -> None:
    await begun(line, mentor)
    await taken_away(mentor)
    await line.feed(say("защитить проект", mentor.person.telegram_id))
    await line.db.run("UPDATE pairs SET mentor_id = :id", id=mentor.person.post.mentor_id)
    assert await line.db.value("SELECT count(*) FROM drafts") == 1
    assert "Чего хотите достичь" in shown(await press(line, mentor, "f.n:goal:1"))


@pytest.mark.parametrize("what", ["file", "place", "tap"])
async def test_a_file_a_place_or_a_tap_ends_it_too(line: Line, mentor: Case, what: str) -> None:
    question = await begun(line, mentor)
    await taken_away(mentor)
    if what == "tap":
        assert "Этого здесь нет" in shown(await press(line, mentor, question.rows[0][0].action))
    else:
        assert GONE in shown(await line.feed(say("", mentor.person.telegram_id, **SENT[what])))
    assert await line.db.value("SELECT count(*) FROM focus") == 0


async def test_another_form_that_is_open_stays_open(line: Line, mentor: Case) -> None:
    old = await begun(line, mentor)
    await press(line, mentor, "f.n:name:me")
    open_now = await line.db.value("SELECT draft_id FROM focus")
    await taken_away(mentor)
    await press(line, mentor, old.rows[0][0].action)
    assert await line.db.value("SELECT draft_id FROM focus") == open_now
