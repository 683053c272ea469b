"""Updates become effects and replies: all of a batch or nothing, each once."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import checks, replies, settings
from bot.app import App
from bot.cause import Cause
from bot.clock import MovableClock
from bot.pace import Pace
from storage import outbox, restart, updates
from storage.database import Database
from storage.parcel import LIVE, Parcel
from storage.updates import Seen
from tests.bot import toy
from tests.bot.wire import ANNA, BORIS, GROUP, TOKEN, People
from views import errors
from views.screen import Markup, Screen


@pytest.fixture
async def app(people: People, clock: MovableClock, tmp_path: Path) -> AsyncIterator[App]:
    chosen = settings.load(
        _env_file=None, token=TOKEN, api_url=people.sandbox.url, database=tmp_path / "bot.sqlite3", admins=[ANNA]
    )
    quick = Pace(overall=0, chat_interval=0, group_minute=0)
    app = App(chosen, clock, attach=toy.attach, plan=toy.nothing_due, pace=quick)
    await app.start()
    yield app
    await app.stop()


async def settled(app: App, people: People) -> None:
    """The bot has taken what was said so far, and everything has arrived."""
    assert (await people.play("idle", timeout=10))["idle"]
    assert await app.drained(10)


async def counted(app: App) -> int:
    async with app.database.transaction() as db:
        return await toy.counted(db)


async def column(app: App, sql: str) -> list[Any]:
    async with app.database.transaction() as db:
        return [row[0] for row in await db.all(sql)]


def said(number: int, words: str) -> dict[str, Any]:
    person = {"id": ANNA, "is_bot": False, "first_name": "Анна"}
    chat = {"id": ANNA, "type": "private", "first_name": "Анна"}
    message = {"message_id": 900, "date": 1, "from": person, "chat": chat, "text": words}
    return {"update_id": number, "message": message}


async def press_newest(app: App, people: People, data: str) -> None:
    await people.press((await people.received())[-1]["message_id"], data)
    await settled(app, people)


async def test_twenty_quick_messages_count_twenty_in_their_order(app: App, people: People) -> None:
    for number in range(1, 21):
        await people.say(f"m{number}")
    await settled(app, people)
    assert await people.texts() == [f"{number}: m{number}" for number in range(1, 21)]


async def test_an_update_that_fails_is_undone_alone_and_answered_with_an_apology(
    app: App, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    for words in ("до", "boom", "после"):
        await people.say(words)
    await settled(app, people)
    assert [text.splitlines()[0] for text in await people.texts()] == [
        "1: до",
        "Не получилось. Это наша ошибка, она записана.",
        "2: после",
    ]
    assert await counted(app) == 2
    before, failure, after = await column(app, "SELECT failure FROM updates ORDER BY id")
    assert (before, after) == (None, None)
    assert failure.startswith("message: ValueError at tests/bot/toy.py")
    [line] = await checks.failures(app.settings)
    assert line.endswith(failure)
    assert "ValueError at tests/bot/toy.py" in caplog.text
    assert "nobody's business" not in caplog.text


@pytest.mark.parametrize("words", ["call", "odd"])
async def test_a_handler_that_calls_telegram_or_returns_something_odd_has_failed(
    app: App, people: People, words: str
) -> None:
    await people.say(words)
    await settled(app, people)
    assert [text[:13] for text in await people.texts()] == ["Не получилось"]


async def test_a_failing_tap_is_answered_too_and_the_keyboard_stays(app: App, people: People) -> None:
    await people.say("/start")
    await settled(app, people)
    await press_newest(app, people, "boom")
    menu, apology = await people.received()
    assert menu["buttons"]
    assert apology["text"].startswith("Не получилось")
    assert [toast["text"] for toast in (await people.look(f"chat?chat={ANNA}"))["toasts"]] == [errors.TOAST]


async def test_a_repeated_update_changes_nothing(app: App, people: People) -> None:
    await people.play("faults", duplicate_updates=True)
    for words in ("раз", "два"):
        await people.say(words)
        await settled(app, people)
    assert await people.texts() == ["1: раз", "2: два"]


async def test_a_repeated_number_changes_nothing_whatever_comes_with_it(app: App) -> None:
    await app._intake.take([said(70, "раз"), said(70, "раз"), said(71, "два")])
    await app._intake.take([said(71, "другое")])
    assert await counted(app) == 2


async def test_what_could_not_be_committed_is_not_acknowledged(app: App, people: People) -> None:
    for words in ("раз", "refuse commit", "два"):
        await people.say(words)
    await settled(app, people)
    assert await people.texts() == ["1: раз", "2: refuse commit", "3: два"]


async def test_effect_and_reply_are_committed_together(app: App, people: People) -> None:
    await people.play("faults", mode="silence", methods=["sendMessage"])
    await people.say("раз")
    assert (await people.play("idle", timeout=10))["idle"]
    assert await counted(app) == 1
    assert [json.loads(body)["text"] for body in await column(app, "SELECT body FROM outbox")] == ["1: раз"]


async def test_a_press_on_the_live_message_changes_it_in_place(app: App, people: People) -> None:
    await people.say("/start")
    await settled(app, people)
    await press_newest(app, people, "next")
    assert await people.texts() == ["Шаг 1"]
    assert [toast["text"] for toast in (await people.look(f"chat?chat={ANNA}"))["toasts"]] == ["Готово"]


MENU = Parcel(ANNA, "sendMessage", '{"reply_markup":{"inline_keyboard":[[{"callback_data":"next"}]]}}', live=LIVE)
PRESS = Cause("callback_query", "x", ANNA, None, 77, "next")
STEP = Screen(Markup("Шаг 1"), toy.MENU)


async def test_a_press_that_comes_before_the_message_is_written_down_changes_it_in_place(
    app: App, people: People
) -> None:
    """Delivery waits for its turn at the database while the person is quick; killed in between, it must not send
    that message once more below the changed one."""
    now = app.clock.now()
    async with app.database.transaction() as db:
        await outbox.put(db, [MENU], now)
        await outbox.claim(db, await outbox.heads(db, 1))
        [edit] = await replies.parcels(db, PRESS, STEP, now)
        assert edit.method == "editMessageText"
        assert await restart.requeue(db, now) == []
        assert await outbox.unsettled(db, now) == 0


async def test_a_press_on_what_may_have_arrived_keeps_it_from_coming_again(app: App, people: People) -> None:
    now = app.clock.now()
    async with app.database.transaction() as db:
        await outbox.put(db, [MENU], now)
        await outbox.claim(db, await outbox.heads(db, 1))
        await restart.requeue(db, now)  # killed, and begun anew
        [edit] = await replies.parcels(db, PRESS, STEP, now)
        assert edit.method == "editMessageText"
        assert await outbox.unsettled(db, now) == 0


@pytest.mark.parametrize("data", ["z.day:2026-12-04:1", "next"], ids=["another message", "a copy under way"])
async def test_a_press_on_any_other_message_is_answered_below(app: App, people: People, data: str) -> None:
    """A newer reminder stays as it is; and below a copy that is still to come an old step would stand."""
    now = app.clock.now()
    async with app.database.transaction() as db:
        await outbox.put(db, [MENU], now)
        await outbox.claim(db, await outbox.heads(db, 1))
        if data == "next":
            await restart.requeue(db, now)
            await outbox.claim(db, await outbox.heads(db, 1))
        [below] = await replies.parcels(db, PRESS._replace(data=data), STEP, now)
        assert below.method == "sendMessage"
        await outbox.sent(db, [(1, 78)], now)


async def test_a_press_on_an_older_message_is_answered_below_and_takes_the_keyboard_along(
    app: App, people: People
) -> None:
    for _ in range(2):
        await people.say("/start")
        await settled(app, people)
    first, _ = await people.received()
    await people.press(first["message_id"], "next")
    await settled(app, people)
    shown = [(message["text"], bool(message["buttons"])) for message in await people.received()]
    assert shown == [("Меню @sample_bot", False), ("Меню @sample_bot", False), ("Шаг 1", True)]


async def test_screens_of_one_reply_keep_their_order_even_when_the_last_is_live(app: App, people: People) -> None:
    await people.say("/start")
    await settled(app, people)
    await press_newest(app, people, "two")
    assert await people.texts() == ["Меню @sample_bot", "Квитанция", "Меню"]


async def test_a_tap_nobody_serves_stops_spinning(app: App, people: People) -> None:
    await people.say("/start")
    await settled(app, people)
    await press_newest(app, people, "forged:1")
    assert len((await people.look(f"chat?chat={ANNA}"))["toasts"]) == 1
    assert await people.texts() == ["Меню @sample_bot"]


async def test_a_command_menu_is_sent_when_the_role_changes_and_not_otherwise(app: App, people: People) -> None:
    for words in ("role coordinator", "role coordinator", "role mentor", "role coordinator"):
        await people.say(words)
        await settled(app, people)
    menus = [call for call in await people.calls("setMyCommands") if "scope" in call["params"]]
    assert len(menus) == 3


async def test_people_of_a_group_are_answered_in_the_group(app: App, people: People) -> None:
    await people.play("say", person=BORIS, chat=GROUP, text="/start@sample_bot")
    await settled(app, people)
    assert await people.texts(GROUP) == ["Меню @sample_bot"]


async def test_a_command_that_fails_in_a_group_is_answered_with_an_apology_there(app: App, people: People) -> None:
    await people.play("say", person=BORIS, chat=GROUP, text="/Bind@Sample_Bot сюда")
    await settled(app, people)
    assert [text.splitlines()[0] for text in await people.texts(GROUP)] == [
        "Не получилось. Это наша ошибка, она записана."
    ]
    assert await people.texts(BORIS) == []


async def test_talk_that_fails_in_a_group_is_not_answered(app: App, people: People) -> None:
    said = {"message_id": 900, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}, "text": "boom"}
    await people.play("update", message={**said, "from": {"id": BORIS, "is_bot": False, "first_name": "Борис"}})
    await settled(app, people)
    assert await people.calls("sendMessage") == []
    assert await column(app, "SELECT count(*) FROM updates WHERE failure IS NOT NULL") == [1]


async def test_what_nobody_can_parse_is_passed_over(app: App, people: People) -> None:
    await people.play("update", message={"message_id": 1, "chat": "nowhere"})
    await people.play("update", my_chat_member={"odd": True})
    await people.say("раз")
    await settled(app, people)
    assert await people.texts() == ["1: раз"]
    assert await column(app, "SELECT count(*) FROM updates WHERE failure IS NOT NULL") == [2]


async def test_trouble_with_polling_is_waited_out(app: App, people: People) -> None:
    await people.play("faults", mode="500", count=1, methods=["getUpdates"])
    await people.say("раз")
    await people.say("два")
    await settled(app, people)
    assert await people.texts() == ["1: раз", "2: два"]


async def test_the_next_process_goes_on_where_this_one_ended(app: App, people: People) -> None:
    await people.say("раз")
    await settled(app, people)
    await app.stop()
    await people.say("пока никого нет")
    await app.start()
    await settled(app, people)
    assert await people.texts() == ["1: раз", "2: пока никого нет"]


async def test_a_server_that_counts_anew_is_heard(app: App, people: People) -> None:
    """Its next numbers are those of other updates, seen long ago."""
    await people.say("раз")
    await settled(app, people)
    await app.stop()
    await people.say("два")
    database = await Database.open(app.settings.database)
    async with database.transaction() as db:
        last = await updates.highest(db) or 0
        old = [Seen(number, "other") for number in range(last + 1, last + 50)]
        await updates.add(db, old, app.clock.now())
    await database.close()
    await app.start()
    await settled(app, people)
    await people.say("три")
    await settled(app, people)
    assert await people.texts() == ["1: раз", "2: два", "3: три"]


async def test_a_server_that_begins_lower_is_heard_when_it_comes_to_numbers_seen_before(app: App) -> None:
    await app._intake.take([said(70, "раз"), said(71, "два")])
    await app.stop()
    await app.start()
    for number in (69, 70, 71):
        await app._intake.take([said(number, "снова")])
    assert await counted(app) == 5
