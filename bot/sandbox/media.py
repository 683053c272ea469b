"""Pictures and documents of the bot: sent as a file, by attachment or again by file_id; looked up and fetched."""

from typing import Any, Final

from bot.sandbox import chats, images, messages
from bot.sandbox.files import Files, Stored
from bot.sandbox.params import Params, Upload
from bot.sandbox.parts import Parts
from bot.sandbox.refusal import Refused, bad

MAX_UPLOAD: Final = 50 * 1024 * 1024
MAX_PHOTO: Final = 10 * 1024 * 1024
MAX_DOWNLOAD: Final = 20 * 1024 * 1024
MAX_SIDES: Final = 10_000  # width and height together, in pixels
MAX_RATIO: Final = 20
KINDS: Final = ("photo", "document")


async def send_photo(parts: Parts, params: Params) -> dict[str, Any]:
    return _send(parts, params, "photo")


async def send_document(parts: Parts, params: Params) -> dict[str, Any]:
    return _send(parts, params, "document")


async def get_file(parts: Parts, params: Params) -> dict[str, Any]:
    stored = parts.files.get(params.text("file_id"))
    if stored is None:
        raise bad("invalid file_id" if params.text("file_id") else "file_id not specified")
    if stored.size > MAX_DOWNLOAD:
        raise bad("file is too big")
    return stored.reference() | {"file_path": stored.path}


def attached(files: Files, params: Params, kind: str, value: str, field: str) -> dict[str, Any]:
    """The file that a call means, as fields of a message. `field` names the part that carries it by default."""
    upload = params.uploads.get(value.removeprefix("attach://") if value.startswith("attach://") else field)
    if upload is not None:
        return _shown(_taken(files, upload, kind))
    if not value:
        raise bad(f"there is no {kind} in the request")
    if value.startswith("attach://"):
        raise bad("can't find file by attach:// reference")
    if value.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    stored = files.get(value)
    if stored is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return _shown(stored)


def _send(parts: Parts, params: Params, kind: str) -> dict[str, Any]:
    chat = chats.writable(parts.world, params.text("chat_id"))
    content = messages.caption(params)
    return messages.deliver(parts, chat, params, attached(parts.files, params, kind, params.text(kind), kind) | content)


def _taken(files: Files, upload: Upload, kind: str) -> Stored:
    if not upload.content:
        raise bad("file must be non-empty")
    if len(upload.content) > MAX_UPLOAD:
        raise Refused(413, "Request Entity Too Large")
    if kind != "photo":
        return files.add(upload.content, upload.name, kind, upload.mime)
    if len(upload.content) > MAX_PHOTO:
        raise bad(f"too big photo: {len(upload.content)} bytes, the limit is {MAX_PHOTO}")
    size = images.size(upload.content)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(size) > MAX_SIDES or min(size) == 0 or max(size) > MAX_RATIO * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return files.add(upload.content, upload.name, kind, images.mime(upload.content) or "", size)


def _shown(stored: Stored) -> dict[str, Any]:
    if stored.kind == "photo":
        return {"photo": [stored.picture()]}
    return {"document": stored.document()}
