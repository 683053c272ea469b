"""The other half of the control API: looking at chats, clock, faults, calls and files, and waiting for them."""

from dataclasses import asdict
from typing import Any, Final

from aiohttp import web

from bot.sandbox import bodies, faults, images, profile, turning, view
from bot.sandbox.calls import Calls
from bot.sandbox.faults import Faults
from bot.sandbox.parts import Parts
from bot.sandbox.people import Impossible
from bot.sandbox.turning import Turning

LONGEST_POLL: Final = 60  # seconds
SHOWN: Final = 300  # messages of a chat in the state; /control/chat has them all


class Desk:
    def __init__(self, parts: Parts, calls: Calls, trouble: Faults, clock: Turning) -> None:
        self._parts = parts
        self._calls = calls
        self._faults = trouble
        self._clock = clock
        self._closed = False

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/control/chat", self._chat),
            web.get("/control/state", self._state),
            web.get("/control/clock", self._read_clock),
            web.post("/control/clock", self._move_clock),
            web.get("/control/faults", self._read_faults),
            web.post("/control/faults", self._set_faults),
            web.get("/control/calls", self._read_calls),
            web.get("/control/commands", self._commands),
            web.get("/control/files/{id}", self._file),
            web.post("/control/idle", self._idle),
        ]

    def close(self) -> None:
        """Waiting polls are answered."""
        self._closed = True
        self._parts.world.changed.fire()

    async def _chat(self, request: web.Request) -> web.Response:
        number = bodies.asked(request, "chat", 0)
        chat = self._parts.world.chat(number)
        if chat is None:
            raise Impossible(f"there is no chat {number}")
        return web.json_response(view.chat(self._parts, chat))

    async def _state(self, request: web.Request) -> web.Response:
        since = bodies.asked(request, "since", 0)
        timeout = min(max(bodies.asked(request, "timeout", 25), 0), LONGEST_POLL)
        world = self._parts.world
        if world.rev == since and not self._closed:
            await world.changed.wait(timeout)
        return web.json_response(
            {
                "rev": world.rev,
                "people": [view.person(person) for person in world.people.values()],
                "chats": [view.chat(self._parts, chat, SHOWN) for chat in view.every(world)],
                "clock": await self._clock.shown(),
                "faults": self._trouble(),
            }
        )

    async def _read_clock(self, _request: web.Request) -> web.Response:
        return web.json_response(await self._clock.shown())

    async def _move_clock(self, request: web.Request) -> web.Response:
        await self._clock.move(*turning.read(await bodies.read(request)))
        return web.json_response(await self._clock.shown())

    async def _read_faults(self, _request: web.Request) -> web.Response:
        return web.json_response(self._trouble())

    async def _set_faults(self, request: web.Request) -> web.Response:
        """A body without "mode" leaves the present fault alone."""
        body = await bodies.read(request)
        if "mode" in body.fields:
            try:
                self._faults.put(faults.read(body.fields))
            except ValueError as reason:
                raise Impossible(str(reason)) from None
        if "duplicate_updates" in body.fields:
            self._parts.updates.duplicate = body.flag("duplicate_updates")
        self._parts.world.touch()
        return web.json_response(self._trouble())

    async def _read_calls(self, request: web.Request) -> web.Response:
        polls = request.query.get("polls") == "1"
        return web.json_response(list(self._calls.since(bodies.asked(request, "since", 0), polls)))

    async def _commands(self, _request: web.Request) -> web.Response:
        return web.json_response(profile.every(self._parts.world))

    async def _file(self, request: web.Request) -> web.Response:
        """Nothing that was sent may run as a page of the sandbox."""
        stored = self._parts.files.named(request.match_info["id"])
        if stored is None:
            return web.json_response({"error": "there is no such file"}, status=404)
        content = self._parts.files.content(stored)
        picture = images.mime(content)
        response = web.Response(body=content, content_type=picture or "application/octet-stream")
        if not picture:
            response.headers["Content-Disposition"] = "attachment"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox"
        return response

    async def _idle(self, request: web.Request) -> web.Response:
        timeout = (await bodies.read(request)).fields.get("timeout", 10)
        if not isinstance(timeout, int | float):
            raise Impossible('"timeout" must be a number of seconds')
        return web.json_response({"idle": await self._parts.updates.idle(timeout, self._parts.monotonic)})

    def _trouble(self) -> dict[str, Any]:
        return asdict(self._faults.present) | {"duplicate_updates": self._parts.updates.duplicate}
