"""Updates on their way to the bot: polling and webhook."""

import asyncio

import pytest
from aiohttp import web

ANNA, BORIS, GROUP = 11, 12, -500


async def say(line, *texts: str) -> list[int]:
    return [(await line.play("say", person=ANNA, text=text))["update_id"] for text in texts]


def texts(updates) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_comes_again_until_an_offset_confirms_it(line):
    first, second = await say(line, "раз", "два")
    assert second == first + 1
    assert texts(await line.updates()) == ["раз", "два"]
    assert texts(await line.updates(limit=1)) == ["раз"]
    assert texts(await line.updates(offset=first)) == ["раз", "два"]
    assert texts(await line.updates(offset=second)) == ["два"]
    assert texts(await line.updates()) == ["два"]
    assert await line.updates(offset=second + 1) == []


async def test_a_negative_offset_forgets_all_but_the_last(line):
    await say(line, "раз", "два", "три")
    assert texts(await line.updates(offset=-2)) == ["два", "три"]
    assert texts(await line.updates()) == ["два", "три"]


async def test_an_offset_far_ahead_is_ignored(line):
    (number,) = await say(line, "раз")
    assert texts(await line.updates(offset=number + 1000)) == ["раз"]


async def test_a_long_poll_ends_when_something_comes(line):
    poll = asyncio.create_task(line.updates(timeout=30))
    await line.called(method="getUpdates", status=None)
    await say(line, "раз")
    assert texts(await poll) == ["раз"]


async def test_a_second_poll_ends_the_first_with_a_conflict(line):
    first = asyncio.create_task(line.refused("getUpdates", timeout=30))
    await line.called(method="getUpdates", status=None)
    assert await line.updates() == []
    assert await first == (
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_only_wanted_kinds_of_updates_come(line):
    await line.updates(allowed_updates=["callback_query"])
    assert await say(line, "раз") == [None]
    await line.updates(allowed_updates=[])
    (number,) = await say(line, "два")
    assert number is not None
    assert texts(await line.updates()) == ["два"]


async def test_a_duplicated_update_comes_once_more_after_it_was_confirmed(line):
    await line.play("faults", duplicate_updates=True)
    (number,) = await say(line, "раз")
    assert texts(await line.updates()) == ["раз"]
    assert [one["update_id"] for one in await line.updates(offset=number + 1)] == [number]
    assert await line.updates(offset=number + 1) == []


async def test_idle_tells_when_everything_was_taken(line):
    (number,) = await say(line, "раз")
    assert await line.play("idle", timeout=0.01) == {"idle": False}
    waiting = asyncio.create_task(line.play("idle", timeout=5))
    await line.updates(offset=number + 1)
    assert await waiting == {"idle": True}


class Hook:
    """A bot's own address, failing as often as told."""

    def __init__(self) -> None:
        self.failures = 0
        self.seen: list[tuple[str | None, int, str]] = []
        self.enough = asyncio.Event()
        self.reply: dict[str, object] = {}

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        self.seen.append((secret, body["update_id"], body["message"]["text"]))
        if len(self.seen) == 2:
            self.enough.set()
        return web.json_response(self.reply)


@pytest.fixture
async def hook(line):
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_updates_in_order_each_until_it_is_taken(line, hook):
    hook.failures = 2
    await line.bot("setWebhook", url=hook.url, secret_token="S-1")
    numbers = await say(line, "раз", "два")
    await asyncio.wait_for(hook.enough.wait(), 5)
    assert hook.seen == [("S-1", numbers[0], "раз"), ("S-1", numbers[1], "два")]
    assert await line.play("idle", timeout=5) == {"idle": True}
    info = await line.bot("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_polling_beside_a_webhook_is_a_conflict(line, hook):
    await line.bot("setWebhook", url=hook.url)
    assert await line.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await line.bot("deleteWebhook")
    assert await line.updates() == []


async def test_a_webhook_may_answer_with_a_method(line, hook):
    hook.reply = {"method": "sendMessage", "chat_id": ANNA, "text": "ответ"}
    await line.bot("setWebhook", url=hook.url)
    await say(line, "раз", "два")
    assert await line.play("idle", timeout=5) == {"idle": True}
    said = [one["text"] for one in (await line.look(f"chat?chat={ANNA}"))["messages"]]
    assert said.count("ответ") == 2


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://example.com/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.com/", "secret_token": "no spaces"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_bad_webhook_is_refused(line, params, words):
    assert await line.refused("setWebhook", **params) == f"400 Bad Request: {words}"
