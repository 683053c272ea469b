"""The bench measures what it says: a bot answers one person through the load server, and the counts fit."""

import asyncio
from collections import Counter

from aiogram import Dispatcher

from tests.bench import floor, form
from tests.bench.crowd import FIRST, Crowd
from tests.bench.form import Step
from tests.bench.server import Server

TOKEN = "101:one-person-0123456789012345678901234"
PEOPLE, FORMS = 1, 2
TEXTS, TAPS = 7, 7  # of one form: the command and six numbers; six options and the last button


async def test_a_bot_answers_every_step_of_a_person_and_the_counts_fit() -> None:
    server = Server()
    url = await server.start()
    world = server.world(TOKEN)
    bot = floor.bot(url, TOKEN)
    dispatcher = Dispatcher()
    dispatcher.message.register(floor.typed)
    dispatcher.callback_query.register(floor.tapped)
    world.mark()
    world.begin(form.blind(), people=PEOPLE, active=PEOPLE, steps=FORMS * (TEXTS + TAPS), pause=0, rate=0)
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    async with asyncio.timeout(20):
        while world.figures()["forms"] < FORMS:
            await asyncio.sleep(0)
    await dispatcher.stop_polling()
    await polling
    await server.stop()
    said = world.figures()
    assert said["answers"] == FORMS * (TEXTS + TAPS)
    assert said["calls"] == {
        "sendMessage": FORMS * TEXTS,
        "editMessageText": FORMS * TAPS,
        "answerCallbackQuery": FORMS * TAPS,
    }
    assert (said["stuck"], said["waiting"], said["others"]) == ([], 0, 0)


def crowd(*script: Step) -> Crowd:
    """One person with something to do, and nothing between them and the bot."""
    found = Crowd({"id": 101}, lambda: None, lambda seconds, act, person: None)
    found.begin(list(script), people=1, active=1, steps=0, pause=0, rate=False)
    return found


def test_other_words_than_the_expected_are_no_answer() -> None:
    people = crowd(Step("say", "/form", "Question 01"), Step("say", "7"))
    people.execute("sendMessage", {"chat_id": FIRST, "text": "Question 02"})
    assert (people.answers, people.others, people.waiting) == (0, 1, 1)
    people.execute("sendMessage", {"chat_id": FIRST, "text": "Question 01"})
    assert (people.answers, people.others) == (1, 1)


def test_a_tap_is_answered_when_the_words_have_come_and_its_query_is_answered() -> None:
    people = crowd(Step("say", "/form"), Step("press", "Yes"), Step("say", "7"))
    rows = [[{"text": "No", "callback_data": "n"}, {"text": "Yes, all", "callback_data": "y"}]]
    people.execute("sendMessage", {"chat_id": FIRST, "text": "?", "reply_markup": {"inline_keyboard": rows}})
    assert b'"data":"y"' in people.batch(100)
    people.execute("editMessageText", {"chat_id": FIRST, "message_id": 2, "text": "!"})
    assert people.answers == 1
    people.execute("answerCallbackQuery", {"callback_query_id": str(FIRST * 1_000_000 + 1)})
    assert people.answers == 2


def test_a_button_that_is_not_there_is_reported() -> None:
    people = crowd(Step("say", "/form"), Step("press", "Yes"))
    people.execute("sendMessage", {"chat_id": FIRST, "text": "?"})
    assert people.stuck == ["no button 'Yes' at step 1"]


def test_an_update_is_given_again_until_it_is_confirmed() -> None:
    people = crowd(Step("say", "/form"))
    assert people.batch(100) == people.batch(100) != b""
    people.confirm(2)
    assert people.batch(100) == b""


def test_the_form_has_six_questions_to_tap_and_six_to_type() -> None:
    kinds = Counter(step.kind for step in form.filling())
    assert kinds == {"say": TEXTS, "press": TAPS}
    assert all(isinstance(one, Step) for one in form.blind())


def test_our_bot_opens_with_the_form_of_the_bench() -> None:
    from aiogram import Dispatcher

    from tests.bench import ours

    ours.attach(Dispatcher(disable_fsm=True))
