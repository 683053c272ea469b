"""What people do, and what the bot is told of it."""

import pytest

ANNA, BORIS, GROUP = 11, 12, -500
SUPERGROUP = -1001234567890


async def newest(line) -> dict:
    return (await line.updates(offset=-1))[0]


async def test_a_text_comes_as_a_message_with_its_entities(line):
    said = await line.play("say", person=BORIS, text=" /start abc ")
    update = await newest(line)
    message = update["message"]
    assert (update["update_id"], message["message_id"]) == (said["update_id"], said["message_id"])
    assert (message["text"], message["from"]["id"], message["chat"]["id"]) == ("/start abc", BORIS, BORIS)
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert await line.bot("sendMessage", chat_id=BORIS, text="теперь можно")


async def test_a_long_text_goes_out_in_pieces(line):
    said = await line.play("say", person=ANNA, text="x" + "😀" * 4095)  # 1 + 2 × 4095 = 8191 units: 4095 + 4096
    pieces = [update["message"]["text"] for update in await line.updates()]
    assert [len(piece) for piece in pieces] == [1 + 2047, 2048]
    assert len(said["message_ids"]) == 2


async def test_a_press_carries_the_message_and_the_data(line):
    keys = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    sent = await line.bot("sendMessage", chat_id=ANNA, text="Верно?", reply_markup=keys)
    pressed = await line.play("press", person=ANNA, message_id=sent["message_id"], text="Да")
    query = (await newest(line))["callback_query"]
    assert (query["id"], query["data"], query["message"]["text"]) == (pressed["query_id"], "yes", "Верно?")
    assert query["message"]["reply_markup"] == keys
    missing = await line.unplayable("press", person=ANNA, message_id=sent["message_id"], data="no")
    assert missing == f"message {sent['message_id']} has no such button; it has «Да»"


async def test_a_forged_press_goes_with_force_even_from_a_deleted_message(line):
    sent = await line.bot("sendMessage", chat_id=ANNA, text="a")
    await line.bot("deleteMessage", chat_id=ANNA, message_id=sent["message_id"])
    await line.play("press", person=ANNA, message_id=sent["message_id"], data="pair:999", force=True)
    query = (await newest(line))["callback_query"]
    assert (query["data"], query["message"]["date"]) == ("pair:999", 0)


async def test_an_edited_text_comes_as_such_and_the_waiting_one_keeps_its_words(line):
    said = await line.play("say", person=ANNA, text="40")
    await line.play("edit", person=ANNA, message_id=said["message_id"], text="45")
    first, second = await line.updates()
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("40", "45")
    assert await line.unplayable("edit", person=BORIS, message_id=said["message_id"], text="x")


async def test_blocking_is_told_once_and_silences_the_person(line):
    await line.play("block", person=ANNA, blocked=True)
    change = (await newest(line))["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert await line.play("block", person=ANNA, blocked=True) == {"update_id": None}
    assert await line.unplayable("say", person=ANNA, text="a")


async def test_the_bot_is_told_when_it_is_added_to_a_group_the_first_time_only(empty):
    await empty.play("people", id=ANNA, name="Анна")
    for title in ("Сводки", "Новое имя"):
        await empty.play("groups", id=GROUP, title=title, members=[ANNA])
    (update,) = await empty.updates()
    change = update["my_chat_member"]
    assert (change["chat"]["type"], change["from"]["id"]) == ("group", ANNA)
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert [chat["title"] for chat in (await empty.look("state?since=0"))["chats"]] == ["Анна", "Новое имя"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/bind", True),
        ("/bind@sample_bot", True),
        ("/bind@other_bot", False),
        ("привет", False),
        ("@sample_bot привет", True),
    ],
)
async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(line, text, told):
    said = await line.play("say", person=ANNA, chat=GROUP, text=text)
    assert (said["update_id"] is not None) is told


async def test_in_a_group_the_bot_hears_a_reply_to_itself(line):
    sent = await line.bot("sendMessage", chat_id=GROUP, text="Сводка")
    await line.play("say", person=ANNA, chat=GROUP, text="спасибо", reply_to=sent["message_id"])
    assert (await newest(line))["message"]["reply_to_message"]["text"] == "Сводка"


async def test_a_bot_that_was_removed_from_a_group_is_forbidden(line):
    await line.play("bot", chat=GROUP, status="kicked")
    refusal = await line.refused("sendMessage", chat_id=GROUP, text="a")
    assert refusal == "403 Forbidden: bot was kicked from the group chat"
    await line.play("bot", chat=GROUP, status="member")
    await line.bot("leaveChat", chat_id=GROUP)
    refusal = await line.refused("sendMessage", chat_id=GROUP, text="a")
    assert refusal == "403 Forbidden: bot is not a member of the group chat"
    assert (await newest(line))["my_chat_member"]["from"]["is_bot"] is True


