"""A file takes its time, and the chat sees that something is coming."""

import asyncio
from typing import Any

import pytest

from bot.http import Answer
from bot.outcomes import Done, Outage
from bot.rendering import Rendered
from bot.uploading import Uploads
from storage.database import unwatched
from storage.parcel import Row
from tests import hurry
from views.screen import File

ROW = Row(1, 11, "sendDocument", '{"chat_id": 11}', "{}", 0, 10, 0, 0, None)
TAKES = 12.0  # seconds


class Server:
    """Takes a file slowly, and says `code` about every progress that is shown."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.shown = 0

    async def call(self, method: str, body: str) -> Answer:
        assert method == "sendChatAction"
        self.shown += 1
        return Answer(ok=self.code == 200, code=self.code)

    async def upload(self, *_of_the_file: Any) -> Answer:
        await asyncio.sleep(TAKES)
        return Answer(ok=True, code=200, result={"message_id": 5})


async def render(file: File) -> Rendered:
    return Rendered("table.xlsx", b"content")


@pytest.mark.parametrize(("code", "shown"), [(200, 3), (400, 3), (429, 1)])
def test_progress_is_shown_for_as_long_as_it_takes_but_not_to_whom_it_is_too_much(code: int, shown: int) -> None:
    server = Server(code)

    async def carry() -> None:
        uploads = Uploads(server, render, unwatched)  # type: ignore[arg-type]
        assert await uploads.carry(ROW, File("document", "table")) == Done(5)

    hurry.run(carry())
    assert server.shown == shown


@pytest.mark.parametrize(("begun", "unknown"), [("rendering", False), ("uploading", True)])
def test_a_file_that_is_stopped_may_have_arrived_only_where_it_was_leaving(begun: str, unknown: bool) -> None:
    async def slowly(file: File) -> Rendered:
        if begun == "rendering":
            await asyncio.sleep(TAKES)
        return await render(file)

    async def carry() -> None:
        uploads = Uploads(Server(200), slowly, unwatched)  # type: ignore[arg-type]
        carrying = asyncio.create_task(uploads.carry(ROW, File("document", "table")))
        await asyncio.sleep(1)
        carrying.cancel()
        assert await carrying == Outage("stopped", unknown=unknown, server_wide=False)

    hurry.run(carry())
