"""From Telegram into the database: one batch of updates is one transaction, acknowledged only afterwards."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple, NoReturn

import orjson
from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.methods import GetMe
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject, User

from bot import replies
from bot.cause import Cause, lean, number
from bot.clock import Clock
from bot.delivery import Delivery
from bot.http import Answer, Api, NoAnswer
from bot.outcomes import TokenRefused
from bot.trouble import where
from domain.municipality import Municipality
from handlers.express import EXPRESS, Express
from storage import outbox, updates
from storage.database import Database, Reached, Transaction, unwatched
from storage.parcel import Parcel
from storage.updates import Seen
from views import errors
from views.screen import Reply

log = logging.getLogger(__name__)

EVENTS: Final[dict[str, type[TelegramObject]]] = {
    "message": Message,
    "edited_message": Message,
    "callback_query": CallbackQuery,
    "my_chat_member": ChatMemberUpdated,
}
LONG_POLL: Final = 25  # seconds
BATCH: Final = 100
PATIENCE: Final = 20.0  # seconds one handler may take
MAX_PAUSE: Final = 30.0
HASTY: Final = 0.2


class Refused(RuntimeError):
    """A poll that brought nothing, for a reason that may pass."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Failed(RuntimeError):
    """An update whose handler ended with an `error`."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class NoNetwork(BaseSession):
    """aiogram's bot is context here and nothing else: handlers return what is to be sent. It knows its own
    name, because a command in a group may be addressed to it."""

    def __init__(self, me: User) -> None:
        super().__init__()
        self._me = me

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(self, bot: Bot, method: Any, timeout: Any = None) -> Any:  # noqa: ASYNC109
        if isinstance(method, GetMe):
            return self._me
        raise RuntimeError("a handler called Telegram: return a Screen, a Notice or a Reply")

    def stream_content(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RuntimeError("a handler read a file from Telegram")


class Effect(NamedTuple):
    """What one update left behind in the transaction of its batch."""

    seen: Seen
    parcels: list[Parcel]


def context(number: int, name: str) -> Bot:
    """The bot that handlers find in their updates: its id and name, no token."""
    me = User(id=number, is_bot=True, first_name=name, username=name)
    return Bot(f"{number}:context", session=NoNetwork(me))


async def serve(
    dispatcher: Dispatcher, bot: Bot, kind: str, raw: Any, db: Transaction, now: datetime, town: Municipality
) -> Any:
    """What the handlers make of an event, None where nobody serves it. The express is asked first."""
    quick: Express | None = dispatcher.get(EXPRESS)
    returned: Any = await quick.serve(kind, raw, db, now, town) if quick else None
    if returned is None:
        event = EVENTS[kind].model_validate(lean(kind, raw), context={"bot": bot})
        async with asyncio.timeout(PATIENCE):
            returned = await dispatcher.propagate_event(kind, event, bot=bot, db=db, now=now, town=town)
    return None if returned is UNHANDLED else returned


class Intake:
    """Polls until stopped. `committed` is called after each batch that changed something."""

    def __init__(
        self,
        api: Api,
        database: Database,
        dispatcher: Dispatcher,
        clock: Clock,
        town: Municipality,
        bot: Bot,
        committed: Callable[[], None],
        reached: Reached = unwatched,
        delivery: Delivery | None = None,
    ) -> None:
        self._api = api
        self._database = database
        self._dispatcher = dispatcher
        self._clock = clock
        self._town = town
        self._bot = bot
        self._committed = committed
        self._reached = reached
        self._delivery = delivery
        self._offset: int | None = None
        self._poll: asyncio.Task[Answer] | None = None
        self._stopping = asyncio.Event()
        self._failures = 0

    async def run(self) -> None:
        """Until `stop`, or `TokenRefused`. Any other trouble is waited out."""
        while not self._stopping.is_set():
            try:
                batch = await self._next_batch()
                if batch:
                    await self.take(batch)
                self._failures = 0
            except TokenRefused:
                raise
            except Refused as refused:
                await self._pause(str(refused), refused.retry_after)
            except NoAnswer as trouble:
                await self._pause(f"Telegram does not answer: {trouble}")
            except Exception as error:
                await self._pause(f"a batch was rolled back and will be taken again: {where(error)}")

    def stop(self) -> None:
        """Take no more. A batch already begun is finished by `run`."""
        self._stopping.set()
        if self._poll:
            self._poll.cancel()

    async def take(self, batch: list[dict[str, Any]]) -> None:
        """Let a batch take effect, all of it or nothing; then acknowledge it by the next poll."""
        numbered = [raw for raw in batch if isinstance(raw, dict) and number(raw.get("update_id")) is not None]
        if len(numbered) < len(batch):
            log.error("%d updates without a number were passed over", len(batch) - len(numbered))
        if not numbered:
            raise Refused("there is nothing to acknowledge in the answer to getUpdates")
        try:
            effects = await self._apply(numbered, careful=False)
        except Failed:
            effects = await self._apply(numbered, careful=True)
        self._offset = max(raw["update_id"] for raw in numbered) + 1
        if effects:
            self._committed()

    async def _apply(self, batch: list[dict[str, Any]], *, careful: bool) -> list[Effect]:
        """One transaction. Failures are rare and savepoints are not free: the first attempt goes without them,
        and where an update fails nothing of it remains."""
        now = self._clock.now()
        effects: list[Effect] = []
        async with self._along(), self._database.transaction("intake") as db:
            known = await updates.known(db, [raw["update_id"] for raw in batch])
            if self._offset is None and _counts_anew(batch, known, await updates.highest(db)):
                log.warning("the server counts its updates anew: numbers seen before are forgotten")
                await updates.forget(db)
                known = {}
            seen = set(known)
            for raw in batch:
                if raw["update_id"] not in seen:
                    seen.add(raw["update_id"])
                    effects.append(await (self._carefully if careful else self._effect)(db, raw, Cause.of(raw), now))
                    self._reached("intake.update")
            await updates.add(db, [effect.seen for effect in effects], now)
            await outbox.put(db, [parcel for effect in effects for parcel in effect.parcels], now)
            if self._delivery:
                await self._delivery.join(db)
        return effects

    @asynccontextmanager
    async def _along(self) -> AsyncIterator[None]:
        """Delivery takes the opportunity: what is put is claimed, and what has arrived settled, by one commit."""
        try:
            yield
        except BaseException:
            if self._delivery:
                self._delivery.fall_back()
            raise
        if self._delivery:
            self._delivery.go_on()

    async def _carefully(self, db: Transaction, raw: dict[str, Any], cause: Cause, now: datetime) -> Effect:
        """A failing update is undone alone, remembered, and answered with an apology."""
        try:
            async with db.savepoint():
                return await self._effect(db, raw, cause, now)
        except Failed as failed:
            trouble = where(failed.error)
            log.error("update %d (%s) was undone: %s", raw["update_id"], cause.kind, trouble)
            apology = await replies.parcels(db, cause, _apology(cause), now)
            return Effect(Seen(raw["update_id"], cause.digest, f"{cause.kind}: {trouble}"), apology)

    async def _effect(self, db: Transaction, raw: dict[str, Any], cause: Cause, now: datetime) -> Effect:
        """What one update brings about. Raises `Failed`."""
        if cause.kind not in EVENTS or raw[cause.kind] is None:
            return Effect(Seen(raw["update_id"], cause.digest), [])  # nobody asked for it
        try:
            returned = await serve(self._dispatcher, self._bot, cause.kind, raw[cause.kind], db, now, self._town)
            return Effect(Seen(raw["update_id"], cause.digest), await replies.parcels(db, cause, returned, now))
        except Exception as error:
            raise Failed(error) from error

    async def _next_batch(self) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"timeout": LONG_POLL, "limit": BATCH, "allowed_updates": list(EVENTS)}
        if self._offset is not None:
            params["offset"] = self._offset
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self._poll = asyncio.ensure_future(
            self._api.call("getUpdates", orjson.dumps(params).decode(), wait=LONG_POLL + 10)
        )
        try:
            answer = await self._poll
            self._reached("intake.polled")
        except asyncio.CancelledError:
            if self._stopping.is_set():
                return []
            raise
        finally:
            self._poll = None
        if answer.code == 401:
            raise TokenRefused
        if not answer.ok:
            raise Refused(_trouble(answer), answer.retry_after)
        if isinstance(answer.result, list) and answer.result:
            return answer.result
        if loop.time() - begun < HASTY:
            # This server does not wait for news as it was asked to: do not ask it without end.
            await self._sleep(HASTY)
        return []

    async def _pause(self, reason: str, seconds: float | None = None) -> None:
        """Wait out some trouble. Afterwards the poll begins without an offset: a server that counts anew
        would throw away what lies below it, and what is repeated changes nothing."""
        self._failures += 1
        self._offset = None
        if seconds is None:
            seconds = min(MAX_PAUSE, 0.5 * 2 ** min(self._failures, 8)) * random.uniform(0.5, 1)  # noqa: S311
        log.warning("%s; again in %.1f s", reason, seconds)
        await self._sleep(seconds)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def _counts_anew(batch: list[dict[str, Any]], known: dict[int, str], highest: int | None) -> bool:
    """A number seen before with another content, or only new ones below the highest one seen. Asked
    where a poll begins: later on a repeated number is a repeated update, whatever it holds."""
    if not known:
        return highest is not None and min(raw["update_id"] for raw in batch) < highest
    return any(known.get(raw["update_id"]) not in (None, Cause.of(raw).digest) for raw in batch)


def _apology(cause: Cause) -> Reply:
    """To the person alone: what a group talks about was not meant for us, and the bot is silent in it."""
    screens = (errors.apology(),) if (cause.chat_id or 0) > 0 and cause.kind != "my_chat_member" else ()
    return Reply(screens=screens, toast=errors.TOAST if cause.tap else "")


def _trouble(answer: Answer) -> str:
    if answer.code == 409:
        return "409: another process takes updates with this token, or a webhook is set; only one can"
    return f"getUpdates was refused with {answer.code}"
