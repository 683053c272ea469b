"""What becomes of a row, told by what arrives at the other end."""

import asyncio
import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from markupsafe import Markup

from bot import settling, telegram
from bot.outcomes import Malformed
from bot.telegram import Request
from storage import chats, outbox
from storage.parcel import AT_ONCE, BROADCAST, Parcel
from tests.bot.wire import ANNA, BORIS, GROUP, Post
from views.screen import Button, File, Screen

MENU = ((Button("Дальше", action="next"),),)


def parcel(chat: int, request: Request, **more: Any) -> Parcel:
    return Parcel(chat, request.method, request.body, file=request.file, **more)


def text(words: str, chat: int = ANNA, **more: Any) -> Parcel:
    return parcel(chat, telegram.send(chat, Screen(Markup(words))), **more)


def live(words: str, rows: Any = MENU) -> Parcel:
    return parcel(ANNA, telegram.send(ANNA, Screen(Markup(words), rows)), live=True)


def edit(message: int, words: str, rows: Any = MENU) -> Parcel:
    return parcel(ANNA, telegram.edit(ANNA, message, Screen(Markup(words), rows)), live=True)


async def keyboards(post: Post) -> list[bool]:
    return [bool(message["buttons"]) for message in await post.people.received()]


async def test_messages_of_a_chat_arrive_in_the_order_they_were_put(post: Post) -> None:
    await post.put(*(text(str(number)) for number in range(8)), text("чужое", BORIS))
    await post.deliver()
    assert await post.people.texts() == [str(number) for number in range(8)]
    assert await post.people.texts(BORIS) == ["чужое"]
    assert set(await post.rows()) == {"sent"}


async def test_a_reply_overtakes_the_broadcast_that_is_under_way(post: Post) -> None:
    await post.put(*(text(f"всем {n}", priority=BROADCAST) for n in range(3)), text("ответ"))
    await post.deliver()
    assert await post.people.texts() == ["ответ", "всем 0", "всем 1", "всем 2"]


async def test_what_is_heard_while_the_database_is_busy_is_not_asked_for_again(post: Post) -> None:
    await post.put(Parcel(ANNA, "answerCallbackQuery", '{"callback_query_id": "1"}', AT_ONCE))
    await post.delivery.step()
    async with post.database.transaction():
        waiting = asyncio.create_task(post.delivery.step())
        while post.delivery._sending:
            await asyncio.sleep(0)
    await waiting
    await post.deliver()
    assert len(await post.people.calls("answerCallbackQuery")) == 1


async def test_what_is_under_way_is_not_asked_for_again_when_more_is_sent(post: Post) -> None:
    await post.people.play("faults", mode="slow", seconds=0.3, methods=["answerCallbackQuery"])
    await post.put(Parcel(ANNA, "answerCallbackQuery", '{"callback_query_id": "1"}', AT_ONCE))
    await post.delivery.step()
    await post.put(text("ещё", BORIS))
    await post.until("sendMessage")
    await post.deliver()
    assert len(await post.people.calls("answerCallbackQuery")) == 1


async def test_a_row_put_while_one_before_it_is_under_way_and_not_wanted_any_more_is_another(post: Post) -> None:
    """A number given twice would settle the new row with the answer to the old one."""
    await post.put(Parcel(ANNA, "editMessageReplyMarkup", '{"chat_id": 11, "message_id": 1}', key="strip"))
    await post.delivery.step()
    async with post.database.transaction() as db:
        await outbox.forget(db, ["strip"])
    await post.put(text("новое", BORIS))
    await post.deliver()
    assert await post.people.texts(BORIS) == ["новое"]
    assert await post.rows() == ["sent"]


async def test_order_holds_while_a_message_has_to_be_repeated(post: Post) -> None:
    await post.people.play("faults", mode="500", count=1, methods=["sendMessage"])
    await post.put(text("первое"), text("второе"))
    await post.deliver()
    assert await post.people.texts() == ["первое", "второе"]
    assert await post.rows("state, attempts, uncertain") == [("sent", 1, 0), ("sent", 0, 0)]


async def test_retry_after_is_honoured_for_that_chat_and_not_counted_as_an_attempt(post: Post) -> None:
    begun = asyncio.get_running_loop().time()
    await post.people.play("faults", mode="429", retry_after=1, count=1)
    await post.put(text("первое"))
    await post.until("sendMessage")
    await post.put(text("второе"), text("другому", BORIS))
    await post.until("sendMessage", 2)
    assert (await post.people.texts(), await post.people.texts(BORIS)) == ([], ["другому"])
    await post.deliver()
    assert asyncio.get_running_loop().time() - begun >= 1
    assert await post.people.texts() == ["первое", "второе"]
    assert [call["status"] for call in await post.people.calls("sendMessage")] == [429, 200, 200, 200]
    assert await post.rows("attempts") == [0, 0, 0]


