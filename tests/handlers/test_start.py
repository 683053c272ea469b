import pytest

from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import drafts, invitations
from tests.handlers.phone import STRANGER, Line, say, shown, tap
from tests.handlers.test_meetings import logged, pair


@pytest.mark.parametrize("words", ["Здравствуйте", "45", "/nothing", "/start", "/help", "да"])
async def test_a_stranger_is_told_how_to_be_invited(line: Line, words: str) -> None:
    answer = shown(await line.feed(say(words)))
    assert "Войти можно по приглашению" in answer
    assert await line.db.value("SELECT count(*) FROM people") == 0


@pytest.mark.parametrize("words", ["Здравствуйте", "/start", "/help", "/my_data"])
async def test_a_bot_is_not_answered_in_private(line: Line, words: str) -> None:
    said = say(words, STRANGER)
    assert said.from_user
    machine = said.from_user.model_copy(update={"is_bot": True})
    assert await line.feed(said.model_copy(update={"from_user": machine})) is None


@pytest.mark.parametrize("words", ["/start", "/start no-such-link", "/menu"])
async def test_start_steps_out_of_an_open_form_whatever_comes_with_it(
    line: Line, coordinator: Case, words: str
) -> None:
    me = coordinator.person
    await line.feed(tap(bindings.begin("mentor", "new"), me.telegram_id))
    await line.feed(say(words, me.telegram_id))
    assert await drafts.focus(line.db, me) is None
    assert await line.db.value("SELECT count(*) FROM drafts") == 1


async def test_a_form_of_ones_old_post_does_not_swallow_the_words_of_the_new_one(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    await pair(mentor)
    me, school = coordinator.person, coordinator.school_id
    await line.feed(tap(bindings.begin("mentor", "new"), me.telegram_id))
    post = mentor.person.post
    secret = await invitations.make(line.db, Role.MENTOR, school, me.id, line.now, post.mentor_id, post.id)
    await line.feed(tap(f"join:{secret}", me.telegram_id))
    assert await drafts.focus(line.db, me) is None
    assert "Встреча записана" in shown(await line.feed(say("45", me.telegram_id)))
    assert await logged(mentor) == 1
