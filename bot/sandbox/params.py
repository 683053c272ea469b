"""The parameters of a call: from the address, a form, a multipart form or JSON, as Telegram takes them all alike."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

from bot.sandbox.refusal import bad

FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
TRUE: Final = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What is missing is an empty text, as for Telegram."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """Out of range is brought into it, and what is not a number is the default."""
        number = self.number(name)
        return min(max(default if number is None else number, low), high)

    def number(self, name: str) -> int | None:
        try:
            return int(self.text(name).strip())
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in TRUE

    def parsed(self, name: str, complaint: str) -> Any:
        """An object or a list, written out or as text. None when it is missing; `complaint` when it is not JSON."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(complaint) from None

    def shown(self) -> dict[str, Any]:
        """For the log of calls: JSON in a form is opened up, a file is its name and size."""
        files = {name: {"name": upload.name, "size": len(upload.content)} for name, upload in self.uploads.items()}
        return {name: _opened(value) for name, value in self.values.items()} | files


async def read(request: web.Request) -> Params:
    """Raises `Refused` for a body that cannot be read."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type in FORMS:
        for name, value in (await _form(request)).items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                values[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
    elif request.content_type == "application/json":
        values |= _json_body(await request.read())
    return Params(values, uploads)


async def _form(request: web.Request) -> Mapping[str, Any]:
    try:
        return await request.post()
    except ValueError:
        raise bad("can't parse form data") from None


def _json_body(content: bytes) -> dict[str, Any]:
    if not content.strip():
        return {}
    try:
        body = json.loads(content)
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad("object expected")
    return body


def _opened(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