async def test_who_blocked_the_bot_is_out_of_reach_and_others_are_not(post: Post) -> None:
    async with post.database.transaction() as db:
        for number in (ANNA, BORIS):
            await db.run("INSERT INTO people (telegram_id, name, created_at) VALUES (:id, 'x', 'x')", id=number)
    await post.people.play("block", person=ANNA, blocked=True)
    await post.put(text("раз"), text("два"), text("другому", BORIS))
    await post.deliver()
    assert await post.rows("state, error") == [
        ("dropped", "bot was blocked by the user"),
        ("dropped", "bot was blocked by the user"),
        ("sent", None),
    ]
    assert await post.value("SELECT count(*) FROM people WHERE unreachable_since IS NOT NULL") == 1


async def test_what_telegram_cannot_parse_arrives_once_as_plain_words(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps({"chat_id": ANNA, "text": "<b>Три &lt; пяти</i>", "parse_mode": "HTML", "reply_markup": {}})
    await post.put(Parcel(ANNA, "sendMessage", body), text("дальше"))
    await post.deliver()
    assert await post.people.texts() == ["Три < пяти", "дальше"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "пяти" not in caplog.text


async def test_what_cannot_be_sent_even_as_plain_words_is_dropped_and_never_tried_again(post: Post) -> None:
    await post.put(Parcel(ANNA, "sendMessage", json.dumps({"chat_id": ANNA, "text": " "})), text("дальше"))
    await post.deliver()
    assert await post.rows() == ["dropped", "sent"]
    assert len(await post.people.calls("sendMessage")) == 2


async def test_plain_words_that_are_refused_too_are_given_up(post: Post) -> None:
    await post.put(text("слова"))
    for _ in range(2):
        async with post.database.transaction() as db:
            [row] = await outbox.heads(db, 1)
            await outbox.claim(db, [row])
            await settling.settle(db, [(row, Malformed("400"))], post.clock.now(), stopping=False)
    assert await post.rows() == ["dropped"]


async def test_an_unknown_method_is_dropped(post: Post) -> None:
    await post.put(Parcel(ANNA, "setNothing", "{}"))
    await post.deliver()
    assert await post.rows() == ["dropped"]


async def test_an_edit_whose_message_is_gone_becomes_a_new_message(post: Post) -> None:
    await post.put(edit(999, "Снова здесь"))
    await post.deliver()
    [message] = await post.people.received()
    assert (message["text"], message["buttons"]) == ("Снова здесь", [[{"text": "Дальше", "data": "next"}]])
    assert await post.value("SELECT live_message FROM chats") == message["message_id"]


async def test_an_edit_that_changes_nothing_and_a_tap_too_old_to_answer_are_successes(post: Post) -> None:
    await post.put(live("Одно и то же"))
    await post.deliver()
    [message] = await post.people.received()
    await post.put(edit(message["message_id"], "Одно и то же"))
    await post.put(parcel(ANNA, telegram.answer_tap("123"), priority=AT_ONCE))
    await post.deliver()
    assert await post.rows() == ["sent"]  # of the two others nothing needs to be known
    assert [call["status"] for call in await post.people.calls()][-2:] == [400, 400]


async def test_a_send_without_an_answer_is_repeated_once_and_flagged(post: Post) -> None:
    await post.people.play("faults", mode="reset", act=True, count=1, methods=["sendMessage"])
    await post.put(text("раз"))
    await post.deliver()
    assert await post.people.texts() == ["раз", "раз"]
    assert await post.rows("state, uncertain") == [("sent", 1)]


async def test_a_send_without_an_answer_is_given_up_the_second_time(post: Post) -> None:
    await post.people.play("faults", mode="reset", act=True, methods=["sendMessage"])
    await post.put(text("раз"))
    await post.deliver()
    assert await post.people.texts() == ["раз", "раз"]
    assert await post.rows("state, error") == [("dropped", "unknown result")]


async def test_an_edit_without_an_answer_is_repeated_until_there_is_one(post: Post) -> None:
    await post.put(live("Было"))
    await post.deliver()
    [message] = await post.people.received()
    await post.people.play("faults", mode="reset", count=2, methods=["editMessageText"])
    await post.put(edit(message["message_id"], "Стало"))
    await post.deliver()
    assert await post.people.texts() == ["Стало"]
    assert len(await post.people.calls("editMessageText")) == 3
    assert await post.rows("state, attempts, uncertain") == [("sent", 0, 0)]


async def test_nothing_is_sent_into_silence_until_the_server_has_been_heard_again(post: Post) -> None:
    await post.people.play("faults", mode="reset", count=3)  # the send, and two who ask whether anybody is there
    await post.put(text("раз"))
    await post.delivery.step()
    await post.delivery.rest()
    await post.delivery.step()
    assert await post.rows("state, uncertain") == [("ready", 1)]
    await post.put(text("другому", BORIS))
    await post.deliver()
    methods = [call["method"] for call in await post.people.calls()]
    assert methods == ["sendMessage", "getMe", "getMe", "getMe", "sendMessage", "sendMessage"]
    assert await post.rows() == ["sent", "sent"]


async def test_a_new_live_message_takes_the_keyboard_from_the_one_before(post: Post) -> None:
    await post.put(live("Первый"))
    await post.deliver()
    await post.put(live("Второй"))
    await post.deliver()
    assert await post.people.texts() == ["Первый", "Второй"]
    assert await keyboards(post) == [False, True]


async def test_a_message_that_stays_leaves_the_keyboard_where_it_is(post: Post) -> None:
    await post.put(live("Меню"))
    await post.put(parcel(ANNA, telegram.send(ANNA, Screen(Markup("Напоминание"), MENU, stays=True))))
    await post.deliver()
    assert await keyboards(post) == [True, True]


async def test_a_live_message_without_buttons_ends_the_conversation(post: Post) -> None:
    await post.put(live("Меню"), live("Готово", rows=()))
    await post.deliver()
    assert await keyboards(post) == [False, False]
    assert await post.value("SELECT live_message FROM chats") is None


async def test_a_message_live_again_is_not_stripped_for_what_replaced_it_before(post: Post) -> None:
    await post.put(live("Первый"))
    await post.deliver()
    [first] = await post.people.received()
    await post.put(live("Второй"), edit(first["message_id"], "Снова первый"))
    await post.deliver()
    assert await keyboards(post) == [True, False]
    await post.put(live("Третий"))
    await post.deliver()
    assert await keyboards(post) == [False, False, True]


async def test_a_file_is_made_when_it_is_sent(post: Post) -> None:
    screen = Screen(Markup("<b>Таблица</b>"), file=File("document", "slow", {"school": 5}))
    await post.put(parcel(ANNA, telegram.send(ANNA, screen)))
    assert post.rendered == []
    await post.deliver()
    [message] = await post.people.received()
    assert (message["text"], message["document"]["name"]) == ("Таблица", "sample.txt")
    assert post.rendered == [File("document", "slow", {"school": 5})]
    assert [call["params"]["action"] for call in await post.people.calls("sendChatAction")] == ["upload_document"]


async def test_a_file_that_cannot_be_made_leaves_its_words(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    await post.put(parcel(ANNA, telegram.send(ANNA, Screen(Markup("Таблица"), file=File("photo", "broken")))))
    await post.deliver()
    assert await post.people.texts() == ["Таблица"]
    assert "ZeroDivisionError" in caplog.text


async def test_a_group_that_moves_takes_its_messages_along(post: Post) -> None:
    async with post.database.transaction() as db:
        await chats.set_live(db, {GROUP: 1})
    await post.people.play("migrate", chat=GROUP, to=-100500)
    await post.put(text("Сводка", GROUP))
    await post.deliver()
    assert await post.people.texts(-100500) == ["Сводка"]
    assert await post.value("SELECT id FROM chats") == -100500


async def test_a_row_waits_for_its_hour_on_the_given_clock(post: Post) -> None:
    morning = post.clock.now() + timedelta(hours=10)
    await post.put(text("Доброе утро", not_before=morning))
    await post.deliver()
    assert await post.people.texts() == []
    post.clock.move_to(morning)
    await post.deliver()
    assert await post.people.texts() == ["Доброе утро"]


async def test_what_is_under_way_at_the_end_is_handed_back_and_sent_by_the_next_process(post: Post) -> None:
    await post.people.play("faults", mode="silence", methods=["sendMessage"])
    await post.put(text("раз"), text("два"))
    await post.until("sendMessage")
    assert await post.rows() == ["sending", "ready"]
    await post.delivery.stop(0)
    assert await post.rows("state, uncertain") == [("ready", 1), ("ready", 0)]
    await post.people.play("faults", mode="none")
    post.delivery = post.new_delivery()
    await post.delivery.resume()
    await post.deliver()
    assert await post.people.texts() == ["раз", "два"]


async def test_a_process_killed_while_sending_repeats_that_one_message(post: Post) -> None:
    await post.put(text("раз"))
    async with post.database.transaction() as db:
        await outbox.claim(db, await outbox.heads(db, 1))
    assert not await post.delivery.step()
    await post.delivery.resume()
    await post.deliver()
    assert await post.people.texts() == ["раз"]


@pytest.mark.parametrize("strict_pace", [True])
async def test_a_strict_server_never_has_to_slow_us_down(post: Post) -> None:
    await post.put(*(text(str(n), GROUP) for n in range(2)), *(text(str(n)) for n in range(3)))
    await post.put(*(parcel(chat, telegram.strip(chat, 1)) for chat in range(100, 140)))
    await post.deliver()
    assert await post.people.texts() == ["0", "1", "2"]
    assert 429 not in [call["status"] for call in await post.people.calls()]
