"""Changing, deleting and answering."""

from datetime import timedelta

import pytest

ANNA, BORIS, GROUP = 11, 12, -500
KEYS = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}, {"text": "Сайт", "url": "https://example.com/"}]]}
SAME = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


@pytest.fixture
async def sent(line) -> int:
    return (await line.bot("sendMessage", chat_id=ANNA, text="Было", reply_markup=KEYS))["message_id"]


async def test_an_edit_replaces_text_and_takes_the_keyboard_away(line, sent):
    edited = await line.bot("editMessageText", chat_id=ANNA, message_id=sent, text="Стало")
    assert edited["text"] == "Стало"
    assert "reply_markup" not in edited
    assert "edit_date" in edited
    shown = (await line.look(f"chat?chat={ANNA}"))["messages"][-1]
    assert (shown["text"], shown["edited"], shown["buttons"]) == ("Стало", True, [])


async def test_the_same_again_is_not_modified(line, sent):
    params = {"chat_id": ANNA, "message_id": sent}
    text = await line.refused("editMessageText", **params, text="<i></i>Было", parse_mode="HTML", reply_markup=KEYS)
    assert text == SAME
    assert await line.refused("editMessageReplyMarkup", **params, reply_markup=KEYS) == SAME
    await line.bot("editMessageReplyMarkup", **params)
    assert await line.refused("editMessageReplyMarkup", **params) == SAME


async def test_what_is_not_the_bots_or_not_there_cannot_be_edited(line, sent):
    said = await line.play("say", person=ANNA, text="моё")
    sealed = await line.bot("sendMessage", chat_id=ANNA, text="a", reply_markup={"remove_keyboard": True})
    edit = {"chat_id": ANNA, "text": "b"}
    cannot, absent = "400 Bad Request: message can't be edited", "400 Bad Request: message to edit not found"
    assert await line.refused("editMessageText", **edit, message_id=said["message_id"]) == cannot
    assert await line.refused("editMessageText", **edit, message_id=sealed["message_id"]) == cannot
    assert await line.refused("editMessageText", **edit, message_id=999) == absent
    assert await line.refused("editMessageText", chat_id=GROUP, text="b", message_id=sent) == absent
    unnamed = await line.refused("editMessageText", **edit)
    assert unnamed == "400 Bad Request: message identifier is not specified"
    caption = await line.refused("editMessageCaption", chat_id=ANNA, message_id=sent, caption="b")
    assert caption == "400 Bad Request: there is no caption in the message to edit"


async def test_a_message_is_deleted_once_and_not_after_48_hours(line, sent, clock):
    await line.bot("deleteMessage", chat_id=ANNA, message_id=sent)
    assert sent not in [one["message_id"] for one in (await line.look(f"chat?chat={ANNA}"))["messages"]]
    again = await line.refused("deleteMessage", chat_id=ANNA, message_id=sent)
    assert again == "400 Bad Request: message to delete not found"
    old = (await line.bot("sendMessage", chat_id=ANNA, text="старое"))["message_id"]
    clock.move_by(timedelta(hours=48, seconds=2))
    late = await line.refused("deleteMessage", chat_id=ANNA, message_id=old)
    assert late == "400 Bad Request: message can't be deleted for everyone"


async def test_many_are_deleted_and_absent_ones_passed_over(line):
    ids = [(await line.bot("sendMessage", chat_id=ANNA, text=str(n)))["message_id"] for n in range(2)]
    assert await line.bot("deleteMessages", chat_id=ANNA, message_ids=[*ids, 999]) is True
    assert not set(ids) & {one["message_id"] for one in (await line.look(f"chat?chat={ANNA}"))["messages"]}
    many = await line.refused("deleteMessages", chat_id=ANNA, message_ids=list(range(1, 102)))
    assert many == "400 Bad Request: too many message identifiers specified"


async def test_in_a_group_the_words_of_people_stay(line):
    said = await line.play("say", person=ANNA, text="/bind", chat=GROUP)
    refusal = await line.refused("deleteMessage", chat_id=GROUP, message_id=said["message_id"])
    assert refusal == "400 Bad Request: message can't be deleted"


async def test_a_press_is_answered_once_and_seen_as_a_toast(line, sent):
    query = (await line.play("press", person=ANNA, message_id=sent, text="Да"))["query_id"]
    assert await line.bot("answerCallbackQuery", callback_query_id=query, text="Записано", show_alert=True) is True
    toast = (await line.look(f"chat?chat={ANNA}"))["toasts"][-1]
    assert (toast["query_id"], toast["text"], toast["alert"]) == (query, "Записано", True)
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await line.refused("answerCallbackQuery", callback_query_id=query) == too_old
    assert await line.refused("answerCallbackQuery", callback_query_id="123") == too_old


@pytest.mark.parametrize(("waited", "answered"), [(15.0, True), (15.1, False)])
async def test_a_press_is_answered_within_15_seconds(line, sent, ticks, waited, answered):
    query = (await line.play("press", person=ANNA, message_id=sent, data="yes"))["query_id"]
    ticks.seconds += waited
    status, _ = await line.answer("answerCallbackQuery", callback_query_id=query)
    assert (status == 200) is answered


async def test_a_long_toast_is_refused(line, sent):
    query = (await line.play("press", person=ANNA, message_id=sent, data="yes"))["query_id"]
    refusal = await line.refused("answerCallbackQuery", callback_query_id=query, text="я" * 201)
    assert refusal == "400 Bad Request: MESSAGE_TOO_LONG"
