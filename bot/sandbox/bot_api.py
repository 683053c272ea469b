"""The Bot API over HTTP: which method does what, and how an answer leaves."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from bot.sandbox import chats, edits, media, messages, params, polling, profile, taps, webhook
from bot.sandbox.calls import Call, Calls
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.params import Params
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import Refused, too_many

Method = Callable[[Parts, Params], Awaitable[Any]]

METHODS: Final[dict[str, Method]] = {
    "getMe": polling.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendChatAction": messages.send_chat_action,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "getFile": media.get_file,
    "editMessageText": edits.edit_text,
    "editMessageCaption": edits.edit_caption,
    "editMessageMedia": edits.edit_media,
    "editMessageReplyMarkup": edits.edit_keyboard,
    "deleteMessage": edits.delete_one,
    "deleteMessages": edits.delete_many,
    "answerCallbackQuery": taps.answer,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
    "getChatAdministrators": chats.get_chat_administrators,
    "leaveChat": chats.leave_chat,
    "pinChatMessage": chats.pin,
    "unpinChatMessage": chats.unpin,
    "setMyCommands": profile.set_commands,
    "getMyCommands": profile.get_commands,
    "deleteMyCommands": profile.delete_commands,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
    "close": polling.yes,
    "logOut": polling.yes,
}
BY_NAME: Final = {name.lower(): method for name, method in METHODS.items()}
GATEWAY: Final = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
UNAUTHORIZED: Final = Refused(401, "Unauthorized")
DOWNLOAD: Final = "download"  # what fetching a file is called in the log and by faults
NOT_FOUND: Final = Refused(404, "Not Found")


class BotApi:
    """Routes for one bot, known by its token."""

    def __init__(self, token: str, parts: Parts, calls: Calls, faults: Faults) -> None:
        self._token = token
        self._parts = parts
        self._calls = calls
        self._faults = faults

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token:[^/]*}/{method:.*}", self._call),
            web.get("/file/bot{token:[^/]*}/{path:.+}", self._download),
        ]

    async def execute(self, name: str, given: Params) -> Any:
        """The result of a method. Raises `Refused`."""
        method = BY_NAME.get(name.lower())
        if method is None:
            raise NOT_FOUND
        return await method(self._parts, given)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _refusal(UNAUTHORIZED)
        name = request.match_info["method"]
        try:
            given = await params.read(request)
        except Refused as refused:
            return _refusal(refused)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(Refused(413, "Request Entity Too Large"))
        call = self._calls.begin(name, given.shown())
        fault = self._faults.hit(name, call.params)
        if fault:
            return await self._troubled(request, call, given, fault)
        return await self._answer(call, given)

    async def _answer(self, call: Call, given: Params) -> web.Response:
        try:
            result = await self.execute(call.method, given)
        except Refused as refused:
            call.status, call.error = refused.code, refused.description
            return _refusal(refused)
        call.status = 200
        return web.json_response({"ok": True, "result": result})

    async def _troubled(self, request: web.Request, call: Call, given: Params, fault: Fault) -> web.StreamResponse:
        call.fault = fault.mode
        match fault.mode:
            case "429":
                return _failed(call, too_many(fault.retry_after))
            case "500":
                return _failed(call, Refused(500, "Internal Server Error"))
            case "502":
                call.status = 502
                return web.Response(status=502, text=GATEWAY, content_type="text/html")
            case "slow":
                await self._faults.pause(fault)
                return await self._answer(call, given)
            case "late":
                answer = await self._answer(call, given)
                await self._faults.pause(fault)
                return answer
            case "reset":
                if fault.act:
                    await self._answer(call, given)
            case _:
                await self._faults.pause(fault)
        return _hung_up(request)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _refusal(UNAUTHORIZED)
        path = request.match_info["path"]
        call = self._calls.begin(DOWNLOAD, {"path": path})
        fault = self._faults.hit(call.method, call.params)
        stored = self._parts.files.at_path(path)
        if stored is None:
            return _failed(call, NOT_FOUND)
        content = self._parts.files.content(stored)
        if fault:
            call.fault = fault.mode
            if fault.mode in ("429", "500", "502"):
                return _failed(call, Refused(int(fault.mode), "Try later"))
            if fault.mode == "reset":
                return await _broken_off(request, content)
            await self._faults.pause(fault)
            if fault.mode == "silence":
                return _hung_up(request)
        call.status = 200
        return web.Response(body=content, content_type="application/octet-stream")


async def _broken_off(request: web.Request, content: bytes) -> web.StreamResponse:
    """Half of a file, and then nothing more."""
    response = web.StreamResponse(headers={"Content-Length": str(len(content))})
    await response.prepare(request)
    await response.write(content[: len(content) // 2])
    if request.transport:
        request.transport.close()
    return response


def _refusal(refused: Refused) -> web.Response:
    return web.json_response(refused.body(), status=refused.code)


def _failed(call: Call, refused: Refused) -> web.Response:
    call.status, call.error = refused.code, refused.description
    return _refusal(refused)


def _hung_up(request: web.Request) -> web.Response:
    """The connection ends without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()
