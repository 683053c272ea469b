"""From Telegram into the database: one batch of updates is one transaction, acknowledged only afterwards."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, NamedTuple

from aiogram import Bot, Dispatcher

from bot import apology, logs, replies, serving
from bot.cause import Cause, number
from bot.clock import Clock
from bot.delivery import Delivery
from bot.flood import Flood
from bot.http import Api, NoAnswer
from bot.outcomes import TokenRefused
from bot.polling import Polling, Refused
from bot.serving import EVENTS
from bot.trouble import where
from domain.municipality import Municipality
from storage import outbox, updates
from storage.database import Database, Reached, Transaction, unwatched
from storage.parcel import Parcel
from storage.updates import Seen

log = logs.get(__name__)


class Failed(RuntimeError):
    """An update whose handler ended with an `error`."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Effect(NamedTuple):
    """What one update left behind in the transaction of its batch."""

    seen: Seen
    parcels: list[Parcel]


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
        flood: Flood | None = None,
    ) -> None:
        self._flood = flood
        self._database = database
        self._dispatcher = dispatcher
        self._clock = clock
        self._town = town
        self._bot = bot
        self._committed = committed
        self._reached = reached
        self._delivery = delivery
        self._polling = Polling(api, reached)

    async def run(self) -> None:
        """Until `stop`, or `TokenRefused`. Any other trouble is waited out."""
        while not self._polling.stopped:
            try:
                batch = await self._polling.next_batch()
                if batch:
                    await self.take(batch)
                self._polling.succeeded()
            except TokenRefused:
                raise
            except Refused as refused:
                await self._polling.pause(str(refused), refused.retry_after)
            except NoAnswer as trouble:
                await self._polling.pause(f"Telegram does not answer: {trouble}")
            except Exception as error:
                await self._polling.pause(f"a batch was rolled back and will be taken again: {where(error)}")

    def stop(self) -> None:
        """Take no more. A batch already begun is finished by `run`."""
        self._polling.stop()

    async def take(self, batch: list[dict[str, Any]]) -> None:
        """Let a batch take effect, all of it or nothing; then acknowledge it by the next poll."""
        numbered = [raw for raw in batch if isinstance(raw, dict) and number(raw.get("update_id")) is not None]
        if len(numbered) < len(batch):
            log.error("updates without a number were passed over", count=len(batch) - len(numbered))
        if not numbered:
            raise Refused("there is nothing to acknowledge in the answer to getUpdates")
        try:
            effects = await self._apply(numbered, careful=False)
        except Failed:
            effects = await self._apply(numbered, careful=True)
        self._polling.offset = max(raw["update_id"] for raw in numbered) + 1
        if effects:
            self._committed()

    async def _apply(self, batch: list[dict[str, Any]], *, careful: bool) -> list[Effect]:
        """One transaction. Failures are rare and savepoints are not free: the first attempt goes without them,
        and where an update fails nothing of it remains."""
        now = self._clock.now()
        effects: list[Effect] = []
        async with self._along(), self._database.transaction("intake") as db:
            known = await updates.known(db, [raw["update_id"] for raw in batch])
            if self._polling.offset is None and _counts_anew(batch, known, await updates.highest(db)):
                log.warning("the server counts its updates anew: numbers seen before are forgotten")
                await updates.forget(db)
                known = {}
            seen = set(known)
            for raw in batch:
                if raw["update_id"] not in seen:
                    seen.add(raw["update_id"])
                    db.update_id = raw["update_id"]
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
            log.error("an update was undone", update=raw["update_id"], kind=cause.kind, place=trouble)
            words = await replies.parcels(db, cause, apology.reply(cause, raw, self._town.bot_name), now)
            return Effect(Seen(raw["update_id"], cause.digest, f"{cause.kind}: {trouble}"), words)

    async def _effect(self, db: Transaction, raw: dict[str, Any], cause: Cause, now: datetime) -> Effect:
        """What one update brings about. Raises `Failed`."""
        if cause.kind not in EVENTS or raw[cause.kind] is None:
            return Effect(Seen(raw["update_id"], cause.digest), [])  # nobody asked for it
        try:
            event = raw[cause.kind]
            returned = await serving.serve(self._dispatcher, self._bot, cause.kind, event, db, now, self._town)
            if returned is not None and self._flood:
                returned = self._flood.measured(cause.chat_id, returned)
                cause = cause if returned is not None else cause._replace(tap=None)
            return Effect(Seen(raw["update_id"], cause.digest), await replies.parcels(db, cause, returned, now))
        except Exception as error:
            raise Failed(error) from error


def _counts_anew(batch: list[dict[str, Any]], known: dict[int, str], highest: int | None) -> bool:
    """A number seen before with another content, or only new ones below the highest one seen. Asked
    where a poll begins: later on a repeated number is a repeated update, whatever it holds."""
    if not known:
        return highest is not None and min(raw["update_id"] for raw in batch) < highest
    return any(known.get(raw["update_id"]) not in (None, Cause.of(raw).digest) for raw in batch)
