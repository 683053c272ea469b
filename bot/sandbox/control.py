"""The control API: everything the page can do, for tests and scripts too. JSON in and out, errors are
4xx {"error": "sentence"}. `GET /control` lists what follows.

    GET  /control/people      everybody · POST {"id", "name", "username"?, "title"?, "language"?}
    POST /control/groups      {"id" (below zero), "title", "members": [ids]}: the bot is added the first time
    POST /control/say         {"person", "text", "chat"?, "reply_to"?} → {"update_id", "message_id"}
    POST /control/press       {"person", "message_id", "data"? | "text"? (label), "chat"?, "force"?}
                              → {"update_id", "query_id"}
    POST /control/send        {"person", "kind": sticker · voice · contact …, "caption"?, "text"?, "chat"?}
    POST /control/upload      multipart: person, file, chat?, caption?, as=document?
    POST /control/edit        {"person", "message_id", "text", "chat"?}
    POST /control/block       {"person", "blocked": bool}
    POST /control/deactivate  {"person", "deactivated": bool}
    POST /control/bot         {"chat", "status": member · left · kicked, "by"?}: the bot's place in a group
    POST /control/migrate     {"chat", "to"}: a group becomes a supergroup
    POST /control/update      a raw update without its number
    GET  /control/chat        ?chat=ID: title, messages, toasts, commands; deleted messages are absent
    GET  /control/state       ?since=REV&timeout=25: all of it, as soon as REV is not the newest
    GET  /control/clock       now, zone, shortcuts · POST {"to": ISO} or {"add": {"days": 1, …}}
    GET  /control/faults      the present fault · POST {"mode": none · 429 · 500 · 502 · silence · late · reset ·
                              slow · storm, "seconds"?, "count"?, "methods"?, "retry_after"?, "act"?, "share"?,
                              "seed"?, "duplicate_updates"?}
    GET  /control/calls       ?since=N&polls=1: what the bot asked of Telegram
    GET  /control/commands    every setMyCommands
    GET  /control/files/ID    the content of a picture or document
    POST /control/idle        {"timeout"?} → {"idle": bool}: whether the bot has taken every update put so far

A person's id is also the id of their private chat, which is meant where "chat" is left out. "update_id" is null
when the bot is not told. In groups the bot sees commands, replies to it and its name only. "silence" never answers
(for "seconds", or until the fault changes), "late" acts and answers after "seconds", "slow" waits first, "reset" cuts
the connection. Fetching a file is the method "download". "count" is how many calls are hit. "storm" hits a share of
them, each in a way of its own, by seeded dice; what it has cut off once gets through the next time.
"duplicate_updates" delivers every confirmed update once more."""

from dataclasses import asdict

from aiohttp import web

from bot.sandbox import bodies, gestures, people, view
from bot.sandbox.params import Upload
from bot.sandbox.parts import Parts
from bot.sandbox.people import Impossible


class Control:
    """What people do. What can be seen and switched is in `desk`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/control", self._help),
            web.get("/control/people", self._people),
            web.post("/control/people", self._add_person),
            web.post("/control/groups", self._add_group),
            web.post("/control/say", self._say),
            web.post("/control/press", self._press),
            web.post("/control/send", self._send),
            web.post("/control/upload", self._upload),
            web.post("/control/edit", self._edit),
            web.post("/control/block", self._block),
            web.post("/control/deactivate", self._deactivate),
            web.post("/control/bot", self._bot),
            web.post("/control/migrate", self._migrate),
            web.post("/control/update", self._update),
        ]

    async def _help(self, _request: web.Request) -> web.Response:
        return web.Response(text=__doc__ or "")

    async def _people(self, _request: web.Request) -> web.Response:
        return web.json_response([view.person(person) for person in self._parts.world.people.values()])

    async def _add_person(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        words = {name: body.maybe_text(name) for name in ("username", "title", "language")}
        given = {name: word for name, word in words.items() if word is not None}
        return web.json_response(view.person(people.add(self._parts, body.number("id"), body.text("name"), **given)))

    async def _add_group(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        group = people.add_group(self._parts, body.number("id"), body.text("title"), body.numbers("members"))
        return web.json_response({"id": group.id, "title": group.title, "members": group.members})

    async def _say(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        chat, reply_to = body.maybe_number("chat"), body.maybe_number("reply_to")
        return _said(gestures.say(self._parts, body.number("person"), body.text("text"), chat, reply_to))

    async def _press(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        update, query = gestures.press(
            self._parts,
            body.number("person"),
            body.number("message_id"),
            data=body.maybe_text("data"),
            label=body.maybe_text("text"),
            chat_id=body.maybe_number("chat"),
            force=body.flag("force", False),
        )
        return web.json_response({"update_id": update, "query_id": query})

    async def _send(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        caption, text = body.maybe_text("caption") or "", body.maybe_text("text") or ""
        person, kind, chat = body.number("person"), body.text("kind"), body.maybe_number("chat")
        return _said(gestures.send(self._parts, person, kind, caption, text, chat))

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        part = form.get("file")
        if not isinstance(part, web.FileField):
            raise Impossible("there is no file in the form")
        file = Upload(part.filename, part.content_type, part.file.read())
        body = bodies.Body({name: value for name, value in form.items() if name != "file"})
        as_document = body.maybe_text("as") == "document"
        chat, caption = body.maybe_number("chat"), body.maybe_text("caption") or ""
        return _said(gestures.upload(self._parts, body.number("person"), file, caption, chat, as_document))

    async def _edit(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        message, chat = body.number("message_id"), body.maybe_number("chat")
        return _said(gestures.edit(self._parts, body.number("person"), message, body.text("text"), chat))

    async def _block(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        update = people.block(self._parts, body.number("person"), body.flag("blocked"))
        return web.json_response({"update_id": update})

    async def _deactivate(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        people.deactivate(self._parts, body.number("person"), body.flag("deactivated"))
        return web.json_response({})

    async def _bot(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        status, by = body.text("status"), body.maybe_number("by")
        return web.json_response({"update_id": people.set_bot_status(self._parts, body.number("chat"), status, by)})

    async def _migrate(self, request: web.Request) -> web.Response:
        body = await bodies.read(request)
        people.migrate(self._parts, body.number("chat"), body.number("to"))
        return web.json_response({})

    async def _update(self, request: web.Request) -> web.Response:
        fields = (await bodies.read(request)).fields
        if len(fields) != 1 or not isinstance(next(iter(fields.values())), dict):
            raise Impossible("a raw update is one object under the name of its kind")
        return web.json_response({"update_id": self._parts.updates.put(fields)})


def _said(said: gestures.Said) -> web.Response:
    return web.json_response(asdict(said))
