"""A file on its way: rendered when it is sent, its progress shown in the chat meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import orjson

from bot import logs, outcomes
from bot.http import Answer, Api, NoAnswer
from bot.outcomes import Malformed, Outage, Outcome, SlowDown
from bot.rendering import Remote, Rendered
from bot.trouble import where
from storage.database import Reached
from storage.parcel import Row
from views.screen import File

log = logs.get(__name__)

ACTIONS: Final = {"photo": "upload_photo", "document": "upload_document"}
AGAIN: Final = 4.5  # seconds: Telegram shows it for five


class Uploads:
    """Each `carry` is a task's whole work."""

    def __init__(self, api: Api, render: Callable[[File], Awaitable[Rendered | Remote]], reached: Reached) -> None:
        self._api = api
        self._render = render
        self._reached = reached

    async def carry(self, row: Row, file: File) -> Outcome:
        """One file and its outcome, whatever happens; also where the task is cancelled."""
        progress = asyncio.create_task(self._show_progress(row.chat_id, ACTIONS[file.kind]))
        uploading = False
        try:
            rendered = await self._render(file)
            self._reached("delivery.send")
            uploading = True
            answer = await self._send(row, file, rendered)
            self._reached("delivery.sent")
            return outcomes.read(answer)
        except NoAnswer as trouble:
            return Outage(str(trouble), unknown=trouble.unknown, server_wide=True)
        except asyncio.CancelledError:
            return Outage("stopped", unknown=uploading, server_wide=False)
        except Exception as error:
            log.error("could not be sent", row=row.id, place=where(error))
            return Malformed(type(error).__name__)
        finally:
            progress.cancel()

    async def _send(self, row: Row, file: File, rendered: Rendered | Remote) -> Answer:
        body = orjson.loads(row.body)
        if isinstance(rendered, Remote):
            again = orjson.dumps({**body, file.kind: rendered.file_id}).decode()
            answer = await self._api.call(row.method, again)
            if not outcomes.is_lost(answer):
                return answer
            rendered = await rendered.instead()
        return await self._api.upload(row.method, body, file.kind, rendered.name, rendered.content)

    async def _show_progress(self, chat_id: int, action: str) -> None:
        """ "Sends a picture…", for as long as it takes; nobody minds when this fails. Asked to slow down, it is not
        shown any more: the file itself matters."""
        body = orjson.dumps({"chat_id": chat_id, "action": action}).decode()
        with suppress(NoAnswer):
            while True:
                if isinstance(outcomes.read(await self._api.call("sendChatAction", body)), SlowDown):
                    return
                await asyncio.sleep(AGAIN)
