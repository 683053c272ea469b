"""One step in the life of something a school keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Fields = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Event:
    """`before` and `after` hold the changed fields alone."""

    at: datetime
    who: str
    what: str
    before: Fields
    after: Fields


def changed(before: Fields, after: Fields) -> tuple[Fields, Fields]:
    """The fields that differ, as they were and as they are."""
    keys = [key for key in after if before.get(key) != after[key]]
    return {key: before.get(key) for key in keys}, {key: after[key] for key in keys}
