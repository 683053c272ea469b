"""What sendMessage takes and what it refuses."""

import json
from typing import Any

import pytest

ANNA, BORIS, GROUP = 11, 12, -500


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


async def test_a_message_has_telegrams_shape(line):
    message = await line.bot("sendMessage", chat_id=ANNA, text="<b>Срок</b> завтра", parse_mode="HTML")
    assert message["from"] == {"id": 4242, "is_bot": True, "first_name": "Наставник", "username": "sample_bot"}
    assert message["chat"] == {
        "id": ANNA,
        "first_name": "Анна",
        "last_name": "Ветрова",
        "username": "vetrova",
        "type": "private",
    }
    assert (message["text"], message["entities"]) == ("Срок завтра", [{"type": "bold", "offset": 0, "length": 4}])


@pytest.mark.parametrize("body", ["json", "form", "query"])
async def test_parameters_come_in_every_way_telegram_takes(line, body):
    values = {"chat_id": str(ANNA), "text": "да", "reply_markup": json.dumps(inline(text="a", callback_data="b"))}
    send = {"json": {"json": values}, "form": {"data": values}, "query": {"params": values}}[body]
    address = f"{line.sandbox.url}/bot4242:sandbox-token/SENDmessage"
    async with line.session.post(address, **send) as response:
        result = (await response.json())["result"]
    assert (result["text"], result["reply_markup"]) == ("да", inline(text="a", callback_data="b"))


async def test_a_wrong_token_is_unauthorized_and_an_unknown_method_not_found(line):
    async with line.session.get(f"{line.sandbox.url}/bot1:other/getMe") as response:
        assert (response.status, await response.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )
    assert await line.refused("sendCarrierPigeon") == "404 Not Found"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "я" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),  # 2 units each: 4098
        ({"text": "<b>" + "я" * 4097 + "</b>", "parse_mode": "HTML"}, "message is too long"),
        ({"text": "я" * 16_385}, "text is too long"),  # 2 bytes each: 32770
        ({"text": "a", "parse_mode": "Wiki"}, "unsupported parse_mode"),
        ({"text": "a", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "a", "entities": "bold"}, "can't parse entities JSON object"),
    ],
)
async def test_a_bad_text_is_refused(line, params, words):
    assert await line.refused("sendMessage", chat_id=ANNA, **params) == f"400 Bad Request: {words}"


async def test_the_limit_is_counted_after_the_tags_are_gone(line):
    text = "<b>" + "&lt;" * 4096 + "</b>"
    assert (await line.bot("sendMessage", chat_id=ANNA, text=text, parse_mode="HTML"))["text"] == "<" * 4096


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline(text="a", callback_data="я" * 32 + "x"), "BUTTON_DATA_INVALID"),  # 2 bytes each, and one: 65
        (
            inline(text="a", callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (inline(text=" ", callback_data="a"), "inline keyboard button text must be non-empty"),
        (inline(callback_data="a"), "can't parse inline keyboard button: Can't find field \"text\""),
        (inline(text=5, callback_data="a"), 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (inline(text="a", url="not a link"), "inline keyboard button URL 'not a link' is invalid: Wrong HTTP URL"),
        (
            inline(text="a", url="https://example.com", callback_data="b"),
            "can't parse inline keyboard button: Exactly one of the fields url, callback_data must be used",
        ),
        ({"inline_keyboard": [["a"]]}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            {"inline_keyboard": [{"text": "a"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]] * 101}, "reply markup is too long"),
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
    ],
)
async def test_a_bad_keyboard_is_refused(line, markup, words):
    description = await line.refused("sendMessage", chat_id=ANNA, text="a", reply_markup=markup)
    assert description == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    "markup",
    [
        inline(text="a", callback_data="я" * 32),
        {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]] * 100},
        {"inline_keyboard": []},
        {"keyboard": [[{"text": "a"}, "b"]], "resize_keyboard": True},
        {"remove_keyboard": True},
        {"force_reply": True},
    ],
)
async def test_a_good_keyboard_is_taken(line, markup):
    sent = await line.bot("sendMessage", chat_id=ANNA, text="a", reply_markup=markup)
    assert sent.get("reply_markup") == (markup if markup.get("inline_keyboard") else None)


@pytest.mark.parametrize(
    ("chat_id", "words"),
    [
        ("", "400 Bad Request: chat_id is empty"),
        (777, "400 Bad Request: chat not found"),
        ("@nobody", "400 Bad Request: chat not found"),
        (BORIS, "403 Forbidden: bot can't initiate conversation with a user"),
    ],
)
async def test_a_chat_out_of_reach_is_refused(line, chat_id, words):
    assert await line.refused("sendMessage", chat_id=chat_id, text="a") == words


async def test_somebody_who_blocked_is_forbidden_until_they_unblock(line):
    await line.play("block", person=ANNA, blocked=True)
    assert await line.refused("sendMessage", chat_id=ANNA, text="a") == "403 Forbidden: bot was blocked by the user"
    await line.play("block", person=ANNA, blocked=False)
    assert await line.bot("sendMessage", chat_id=ANNA, text="a")


async def test_a_deleted_account_is_forbidden(line):
    await line.play("deactivate", person=ANNA, deactivated=True)
    assert await line.refused("sendMessage", chat_id=ANNA, text="a") == "403 Forbidden: user is deactivated"


async def test_typing_shows_until_the_message_comes(line):
    assert await line.bot("sendChatAction", chat_id=ANNA, action="typing") is True
    assert (await line.look(f"chat?chat={ANNA}"))["typing"] is True
    await line.bot("sendMessage", chat_id=ANNA, text="a")
    assert (await line.look(f"chat?chat={ANNA}"))["typing"] is False
    refusal = await line.refused("sendChatAction", chat_id=ANNA, action="yawning")
    assert refusal == "400 Bad Request: wrong parameter action in request"
