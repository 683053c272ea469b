"""Files that people sent come to the disk whatever happens on the way; refusals are told once."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot import rendering, telegram
from bot.clock import MovableClock
from bot.fetching import FIRST_PAUSE, LONGEST_PAUSE, Fetching
from bot.http import Api, NoAnswer, TooLarge
from domain.papers import LARGEST, Paper, Sent
from domain.people import EVERYTHING, Role
from storage import files, outbox, people
from storage.database import Database
from storage.outbox import Parcel
from storage.shelf import Shelf
from tests.bot.wire import ANNA, TOKEN, TOWN, People, Post
from views import papers

ORDER = b"%PDF-1.7 order " * 5000
ZIP = b"PK\x03\x04 something packed"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3.files"


@pytest.fixture
async def fetching(api: Api, database: Database, clock: MovableClock, folder: Path) -> Fetching:
    async with database.transaction() as db:
        person_id = await people.add(db, ANNA, "Анна", clock.now())
        await people.appoint(db, person_id, Role.DEPARTMENT, clock.now())
    return Fetching(api, database, clock, Shelf(folder), lambda: None)


class Desk:
    """What was sent, and what became of it."""

    def __init__(self, people: People, database: Database, clock: MovableClock) -> None:
        self.people, self.database, self.clock = people, database, clock

    async def sent(self, content: bytes = ORDER, name: str = "приказ.pdf", kind: str = "document") -> int:
        stored = self.people.sandbox.parts.files.add(content, name, kind)
        return await self.announced(stored.file_id, name, kind)

    async def announced(self, remote_id: str, name: str = "приказ.pdf", kind: str = "document") -> int:
        async with self.database.transaction() as db:
            anna = await people.find(db, ANNA)
            assert anna
            return await files.add(db, Sent(kind, remote_id, name, "application/pdf", 0), anna, self.clock.now())

    async def paper(self, file_id: int) -> Paper:
        async with self.database.transaction() as db:
            found = await files.get(db, EVERYTHING, file_id)
        assert found
        return found

    async def next_due(self) -> datetime | None:
        async with self.database.transaction() as db:
            return await files.next_due(db)


@pytest.fixture
def desk(people: People, database: Database, clock: MovableClock) -> Desk:
    return Desk(people, database, clock)


def on_disk(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


async def test_a_file_is_fetched_and_kept_under_its_hash(fetching: Fetching, desk: Desk, folder: Path) -> None:
    one = await desk.sent()
    assert await fetching.step()
    assert not await fetching.step()
    paper = await desk.paper(one)
    assert (paper.state, paper.sha256, paper.size) == ("kept", sha256(ORDER).hexdigest(), len(ORDER))
    assert paper.sha256
    assert on_disk(folder) == [folder / paper.sha256[:2] / paper.sha256]
    assert Shelf(folder).read(paper.sha256) == ORDER


@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize("mode", ["429", "500", "502", "reset"])
async def test_no_trouble_loses_a_file(
    fetching: Fetching, desk: Desk, folder: Path, clock: MovableClock, mode: str, method: str
) -> None:
    one = await desk.sent()
    await desk.people.play("faults", mode=mode, methods=[method], count=1)
    await fetching.step()
    assert ((await desk.paper(one)).state, on_disk(folder)) == ("waiting", [])
    assert not await fetching.step()  # not at once again
    clock.move_by(FIRST_PAUSE)
    assert await fetching.step()
    assert (await desk.paper(one)).state == "kept"


async def test_pauses_grow_and_never_end(fetching: Fetching, desk: Desk, clock: MovableClock) -> None:
    one = await desk.announced("BQAC-nobody-knows-it")
    pauses = []
    for _ in range(14):
        assert await fetching.step()
        due = await desk.next_due()
        assert due
        pauses.append(round((due - clock.now()).total_seconds()))
        clock.move_to(due)
    assert pauses[:4] == [5, 10, 20, 40]
    assert pauses[-1] == LONGEST_PAUSE.total_seconds()
    assert (await desk.paper(one)).state == "waiting"


async def test_one_file_that_cannot_be_had_keeps_no_other_from_coming(fetching: Fetching, desk: Desk) -> None:
    await desk.announced("BQAC-nobody-knows-it")
    other = await desk.sent()
    await fetching.step()
    assert (await desk.paper(other)).state == "kept"


async def test_what_is_no_document_is_refused_and_told_once(fetching: Fetching, desk: Desk, folder: Path) -> None:
    one = await desk.sent(ZIP, "приказ.pdf")
    for _ in range(2):
        await fetching.step()
    assert (await desk.paper(one)).state == "refused"
    assert on_disk(folder) == []
    async with desk.database.transaction() as db:
        (told,) = await outbox.heads(db, 10)
    assert told.chat_id == ANNA
    assert "Файл не принят:</b> приказ.pdf" in told.body
    assert "Архивы бот не принимает" in told.body


async def test_a_file_larger_than_it_was_said_to_be_is_refused(fetching: Fetching, desk: Desk, folder: Path) -> None:
    one = await desk.sent(bytes(LARGEST + 1))
    await fetching.step()
    assert ((await desk.paper(one)).state, on_disk(folder)) == ("refused", [])


async def test_a_disk_that_takes_no_more_loses_nothing(
    fetching: Fetching, desk: Desk, folder: Path, clock: MovableClock, caplog: pytest.LogCaptureFixture
) -> None:
    one = await desk.sent()
    folder.write_bytes(b"in the way")
    await fetching.step()
    assert (await desk.paper(one)).state == "waiting"
    assert f"'file': {one}" in caplog.text
    folder.unlink()
    clock.move_by(FIRST_PAUSE)
    await fetching.step()
    assert (await desk.paper(one)).state == "kept"


@pytest.mark.parametrize(
    "point", ["fetching.found", "fetching.fetched", "fetching.settled", "fetched.commit", "fetched.committed"]
)
async def test_a_process_killed_anywhere_leaves_a_file_that_comes_to_its_place_once(
    desk: Desk, fetching: Fetching, people: People, clock: MovableClock, tmp_path: Path, folder: Path, point: str
) -> None:
    one = await desk.sent()
    await desk.database.close()
    child = os.fork()
    if not child:
        _die_at(point, people.sandbox.url, tmp_path / "bot.sqlite3", folder)
    _, status = await asyncio.to_thread(os.waitpid, child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    desk.database = await Database.open(tmp_path / "bot.sqlite3")
    api = await Api.open(people.sandbox.url, TOKEN)
    shelf = Shelf(folder)
    shelf.tidy()
    await Fetching(api, desk.database, clock, shelf, lambda: None).step()
    await api.close()
    paper = await desk.paper(one)
    await desk.database.close()
    assert paper.state == "kept"
    assert paper.sha256
    assert on_disk(folder) == [folder / paper.sha256[:2] / paper.sha256]


def _die_at(point: str, url: str, file: Path, folder: Path) -> None:
    """In a process of its own: fetch what waits, and be killed on the way."""

    def reached(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    async def fetch() -> None:
        database = await Database.open(file, reached)
        api = await Api.open(url, TOKEN)
        await Fetching(api, database, MovableClock(), Shelf(folder), lambda: None, reached).step()

    try:
        asyncio.set_event_loop(None)
        asyncio._set_running_loop(None)
        asyncio.run(fetch())
    finally:
        os._exit(1)


# Sent again ---------------------------------------------------------------------------------------------------


@pytest.fixture
async def again(post: Post, desk: Desk, fetching: Fetching) -> Post:
    """A delivery that renders as the process does."""

    async def render(file: Any) -> Any:
        return await rendering.render(desk.database, desk.clock.now(), TOWN, file)

    post._render = render  # type: ignore[method-assign]
    post.delivery = post.new_delivery()
    return post


async def hand_out(post: Post, paper: Paper) -> None:
    request = telegram.send(ANNA, papers.copy(paper))
    await post.put(Parcel(ANNA, request.method, request.body, file=request.file))
    await post.deliver()


async def test_a_file_that_is_still_waiting_is_sent_by_its_remote_id(again: Post, desk: Desk) -> None:
    await hand_out(again, await desk.paper(await desk.sent()))
    (message,) = await desk.people.received()
    assert (message["document"]["name"], message["document"]["size"]) == ("приказ.pdf", len(ORDER))


async def test_a_file_the_messenger_has_forgotten_is_sent_from_the_disk(
    again: Post, desk: Desk, fetching: Fetching
) -> None:
    one = await desk.sent()
    await fetching.step()
    async with desk.database.transaction() as db:
        await db.run("UPDATE files SET remote_id = 'BQAC-of-another-bot' WHERE id = :id", id=one)
    await hand_out(again, await desk.paper(one))
    (message,) = await desk.people.received()
    assert (message["document"]["name"], message["document"]["size"]) == ("приказ.pdf", len(ORDER))


async def test_a_photo_goes_back_as_a_photo(again: Post, desk: Desk) -> None:
    await hand_out(again, await desk.paper(await desk.sent(b"\xff\xd8\xff", "Фото.jpg", "photo")))
    (message,) = await desk.people.received()
    assert "photo" in message


# The line -----------------------------------------------------------------------------------------------------


async def test_a_server_of_ones_own_may_name_a_file_on_this_machine(api: Api, tmp_path: Path) -> None:
    place = tmp_path / "file_0.pdf"
    place.write_bytes(ORDER)
    pieces: list[bytes] = []
    await api.download(str(place), pieces.append, LARGEST)
    assert b"".join(pieces) == ORDER
    with pytest.raises(TooLarge):
        await api.download(str(place), pieces.append, len(ORDER) - 1)


async def test_the_official_server_names_no_file_of_this_machine(tmp_path: Path) -> None:
    place = tmp_path / "secret"
    place.write_bytes(b"secret")
    pieces: list[bytes] = []
    api = await Api.open("http://api.telegram.org.localhost:9", TOKEN)
    with pytest.raises(NoAnswer):
        await api.download(str(place), pieces.append, LARGEST)
    await api.close()
    assert pieces == []


@pytest.fixture
async def elsewhere() -> AsyncIterator[str]:
    """A server that sends one path on, and answers the other with more than it was asked for."""

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("moved.pdf"):
            raise web.HTTPFound("/order.pdf")
        return web.Response(body=ORDER)

    app = web.Application()
    app.router.add_get("/{tail:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_download_ends_where_it_was_promised_to_and_is_sent_on_to_nobody(elsewhere: str) -> None:
    pieces: list[bytes] = []
    api = await Api.open(elsewhere, TOKEN)
    with pytest.raises(TooLarge):
        await api.download("order.pdf", pieces.append, 100)
    with pytest.raises(NoAnswer):
        await api.download("moved.pdf", pieces.append, LARGEST)
    await api.close()
    assert pieces == []


async def test_no_trouble_of_a_download_says_the_token(elsewhere: str) -> None:
    for url in (elsewhere, "http://127.0.0.1:9"):
        api = await Api.open(url, TOKEN)
        with pytest.raises(NoAnswer) as refused:
            await api.download("moved.pdf", lambda _piece: None, LARGEST)
        assert "sandbox-token" not in str(refused.value)
        await api.close()


async def test_what_a_killed_process_left_half_done_goes_at_the_next_start(fetching: Fetching, folder: Path) -> None:
    (folder / "coming").mkdir(parents=True)
    (folder / "coming" / "left").write_bytes(b"half")
    running = asyncio.create_task(fetching.run())
    while on_disk(folder):
        await asyncio.sleep(0)
    running.cancel()
