"""What was sent to the control API, checked: every mistake is told in a sentence."""

import json
import re
from typing import Any

from aiohttp import web

from bot.sandbox.people import Impossible


class Body:
    """A JSON object; each question names a field and what it must be. None where an optional one is missing."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields

    def number(self, name: str) -> int:
        value = self.maybe_number(name)
        if value is None:
            raise Impossible(f'"{name}" must be a whole number')
        return value

    def maybe_number(self, name: str) -> int | None:
        value = self.fields.get(name)
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value):
            value = int(value)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise Impossible(f'"{name}" must be a whole number')
        return value

    def numbers(self, name: str) -> list[int]:
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(one, int) for one in value):
            raise Impossible(f'"{name}" must be a list of whole numbers')
        return value

    def text(self, name: str) -> str:
        value = self.maybe_text(name)
        if value is None:
            raise Impossible(f'"{name}" must be a text')
        return value

    def maybe_text(self, name: str) -> str | None:
        value = self.fields.get(name)
        if value is not None and not isinstance(value, str):
            raise Impossible(f'"{name}" must be a text')
        return value

    def flag(self, name: str, default: bool | None = None) -> bool:
        value = self.fields.get(name, default)
        if not isinstance(value, bool):
            raise Impossible(f'"{name}" must be true or false')
        return value


async def read(request: web.Request) -> Body:
    try:
        fields = json.loads(await request.read() or b"{}")
    except ValueError:
        raise Impossible("the body is not JSON") from None
    if not isinstance(fields, dict):
        raise Impossible("the body must be a JSON object")
    return Body(fields)


def asked(request: web.Request, name: str, default: int) -> int:
    """A whole number from the address."""
    try:
        return int(request.query.get(name, default))
    except ValueError:
        raise Impossible(f'"{name}" must be a whole number') from None
