"""The wire: what is known when no answer comes, and what never gets into an error or a log."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.http import Answer, Api, NoAnswer
from bot.trouble import where
from tests.bot.wire import ANNA, TOKEN, People

Serve = Callable[..., Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """A server that has its answers ready, whatever it is asked, and hangs up after the last."""
    servers: list[asyncio.Server] = []

    async def begin(*said: bytes) -> str:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            for answer in said or (b"",):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(answer)
            writer.close()

        servers.append(await asyncio.start_server(talk, "127.0.0.1", 0))
        return f"http://127.0.0.1:{servers[-1].sockets[0].getsockname()[1]}"

    yield begin
    for server in servers:
        server.close()
        await server.wait_closed()


async def ask(address: str, proxy: str = "") -> Answer:
    api = await Api.open(address, TOKEN, proxy)
    try:
        return await api.call("getMe", wait=3)
    finally:
        await api.close()


async def failure(address: str, proxy: str = "") -> NoAnswer:
    with pytest.raises(NoAnswer) as none:
        await ask(address, proxy)
    return none.value


async def test_a_refused_connection_has_certainly_not_been_acted_on() -> None:
    refused = await failure("http://127.0.0.1:1")
    assert (refused.unknown, "ECONNREFUSED" in str(refused)) == (False, True)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_does_not_work_is_known_not_to_have_passed_anything_on(scheme: str) -> None:
    assert not (await failure("http://127.0.0.1:9", f"{scheme}://127.0.0.1:1")).unknown


async def test_a_connection_cut_after_the_request_leaves_it_unknown(serve: Serve) -> None:
    assert (await failure(await serve())).unknown


async def test_a_file_cut_off_on_its_way_may_have_arrived(serve: Serve) -> None:
    api = await Api.open(await serve(), TOKEN)
    with pytest.raises(NoAnswer) as none:
        await api.upload("sendDocument", {"chat_id": ANNA}, "document", "ключ.txt", b"abc")
    await api.close()
    assert none.value.unknown


async def test_no_error_holds_the_token(people: People) -> None:
    await people.play("faults", mode="reset")
    for address in ("http://127.0.0.1:1", "http://no-such-host.invalid", "http://[", people.sandbox.url):
        error = await failure(address)
        assert TOKEN not in f"{error!r} {error} {error.__cause__!r}"


async def test_a_page_of_a_gateway_is_no_answer_of_telegram(serve: Serve) -> None:
    answer = await ask(await serve(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>"))
    assert (answer.ok, answer.code, answer.from_api) == (False, 502, False)


async def test_a_proxy_is_used(serve: Serve) -> None:
    """The address behind it does not exist: only the proxy can have answered."""
    proxy = await serve(
        b"HTTP/1.1 200 Connection established\r\n\r\n",
        b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}',
    )
    assert (await ask("http://telegram.invalid", proxy)).ok


async def test_a_file_arrives_with_its_name_and_words(people: People, api: Api) -> None:
    answer = await api.upload("sendDocument", {"chat_id": ANNA, "caption": "Ключ"}, "document", "ключ.txt", b"abc")
    assert answer.ok
    [message] = await people.received()
    assert (message["text"], message["document"]["name"], message["document"]["size"]) == ("Ключ", "ключ.txt", 3)


def test_an_error_is_described_by_type_and_place_only() -> None:
    with pytest.raises(KeyError) as raised:
        {}["Анна Ветрова"]
    assert where(raised.value).startswith("KeyError at tests/bot/test_http.py:")
    assert "Анна" not in where(raised.value)
