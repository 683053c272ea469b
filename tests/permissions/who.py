"""Somebody at the doors."""

from dataclasses import dataclass

from tests.permissions.side import Side


@dataclass(frozen=True)
class Who:
    """`side` is whose school they belong to, None for those who see nothing of either."""

    name: str
    chat: int
    side: Side | None = None
    extra: tuple[str, ...] = ()  # buttons they have been sent
    words: tuple[str, ...] = ()  # what is their own, where the rest of the school is not
    rows: tuple[tuple[str, int], ...] = ()  # so are these, and what refers to them