async def test_a_group_that_became_a_supergroup_tells_its_new_id(line):
    await line.play("migrate", chat=GROUP, to=SUPERGROUP)
    status, body = await line.answer("sendMessage", chat_id=GROUP, text="a")
    assert (status, body["parameters"]) == (400, {"migrate_to_chat_id": SUPERGROUP})
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    sent = await line.bot("sendMessage", chat_id=SUPERGROUP, text="a")
    assert (sent["chat"]["type"], sent["message_id"]) == ("supergroup", 2)  # counted anew; the first is the notice
    old, new = [update["message"] for update in await line.updates()]
    assert (old["migrate_to_chat_id"], new["migrate_from_chat_id"]) == (SUPERGROUP, GROUP)


async def test_a_raw_update_gets_a_number_and_goes_as_it_is(line):
    number = (await line.play("update", poll_answer={"poll_id": "1", "option_ids": []}))["update_id"]
    assert await newest(line) == {"update_id": number, "poll_answer": {"poll_id": "1", "option_ids": []}}
    assert await line.unplayable("update", one={}, two={})


async def test_strangers_and_outsiders_are_told_in_a_sentence(line):
    await line.play("people", id=13, name="Вера")
    assert await line.unplayable("say", person=99, text="a") == "nobody has the id 99"
    assert await line.unplayable("say", person=13, chat=GROUP, text="a") == f"person 13 is not in the group {GROUP}"
    assert await line.unplayable("say", person="x", text="a") == '"person" must be a whole number'
    assert await line.unplayable("say", person=ANNA, text=" ") == "there is nothing to say: the text is empty"
    assert (await line.unplayable("send", person=ANNA, kind="smell")).startswith("kind must be one of: sticker")


async def test_commands_are_seen_by_the_nearest_scope_and_language(line):
    async def seen() -> list[str]:
        return [one["command"] for one in (await line.look(f"chat?chat={ANNA}"))["commands"]]

    def menu(command: str) -> list[dict[str, str]]:
        return [{"command": command, "description": "Слова"}]

    await line.bot("setMyCommands", commands=menu("all"))
    assert await seen() == ["all"]
    await line.bot("setMyCommands", commands=menu("private"), scope={"type": "all_private_chats"})
    assert await seen() == ["private"]
    await line.bot("setMyCommands", commands=menu("russian"), scope={"type": "all_private_chats"}, language_code="ru")
    assert await seen() == ["russian"]
    await line.bot("setMyCommands", commands=menu("own"), scope={"type": "chat", "chat_id": ANNA})
    assert await seen() == ["own"]
    assert len(await line.look("commands")) == 4
    await line.bot("deleteMyCommands", scope={"type": "chat", "chat_id": ANNA})
    assert await seen() == ["russian"]
    assert await line.bot("getMyCommands") == menu("all")
    refusal = await line.refused("setMyCommands", commands=menu("Start"))
    assert refusal == "400 Bad Request: BOT_COMMAND_INVALID"
    stranger = await line.refused("setMyCommands", commands=menu("a"), scope={"type": "chat", "chat_id": 99})
    assert stranger == "400 Bad Request: chat not found"


async def test_calls_are_logged_without_polls_unless_wanted(line):
    await line.bot("getMe")
    start = (await line.look("calls"))[-1]["n"]
    await line.bot("sendMessage", chat_id=ANNA, text="a", reply_markup='{"remove_keyboard": true}')
    await line.refused("sendMessage", chat_id=99, text="a")
    await line.updates()
    done, failed = await line.look(f"calls?since={start}")
    assert (done["method"], done["status"], done["params"]["reply_markup"]) == (
        "sendMessage",
        200,
        {"remove_keyboard": True},
    )
    assert (failed["status"], failed["error"]) == (400, "Bad Request: chat not found")
    assert [one["method"] for one in await line.look(f"calls?since={start}&polls=1")][-1] == "getUpdates"


async def test_the_control_api_describes_every_one_of_its_routes(line):
    async with line.session.get(f"{line.sandbox.url}/control") as response:
        words = await response.text()
    paths = {
        str(resource.canonical).replace("{id}", "ID")
        for resource in line.sandbox.app.router.resources()
        if str(resource.canonical).startswith("/control/")
    }
    assert len(paths) > 15
    assert [path for path in sorted(paths) if path not in words] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "rebound.example.com"}, 403),
        ({"Origin": "https://example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_only_this_machine_and_its_own_page_may_play(line, headers, status):
    for path in ("/", "/static/index.html", "/control/people"):
        async with line.session.get(f"{line.sandbox.url}{path}", headers=headers) as response:
            assert response.status == status


async def test_the_page_itself_may_play(line):
    headers = {"Origin": line.sandbox.url, "Sec-Fetch-Site": "same-origin"}
    async with line.session.get(f"{line.sandbox.url}/control/people", headers=headers) as response:
        assert response.status == 200


async def test_the_sandbox_listens_on_this_machine_only(line):
    with pytest.raises(ValueError, match="this machine only"):
        await line.sandbox.start("0.0.0.0")
